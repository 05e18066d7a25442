#!/bin/sh
# Written by `autograder gradescope-zip`. Gradescope runs it once, when it builds the image.
set -eu
home=${AUTOGRADER_HOME:-/autograder}
export DEBIAN_FRONTEND=noninteractive
apt-get update -q
apt-get install -q -y --no-install-recommends python3 python3-venv
apt-get install -q -y --no-install-recommends bubblewrap || true  # a stronger sandbox, where it can be had
python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
  echo "This autograder needs Python 3.11 or newer: choose a newer base image (Ubuntu 24.04)."
  exit 1
}
python3 -m venv "$home/venv"
"$home/venv/bin/pip" install --quiet --disable-pip-version-check --no-cache-dir --require-hashes \
  -r "$home/source/requirements.txt"
