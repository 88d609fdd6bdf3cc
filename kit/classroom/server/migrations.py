"""The store's form, number by number: what each adds to the one before. SQLite and PostgreSQL take the same words."""

from pathlib import Path

from kit.base.sql import statements

FORMS = tuple(map(statements, sorted(Path(__file__).parent.glob("form_[1-9].sql"))))
NEWEST = len(FORMS)
