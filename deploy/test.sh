#!/usr/bin/env bash
# Runs every test there is: shell, TypeScript, Java, on real servers and a real browser. Ends with Maven's summary, and
# with --long with that of the package.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=deploy/machine.sh
. deploy/machine.sh

usage() {
  cat <<'TEXT'
Usage: bash deploy/test.sh [--long]

Installs the Debian packages that the tests need (as root, or with sudo), then checks the shell scripts, the
alerts and the package's units, checks, tests and builds the web client, and builds and tests the server.

  --long   also capacity, load, drills, and the package on a clean Debian that boots; takes much longer
  --help   this text
TEXT
}

maven_profile=()
long=no
for argument in "$@"; do
  case $argument in
    --long) long=yes && maven_profile=(-Plong) ;;
    --help | -h) usage && exit 0 ;;
    *) usage >&2 && exit 2 ;;
  esac
done

has_postgresql() { compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || command -v initdb >/dev/null; }

missing_packages() {
  command -v redis-server >/dev/null || echo redis-server
  has_postgresql || echo postgresql
  command -v chromium >/dev/null || echo chromium
  command -v shellcheck >/dev/null || echo shellcheck
  command -v setpriv >/dev/null || echo util-linux
  command -v strace >/dev/null || echo strace
  command -v janus >/dev/null || echo janus
  command -v turnserver >/dev/null || echo coturn
  command -v ip >/dev/null || echo iproute2
  command -v nginx >/dev/null || echo nginx
  command -v sslscan >/dev/null || echo sslscan
  command -v systemd-analyze >/dev/null || echo systemd
  command -v promtool >/dev/null || echo prometheus
  [ "$long" = no ] || command -v mmdebstrap >/dev/null || echo mmdebstrap
  [ "$long" = no ] || command -v systemd-nspawn >/dev/null || echo systemd-container
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

# The packages bring services that would listen on well-known ports: the tests start their own servers instead.
POLICY=/usr/sbin/policy-rc.d
forbid_services() {
  [ -e "$POLICY" ] && return
  printf '#!/bin/sh\nexit 101\n' | as_root tee "$POLICY" >/dev/null
  as_root chmod 755 "$POLICY"
  trap 'as_root rm -f "$POLICY"' EXIT
}

install_packages() {
  local packages=("$@") service
  say "installing ${packages[*]}"
  forbid_services
  as_root apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null
  for service in redis-server postgresql janus coturn nginx prometheus; do
    case " ${packages[*]} " in
      *" $service "*) as_root systemctl disable -q "$service" 2>/dev/null || true ;;
    esac
  done
}

require_packages() {
  local missing
  mapfile -t missing < <(missing_packages)
  [ ${#missing[@]} = 0 ] && return
  if command -v apt-get >/dev/null && as_root true 2>/dev/null; then
    install_packages "${missing[@]}"
    mapfile -t missing < <(missing_packages)
  fi
  [ ${#missing[@]} = 0 ] || fail "The tests need what is missing here. Install it: sudo apt-get install ${missing[*]}"
}

check_scripts() {
  say "shell scripts"
  shellcheck --external-sources deploy/*.sh .ci/run
}

# Every alert fires when it should and only then, and the page of the alerts speaks of each.
check_alerts() {
  local alert anchor
  say "alerts"
  (
    cd deploy/monitoring
    promtool check config prometheus.yml
    promtool test rules evenkeel.rules.test.yml evenkeel.days.test.yml
    while read -r alert; do
      grep -qs "name: $alert\$" evenkeel.rules.test.yml evenkeel.days.test.yml || fail "No test lets $alert fire."
    done < <(sed -n 's/.*- alert: //p' evenkeel.rules.yml)
    while read -r anchor; do
      grep -qi "^## $anchor\$" alerts.md || fail "deploy/monitoring/alerts.md has no part $anchor."
    done < <(sed -n 's/.*more: alerts.md#//p' evenkeel.rules.yml)
  )
}

# First, since the server's jar carries the built client.
test_web_client() {
  [ -e web-client/package.json ] || return 0
  require_node
  install_web_libraries
  for step in check test build; do
    say "web client: $step"
    npm --prefix web-client run --silent "$step"
  done
}

require_jdk
require_maven
require_packages
check_scripts
check_alerts
bash deploy/test-package.sh --cheap
test_web_client
say "server (JDK at $JAVA25_HOME)"
mvn -B --no-transfer-progress "${maven_profile[@]}" verify
if [ "$long" = yes ]; then
  as_root bash deploy/test-package.sh
fi
