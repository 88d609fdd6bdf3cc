-- a teacher's lines under answers, by random ids; which option of a question with a key is right
CREATE TABLE words_back (
    learner TEXT NOT NULL REFERENCES learners (id),
    lesson TEXT NOT NULL,
    step TEXT NOT NULL,
    item TEXT NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (learner, lesson, step, item)
);
ALTER TABLE votes ADD COLUMN solution TEXT NOT NULL DEFAULT '';
