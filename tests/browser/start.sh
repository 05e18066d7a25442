#!/bin/sh
# Debian's Chromium and its driver, for tests/browser. Installs them where they are missing and we are root.
set -eu
if command -v chromium >/dev/null && command -v chromedriver >/dev/null; then
  exit 0
fi
if ! command -v apt-get >/dev/null || [ "$(id -u)" != 0 ]; then
  echo "chromium and chromedriver are missing; on Debian: sudo apt-get install chromium chromium-driver" >&2
  exit 1
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -q >&2
# The font is for the course's Chinese words, which are squares in a picture without it.
apt-get install -q -y --no-install-recommends chromium chromium-driver fonts-wqy-microhei >&2
