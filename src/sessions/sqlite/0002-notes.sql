-- Whose conversations: asked when somebody is forgotten, or a workplace leaves.
CREATE INDEX conversation_person ON conversation (person);
CREATE INDEX conversation_workplace ON conversation (workplace);

-- What channels keep beside the cases, by name.
CREATE TABLE note (
  name  TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL -- JSON string
) STRICT, WITHOUT ROWID;
