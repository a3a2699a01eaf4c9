#!/usr/bin/env bash
# Makes the package janus for a Debian that has none, out of the source package of a newer Debian.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=deploy/machine.sh
. deploy/machine.sh
# shellcheck source=deploy/clean-root.sh
. deploy/clean-root.sh

usage() {
  cat <<'TEXT'
Usage: bash deploy/janus-package.sh [--suite SUITE] [--from SUITE] [--stale] [FOLDER]

Builds Debian's own source package of Janus in a clean root of the suite that lacks it, and writes janus_*.deb into
FOLDER (default: server/target). Nothing in it is changed but its version, and the level of debhelper where the suite has
none so new. Needs root, mmdebstrap and this machine's Debian sources. Why: server/docs/decisions/0022-*.md

  --suite SUITE  for which Debian: trixie (default)
  --from SUITE   whose source package: forky (default)
  --stale        take that suite's list though its time ran out, as on a mirror that stands still; its signature holds
  --help         this text
TEXT
}

suite=trixie
from=forky
trusted=
folder=server/target
while [ $# -gt 0 ]; do
  case $1 in
    --suite) shift && suite=${1:?a suite is needed after --suite} ;;
    --from) shift && from=${1:?a suite is needed after --from} ;;
    --stale) trusted='[check-valid-until=no] ' ;;
    --help | -h) usage && exit 0 ;;
    -*) usage >&2 && exit 2 ;;
    *) folder=$1 ;;
  esac
  shift
done

[ "$(id -u)" = 0 ] || fail "Building in a root of its own needs root."
command -v mmdebstrap >/dev/null || fail "mmdebstrap is missing: apt-get install mmdebstrap"
mkdir -p "$folder"

begin_root

within() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }

make_build_root() {
  local files
  say "clean $suite to build in"
  mapfile -t files < <(sources)
  mmdebstrap --quiet --variant=buildd --mode=root --skip=cleanup/apt --include=ca-certificates "$suite" "$root" "${files[@]}"
  # The address of this machine's own sources, for the source package alone.
  awk -v from="$from" -v trusted="$trusted" '/^URIs:/ { uri = $2 } /^deb / { for (i = 2; i <= NF; i++) if ($i ~ /^http/) uri = $i }
    uri && !done { print "deb-src " trusted uri " " from " main"; done = 1 }' "${files[@]}" >"$root/etc/apt/sources.list.d/$from.list"
  cp /etc/resolv.conf "$root/etc/resolv.conf"
  within apt-get update -qq
}

# What stands in the package's own record of changes is the only trace that it was built elsewhere.
name_version() {
  local version distance
  version=$(within sh -c 'cd /srv/source && dpkg-parsechangelog --show-field Version')
  distance=$(sed -n 's/^VERSION_ID="\{0,1\}\([0-9]*\).*/\1/p' "$root/etc/os-release")
  {
    printf 'janus (%s~evenkeel%s) %s; urgency=medium\n\n  * Built for a Debian without this package; nothing else is changed.\n\n' \
      "$version" "$distance" "$suite"
    printf ' -- Evenkeel <evenkeel@localhost>  %s\n\n' "$(within sh -c 'cd /srv/source && dpkg-parsechangelog --show-field Date')"
    cat "$root/srv/source/debian/changelog"
  } >"$work/changelog"
  cp "$work/changelog" "$root/srv/source/debian/changelog"
}

# Level 14 of debhelper is newer than trixie's; the level before builds the same files.
lower_debhelper() { sed -i 's/debhelper-compat (= 14)/debhelper-compat (= 13)/' "$root/srv/source/debian/control"; }

build() {
  say "janus of $from for $suite"
  within sh -c 'cd /srv && apt-get source -qq --download-only janus && dpkg-source -x janus_*.dsc source' >"$work/log" 2>&1 ||
    fail "The source package cannot be had: $(tail -n 20 "$work/log")"
  lower_debhelper
  name_version
  within apt-get build-dep --yes -qq --arch-only --build-profiles nodoc,nocheck /srv/source >"$work/log" 2>&1 ||
    fail "What it is built with cannot be had in $suite: $(tail -n 30 "$work/log")"
  # shellcheck disable=SC2016 # for the shell inside
  within sh -c 'cd /srv/source && DEB_BUILD_OPTIONS="nocheck parallel=$(nproc)" dpkg-buildpackage -B -us -uc -Pnodoc,nocheck' \
    >"$work/log" 2>&1 || fail "It cannot be built in $suite: $(tail -n 60 "$work/log")"
}

make_build_root
build
cp "$root"/srv/janus_*.deb "$folder/"
for deb in "$folder"/janus_*~evenkeel*.deb; do printf '%s\n' "$deb"; done
