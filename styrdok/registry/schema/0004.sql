-- Comments on documents, and on places in them, join the acts.
--
-- SQLite cannot widen a CHECK, so the table is made anew with every row and its sequence.
CREATE TABLE acts_with_comments (
  sequence INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('judgement', 'correction', 'step', 'comment', 'undo')),
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
INSERT INTO acts_with_comments SELECT * FROM acts;
DROP TABLE acts;
ALTER TABLE acts_with_comments RENAME TO acts;
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
CREATE TRIGGER acts_are_kept_twice AFTER INSERT ON acts BEGIN
  INSERT OR IGNORE INTO acts_again
    (sequence, id, kind, at, who, subjects, action, verdict, reason, comment, field, value, undoes, evidence)
  VALUES (
    new.sequence, new.id, new.kind, new.at, new.who, new.subjects, new.action, new.verdict, new.reason, new.comment,
    new.field, new.value, new.undoes, new.evidence
  );
END;
