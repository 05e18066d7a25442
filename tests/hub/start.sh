#!/bin/sh
# What tests/hub needs: JupyterHub in a folder beside the packages of .venv, and its proxy. Installs what is missing.
set -eu
cd "$(dirname "$0")/../.."
python=${PYTHON:-.venv/bin/python}
folder=$("$python" -c 'import sys; print(sys.prefix)')/hub
if [ ! -e "$folder/jupyterhub" ] || [ requirements/hub.txt -nt "$folder" ]; then
  rm -rf "$folder"
  "$python" -m pip --quiet --disable-pip-version-check install --require-hashes --target "$folder" \
    --requirement requirements/hub.txt
fi
if command -v configurable-http-proxy >/dev/null; then
  exit 0
fi
if ! command -v apt-get >/dev/null || [ "$(id -u)" != 0 ]; then
  echo "configurable-http-proxy is missing; on Debian: sudo apt-get install node-configurable-http-proxy" >&2
  exit 1
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -q >&2
apt-get install -q -y --no-install-recommends node-configurable-http-proxy >&2
