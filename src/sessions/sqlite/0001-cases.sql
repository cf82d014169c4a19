-- Cases, the turns that made them, and what is still to be done.
-- `id` is the conversation's name; `key` keeps the tables that point at it small.
CREATE TABLE conversation (
  key       INTEGER PRIMARY KEY,
  id        TEXT    NOT NULL UNIQUE,
  channel   TEXT    NOT NULL,
  person    TEXT    NOT NULL,
  workplace TEXT    NOT NULL,
  revision  INTEGER NOT NULL,
  next_seq  INTEGER NOT NULL,
  session   TEXT    NOT NULL -- JSON
) STRICT;

-- One row a turn: the event it answered, the words heard (line `seq`, where any) and the wishes (the lines after it).
-- The transcript, what was seen and what is wished are one row, since every page written is waited for.
CREATE TABLE turn (
  key          INTEGER PRIMARY KEY,
  conversation INTEGER NOT NULL REFERENCES conversation (key) ON DELETE CASCADE,
  event_id     TEXT    NOT NULL,
  seq          INTEGER NOT NULL,
  at           INTEGER NOT NULL, -- milliseconds since the epoch
  heard        TEXT,             -- JSON string
  wishes       TEXT    NOT NULL, -- JSON array
  UNIQUE (conversation, event_id)
) STRICT;

-- Wishes not yet crossed off; `seq` is the wish's line.
CREATE TABLE outbox (
  conversation INTEGER NOT NULL REFERENCES conversation (key) ON DELETE CASCADE,
  seq          INTEGER NOT NULL,
  wish_id      TEXT    NOT NULL,
  turn         INTEGER NOT NULL REFERENCES turn (key) ON DELETE CASCADE,
  PRIMARY KEY (conversation, seq)
) STRICT, WITHOUT ROWID;

-- What a platform called a message, where it gave it a name.
CREATE TABLE posted (
  conversation INTEGER NOT NULL REFERENCES conversation (key) ON DELETE CASCADE,
  wish_id      TEXT    NOT NULL,
  reference    TEXT    NOT NULL,
  PRIMARY KEY (conversation, wish_id)
) STRICT, WITHOUT ROWID;
