-- What the second form of the ballot box adds: the reason that gave most to think, by a ballot's mark; hidden reasons.
CREATE TABLE thoughts (
    session TEXT NOT NULL REFERENCES sessions,
    mark TEXT NOT NULL,
    stance TEXT NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (session, mark)
);
CREATE TABLE hidden (
    session TEXT NOT NULL REFERENCES sessions,
    stance TEXT NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (session, stance, words)
);
CREATE TRIGGER guard_18 BEFORE INSERT ON thoughts
    WHEN EXISTS (SELECT 1 FROM stages WHERE session = NEW.session AND stage = 'second closed')
    BEGIN SELECT RAISE(ABORT, 'This round is closed; what is in it stays as it is.'); END;
CREATE TRIGGER guard_19 BEFORE UPDATE ON thoughts
    BEGIN SELECT RAISE(ABORT, 'A ballot is not changed; put it in again.'); END;
CREATE TRIGGER guard_20 BEFORE DELETE ON thoughts
    WHEN EXISTS (SELECT 1 FROM stages WHERE session = OLD.session AND stage = 'second closed')
    BEGIN SELECT RAISE(ABORT, 'This round is closed; what is in it stays as it is.'); END;
