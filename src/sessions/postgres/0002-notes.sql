-- Whose conversations: asked when somebody is forgotten, or a workplace leaves.
CREATE INDEX conversation_person ON conversation (person);
CREATE INDEX conversation_workplace ON conversation (workplace);

-- What channels keep beside the cases, by name. Names are compared byte by byte, so that those that begin alike stand together.
CREATE TABLE note (
  name  text COLLATE "C" PRIMARY KEY,
  value text NOT NULL -- JSON string
);
