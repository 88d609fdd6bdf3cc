-- begin
INSERT INTO sessions VALUES (?, ?, ?);
-- sessions
SELECT id, motion, began, (SELECT count(*) FROM stages WHERE session = sessions.id)
    FROM sessions WHERE ? IN ('', id) ORDER BY rowid DESC;
-- put ballot
INSERT OR REPLACE INTO ballots VALUES (?, ?, ?, ?);
-- put hands
INSERT OR REPLACE INTO hands VALUES (?, ?, ?, ?);
-- take reason back
DELETE FROM reasons WHERE session = ? AND who = ?;
-- put reason
INSERT OR REPLACE INTO reasons VALUES (?, ?, ?, ?);
-- put thought
INSERT OR REPLACE INTO thoughts VALUES (?, ?, ?, ?);
-- ballots
SELECT mark, stance FROM ballots WHERE session = ? AND round = ?;
-- hands
SELECT stance, count FROM hands WHERE session = ? AND round = ? AND count > 0;
-- heard
SELECT stance, words FROM reasons WHERE session = ? AND who = ?;
-- screened
SELECT stance, words FROM reasons WHERE session = ? AND words <> '' AND who NOT LIKE '%/2'
    AND words NOT IN (SELECT words FROM hidden WHERE session = reasons.session) ORDER BY who = ?, who DESC;
-- hide
INSERT OR IGNORE INTO hidden VALUES (?, ?, ?);
-- reach
INSERT INTO stages VALUES (?, ?, ?);
-- reasons
SELECT who, stance, words FROM reasons WHERE session = ? AND words <> '' ORDER BY rowid;
-- thoughts
SELECT mark, stance, words FROM thoughts WHERE session = ?;
-- hidden
SELECT words FROM hidden WHERE session = ?;
-- size
SELECT (SELECT count(*) FROM ballots WHERE session = sessions.id AND round = rounds.round)
        + (SELECT coalesce(sum(count), 0) FROM hands WHERE session = sessions.id AND round = rounds.round)
    FROM sessions, (SELECT ? AS round) AS rounds WHERE id = ?;
