-- is running
SELECT 1 FROM votes WHERE lesson = :lesson AND motion = :motion AND ended IS NULL;
-- begin
INSERT INTO votes (session, lesson, motion, stances, phase, ordered, solution)
    VALUES (:session, :lesson, :motion, :stances, 'first', :ordered, :solution);
-- share
SELECT coalesce(sum(CASE WHEN stance = :solution THEN 1 ELSE 0 END), 0) AS "right", count(*) AS "of" FROM ballots
    WHERE session = :session AND round = 1;
-- throw ballots away
DELETE FROM ballots WHERE session IN (SELECT session FROM votes WHERE ended IS NULL);
-- throw talkers away
DELETE FROM talkers WHERE session IN (SELECT session FROM votes WHERE ended IS NULL);
-- throw what is hidden away
DELETE FROM hidden WHERE session IN (SELECT session FROM votes WHERE ended IS NULL);
-- give up
UPDATE votes SET phase = :phase, ended = (SELECT last FROM state) WHERE ended IS NULL;
-- move
UPDATE votes SET phase = :phase WHERE session = :session;
-- end
UPDATE votes SET phase = :phase, ended = (SELECT last FROM state) WHERE session = :session;
-- result
SELECT round, mark, stance, thought,
    CASE WHEN words IN (SELECT words FROM hidden WHERE session = :session) THEN '' ELSE words END AS words,
    -- a thought has no more than the start of a long reason
    CASE WHEN thought_words IN (SELECT substr(words, 1, 2000) FROM hidden WHERE session = :session)
        THEN '' ELSE thought_words END AS thought_words
    FROM ballots WHERE session = :session ORDER BY round, mark;
-- vote
SELECT session, lesson, motion, stances, phase, ordered, shown, people, said, fair, solution FROM votes WHERE session = :session;
-- size
SELECT count(*) FROM ballots WHERE session = :session AND round = :round;
-- given
SELECT learner, value FROM tries
    WHERE lesson = :lesson AND step = 'vote' AND item = :item
        AND number > (SELECT coalesce(max(ended), 0) FROM votes WHERE lesson = :lesson AND motion = :motion)
        AND NOT EXISTS (
            SELECT 1 FROM kept_back
            WHERE learner = tries.learner AND item = :whole AND how IN :hidden
        )
    ORDER BY number;
-- freeze
INSERT INTO ballots VALUES (:session, :round, :mark, :stance, :words, :thought, :thought_words);
