#!/usr/bin/env bash
# Tool: EbookLib 0.20, writing an EPUB.
# Expected: a chapter given as a whole XHTML page is stored as that page, since its content is the author's.
# Instead: only what is inside <body> is kept. The <style>, the page's own <title>, the attributes of <html> and <body> (class,
# dir, lang) are gone, silently; the title in the file is the one of the table of contents.
# Seen: given  <style> True  <body class= True  dir="rtl" True      stored  False False False
# Matters here: a lesson's page carries its style and its language in just these places. In the book it is unstyled, and a
# page in Arabic or Hebrew runs the wrong way. Add the style as an item of its own and set lang and direction on EpubHtml.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv --without-pip v && python3 -m pip --python v install -q --no-compile EbookLib==0.20
cat > t.py <<'E'
import zipfile

from ebooklib import epub

page = """<html xmlns="http://www.w3.org/1999/xhtml" lang="ar" dir="rtl"><head><title>Own title</title><style>.lesson {color: navy}</style></head>
<body class="lesson" dir="rtl"><p>Who decides?</p></body></html>"""
book = epub.EpubBook()
book.set_identifier("kit")
book.set_title("Kit")
chapter = epub.EpubHtml(title="Chapter", file_name="c.xhtml", content=page)
book.add_item(chapter)
book.spine = [chapter]
book.toc = (chapter,)
book.add_item(epub.EpubNcx())
book.add_item(epub.EpubNav())
epub.write_epub("t.epub", book)
stored = zipfile.ZipFile("t.epub").read("EPUB/c.xhtml").decode()
for part in ("<style>", '<body class="lesson"', 'dir="rtl"', "Own title", "Who decides?"):
    print(part, part in page, part in stored)
E
v/bin/python -W ignore t.py | tee got
diff got - <<'E'
<style> True False
<body class="lesson" True False
dir="rtl" True False
Own title True False
Who decides? True True
E
echo "EbookLib 0.20: of a chapter's page only the inside of body is stored"
