#!/usr/bin/env bash
# The quick tests with other versions than the pinned ones, in an environment of their own beside the kit's:
#   tests/versions.sh lowest           the lowest versions that pyproject.toml allows
#   tests/versions.sh newest 3.13      the newest ones, also those before their release, on another Python
# What comes after these goes to pytest. The exit status is pytest's.
set -euo pipefail
cd "$(dirname "$0")/.."
case "${1:-}" in
    lowest) which=(--resolution lowest-direct) ;;
    newest) which=(--prerelease allow --upgrade) ;;
    *) echo "Say lowest or newest: tests/versions.sh lowest" >&2; exit 2 ;;
esac
kind=$1 python=3.11
shift
if [[ "${1:-}" =~ ^3\.[0-9]+$ ]]; then
    python=$1
    shift
fi
# where pyenv keeps several, its stand-ins in the path answer only for the one that is set
for one in "${PYENV_ROOT:-$HOME/.pyenv}/versions/$python".*/bin/python; do
    [[ -x "$one" ]] && python=$one
done
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/tool"
"$place/tool/bin/pip" install --quiet uv
"$place/tool/bin/uv" venv --quiet --python "$python" "$place/$kind"
"$place/tool/bin/uv" pip install --quiet --python "$place/$kind" "${which[@]}" -e ".[test,hub]"
"$place/tool/bin/uv" pip list --quiet --python "$place/$kind"
"$place/$kind/bin/python" -m pytest -n auto -m "not slow" --ignore tests/browser --ignore notebooks -q "$@"
