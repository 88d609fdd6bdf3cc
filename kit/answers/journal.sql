-- the form of the journal
CREATE TABLE IF NOT EXISTS tries (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    lesson TEXT NOT NULL,
    step TEXT NOT NULL,
    item TEXT NOT NULL,
    value TEXT NOT NULL,
    time TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS by_item ON tries (lesson, step, item, time, number);
CREATE TABLE IF NOT EXISTS learner (only INTEGER PRIMARY KEY CHECK (only = 1), id TEXT NOT NULL);
