-- What both peers keep; run.py lays it and fills in the members.
PRAGMA journal_mode = WAL;

CREATE TABLE contacts (
  number TEXT PRIMARY KEY,
  member INTEGER NOT NULL,
  name TEXT NOT NULL,
  area TEXT NOT NULL,
  conversation TEXT,
  heard_at INTEGER
);

CREATE TABLE messages (
  id INTEGER PRIMARY KEY,
  direction TEXT NOT NULL,
  sid TEXT UNIQUE,
  number TEXT NOT NULL,
  text TEXT NOT NULL,
  cause INTEGER,
  at INTEGER NOT NULL
);
CREATE INDEX messages_number ON messages (number);

CREATE TABLE outbox (
  id INTEGER PRIMARY KEY,
  message INTEGER NOT NULL REFERENCES messages (id),
  recipient TEXT NOT NULL,
  text TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'queued',
  next_try_at INTEGER NOT NULL
);
CREATE INDEX outbox_due ON outbox (state, next_try_at);

CREATE TABLE requests (
  code TEXT PRIMARY KEY,
  member INTEGER NOT NULL,
  category TEXT NOT NULL,
  urgency TEXT NOT NULL,
  reason INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'open',
  created_at INTEGER NOT NULL
);
CREATE INDEX requests_member ON requests (member);
