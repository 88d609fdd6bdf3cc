"""SQL in files of its own: statement by statement, and by name."""

from kit.base.sql import named, statements

FILE = """\
-- what is kept; 'it' is one table
CREATE TABLE kept (id TEXT PRIMARY KEY);
CREATE TRIGGER never BEFORE DELETE ON kept
    BEGIN SELECT RAISE(ABORT, 'No; it stays.'); END;
"""


def test_a_trigger_is_one_statement_whatever_stands_in_it(tmp_path):
    file = tmp_path / "form.sql"
    file.write_text(FILE, encoding="utf-8")
    made = statements(file)
    assert [one.split("\n")[-1].split()[0] for one in made] == ["CREATE", "BEGIN"]
    assert "".join(f"{one}\n" for one in made) == FILE


def test_a_query_is_known_by_the_comment_before_it(tmp_path):
    file = tmp_path / "queries.sql"
    file.write_text("-- all of it\nSELECT *\n    FROM kept;\n-- one\nSELECT 1;\n", encoding="utf-8")
    assert named(file) == {"all of it": "SELECT *\n    FROM kept", "one": "SELECT 1"}
