-- The form of the ballot box. A closed round is kept by the file itself: its triggers refuse every insert, change and
-- deletion, whichever kernel or program asks.

CREATE TABLE sessions (id TEXT PRIMARY KEY, motion TEXT NOT NULL, began TEXT NOT NULL);
CREATE TABLE stages (
    session TEXT NOT NULL REFERENCES sessions,
    stage TEXT NOT NULL,
    time TEXT NOT NULL,
    PRIMARY KEY (session, stage),
    CHECK (stage IN ('first closed', 'second opened', 'second closed'))
);
CREATE TABLE ballots (
    session TEXT NOT NULL REFERENCES sessions,
    round INTEGER NOT NULL CHECK (round IN (1, 2)),
    mark TEXT NOT NULL,
    stance TEXT NOT NULL,
    PRIMARY KEY (session, round, mark)
);
CREATE TABLE hands (
    session TEXT NOT NULL REFERENCES sessions,
    round INTEGER NOT NULL CHECK (round IN (1, 2)),
    stance TEXT NOT NULL,
    count INTEGER NOT NULL CHECK (count >= 0),
    PRIMARY KEY (session, round, stance)
);
CREATE TABLE reasons (
    session TEXT NOT NULL REFERENCES sessions,
    who TEXT NOT NULL,
    stance TEXT NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (session, who, stance)
);

-- An INSERT OR REPLACE deletes without asking a delete trigger, so every table also guards what is inserted.
CREATE TRIGGER guard_0 BEFORE INSERT ON ballots
    WHEN NEW.round = 1
            AND EXISTS (SELECT 1 FROM stages WHERE session = NEW.session AND stage = 'first closed')
        OR NEW.round = 2
            AND EXISTS (SELECT 1 FROM stages WHERE session = NEW.session AND stage = 'second closed')
    BEGIN SELECT RAISE(ABORT, 'This round is closed; what is in it stays as it is.'); END;
CREATE TRIGGER guard_1 BEFORE INSERT ON ballots
    WHEN NEW.round = 2
            AND NOT EXISTS (SELECT 1 FROM stages WHERE session = NEW.session AND stage = 'second opened')
    BEGIN SELECT RAISE(ABORT, 'The second vote is not open yet.'); END;
CREATE TRIGGER guard_2 BEFORE UPDATE ON ballots
    BEGIN SELECT RAISE(ABORT, 'A ballot is not changed; put it in again.'); END;
CREATE TRIGGER guard_3 BEFORE DELETE ON ballots
    WHEN OLD.round = 1
            AND EXISTS (SELECT 1 FROM stages WHERE session = OLD.session AND stage = 'first closed')
        OR OLD.round = 2
            AND EXISTS (SELECT 1 FROM stages WHERE session = OLD.session AND stage = 'second closed')
    BEGIN SELECT RAISE(ABORT, 'This round is closed; what is in it stays as it is.'); END;
CREATE TRIGGER guard_4 BEFORE INSERT ON hands
    WHEN NEW.round = 1
            AND EXISTS (SELECT 1 FROM stages WHERE session = NEW.session AND stage = 'first closed')
        OR NEW.round = 2
            AND EXISTS (SELECT 1 FROM stages WHERE session = NEW.session AND stage = 'second closed')
    BEGIN SELECT RAISE(ABORT, 'This round is closed; what is in it stays as it is.'); END;
CREATE TRIGGER guard_5 BEFORE INSERT ON hands
    WHEN NEW.round = 2
            AND NOT EXISTS (SELECT 1 FROM stages WHERE session = NEW.session AND stage = 'second opened')
    BEGIN SELECT RAISE(ABORT, 'The second vote is not open yet.'); END;
CREATE TRIGGER guard_6 BEFORE UPDATE ON hands
    BEGIN SELECT RAISE(ABORT, 'A ballot is not changed; put it in again.'); END;
CREATE TRIGGER guard_7 BEFORE DELETE ON hands
    WHEN OLD.round = 1
            AND EXISTS (SELECT 1 FROM stages WHERE session = OLD.session AND stage = 'first closed')
        OR OLD.round = 2
            AND EXISTS (SELECT 1 FROM stages WHERE session = OLD.session AND stage = 'second closed')
    BEGIN SELECT RAISE(ABORT, 'This round is closed; what is in it stays as it is.'); END;
CREATE TRIGGER guard_8 BEFORE INSERT ON reasons
    WHEN EXISTS (SELECT 1 FROM stages WHERE session = NEW.session AND stage = 'second closed')
    BEGIN SELECT RAISE(ABORT, 'This round is closed; what is in it stays as it is.'); END;
CREATE TRIGGER guard_9 BEFORE UPDATE ON reasons
    WHEN EXISTS (SELECT 1 FROM stages WHERE session = OLD.session AND stage = 'second closed')
    BEGIN SELECT RAISE(ABORT, 'This round is closed; what is in it stays as it is.'); END;
CREATE TRIGGER guard_10 BEFORE DELETE ON reasons
    WHEN EXISTS (SELECT 1 FROM stages WHERE session = OLD.session AND stage = 'second closed')
    BEGIN SELECT RAISE(ABORT, 'This round is closed; what is in it stays as it is.'); END;
CREATE TRIGGER guard_11 BEFORE INSERT ON stages
    WHEN EXISTS (SELECT 1 FROM stages WHERE session = NEW.session AND stage = NEW.stage)
    BEGIN SELECT RAISE(ABORT, 'This has been done already, perhaps in another window. Run the cell again.'); END;
CREATE TRIGGER guard_12 BEFORE INSERT ON stages
    WHEN NEW.stage = 'second opened'
            AND NOT EXISTS (SELECT 1 FROM stages WHERE session = NEW.session AND stage = 'first closed')
        OR NEW.stage = 'second closed'
            AND NOT EXISTS (SELECT 1 FROM stages WHERE session = NEW.session AND stage = 'second opened')
    BEGIN SELECT RAISE(ABORT, 'One thing after the other: first vote, talk, second vote.'); END;
CREATE TRIGGER guard_13 BEFORE INSERT ON sessions
    WHEN EXISTS (SELECT 1 FROM sessions WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'A vote that has begun keeps its question; begin a new one.'); END;
CREATE TRIGGER guard_14 BEFORE UPDATE ON stages
    BEGIN SELECT RAISE(ABORT, 'This round is closed; what is in it stays as it is.'); END;
CREATE TRIGGER guard_15 BEFORE DELETE ON stages
    BEGIN SELECT RAISE(ABORT, 'This round is closed; what is in it stays as it is.'); END;
CREATE TRIGGER guard_16 BEFORE UPDATE ON sessions
    BEGIN SELECT RAISE(ABORT, 'A vote that has begun keeps its question; begin a new one.'); END;
CREATE TRIGGER guard_17 BEFORE DELETE ON sessions
    BEGIN SELECT RAISE(ABORT, 'A vote that has begun keeps its question; begin a new one.'); END;
