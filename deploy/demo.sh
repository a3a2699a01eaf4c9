#!/usr/bin/env bash
# Builds what is stale, starts the server with a made-up clinic, and prints addresses that work at once.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=deploy/machine.sh
. deploy/machine.sh

usage() {
  cat <<'TEXT'
Usage: bash deploy/demo.sh [--fresh] [--port PORT]

Builds the web client and the server where their sources are newer, starts the server with a Redis of its own
and an SQLite file in demo-data/, loads a made-up clinic, and prints one counselor's address and three
participants' addresses. Open them in tabs of one browser. Ctrl-C ends everything that it started. Sound and
picture go through Janus where it is installed, else straight from tab to tab.

  --fresh       forgets the data of earlier starts
  --port PORT   listens there instead of 8080
  --help        this text
TEXT
}

port=8080
fresh=no
while [ $# -gt 0 ]; do
  case $1 in
    --fresh) fresh=yes ;;
    --port) shift && port=${1:?a port is needed after --port} ;;
    --help | -h) usage && exit 0 ;;
    *) usage >&2 && exit 2 ;;
  esac
  shift
done

JAR=server/target/evenkeel-server.jar
CACHE=server/target/evenkeel-server.aot
OPTIONS=deploy/jvm.options
DATA=demo-data

# A cache of loaded and linked classes, from one start of the server: the next ones take half the CPU. Nobody misses it.
train() {
  local work server
  newer_than "$CACHE" "$JAR" "$OPTIONS" || return 0
  rm -f "$CACHE"
  work=$(mktemp -d)
  "$JAVA25_HOME/bin/java" "@$OPTIONS" "-XX:AOTCacheOutput=$CACHE" -Xlog:aot=off -jar "$JAR" serve --port 0 --data "$work/data" >"$work/log" 2>&1 &
  server=$!
  for _ in $(seq 300); do
    if grep -q 'Evenkeel serves' "$work/log" || ! kill -0 "$server" 2>/dev/null; then break; fi
    sleep 0.1
  done
  kill "$server" 2>/dev/null || true
  wait "$server" || true
  rm -rf "$work"
}

# Prints the process that has the data: only one that is alive and is an Evenkeel. The server's own lock is the
# operating system's, which a shell cannot ask; the file holds the number of the process that took it last.
holder() {
  local pid
  pid=$(cat "$DATA/redis/lock" 2>/dev/null) || return 1
  case $pid in '' | *[!0-9]*) return 1 ;; esac
  if command -v ps >/dev/null; then
    ps -p "$pid" -o args= | grep -q 'evenkeel-server' || return 1
  else
    kill -0 "$pid" 2>/dev/null || return 1
  fi
  printf '%s\n' "$pid"
}

require_data() {
  local pid
  if pid=$(holder); then
    fail "A demo is running already with the data in $DATA/ (process $pid). Its addresses were printed where it was started.
End it there with Ctrl-C, or with: kill $pid
Nothing was changed."
  fi
}

require_port() {
  if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
    fail "Port $port is taken. End what listens there, or choose another: bash deploy/demo.sh --port $((port + 1))"
  fi
}

# Without Janus the tabs meet directly, which shows each the network address of the others: all are on this machine.
media=()
choose_media() {
  if command -v janus >/dev/null || [ -n "${EVENKEEL_MEDIA_SFU_ADDRESS:-}" ]; then return; fi
  say "Janus is not installed: sound and picture go straight from tab to tab, and staff can only ask to be quiet."
  say "To try it as in a clinic: sudo systemctl mask janus && sudo apt-get install --no-install-recommends janus"
  media=(--set media.mesh=direct)
}

require_jdk
require_data
require_port
choose_media
build_web_client
build_server "$JAR"
train
require_data
if [ "$fresh" = yes ]; then
  rm -rf "$DATA"
fi
mkdir -p "$DATA"
exec "$JAVA25_HOME/bin/java" "@$OPTIONS" "-XX:AOTCache=$CACHE" -Xlog:aot=off -Xlog:cds=off -jar "$JAR" demo --port "$port" --data "$DATA" "${media[@]}"
