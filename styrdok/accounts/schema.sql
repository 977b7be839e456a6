-- The accounts of an office, beside its registry and never part of it: a registry is handed on, passwords are not.
CREATE TABLE accounts (
  key TEXT PRIMARY KEY,                 -- the name as it is compared
  name TEXT NOT NULL,                   -- the name as it signs judgements
  role TEXT NOT NULL CHECK (role IN ('reader', 'reviewer', 'administrator')),
  password TEXT,                        -- Argon2id; NULL for who is let in by a proxy
  provisional INTEGER NOT NULL CHECK (provisional IN (0, 1)), -- whether somebody else chose the password
  since TEXT NOT NULL,
  removed TEXT                          -- when the account was taken away; the name stays taken
) STRICT, WITHOUT ROWID;
CREATE TABLE sessions (
  token TEXT PRIMARY KEY,               -- SHA-256 of what the browser holds
  account TEXT NOT NULL REFERENCES accounts (key) ON DELETE CASCADE,
  began TEXT NOT NULL,
  seen TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE events (
  sequence INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  kind TEXT NOT NULL,
  about TEXT NOT NULL,
  address TEXT NOT NULL
) STRICT;
CREATE TRIGGER events_stay_as_they_are BEFORE UPDATE ON events BEGIN
  SELECT RAISE(ABORT, 'events are only ever added');
END;
CREATE TRIGGER events_stay BEFORE DELETE ON events BEGIN
  SELECT RAISE(ABORT, 'events are only ever added');
END;
