-- seated
SELECT learner, seat, stance, plays, pair, moved FROM talkers WHERE session = :session ORDER BY moved, seat;
-- seat
INSERT INTO talkers VALUES (:session, :learner, :seat, :stance, :plays, :pair, 0);
-- join
UPDATE talkers SET pair = :pair, plays = '', moved = :moved WHERE session = :session AND learner = :learner;
-- seats of
SELECT session, pair FROM talkers WHERE learner = :learner;
-- leave
DELETE FROM talkers WHERE learner = :learner;
-- empty
DELETE FROM talkers WHERE session = :session;
-- newest vote
SELECT session, lesson, motion, stances, phase, ordered, shown FROM votes
    WHERE lesson = :lesson AND motion = :motion AND phase <> 'given up'
    ORDER BY CASE WHEN ended IS NULL THEN 1 ELSE 0 END DESC, ended DESC LIMIT 1;
-- said
SELECT learner, item, value FROM tries
    WHERE lesson = :lesson AND step = 'vote' AND item IN :items AND learner IN :learners
        AND number > (SELECT coalesce(max(ended), 0) FROM votes WHERE lesson = :lesson AND motion = :motion)
        AND NOT EXISTS (
            SELECT 1 FROM kept_back
            WHERE learner = tries.learner AND how = 'out' AND item = tries.lesson || '/vote/' || tries.item
        )
    ORDER BY number;
-- came of it
UPDATE votes SET people = :people, said = :said, fair = :fair WHERE session = :session;
-- reasons
SELECT stance, words FROM ballots WHERE session = :session AND round = 1 AND words <> '' AND stance <> '' ORDER BY mark;
-- hidden
SELECT stance, words FROM hidden WHERE session = :session;
-- hide
INSERT INTO hidden VALUES (:session, :stance, :words) ON CONFLICT DO NOTHING;
-- show
UPDATE votes SET shown = 1 WHERE session = :session;
