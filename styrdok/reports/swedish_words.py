"""Swedish words for the code words of the interface, as reviewers read them."""

from styrdok.registry.reviews import Freshness
from styrdok.vocabulary import (
    Action,
    DocumentType,
    FileStatus,
    Kind,
    Linked,
    NeedReason,
    ResolutionStatus,
    ReuseKind,
    SpeakerKind,
    Status,
    Verdict,
    ViewpointKind,
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
FRESHNESS = {
    Freshness.FRESH: "belägget står kvar",
    Freshness.STALE: "belägget har ändrats",
    Freshness.ORPHANED: "dokumentet är borta",
}
