"""The store's form, number by number: what each adds to the one before. SQLite and PostgreSQL take the same words."""

FORMS: tuple[tuple[str, ...], ...] = (
    (  # 1: who is in the class, and every try
        "CREATE TABLE learners (name TEXT PRIMARY KEY, id TEXT NOT NULL UNIQUE)",
        """CREATE TABLE tries (
            learner TEXT NOT NULL REFERENCES learners (id), id TEXT NOT NULL,
            lesson TEXT NOT NULL, step TEXT NOT NULL, item TEXT NOT NULL, value TEXT NOT NULL, time TEXT NOT NULL,
            number BIGINT NOT NULL, PRIMARY KEY (learner, id))""",
        "CREATE UNIQUE INDEX by_number ON tries (number)",
        "CREATE TABLE state (only_one INTEGER PRIMARY KEY CHECK (only_one = 1),"
        " last BIGINT NOT NULL, epoch TEXT NOT NULL)",
        "INSERT INTO state VALUES (1, 0, 'first')",
    ),
    (  # 2: what a learner keeps back, and votes; a frozen ballot knows no learner
        "CREATE TABLE kept_back (learner TEXT NOT NULL REFERENCES learners (id), item TEXT NOT NULL, how TEXT NOT NULL,"
        " PRIMARY KEY (learner, item, how))",
        "CREATE INDEX by_item ON tries (lesson, step, item)",
        "CREATE TABLE votes (session TEXT PRIMARY KEY, lesson TEXT NOT NULL, motion TEXT NOT NULL,"
        " stances TEXT NOT NULL, phase TEXT NOT NULL)",
        "CREATE TABLE ballots (session TEXT NOT NULL REFERENCES votes, round INTEGER NOT NULL, mark TEXT NOT NULL,"
        " stance TEXT NOT NULL, words TEXT NOT NULL, PRIMARY KEY (session, round, mark))",
    ),
    (  # 3: when a vote was over, so that no other shows its votes; of two on one question only one goes on
        "ALTER TABLE votes ADD COLUMN ended BIGINT",
        "UPDATE votes SET phase = 'given up' WHERE phase <> 'result' AND EXISTS (SELECT 1 FROM votes AS other WHERE"
        " other.lesson = votes.lesson AND other.motion = votes.motion AND other.phase <> 'result'"
        " AND other.session < votes.session)",
        "DELETE FROM ballots WHERE session IN (SELECT session FROM votes WHERE phase = 'given up')",
        "UPDATE votes SET ended = (SELECT last FROM state) WHERE phase IN ('result', 'given up')",
    ),
    (  # 4: which class this is, whose hub's names are plain, how much each has sent, and random ids of whom it forgot
        "ALTER TABLE state ADD COLUMN class TEXT",
        "ALTER TABLE state ADD COLUMN hub TEXT",
        "ALTER TABLE learners ADD COLUMN size BIGINT NOT NULL DEFAULT 0",
        "UPDATE learners SET size ="
        " (SELECT coalesce(sum(length(value) + 200), 0) FROM tries WHERE learner = learners.id)",
        "CREATE TABLE forgotten (id TEXT PRIMARY KEY)",
    ),
)  # fmt: skip
NEWEST = len(FORMS)
