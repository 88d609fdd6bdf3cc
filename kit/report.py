"""`python -m kit report`: all that a learner did, as one HTML page that prints well and as one Markdown file."""

from pathlib import Path

from kit.journal import open_journal
from kit.labels import say
from kit.report_page import to_html
from kit.report_parts import Report, report
from kit.report_text import to_markdown
from kit.selection import asked
from kit.table import load_table, slug
from kit.writing import write_whole


def write_report(one: Report, folder: Path) -> tuple[Path, Path]:
    """Write the HTML page and the Markdown file and return their paths; raise KitError when that fails."""
    stem = f"report-{slug(one.name)[:40] or 'no_name'}-{one.made:%Y-%m-%d-%H%M}"
    paths = folder / f"{stem}.html", folder / f"{stem}.md"
    for path, text in zip(paths, (to_html(one), to_markdown(one)), strict=True):
        write_whole(path, text)
    return paths


def main(arguments: list[str]) -> int:
    """Write the report of whoever sits here, with what they selected on the page of their case file."""
    journal = open_journal()
    chosen, folder = asked("report", "Write all that you did as one HTML page and one text.", arguments, journal)
    one = report(journal, load_table(), chosen.name, chosen.left_out)
    print(*write_report(one, folder), sep="\n")
    if chosen.left_out:
        items = ", ".join(sorted(chosen.left_out))
        print(say("Left out, as you chose on the page of your case file: {items}", items=items))
    return 0
