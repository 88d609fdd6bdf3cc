-- who is in the class, and every try
CREATE TABLE learners (
    name TEXT PRIMARY KEY,
    id TEXT NOT NULL UNIQUE
);
CREATE TABLE tries (
    learner TEXT NOT NULL REFERENCES learners (id),
    id TEXT NOT NULL,
    lesson TEXT NOT NULL,
    step TEXT NOT NULL,
    item TEXT NOT NULL,
    value TEXT NOT NULL,
    time TEXT NOT NULL,
    number BIGINT NOT NULL,
    PRIMARY KEY (learner, id)
);
CREATE UNIQUE INDEX by_number ON tries (number);
CREATE TABLE state (
    only_one INTEGER PRIMARY KEY CHECK (only_one = 1),
    last BIGINT NOT NULL,
    epoch TEXT NOT NULL
);
INSERT INTO state VALUES (1, 0, 'first');
