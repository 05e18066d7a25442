#!/bin/sh
# What differs in an environment of the newest packages, and what it breaks.
#   requirements/newest.sh .venv-newest
set -u
bin=$1/bin
echo "Newer than the lock:"
sed -n 's/^\([A-Za-z0-9._-]*\)[^=]*==\([^ ]*\).*/\1==\2/p' requirements/develop.txt | sort > "$1/locked"
"$bin/python" -m pip --disable-pip-version-check list --format=freeze | tr 'A-Z_' 'a-z-' | sort > "$1/newest"
comm -13 "$1/locked" "$1/newest" | grep -v '^nn-course-kit\|^pip=\|^setuptools=' || echo "  nothing"
broken=""
try() {
  name=$1
  shift
  "$@" || broken="$broken $name"
}
try ruff "$bin/ruff" check .
try mypy "$bin/mypy"
try deptry "$bin/deptry" autograder
try tests "$bin/python" -m pytest --quick
[ -z "$broken" ] || { echo "The newest packages break:$broken"; exit 1; }
echo "The newest packages break nothing that was tried."
