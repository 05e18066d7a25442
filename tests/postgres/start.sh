#!/usr/bin/env bash
# A throw-away PostgreSQL for the tests, on a free port of this machine only.
#   tests/postgres/start.sh make test                          runs that with TEST_POSTGRES_URL set, then ends it
#   export TEST_POSTGRES_URL=$(tests/postgres/start.sh)        leaves it running, and says how to end it
set -euo pipefail
PATH=$PATH:/usr/sbin:/sbin

# PostgreSQL refuses to run as root.
as_postgres() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }

# Debian keeps the server's programs off PATH, in a folder for each version.
programs() { { ls -d /usr/lib/postgresql/*/bin 2>/dev/null || true; } | sort -V | tail -n 1; }

if [ ! -x "$(programs)/initdb" ]; then
  if [ "$(id -u)" != 0 ]; then
    echo "PostgreSQL is missing. On Debian or Ubuntu: apt-get install postgresql" >&2
    exit 1
  fi
  # Debian's package would start a cluster of its own, which nobody here needs.
  if [ ! -e /etc/postgresql-common/createcluster.conf ]; then
    mkdir -p /etc/postgresql-common
    echo "create_main_cluster = false" > /etc/postgresql-common/createcluster.conf
  fi
  apt-get update >&2
  DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends \
    -o Dpkg::Options::=--force-confold postgresql >&2
fi

bin=$(programs)
home=$PWD
folder=$(mktemp -d /tmp/test-postgres.XXXXXX)
stop() {
  as_postgres "$bin/pg_ctl" --pgdata "$folder/data" --mode immediate stop > /dev/null 2>&1 || true
  rm -rf "$folder"
}
trap stop EXIT
[ "$(id -u)" != 0 ] || chown postgres "$folder"
cd "$folder"
as_postgres "$bin/initdb" --pgdata data --username postgres --auth trust --encoding UTF8 --no-locale --no-sync > initdb.log

# Another program may take the port between the look and the start: then try another.
url=
for _ in 1 2 3 4 5; do
  port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
  # Data that are thrown away need not survive a power cut: without fsync a new database is cheap.
  if as_postgres "$bin/pg_ctl" --pgdata data --log log --wait \
    -o "-h 127.0.0.1 -p $port -k '' -F -c full_page_writes=off" start > start.log; then
    url=postgresql+psycopg://postgres@127.0.0.1:$port/postgres
    break
  fi
done
if [ -z "$url" ]; then
  cat start.log log >&2
  exit 1
fi

if [ $# = 0 ]; then
  trap - EXIT
  echo "ends with: kill -QUIT $(head -n 1 data/postmaster.pid); its files: $folder" >&2
  echo "$url"
else
  cd "$home"
  TEST_POSTGRES_URL=$url "$@"
fi
