-- seated
SELECT learner, seat, pair FROM talkers WHERE session = :session;
-- seat
INSERT INTO talkers VALUES (:session, :learner, :seat, :stance, :place, :plays, :pair, 0);
-- alone
SELECT min(learner) FROM talkers WHERE session = :session GROUP BY pair HAVING count(*) = 1 ORDER BY min(seat);
-- join
UPDATE talkers SET pair = far.pair, plays = '', moved = moved + :moves_on
FROM (
    SELECT other.pair FROM talkers AS me
        JOIN talkers AS other ON other.session = me.session AND other.pair <> me.pair
        JOIN votes ON votes.session = me.session
    WHERE me.session = :session AND me.learner = :learner AND CASE :moves_on WHEN 1 THEN me.moved = 0
        ELSE 1 = (SELECT count(*) FROM talkers AS mine WHERE mine.session = me.session AND mine.pair = me.pair) END
    GROUP BY other.pair HAVING count(*) < 3
    -- who moves on goes to two, who are surely there; who is alone goes first of all to somebody alone
    ORDER BY (1 - 2 * :moves_on) * count(*), sum(
        CASE WHEN votes.ordered = 1 THEN abs(other.place - me.place) WHEN other.place <> me.place THEN 1 ELSE 0 END
    ) DESC, other.pair LIMIT 1
) AS far
WHERE session = :session AND learner = :learner;
-- leave
DELETE FROM talkers WHERE learner = :learner RETURNING session;
-- empty
DELETE FROM talkers WHERE session = :session;
-- newest vote
SELECT session, phase, shown FROM votes
    WHERE lesson = :lesson AND motion = :motion AND phase <> 'given up'
    ORDER BY CASE WHEN ended IS NULL THEN 1 ELSE 0 END DESC, ended DESC LIMIT 1;
-- group
SELECT one.learner, one.seat, one.stance, one.plays, one.pair, one.moved FROM talkers AS me
    JOIN talkers AS one ON one.session = me.session AND one.pair = me.pair
    WHERE me.session = :session AND me.learner = :learner ORDER BY one.moved, one.seat;
-- said
SELECT me.seat, kinds.kind, other.seat AS to_seat, tries.value FROM talkers AS me
    JOIN votes ON votes.session = me.session
    JOIN talkers AS other ON other.session = me.session AND other.pair = me.pair AND other.learner <> me.learner
    CROSS JOIN (SELECT CAST(:restated AS TEXT) AS kind UNION ALL SELECT CAST(:verdict AS TEXT)) AS kinds
    JOIN tries ON tries.learner = me.learner AND tries.lesson = votes.lesson AND tries.step = 'vote'
        AND tries.item = votes.motion || kinds.kind || '/' || other.seat
    WHERE me.session = :session AND :pair IN (0, me.pair)
        AND tries.number > (
            SELECT coalesce(max(ended), 0) FROM votes AS before
            WHERE before.lesson = votes.lesson AND before.motion = votes.motion
        )
        AND NOT EXISTS (
            SELECT 1 FROM kept_back
            WHERE learner = tries.learner AND how = 'out' AND item = tries.lesson || '/vote/' || tries.item
        )
    ORDER BY tries.number;
-- came of it
UPDATE votes SET people = (SELECT count(*) FROM talkers WHERE session = :session), said = :said, fair = :fair
    WHERE session = :session;
-- drawn
-- the first of a stance stays, which comes last; who hid more than two would read more of the first vote than a class is to see
SELECT stance, words FROM ballots
    WHERE session = :session AND round = 1 AND words <> '' AND stance <> ''
        AND words NOT IN (SELECT words FROM hidden WHERE session = :session)
        AND (SELECT count(*) FROM hidden WHERE session = :session AND stance = ballots.stance) < 2
    ORDER BY mark DESC;
-- hide
INSERT INTO hidden VALUES (:session, :stance, :words) ON CONFLICT DO NOTHING;
-- show
UPDATE votes SET shown = 1 WHERE session = :session;
