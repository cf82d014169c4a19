-- Cases, what was seen of them, and their lines. `id` is the conversation's name; `key` keeps the tables that point at it small.
-- JSON is kept as text: what goes in comes out letter by letter, NUL escapes and lone surrogates included.
-- `holder` performs the wishes of this conversation until `held_until`.
CREATE TABLE conversation (
  key        bigint  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id         text    NOT NULL UNIQUE,
  channel    text    NOT NULL,
  person     text    NOT NULL,
  workplace  text    NOT NULL,
  revision   integer NOT NULL,
  next_seq   bigint  NOT NULL,
  session    text    NOT NULL, -- JSON
  holder     text,
  held_until timestamptz
);

CREATE TABLE seen_event (
  conversation bigint NOT NULL REFERENCES conversation (key) ON DELETE CASCADE,
  event_id     text   NOT NULL,
  PRIMARY KEY (conversation, event_id)
);

-- One row a line: words heard, or a wish. `reference` is what the platform called the message.
CREATE TABLE line (
  conversation bigint  NOT NULL REFERENCES conversation (key) ON DELETE CASCADE,
  seq          bigint  NOT NULL,
  at           bigint  NOT NULL, -- milliseconds since the epoch
  heard        text,             -- JSON string
  wish_id      text,
  wish         text,             -- JSON
  pending      boolean NOT NULL,
  reference    text,
  PRIMARY KEY (conversation, seq)
);

CREATE UNIQUE INDEX line_wish ON line (conversation, wish_id) WHERE wish_id IS NOT NULL;
CREATE INDEX line_pending ON line (conversation, seq) WHERE pending;
