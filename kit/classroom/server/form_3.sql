-- when a vote was over, so that no other shows its votes; of two on one question only one goes on
ALTER TABLE votes ADD COLUMN ended BIGINT;
UPDATE votes SET phase = 'given up'
    WHERE phase <> 'result'
    AND EXISTS (SELECT 1 FROM votes AS other
    WHERE other.lesson = votes.lesson
    AND other.motion = votes.motion AND other.phase <> 'result'
    AND other.session < votes.session);
DELETE FROM ballots WHERE session IN (SELECT session FROM votes WHERE phase = 'given up');
UPDATE votes SET ended = (SELECT last FROM state) WHERE phase IN ('result', 'given up');
