-- The first shape of the registry.
--
-- Three layers. `contents` to `viewpoints` and the index hold what the machine read out of one file, independent of
-- every other file; `descriptions` and `resolutions` are worked out from all of it together; `acts` is what people
-- decided, and is only ever added to. Everything but `acts` can be made again from the files.

-- One row for each different content that was met, readable or not.
CREATE TABLE contents (
  sha256 TEXT PRIMARY KEY,
  version TEXT NOT NULL,                -- the extractor (and, for failures, the limits) that gave this result
  status TEXT NOT NULL CHECK (status IN ('ok', 'partial', 'quarantined')),
  code TEXT NOT NULL DEFAULT '',
  reason TEXT NOT NULL DEFAULT '',
  hint TEXT NOT NULL DEFAULT '',
  pages INTEGER NOT NULL DEFAULT 0,
  pages_unread INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

-- One row for each place on disk where a file was seen; `name` is the path below the folder that was read in.
CREATE TABLE files (
  path TEXT PRIMARY KEY,                -- relative to the registry's folder when the file lies below it
  name TEXT NOT NULL,
  sha256 TEXT REFERENCES contents (sha256),
  reason TEXT NOT NULL DEFAULT ''       -- why there is no content, when there is none
) STRICT, WITHOUT ROWID;
CREATE INDEX files_by_content ON files (sha256, name, path);

CREATE TABLE documents (
  id TEXT PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE REFERENCES contents (sha256) ON DELETE CASCADE,
  pages INTEGER NOT NULL,
  text TEXT NOT NULL,                   -- the canonical text
  info TEXT NOT NULL,
  outline TEXT NOT NULL,
  tagged INTEGER NOT NULL,
  notes TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE pages (
  document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  label TEXT,
  width REAL NOT NULL,
  height REAL NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  status TEXT NOT NULL,
  known_words REAL NOT NULL,
  flags TEXT NOT NULL,
  layout BLOB NOT NULL,                 -- zlib-compressed JSON: the page's blocks, lines and letter edges
  PRIMARY KEY (document, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE fields (
  document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  field TEXT NOT NULL,
  value TEXT NOT NULL,
  written TEXT NOT NULL,
  rule TEXT NOT NULL,
  confidence REAL NOT NULL,
  page INTEGER, page_start INTEGER, page_end INTEGER, quote TEXT, boxes TEXT,
  PRIMARY KEY (document, position)
) STRICT, WITHOUT ROWID;

-- `forms` is a shadow of `text`: base forms and parts of compounds, so that "program" finds "kvalitetsprogrammet".
CREATE TABLE passages (
  key INTEGER PRIMARY KEY,
  document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  section TEXT NOT NULL,
  page INTEGER NOT NULL, page_start INTEGER NOT NULL, page_end INTEGER NOT NULL,
  text TEXT NOT NULL,
  boxes TEXT NOT NULL,
  forms TEXT NOT NULL,
  UNIQUE (document, position)
) STRICT;

CREATE VIRTUAL TABLE passage_index USING fts5 (
  text, forms, content = 'passages', content_rowid = 'key', tokenize = 'unicode61 remove_diacritics 0'
);
CREATE TRIGGER passages_added AFTER INSERT ON passages BEGIN
  INSERT INTO passage_index (rowid, text, forms) VALUES (new.key, new.text, new.forms);
END;
CREATE TRIGGER passages_removed AFTER DELETE ON passages BEGIN
  INSERT INTO passage_index (passage_index, rowid, text, forms) VALUES ('delete', old.key, old.text, old.forms);
END;

CREATE TABLE mentions (
  document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  text TEXT NOT NULL,
  label TEXT NOT NULL,
  page INTEGER NOT NULL, page_start INTEGER NOT NULL, page_end INTEGER NOT NULL,
  quote TEXT NOT NULL, boxes TEXT NOT NULL,
  rule TEXT NOT NULL,
  tier INTEGER NOT NULL,
  owner TEXT,
  year TEXT,
  pinpoint TEXT,
  relation TEXT NOT NULL,
  modality TEXT NOT NULL,
  trigger TEXT,
  sentence TEXT NOT NULL,
  confidence REAL NOT NULL,
  PRIMARY KEY (document, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX mentions_by_label ON mentions (kind, label);

CREATE TABLE themes (
  document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  theme TEXT NOT NULL,
  weight REAL NOT NULL,
  evidence TEXT NOT NULL,
  PRIMARY KEY (document, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX themes_by_theme ON themes (theme, weight);

CREATE TABLE definitions (
  document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  term TEXT NOT NULL,
  text TEXT NOT NULL,
  page INTEGER NOT NULL, page_start INTEGER NOT NULL, page_end INTEGER NOT NULL,
  quote TEXT NOT NULL, boxes TEXT NOT NULL,
  PRIMARY KEY (document, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE commitments (
  document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  actor TEXT NOT NULL,
  bindingness TEXT NOT NULL,
  text TEXT NOT NULL,
  deadline TEXT,
  page INTEGER NOT NULL, page_start INTEGER NOT NULL, page_end INTEGER NOT NULL,
  quote TEXT NOT NULL, boxes TEXT NOT NULL,
  PRIMARY KEY (document, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE goals (
  document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  text TEXT NOT NULL,
  indicator TEXT,
  target_value TEXT,
  target_year INTEGER,
  page INTEGER NOT NULL, page_start INTEGER NOT NULL, page_end INTEGER NOT NULL,
  quote TEXT NOT NULL, boxes TEXT NOT NULL,
  PRIMARY KEY (document, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE viewpoints (
  document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  speaker TEXT NOT NULL,
  speaker_kind TEXT NOT NULL,
  about TEXT NOT NULL,
  kind TEXT NOT NULL,
  stance TEXT NOT NULL,
  page INTEGER NOT NULL, page_start INTEGER NOT NULL, page_end INTEGER NOT NULL,
  quote TEXT NOT NULL, boxes TEXT NOT NULL,
  PRIMARY KEY (document, position)
) STRICT, WITHOUT ROWID;

-- Worked out from all documents and the acts together, and made anew whenever any of them changes.

CREATE TABLE descriptions (
  document TEXT PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
  line TEXT NOT NULL,
  kind TEXT NOT NULL,
  type TEXT NOT NULL,
  title TEXT,
  organisation TEXT,
  adopted_by TEXT,
  adopted_on TEXT,
  decision TEXT,
  diary_numbers TEXT NOT NULL,
  valid_from TEXT,
  valid_to TEXT,
  open_ended INTEGER NOT NULL,
  responsible TEXT,
  status TEXT NOT NULL,                 -- as the document says, or as somebody corrected it
  language TEXT,
  replaced_on TEXT,                     -- the day from which a successor counts
  settled INTEGER NOT NULL              -- whether somebody corrected the status, so that no date changes it
) STRICT, WITHOUT ROWID;
CREATE INDEX descriptions_by_line ON descriptions (line);

CREATE TABLE resolutions (
  document TEXT NOT NULL,
  position INTEGER NOT NULL,
  status TEXT NOT NULL,
  target TEXT REFERENCES documents (id) ON DELETE CASCADE,
  candidates TEXT NOT NULL,
  reason TEXT NOT NULL,
  stale INTEGER NOT NULL,
  PRIMARY KEY (document, position),
  FOREIGN KEY (document, position) REFERENCES mentions (document, position) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX resolutions_by_target ON resolutions (target);

-- What the program needs to remember about the registry as a whole.
CREATE TABLE settings (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The human layer. `id` is a hash of the act, so that two people's acts can be put together without loss.
CREATE TABLE acts (
  sequence INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('judgement', 'correction', 'undo')),
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
