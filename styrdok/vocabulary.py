"""The code words of the interface (``docs/reference/export.md``): one enumeration per closed list.

Every value is the string that stands in exports and in the registry, so ``str(Kind.REPLY) == "reply"``.
"""

from enum import StrEnum


class Kind(StrEnum):
    """What a file is, before it is asked what type of steering document it is."""

    STEERING = "steering"
    REPLY = "reply"
    MEMO = "memo"
    MINUTES = "minutes"
    REPORT = "report"
    OTHER = "other"


CASE_PAPERS = frozenset({Kind.REPLY, Kind.MEMO, Kind.MINUTES})
"""Papers of a case: their titles name the documents that they speak of, not themselves."""


class DocumentType(StrEnum):
    """Type of steering document."""

    VISION = "vision"
    BUDGET = "budget"
    PROGRAM = "program"
    STRATEGY = "strategy"
    PLAN = "plan"
    ACTION_PLAN = "action_plan"
    POLICY = "policy"
    GUIDELINE = "guideline"
    RULES = "rules"
    ROUTINE = "routine"
    STATUTES = "statutes"
    FEES = "fees"
    OTHER = "other"


class Status(StrEnum):
    """Where a document stands in its life."""

    DRAFT = "draft"
    REMITTED = "remitted"
    ADOPTED = "adopted"
    IN_FORCE = "in_force"
    EXTENDED = "extended"
    EXPIRED = "expired"
    REPLACED = "replaced"
    REPEALED = "repealed"
    ARCHIVED = "archived"
    ANNULLED = "annulled"
    SHELVED = "shelved"
    UNKNOWN = "unknown"


UNDECIDED = frozenset({Status.DRAFT, Status.REMITTED, Status.SHELVED})
"""Where a document stands before anybody has adopted it, or when nobody did."""

WITHDRAWN = frozenset({Status.REPLACED, Status.REPEALED, Status.ARCHIVED, Status.ANNULLED, Status.SHELVED})
"""Statuses of documents that somebody has put out of use; one that merely ran out still waits for a decision."""

ENDED = WITHDRAWN | {Status.EXPIRED}
"""Statuses of documents that no longer apply, for whatever reason."""


class MentionKind(StrEnum):
    """What sort of thing a mention points at."""

    TITLE = "title"
    DIARY_NUMBER = "diary_number"
    PROPOSITION = "proposition"
    DECISION = "decision"
    LAW = "law"
    EU_ACT = "eu_act"
    GOAL = "goal"
    SYSTEM = "system"
    SELF = "self"


class Relation(StrEnum):
    """How the document that speaks relates to the one mentioned."""

    REFERS_TO = "refers_to"
    REPLACES = "replaces"
    REPLACED_BY = "replaced_by"
    REPEALS = "repeals"
    REPEALED = "repealed"
    REVISES = "revises"
    EXTENDS_VALIDITY = "extends_validity"
    MERGES = "merges"
    SPLITS_INTO = "splits_into"
    ABSORBS_PART = "absorbs_part"
    PART_OF = "part_of"
    HAS_PART = "has_part"
    COMPLEMENTS = "complements"
    CONCRETISES = "concretises"
    BASED_ON = "based_on"
    IN_LINE_WITH = "in_line_with"
    SUBORDINATE_TO = "subordinate_to"
    OVERRIDES = "overrides"
    COORDINATES_WITH = "coordinates_with"
    DELIMITS_AGAINST = "delimits_against"
    CONTRIBUTES_TO = "contributes_to"
    CONVERTED_FROM = "converted_from"
    PLANNED_REPLACEMENT = "planned_replacement"
    TRANSFERRED_RESPONSIBILITY = "transferred_responsibility"
    RESPONDS_TO = "responds_to"


ENDINGS = frozenset({Relation.REPLACES, Relation.REPEALS, Relation.REPEALED})
"""Relations by which the document mentioned goes out of use altogether."""

ABOUT_THE_PAST = ENDINGS | {
    Relation.REVISES,
    Relation.EXTENDS_VALIDITY,
    Relation.MERGES,
    Relation.CONVERTED_FROM,
    Relation.ABSORBS_PART,
}
"""Relations that rightly name an older document or edition, so that it being gone is no fault."""


class Modality(StrEnum):
    """Whether a relation is stated, proposed, asked for, imagined or denied."""

    FACT = "fact"
    PROPOSED = "proposed"
    REQUESTED = "requested"
    HYPOTHETICAL = "hypothetical"
    NEGATED = "negated"


class ResolutionStatus(StrEnum):
    """What became of a mention when it was held against the registry."""

    RESOLVED = "resolved"
    AMBIGUOUS = "ambiguous"
    EXTERNAL = "external"
    MISSING = "missing"
    SELF = "self"


class SpeakerKind(StrEnum):
    """Whose voice a viewpoint is."""

    OFFICE = "office"
    BOARD = "board"
    PARTY = "party"
    EXTERNAL = "external"


class ViewpointKind(StrEnum):
    """What a viewpoint is about."""

    COORDINATION = "coordination"
    OVERLAP = "overlap"
    LACK = "lack"
    AMBIGUITY = "ambiguity"
    DEFINITION = "definition"
    RESPONSIBILITY = "responsibility"
    CONFLICT = "conflict"
    MERGE_OR_PRUNE = "merge_or_prune"
    TOO_MANY_DOCUMENTS = "too_many_documents"
    FOLLOW_UP = "follow_up"
    RESOURCES = "resources"
    SCOPE = "scope"
    PUBLICATION = "publication"
    PRIORITY = "priority"
    PRAISE = "praise"
    PROCESS = "process"
    OTHER = "other"


