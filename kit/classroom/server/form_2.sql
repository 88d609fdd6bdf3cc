-- what a learner keeps back, and votes; a frozen ballot knows no learner
CREATE TABLE kept_back (
    learner TEXT NOT NULL REFERENCES learners (id),
    item TEXT NOT NULL,
    how TEXT NOT NULL,
    PRIMARY KEY (learner, item, how)
);
CREATE INDEX by_item ON tries (lesson, step, item);
CREATE TABLE votes (
    session TEXT PRIMARY KEY,
    lesson TEXT NOT NULL,
    motion TEXT NOT NULL,
    stances TEXT NOT NULL,
    phase TEXT NOT NULL
);
CREATE TABLE ballots (
    session TEXT NOT NULL REFERENCES votes,
    round INTEGER NOT NULL,
    mark TEXT NOT NULL,
    stance TEXT NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (session, round, mark)
);
