#!/usr/bin/env bash
# Tool: jupyterlite-core 0.8.6, `jupyter lite build --contents FOLDER`.
# Expected: what lies in the folder is on the site, apart from hidden files.
# Instead: some names are left out at any depth, with no word in the log: folders lib, dist, build, envs, workspaces, files
# overrides.json and untitled.*. The list is of regular expressions, not of globs.
# Seen: kept      lesson.ipynb library/words.py notes/build.txt
#       left out  build/figure.csv lib/words.py notes/lib/words.py untitled.md
# Matters here: a lesson that imports from lib/ works in JupyterLab, and raises ModuleNotFoundError on the site. Say
# LiteBuildConfig.ignore_contents, or name the folder otherwise.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv --without-pip v && python3 -m pip --python v install -q --no-compile jupyterlite-core==0.8.6 jupyter_server==2.21.1
mkdir -p in/lib in/library in/build in/notes/lib
echo '{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}' > in/lesson.ipynb
for name in lib/words.py library/words.py build/figure.csv notes/lib/words.py notes/build.txt untitled.md; do echo "x" > "in/$name"; done
JUPYTER_CONFIG_DIR=$work v/bin/python -m jupyterlite_core build --contents in --output-dir out > log 2>&1 || { tail log; exit 1; }
(cd in; find . -type f) | sort > given; (cd out/files; find . -type f) | sort > kept
printf 'kept %s\nleft out %s\n' "$(paste -sd' ' kept)" "$(comm -23 given kept | paste -sd' ')" | tee got
diff got - <<'E'
kept ./lesson.ipynb ./library/words.py ./notes/build.txt
left out ./build/figure.csv ./lib/words.py ./notes/lib/words.py ./untitled.md
E
if grep -E "lib/words|untitled" log; then echo "it is told now"; exit 1; fi
echo "jupyterlite-core 0.8.6: a contents folder called lib or build is left out of the site without a word"
