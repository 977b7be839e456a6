"""Swedish words for the code words of the interface, as reviewers read them."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from styrdok.marks import DutyMark, GoalMark, TermMark, Tongue
from styrdok.sentence import Sentence
from styrdok.vocabulary import (
    AccountEvent,
    Action,
    Bindingness,
    Change,
    DocumentType,
    FileStatus,
    Freshness,
    Kind,
    LawState,
    Linked,
    MentionKind,
    Modality,
    NeedReason,
    Refusal,
    Relation,
    ResolutionStatus,
    ReuseKind,
    Role,
    SpeakerKind,
    Stance,
    Status,
    StepField,
    Verdict,
    ViewpointKind,
    WorkState,
)

KIND = {
    Kind.STEERING: "styrdokument",
    Kind.REPLY: "remissvar",
    Kind.MEMO: "tjänsteutlåtande",
    Kind.MINUTES: "protokoll",
    Kind.REPORT: "rapport",
    Kind.OTHER: "övrigt",
}
TYPE = {
    DocumentType.VISION: "vision",
    DocumentType.BUDGET: "budget",
    DocumentType.PROGRAM: "program",
    DocumentType.STRATEGY: "strategi",
    DocumentType.PLAN: "plan",
    DocumentType.ACTION_PLAN: "handlingsplan",
    DocumentType.POLICY: "policy",
    DocumentType.GUIDELINE: "riktlinje",
    DocumentType.RULES: "regler",
    DocumentType.ROUTINE: "rutin",
    DocumentType.STATUTES: "reglemente",
    DocumentType.FEES: "taxa",
    DocumentType.OTHER: "övrigt",
}
STATUS = {
    Status.DRAFT: "utkast",
    Status.REMITTED: "på remiss",
    Status.ADOPTED: "antaget",
    Status.IN_FORCE: "gäller",
    Status.EXTENDED: "förlängt",
    Status.EXPIRED: "utgånget",
    Status.REPLACED: "ersatt",
    Status.REPEALED: "upphävt",
    Status.ARCHIVED: "arkiverat",
    Status.ANNULLED: "undanröjt",
    Status.SHELVED: "aldrig antaget",
    Status.UNKNOWN: "okänd",
}
MENTION = {
    MentionKind.TITLE: "titel",
    MentionKind.DIARY_NUMBER: "diarienummer",
    MentionKind.PROPOSITION: "proposition",
    MentionKind.DECISION: "beslut",
    MentionKind.LAW: "lag",
    MentionKind.EU_ACT: "EU-rättsakt",
    MentionKind.GOAL: "mål",
    MentionKind.SYSTEM: "system",
    MentionKind.SELF: "dokumentet självt",
}
LINKED = {Linked.NONE: "nej", Linked.ONE_WAY: "åt ett håll", Linked.MUTUAL: "ömsesidigt"}
REUSE = {ReuseKind.VERBATIM: "ordagrant", ReuseKind.EDITED: "bearbetat", ReuseKind.TOPICAL: "samma ämne"}
RESOLUTION = {
    ResolutionStatus.RESOLVED: "funnet",
    ResolutionStatus.AMBIGUOUS: "flera möjliga",
    ResolutionStatus.EXTERNAL: "utanför registret",
    ResolutionStatus.MISSING: "saknas i registret",
    ResolutionStatus.SELF: "dokumentet självt",
}
REASON = {
    NeedReason.ASSERTED: "efterfrågas",
    NeedReason.UNLINKED_OVERLAP: "överlapp utan hänvisning",
    NeedReason.DIFFERING_DEFINITION: "olika definitioner",
    NeedReason.COMPETING_GOAL: "konkurrerande mål",
    NeedReason.DOUBLE_RESPONSIBILITY: "dubbelt ansvar",
    NeedReason.STALE_REFERENCE: "inaktuell hänvisning",
    NeedReason.MISSING_DOCUMENT: "dokument som saknas",
    NeedReason.EXPIRED: "giltighet utgången",
    NeedReason.TYPE_MISMATCH: "innehåll passar inte dokumenttypen",
}
ACTION = {
    Action.KEEP: "behålls",
    Action.REVISE: "revideras",
    Action.REPEAL: "upphävs",
    Action.MERGE: "slås samman",
    Action.CONVERT: "omvandlas",
    Action.RENAME: "byter namn",
    Action.TRANSFER: "överförs",
    Action.EXTEND: "förlängs",
    Action.COORDINATE: "samordnas",
    Action.NO_NEW: "inget nytt dokument",
    Action.INVESTIGATE: "utreds vidare",
}
SPEAKER = {
    SpeakerKind.OFFICE: "förvaltning",
    SpeakerKind.BOARD: "nämnd",
    SpeakerKind.PARTY: "parti",
    SpeakerKind.EXTERNAL: "utomstående",
}
VIEWPOINT = {
    ViewpointKind.COORDINATION: "samordning",
    ViewpointKind.OVERLAP: "överlapp",
    ViewpointKind.LACK: "saknas",
    ViewpointKind.AMBIGUITY: "otydlighet",
    ViewpointKind.DEFINITION: "definition",
    ViewpointKind.RESPONSIBILITY: "ansvar",
    ViewpointKind.CONFLICT: "motsägelse",
    ViewpointKind.MERGE_OR_PRUNE: "slå samman eller rensa",
    ViewpointKind.TOO_MANY_DOCUMENTS: "för många dokument",
    ViewpointKind.FOLLOW_UP: "uppföljning",
    ViewpointKind.RESOURCES: "resurser",
    ViewpointKind.SCOPE: "omfattning",
    ViewpointKind.PUBLICATION: "publicering",
    ViewpointKind.PRIORITY: "betoning",
    ViewpointKind.PRAISE: "beröm",
    ViewpointKind.PROCESS: "process",
    ViewpointKind.OTHER: "övrigt",
}
FILE = {
    FileStatus.OK: "läst",
    FileStatus.PARTIAL: "delvis läst",
    FileStatus.QUARANTINED: "kunde inte läsas",
    FileStatus.DUPLICATE: "dubblett",
}
VERDICT = {
    Verdict.OPEN: "ej bedömd",
    Verdict.ACCEPT: "godtas",
    Verdict.DISMISS: "avfärdas",
    Verdict.UNSURE: "osäkert",
}
STEP = {
    StepField.ASSIGNED_TO: "handläggare",
    StepField.DUE: "klart senast",
    StepField.DECIDED_BY: "beslutat av",
    StepField.DECIDED_ON: "beslutsdag",
    StepField.DECISION: "beslut",
}
WORK = {
    WorkState.OPEN: "att bedöma",
    WorkState.UNSURE: "osäker",
    WorkState.JUDGED: "bedömd",
    WorkState.DISAGREED: "oenighet",
    WorkState.STALE: "texten har ändrats",
    WorkState.DECIDED: "beslutad",
}
ROLE = {
    Role.READER: "läsare",
    Role.REVIEWER: "granskare",
    Role.ADMINISTRATOR: "administratör",
}
ACCOUNT_EVENT = {
    AccountEvent.SIGNED_IN: "loggade in",
    AccountEvent.SIGNED_OUT: "loggade ut",
    AccountEvent.REFUSED: "släpptes inte in",
    AccountEvent.ADDED: "lade till kontot",
    AccountEvent.REMOVED: "tog bort kontot",
    AccountEvent.ROLE: "gav en roll",
    AccountEvent.PASSWORD: "bytte lösenord",
    AccountEvent.DOWNLOADED: "hämtade en fil",
}
LAW_STATE = {
    LawState.CEASED: "upphävd",
    LawState.WILL_CEASE: "upphör",
    LawState.UNKNOWN: "okänd",
    LawState.IN_FORCE: "gäller",
}
CHANGE = {
    Change.NEW: "nytt",
    Change.GONE: "borta",
    Change.CONTENT: "annat innehåll",
    Change.DESCRIPTION: "andra uppgifter",
}
FRESHNESS = {
    Freshness.FRESH: "belägget står kvar",
    Freshness.STALE: "belägget har ändrats",
    Freshness.ORPHANED: "dokumentet är borta",
}
REFUSAL = {
    Refusal.NOT_A_BODY: "inte ett organ",
    Refusal.NOT_A_DAY: "inte en dag",
    Refusal.NOT_A_NUMBER: "inte ett nummer",
    Refusal.NOT_A_NAME: "inte en person, funktion eller enhet",
}
RELATION = {
    Relation.REFERS_TO: "hänvisar till",
    Relation.REPLACES: "ersätter",
    Relation.REPLACED_BY: "ersätts av",
    Relation.REPEALS: "upphäver",
    Relation.REPEALED: "upphävd",
    Relation.REVISES: "reviderar",
    Relation.EXTENDS_VALIDITY: "förlänger",
    Relation.MERGES: "slår samman",
    Relation.SPLITS_INTO: "delas i",
    Relation.ABSORBS_PART: "tar över del av",
    Relation.PART_OF: "är del av",
    Relation.HAS_PART: "har som del",
    Relation.COMPLEMENTS: "kompletterar",
    Relation.CONCRETISES: "konkretiserar",
    Relation.BASED_ON: "bygger på",
    Relation.IN_LINE_WITH: "i linje med",
    Relation.SUBORDINATE_TO: "är underordnat",
    Relation.OVERRIDES: "går före",
    Relation.COORDINATES_WITH: "samordnas med",
    Relation.DELIMITS_AGAINST: "avgränsas mot",
    Relation.CONTRIBUTES_TO: "bidrar till",
    Relation.CONVERTED_FROM: "omvandlat från",
    Relation.PLANNED_REPLACEMENT: "ska ersätta",
    Relation.TRANSFERRED_RESPONSIBILITY: "överför ansvar",
    Relation.RESPONDS_TO: "svarar på",
}
MODALITY = {
    Modality.FACT: "faktum",
    Modality.PROPOSED: "föreslås",
    Modality.REQUESTED: "efterfrågas",
    Modality.HYPOTHETICAL: "tänkt",
    Modality.NEGATED: "nekas",
}
STANCE = {
    Stance.SUPPORTS: "tillstyrker",
    Stance.SUPPORTS_MAINLY: "tillstyrker i huvudsak",
    Stance.SUPPORTS_ON_CONDITION: "tillstyrker med villkor",
    Stance.NEUTRAL: "neutral",
    Stance.ABSTAINS: "avstår",
    Stance.OPPOSES: "avstyrker",
    Stance.NOT_STATED: "framgår inte",
}
BINDING = {Bindingness.MUST: "ska", Bindingness.SHOULD: "bör", Bindingness.MAY: "får"}
DUTY_MARK = {
    DutyMark.DOUBLE: "finns i flera dokument",
    DutyMark.DIVIDED: "ligger på två organ",
    DutyMark.UNOWNED: "ligger på ingen särskild",
}
GOAL_MARK = {
    GoalMark.COLLIDES: "krockar",
    GoalMark.NO_VALUE: "saknar målvärde",
    GoalMark.NO_YEAR: "saknar målår",
}
TERM_MARK = {TermMark.DIFFERS: "definieras olika", TermMark.USED: "används utan definition"}
TONGUE = {
    Tongue.SWEDISH: "svenska",
    Tongue.ENGLISH: "engelska",
    Tongue.FINNISH: "finska",
    Tongue.NORWEGIAN: "norska",
    Tongue.DANISH: "danska",
    Tongue.GERMAN: "tyska",
}
FIELD = {
    "title": "Titel",
    "kind": "Slag",
    "type": "Dokumenttyp",
    "organisation": "Organisation",
    "adopted_by": "Beslutat av",
    "adopted_on": "Beslutsdatum",
    "decision": "Beslut",
    "diary_numbers": "Diarienummer",
    "valid_from": "Gäller från",
    "valid_to": "Gäller till",
    "status": "Status",
    "responsible": "Ansvarig",
    "language": "Språk",
}
"""The fields of a document that can be corrected, by name."""

_TABLES: tuple[Mapping[Any, str], ...] = (
    KIND, TYPE, STATUS, LINKED, REUSE, RESOLUTION, REASON, ACTION, SPEAKER, VIEWPOINT, FILE, VERDICT, FRESHNESS,
    RELATION, MODALITY, STANCE, BINDING, MENTION, REFUSAL, STEP, WORK, LAW_STATE, CHANGE,
    ROLE, ACCOUNT_EVENT, DUTY_MARK, GOAL_MARK, TERM_MARK, TONGUE,
)  # fmt: skip
WORDS: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {type(code): table for table in _TABLES for code in table}
"""The words of every list of code words that is shown to people."""


def word_of(code: StrEnum) -> Sentence:
    """What a code word is called, to be said in any language."""
    return Sentence(WORDS[type(code)][code], (), type(code).__name__)
