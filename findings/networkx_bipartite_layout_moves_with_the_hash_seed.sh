#!/usr/bin/env bash
# Tool: networkx 3.6.1 with numpy 2.4.6, Python 3.11.
# Expected: bipartite_layout takes no seed and has no chance in it; given a list of names, it puts them in the list's order, in every run.
# Instead: it makes a set of the list, so the rows of named nodes are shuffled anew in each Python process (PYTHONHASHSEED).
# Seen: PYTHONHASHSEED=1  left column, bottom to top: ben cem dora ana
#       PYTHONHASHSEED=2  left column, bottom to top: ana dora cem ben
# Matters here: a figure of people and the groups they belong to differs at each run of the same cell, so stored outputs,
# screenshots and sentences such as "the upper dot" do not hold. Place the nodes by hand, or number them.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv v && v/bin/pip install -q networkx==3.6.1 numpy==2.4.6
cat > t.py <<'E'
import networkx as nx

people = ["ana", "ben", "cem", "dora"]
graph = nx.Graph([("ana", "red"), ("ben", "red"), ("cem", "blue"), ("dora", "blue"), ("ana", "blue")])
places = nx.bipartite_layout(graph, people)
print(*sorted(people, key=lambda name: places[name][1]))
E
one=$(PYTHONHASHSEED=1 v/bin/python t.py); again=$(PYTHONHASHSEED=1 v/bin/python t.py); two=$(PYTHONHASHSEED=2 v/bin/python t.py)
printf '%s\n' "$one" "$again" "$two"
[ "$one" = "$again" ] && [ "$one" != "$two" ] && [ "$one" != "ana ben cem dora" ]
echo "networkx 3.6.1: bipartite_layout orders named nodes by hash, not by the list it was given"
