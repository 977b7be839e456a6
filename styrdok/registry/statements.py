"""The SQL that keeps and brings back what was read, one pair of statements for each table."""

from dataclasses import dataclass

from styrdok.models import (
    Commitment,
    Definition,
    FieldValue,
    Goal,
    Mention,
    Theme,
    Viewpoint,
)


@dataclass(frozen=True, slots=True)
class Part:
    """One list of an extraction: its name there, the class of its values, and how they are kept."""

    name: str
    owner: type
    insert: str
    select: str


PARTS = (
    Part(
        "fields",
        FieldValue,
        """INSERT INTO fields VALUES (:document, :position, :field, :value, :written, :rule, :confidence,
           :page, :page_start, :page_end, :quote, :boxes)""",
        "SELECT * FROM fields WHERE :document IS NULL OR document = :document ORDER BY document, position",
    ),
    Part(
        "mentions",
        Mention,
        """INSERT INTO mentions VALUES (:document, :position, :kind, :start, :end, :text, :label,
           :page, :page_start, :page_end, :quote, :boxes, :rule, :tier, :owner, :year, :pinpoint,
           :relation, :modality, :trigger, :sentence, :confidence)""",
        "SELECT * FROM mentions WHERE :document IS NULL OR document = :document ORDER BY document, position",
    ),
    Part(
        "themes",
        Theme,
        "INSERT INTO themes VALUES (:document, :position, :theme, :weight, :evidence)",
        "SELECT * FROM themes WHERE :document IS NULL OR document = :document ORDER BY document, position",
    ),
    Part(
        "definitions",
        Definition,
        """INSERT INTO definitions VALUES (:document, :position, :term, :text,
           :page, :page_start, :page_end, :quote, :boxes)""",
        "SELECT * FROM definitions WHERE :document IS NULL OR document = :document ORDER BY document, position",
    ),
    Part(
        "commitments",
        Commitment,
        """INSERT INTO commitments VALUES (:document, :position, :actor, :bindingness, :text, :deadline,
           :page, :page_start, :page_end, :quote, :boxes)""",
        "SELECT * FROM commitments WHERE :document IS NULL OR document = :document ORDER BY document, position",
    ),
    Part(
        "goals",
        Goal,
        """INSERT INTO goals VALUES (:document, :position, :text, :indicator, :target_value, :target_year,
           :page, :page_start, :page_end, :quote, :boxes)""",
        "SELECT * FROM goals WHERE :document IS NULL OR document = :document ORDER BY document, position",
    ),
    Part(
        "viewpoints",
        Viewpoint,
        """INSERT INTO viewpoints VALUES (:document, :position, :speaker, :speaker_kind, :about, :kind, :stance,
           :page, :page_start, :page_end, :quote, :boxes)""",
        "SELECT * FROM viewpoints WHERE :document IS NULL OR document = :document ORDER BY document, position",
    ),
)

INSERT_PASSAGE = """
INSERT INTO passages (document, position, start, "end", section, page, page_start, page_end, text, boxes, forms)
VALUES (:document, :position, :start, :end, :section, :page, :page_start, :page_end, :quote, :boxes, :forms)
"""

SELECT_PASSAGES = """
SELECT document, position AS "index", start, "end", section, page, page_start, page_end, text AS quote, boxes
FROM passages WHERE :document IS NULL OR document = :document ORDER BY document, position
"""

INSERT_PAGE = """
INSERT INTO pages VALUES (:document, :number, :label, :width, :height, :start, :end, :status, :known_words, :flags,
:layout)
"""

INSERT_DOCUMENT = """
INSERT INTO documents VALUES (:id, :sha256, :pages, :text, :info, :outline, :tagged, :notes)
"""

INSERT_DESCRIPTION = """
INSERT OR REPLACE INTO descriptions VALUES (:document, :line, :kind, :type, :title, :organisation, :adopted_by,
:adopted_on, :decision, :diary_numbers, :valid_from, :valid_to, :open_ended, :responsible, :status, :language,
:replaced_on, :settled)
"""

INSERT_RESOLUTION = """
INSERT OR REPLACE INTO resolutions VALUES (:document, :position, :status, :target, :candidates, :reason, :stale)
"""

SELECT_DOCUMENTS = """
SELECT d.id, d.sha256, d.pages, s.*, coalesce((SELECT min(name) FROM files WHERE files.sha256 = d.sha256), '') AS file
FROM documents AS d JOIN descriptions AS s ON s.document = d.id
WHERE :document IS NULL OR d.id = :document ORDER BY d.id
"""

SELECT_RESOLUTIONS = """
SELECT * FROM resolutions WHERE :document IS NULL OR document = :document ORDER BY document, position
"""

SELECT_FILES = """
SELECT f.name, f.path, f.sha256, coalesce(c.status, 'quarantined') AS status, coalesce(c.code, 'not_found') AS code,
  f.reason AS unopened, coalesce(c.reason, '') AS reason, coalesce(c.hint, '') AS hint,
  coalesce(c.pages, 0) AS pages, coalesce(c.pages_unread, 0) AS pages_unread,
  first_value(f.name) OVER same AS first, row_number() OVER same AS number
FROM files AS f LEFT JOIN contents AS c ON c.sha256 = f.sha256
WINDOW same AS (PARTITION BY coalesce(f.sha256, f.path) ORDER BY f.name, f.path)
ORDER BY f.name, f.path
"""


def asking_for(select: str, document: str | None) -> str:
    """A query that ends with one document or all, so that SQLite looks for that one where one is asked for.

    Given either in one condition, it would go through all rows.
    """
    return select if document is None else select.replace(":document IS NULL OR ", "")
