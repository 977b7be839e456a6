-- Steps of the work on a document (who has it, until when, what was decided) join the acts.
--
-- SQLite cannot widen a CHECK, so the table is made anew with every row and its sequence.
CREATE TABLE acts_with_steps (
  sequence INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('judgement', 'correction', 'step', 'undo')),
  at TEXT NOT NULL,                     -- UTC, ISO 8601 with microseconds
  who TEXT NOT NULL,
  subjects TEXT NOT NULL,               -- the documents, each with id, file and title
  action TEXT,                          -- of the proposal that was judged, when it was one
  verdict TEXT,
  reason TEXT,
  comment TEXT NOT NULL,
  field TEXT,
  value TEXT,
  undoes TEXT,
  evidence TEXT NOT NULL                -- the quotes that lay before the reviewer
) STRICT;
INSERT INTO acts_with_steps SELECT * FROM acts;
DROP TABLE acts;
ALTER TABLE acts_with_steps RENAME TO acts;
CREATE INDEX acts_in_time ON acts (at, id);
CREATE TRIGGER acts_stay_as_they_are BEFORE UPDATE ON acts BEGIN
  SELECT RAISE(ABORT, 'acts are only ever added');
END;
CREATE TRIGGER acts_stay BEFORE DELETE ON acts BEGIN
  SELECT RAISE(ABORT, 'acts are only ever added');
END;
-- Without this, INSERT OR REPLACE would get around the two above.
CREATE TRIGGER acts_come_once BEFORE INSERT ON acts
WHEN EXISTS (SELECT 1 FROM acts WHERE id = new.id OR sequence = new.sequence) BEGIN
  SELECT RAISE(IGNORE);
END;
