#!/usr/bin/env bash
# All tests, in two parts side by side, since a part waits half of its time: the kit's, and all that is around it.
#   tests/all.sh .venv/bin/python
set -uo pipefail
unset PYTHONDONTWRITEBYTECODE  # or each of the thousand commands that are tested would be compiled anew
set -m  # or a Ctrl-C would be ignored by all that the first part starts, and its tests press it
kit=(tests/kit tests/suites tests/desk tests/nbgrader tests/term)
said=$(mktemp)
"$1" -m pytest "${kit[@]}" > "$said" 2>&1 &
other=$!
trap 'kill $other 2> /dev/null; cat "$said"; rm -f "$said"' EXIT
"$1" -m pytest "${kit[@]/#/--ignore=}"
around=$?
wait $other
own=$?
echo "the kit's own part:"
exit $((around > own ? around : own))
