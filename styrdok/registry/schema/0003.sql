-- What was kept of a document is sealed with a checksum, so that a flipped bit is found also where the row can still be
-- decoded. Documents that were read before get theirs when they are read again.
CREATE TABLE document_seals (
  document TEXT PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
  seal TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Every act stands a second time, in pages of its own: what people did cannot be read out of the files again.
CREATE TABLE acts_again (
  sequence INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  subjects TEXT NOT NULL,
  action TEXT,
  verdict TEXT,
  reason TEXT,
  comment TEXT NOT NULL,
  field TEXT,
  value TEXT,
  undoes TEXT,
  evidence TEXT NOT NULL
) STRICT;
INSERT INTO acts_again
  SELECT sequence, id, kind, at, who, subjects, action, verdict, reason, comment, field, value, undoes, evidence FROM acts;
CREATE TRIGGER acts_are_kept_twice AFTER INSERT ON acts BEGIN
  INSERT OR IGNORE INTO acts_again
    (sequence, id, kind, at, who, subjects, action, verdict, reason, comment, field, value, undoes, evidence)
  VALUES (
    new.sequence, new.id, new.kind, new.at, new.who, new.subjects, new.action, new.verdict, new.reason, new.comment,
    new.field, new.value, new.undoes, new.evidence
  );
END;
