-- newest
SELECT number, time FROM tries ORDER BY number DESC LIMIT 1;
-- write
INSERT INTO tries (number, id, lesson, step, item, value, time) VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET number = excluded.number, value = excluded.value, time = excluded.time;
-- sends
-- only a class's server needs it, and no older kit is disturbed by it
CREATE TABLE IF NOT EXISTS sent (id TEXT PRIMARY KEY, time TEXT NOT NULL);
-- unsent
SELECT number, tries.id, lesson, step, item, value, tries.time FROM tries LEFT JOIN sent USING (id)
WHERE sent.time IS NOT tries.time ORDER BY number LIMIT ?;
-- sent
-- a try that is written anew has another number, so what was sent is just that writing
INSERT OR REPLACE INTO sent SELECT id, time FROM tries WHERE number = ?;
-- notes
CREATE TABLE IF NOT EXISTS notes (name TEXT PRIMARY KEY, words TEXT NOT NULL);
-- note
INSERT OR REPLACE INTO notes VALUES (?, ?);
-- noted
SELECT words FROM notes WHERE name = ?;
