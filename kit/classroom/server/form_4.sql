-- which class this is, whose hub's names are plain, how much each has sent, and random ids of whom it forgot
ALTER TABLE state ADD COLUMN class TEXT;
ALTER TABLE state ADD COLUMN hub TEXT;
ALTER TABLE learners ADD COLUMN size BIGINT NOT NULL DEFAULT 0;
UPDATE learners SET size = (SELECT coalesce(sum(length(value) + 200), 0) FROM tries
    WHERE learner = learners.id);
CREATE TABLE forgotten (
    id TEXT PRIMARY KEY
);
