-- keep
INSERT INTO tries VALUES (:learner, :id, :lesson, :step, :item, :value, :time, :number)
ON CONFLICT (learner, id) DO UPDATE
    SET value = excluded.value, time = excluded.time, number = excluded.number
    WHERE excluded.time > tries.time
        AND excluded.lesson = tries.lesson AND excluded.step = tries.step AND excluded.item = tries.item;
-- own
SELECT tries.id, lesson, step, item, value, time
    FROM tries JOIN learners ON learners.id = learner
    WHERE name = :name ORDER BY number;
-- met
SELECT class, learners.id, coalesce((SELECT max(number) FROM tries WHERE learner = learners.id), 0) AS newest
    FROM state LEFT JOIN learners ON learners.name = :name;
-- there
SELECT id, lesson, step, item, length(value), time FROM tries WHERE learner = :learner AND id IN :ids;
-- choices
SELECT item, value FROM tries WHERE learner = :learner AND lesson = :lesson AND step = :step ORDER BY number;
-- learner
SELECT id FROM learners WHERE name = :name;
-- new learner
INSERT INTO learners (name, id) VALUES (:name, :id) ON CONFLICT (name) DO NOTHING;
-- forget what is kept back
DELETE FROM kept_back WHERE learner = :learner;
-- forget tries
DELETE FROM tries WHERE learner = :learner;
-- forget words back
DELETE FROM words_back WHERE learner = :learner;
-- forget the learner
DELETE FROM learners WHERE id = :learner;
-- forget all but the id
-- which is random, and says nothing of anybody now
INSERT INTO forgotten VALUES (:learner);
-- unlearn
-- PostgreSQL keeps samples of what columns hold, also of what was deleted since; a column that is given its type has none
SELECT 'ALTER TABLE ' || quote_ident(table_name) || ' ALTER COLUMN ' || quote_ident(column_name) || ' TYPE text'
    FROM information_schema.columns WHERE table_schema = current_schema() AND data_type = 'text' AND table_name IN (
        'learners', 'tries', 'kept_back', 'ballots', 'talkers', 'hidden', 'words_back'
    );
-- write back
-- where the class has such an answer, which a teacher may see; whether it has another must not be told by this. A line
-- that a teacher sees to be answered stays, whoever else has a page open from before
INSERT INTO words_back
    SELECT DISTINCT learner, lesson, step, item, CAST(:words AS TEXT) FROM tries
    WHERE learner = :learner AND lesson = :lesson AND step = :step AND item = :item
        AND step NOT IN :private_steps AND lesson NOT IN :private_pages AND NOT EXISTS (
            SELECT 1 FROM kept_back
                WHERE learner = tries.learner AND how = 'out' AND item = lesson || '/' || step || '/' || tries.item
        ) AND NOT EXISTS (
            SELECT 1 FROM tries AS reply
                WHERE reply.learner = tries.learner AND reply.lesson = tries.lesson AND reply.step = 'reply'
                AND reply.item = tries.step || '/' || tries.item AND NOT EXISTS (
                    SELECT 1 FROM kept_back WHERE learner = reply.learner AND how = 'out'
                    AND kept_back.item = reply.lesson || '/reply/' || reply.item
                )
        )
    ON CONFLICT (learner, lesson, step, item) DO UPDATE SET words = excluded.words;
-- words back
SELECT learner, lesson, step, item, words FROM words_back ORDER BY learner, lesson, step, item;
-- words for one
SELECT lesson, step, item, words FROM words_back
    WHERE learner = (SELECT id FROM learners WHERE name = :name) ORDER BY lesson, step, item;
-- news
SELECT learner, id, lesson, step, item, value, time, number, NOT EXISTS (
        SELECT 1 FROM kept_back
            WHERE learner = tries.learner AND how = 'quiet' AND item = lesson || '/' || step || '/' || tries.item
    ) AS aloud
    FROM tries WHERE number > :after AND step NOT IN :private_steps AND lesson NOT IN :private_pages AND NOT EXISTS (
        SELECT 1 FROM kept_back
            WHERE learner = tries.learner AND how = 'out' AND item = lesson || '/' || step || '/' || tries.item
    ) ORDER BY number LIMIT :most;
