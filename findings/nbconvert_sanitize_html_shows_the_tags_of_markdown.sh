#!/usr/bin/env bash
# Tool: nbconvert 7.17.2, HTMLExporter.sanitize_html (a check for pages that come from others).
# Expected: sanitising takes scripts and event handlers away and leaves headings, paragraphs, tables, <details>.
# Instead: its list of allowed tags has neither h1 nor p. What nbconvert itself made from plain Markdown is escaped: the
# reader sees <h1 id="..."> and <p> as words. <details>, <table>, <svg> of outputs likewise. Lists, bold, links are left.
# Seen: &lt;h1 id="Who-decides?"&gt;Who decides?...&lt;/h1&gt;&lt;p&gt;The <strong>members</strong>.&lt;/p&gt;
# Matters here: a teacher who puts learners' notebooks on a page with it gets pages full of tags. Give the preprocessor
# its own list: SanitizeHTML.tags.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv --without-pip v && python3 -m pip --python v install -q --no-compile nbconvert==7.17.2 bleach==6.4.0 mistune==3.4.0
cat > t.py <<'E'
import nbformat
from nbconvert import HTMLExporter

notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# Who decides?\n\nThe **members**.\n", id="a")])
for clean in (False, True):
    page, _ = HTMLExporter(template_name="basic", sanitize_html=clean).from_notebook_node(notebook)
    print(clean, *[part in page for part in ("<h1", "<p>The", "&lt;h1", "&lt;p&gt;The <strong>members</strong>")])
E
JUPYTER_CONFIG_DIR=$work v/bin/python -W ignore t.py | tee got
diff got - <<'E'
False True True False False
True False False True True
E
echo "nbconvert 7.17.2: sanitize_html=True shows headings and paragraphs of Markdown as tags"