class Stance(StrEnum):
    """The overall position of a reply; the formal phrases of a decision carry none."""

    SUPPORTS = "supports"
    SUPPORTS_MAINLY = "supports_mainly"
    SUPPORTS_ON_CONDITION = "supports_on_condition"
    NEUTRAL = "neutral"
    ABSTAINS = "abstains"
    OPPOSES = "opposes"
    NOT_STATED = "not_stated"


class Bindingness(StrEnum):
    """How binding a commitment is: ska, bör, får/kan."""

    MUST = "must"
    SHOULD = "should"
    MAY = "may"


class NeedReason(StrEnum):
    """Why two or more documents need to be coordinated."""

    ASSERTED = "asserted"
    UNLINKED_OVERLAP = "unlinked_overlap"
    DIFFERING_DEFINITION = "differing_definition"
    COMPETING_GOAL = "competing_goal"
    DOUBLE_RESPONSIBILITY = "double_responsibility"
    STALE_REFERENCE = "stale_reference"
    MISSING_DOCUMENT = "missing_document"
    EXPIRED = "expired"
    TYPE_MISMATCH = "type_mismatch"


class ReuseKind(StrEnum):
    """How alike two passages are."""

    VERBATIM = "verbatim"
    EDITED = "edited"
    TOPICAL = "topical"


class Linked(StrEnum):
    """Whether two documents know of each other."""

    NONE = "none"
    ONE_WAY = "one_way"
    MUTUAL = "mutual"


class Action(StrEnum):
    """What a proposal for consolidation proposes."""

    KEEP = "keep"
    REVISE = "revise"
    REPEAL = "repeal"
    MERGE = "merge"
    CONVERT = "convert"
    RENAME = "rename"
    TRANSFER = "transfer"
    EXTEND = "extend"
    COORDINATE = "coordinate"
    NO_NEW = "no_new"
    INVESTIGATE = "investigate"


ON_ALL = frozenset({Action.MERGE, Action.COORDINATE, Action.REVISE})
"""Actions that are taken on all documents of a proposal; of any other the first is decided on."""


class Verdict(StrEnum):
    """A reviewer's judgement."""

    OPEN = "open"
    ACCEPT = "accept"
    DISMISS = "dismiss"
    UNSURE = "unsure"


class StepField(StrEnum):
    """What a step of the work on a document sets."""

    ASSIGNED_TO = "assigned_to"
    DUE = "due"
    DECIDED_BY = "decided_by"
    DECIDED_ON = "decided_on"
    DECISION = "decision"


class Role(StrEnum):
    """What an account of the office may do, from least to most."""

    READER = "reader"
    REVIEWER = "reviewer"
    ADMINISTRATOR = "administrator"

    def covers(self, other: "Role") -> bool:
        """Whether this role may do all that another may."""
        order = list(Role)
        return order.index(self) >= order.index(other)


class AccountEvent(StrEnum):
    """What happened to an account of the office."""

    SIGNED_IN = "signed_in"
    SIGNED_OUT = "signed_out"
    REFUSED = "refused"
    ADDED = "added"
    REMOVED = "removed"
    ROLE = "role"
    PASSWORD = "password"
    DOWNLOADED = "downloaded"


class WorkState(StrEnum):
    """How far the work on one document has come."""

    OPEN = "open"
    UNSURE = "unsure"
    JUDGED = "judged"
    DISAGREED = "disagreed"
    STALE = "stale"
    DECIDED = "decided"


class Question(StrEnum):
    """What can be asked of the graph of references."""

    CENTRAL = "central"
    BRIDGES = "bridges"
    CYCLES = "cycles"
    ORPHANS = "orphans"
    COMMUNITIES = "communities"
    UNREACHABLE = "unreachable"


class LawState(StrEnum):
    """Whether an act is in force."""

    CEASED = "ceased"
    WILL_CEASE = "will_cease"
    UNKNOWN = "unknown"
    IN_FORCE = "in_force"


class Change(StrEnum):
    """What became of a document between two registries."""

    NEW = "new"
    GONE = "gone"
    CONTENT = "content"
    DESCRIPTION = "description"


class FileStatus(StrEnum):
    """What became of a file that was seen."""

    OK = "ok"
    PARTIAL = "partial"
    QUARANTINED = "quarantined"
    DUPLICATE = "duplicate"


class PageStatus(StrEnum):
    """Whether a page could be read."""

    TEXT = "text"
    OCR = "ocr"
    EMPTY = "empty"
    IMAGE = "image"
    UNREADABLE = "unreadable"
    FAILED = "failed"


class BlockKind(StrEnum):
    """The part a block plays on its page.

    The last six are furniture: they are kept and can be quoted, but they are not body text.
    """

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE = "table"
    FOOTNOTE = "footnote"
    CAPTION = "caption"
    TOC = "toc"
    HEADER = "header"
    FOOTER = "footer"
    PAGE_NUMBER = "page_number"
    STAMP = "stamp"
    ANNOTATION = "annotation"


FURNITURE = frozenset(
    {
        BlockKind.TOC,
        BlockKind.HEADER,
        BlockKind.FOOTER,
        BlockKind.PAGE_NUMBER,
        BlockKind.STAMP,
        BlockKind.ANNOTATION,
    }
)


class Freshness(StrEnum):
    """Whether a judgement still rests on what the documents say."""

    FRESH = "fresh"
    STALE = "stale"
    ORPHANED = "orphaned"


class Refusal(StrEnum):
    """Why what stands in a field is not its value; the rule of a :class:`~styrdok.models.FieldValue` without value."""

    NOT_A_BODY = "not a body"
    NOT_A_DAY = "not a day"
    NOT_A_NUMBER = "not a number"
    NOT_A_NAME = "not a name"
