-- who talks with whom while a vote runs, which reasons are hidden, and, without any learner, what came of the talk
CREATE TABLE talkers (
    session TEXT NOT NULL REFERENCES votes,
    learner TEXT NOT NULL REFERENCES learners (id),
    seat TEXT NOT NULL,
    stance TEXT NOT NULL,
    place INTEGER NOT NULL,
    plays TEXT NOT NULL,
    pair BIGINT NOT NULL,
    moved INTEGER NOT NULL,
    PRIMARY KEY (session, learner)
);
CREATE TABLE hidden (
    session TEXT NOT NULL REFERENCES votes,
    stance TEXT NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (session, stance, words)
);
ALTER TABLE ballots ADD COLUMN thought TEXT NOT NULL DEFAULT '';
ALTER TABLE ballots ADD COLUMN thought_words TEXT NOT NULL DEFAULT '';
ALTER TABLE votes ADD COLUMN ordered INTEGER NOT NULL DEFAULT 0;
ALTER TABLE votes ADD COLUMN shown INTEGER NOT NULL DEFAULT 0;
ALTER TABLE votes ADD COLUMN people INTEGER NOT NULL DEFAULT 0;
ALTER TABLE votes ADD COLUMN said INTEGER NOT NULL DEFAULT 0;
ALTER TABLE votes ADD COLUMN fair INTEGER NOT NULL DEFAULT 0;
