#!/usr/bin/env bash
# Measures the server against its targets and against a bare one, side by side.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=deploy/machine.sh
. deploy/machine.sh

usage() {
  cat <<'TEXT'
Usage: bash deploy/bench.sh [--quick] [--rounds N] [PART...]

Builds what is missing, runs the parts one after the other and prints each figure beside its target. Exit code 3 when
one was missed, 1 when a run went wrong. On a machine that does other work the figures mean little. System calls are
counted where strace is installed and may trace.

  fanout    CPU and system calls a delivery, against the bare server: 100 rooms of 12, closed loop
  growth    CPU of each further member from 12 to 200, against the bare server
  latency   p99 from send to last receipt: 200 rooms x 1 command/s
  join      100 rooms of 12 joining at once until all see the full roster
  idle      memory of an idle member: 5,000 idle
  start     from exec to /readyz 200, median of 10, without and with an AOT cache

  --quick     a twentieth of the rooms for a few seconds: shows that everything works, measures nothing
  --rounds N  of fanout and growth; the middle one counts (default 1)
  --help      this text

Without parts: all of them, in about 15 minutes.
TEXT
}

size=full
rounds=1
parts=()
while [ $# -gt 0 ]; do
  case $1 in
    --quick) size=quick ;;
    --rounds) shift && rounds=${1:?a number is needed after --rounds} ;;
    --help | -h) usage && exit 0 ;;
    -*) usage >&2 && exit 2 ;;
    *) parts+=("$1") ;;
  esac
  shift
done
[ ${#parts[@]} -gt 0 ] || parts=(start join latency fanout growth idle)

JAR=server/target/evenkeel-server.jar
BENCH=server/target/bench

require_jdk
if [ ! -e "$JAR" ]; then
  require_maven
  say "server: build"
  mvn -q -B --no-transfer-progress -pl server -DskipTests -Dformatter.phase=none package
fi
rm -rf "$BENCH"
mkdir -p "$BENCH"
"$JAVA25_HOME/bin/javac" -Xlint:all,-classfile -Werror -d "$BENCH" -cp "$JAR:server/target/lib/*" \
  server/src/bench/org/evenkeel/bench/*.java

work=$(mktemp -d "${TMPDIR:-/tmp}/evenkeel-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT
say "load of this machine before: $(cut -d ' ' -f 1-3 /proc/loadavg), $(nproc) cores, commit $(git rev-parse --short HEAD 2>/dev/null || echo unknown)"
# The shell stays, to clean up behind it.
"$JAVA25_HOME/bin/java" -cp "$BENCH:$JAR:server/target/lib/*" org.evenkeel.bench.Bench "$work" "$JAR" "$size" "$rounds" "${parts[@]}"
