#!/usr/bin/env bash
# Installs, runs, upgrades, removes and purges the package on a clean Debian that boots with systemd, as root.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=deploy/machine.sh
. deploy/machine.sh
# shellcheck source=deploy/clean-root.sh
. deploy/clean-root.sh
# shellcheck source=deploy/walk-front.sh
. deploy/walk-front.sh
# shellcheck source=deploy/walk-life.sh
. deploy/walk-life.sh
# shellcheck source=deploy/drill.sh
. deploy/drill.sh
# shellcheck source=deploy/second-machine.sh
. deploy/second-machine.sh

usage() {
  cat <<'TEXT'
Usage: bash deploy/test-package.sh [--cheap] [--suite SUITE] [--janus FILE]

Builds the package in two versions, makes a clean Debian root from this machine's own package sources, boots it with
systemd in namespaces of its own, and walks the whole way: install, setup, restart, crash, reboot, upgrade, removal, purge,
installation again. Needs root, mmdebstrap and systemd-container.

  --cheap        only what takes seconds: the scripts of the package, and how exposed the units are
  --suite SUITE  another Debian than this machine's, from the same sources: bookworm, trixie; or Ubuntu's noble, from its
                 archive, with its keys in the file that UBUNTU_KEYRING names
  --janus FILE   a package that deploy/janus-package.sh made for that Debian, which has none of its own
  --help         this text
TEXT
}

UNITS=(evenkeel evenkeel-redis evenkeel-janus)

# systemd's own figure from 0 to 10, times ten: no unit may be over 2.0.
MOST_EXPOSED=20

cheap=no
suite=
janus=
while [ $# -gt 0 ]; do
  case $1 in
    --cheap) cheap=yes ;;
    --suite) shift && suite=${1:?a suite is needed after --suite} ;;
    --janus) shift && janus=$(realpath "${1:?a file is needed after --janus}") ;;
    --help | -h) usage && exit 0 ;;
    *) usage >&2 && exit 2 ;;
  esac
  shift
done

check_scripts() {
  say "scripts of the package"
  shellcheck deploy/package/{launcher,redis,janus-address,await-ready,preinst,postinst,prerm,postrm}
}

check_exposure() {
  local unit
  say "exposure of the units, 2.0 at most"
  for unit in "${UNITS[@]}" evenkeel-backup; do
    systemd-analyze security --offline=true --threshold="$MOST_EXPOSED" --no-pager "deploy/systemd/$unit.service" | tail -n 1
  done
}

# Every command that there is stands in the manual, by the name that its class gives it.
check_manual() {
  local command
  say "manual"
  while read -r command; do
    grep -q "^\.[BR]*T*P* *.*\b$command\b" deploy/package/evenkeel.8 || fail "deploy/package/evenkeel.8 says nothing of $command."
  done < <(grep -h -A1 '^@Command(' server/src/main/java/org/evenkeel/node/*Command.java | sed -n 's/.*name = "\([a-z]*\)".*/\1/p')
}

check_scripts
check_exposure
check_manual
if [ "$cheap" = yes ]; then exit 0; fi

[ "$(id -u)" = 0 ] || fail "Booting a root needs root."
for program in mmdebstrap systemd-nspawn ip nsenter openssl gpg nginx psql node; do
  command -v "$program" >/dev/null ||
    fail "$program is missing: apt-get install mmdebstrap systemd-container iproute2 util-linux openssl gpg nginx postgresql, and Node.js"
done

began=$SECONDS
begin_root
has_janus=yes

# The machine itself has no way out; what apt will want is fetched before it boots.
fetch_packages() {
  say "packages that apt will want"
  cp "$old" "$root/srv/old.deb"
  cp "$new" "$root/srv/new.deb"
  cp /etc/resolv.conf "$root/etc/resolv.conf"
  chroot "$root" apt-get update -qq
  chroot "$root" env DEBIAN_FRONTEND=noninteractive \
    apt-get install --yes -qq --download-only /srv/old.deb >/dev/null
  chroot "$root" env DEBIAN_FRONTEND=noninteractive \
    apt-get install --yes -qq --download-only --no-install-recommends caddy coturn nginx postgresql postgresql-client libfaketime >/dev/null
  # Not every Debian has a Janus.
  if [ -n "$janus" ]; then
    cp "$janus" "$root/srv/janus.deb"
    chroot "$root" env DEBIAN_FRONTEND=noninteractive apt-get install --yes -qq --download-only /srv/janus.deb >/dev/null
  elif ! chroot "$root" apt-get --simulate install janus >/dev/null 2>&1; then
    has_janus=no
    UNITS=(evenkeel evenkeel-redis)
  fi
  rm "$root/etc/resolv.conf"
}

clinic() { inside evenkeel clinic | sed -n 's/^time zone: //p'; }

ready() { inside curl --silent --fail http://127.0.0.1:8080/readyz; }

test_install() {
  local place
  say "install"
  inside apt-get install --yes /srv/old.deb >"$work/install" 2>&1 ||
    fail "apt install failed: $(tail -n 30 "$work/install")"
  check "the message says what to do next" grep -q "Next: sudo evenkeel setup" "$work/install"
  janus_of_ours
  same "nothing listens" "" "$(listening)"
  same "Debian's janus.service is masked" masked "$(inside systemctl is-enabled janus.service || true)"
  same "Debian's redis-server.service is masked" masked "$(inside systemctl is-enabled redis-server.service || true)"
  same "/etc/evenkeel/evenkeel.conf" "root:evenkeel 640" "$(access /etc/evenkeel/evenkeel.conf)"
  same "/etc/evenkeel/secrets" "root:evenkeel 750" "$(access /etc/evenkeel/secrets)"
  same "/etc/evenkeel/janus" "root:evenkeel-janus 750" "$(access /etc/evenkeel/janus)"
  for place in server keys day-keys; do
    same "/var/lib/evenkeel/$place" "evenkeel:evenkeel 700" "$(access "/var/lib/evenkeel/$place")"
  done
  same "/var/lib/evenkeel/redis" "evenkeel-redis:evenkeel-redis 700" "$(access /var/lib/evenkeel/redis)"
  check "there is a manual" says "evenkeel setup" inside man evenkeel
  check "units are well-formed" inside systemd-analyze verify --recursive-errors=no "${UNITS[@]/%/.service}"
  check "the server does not start before it is set up" fails inside systemctl start evenkeel.service
  same "the configuration is the one that the keys make" \
    "$(inside evenkeel config --file --set data.folder=/var/lib/evenkeel/server --set keys.folder=/var/lib/evenkeel/keys \
      --set keys.day-folder=/var/lib/evenkeel/day-keys)" "$(inside cat /etc/evenkeel/evenkeel.conf)"
}

# After Evenkeel and before setup, as deploy/README.md says.
janus_of_ours() { [ -z "$janus" ] || check "a Janus that was built for it is installed" inside apt-get install --yes /srv/janus.deb; }

test_commands() {
  local command jar=/usr/lib/evenkeel/evenkeel-server.jar
  say "commands"
  for command in $(inside evenkeel --help | sed -n 's/^  \([a-z]\+\)  .*/\1/p'); do
    check "evenkeel $command --help" inside evenkeel "$command" --help
  done
  check "the cache of classes is good for the runtime and the jars" with_cache
  inside touch --reference "$jar" /srv/time
  inside touch "$jar"
  check "and would not be for another jar" fails with_cache
  inside touch --reference /srv/time "$jar"
}

# Ends well only when the cache of classes is used.
with_cache() { inside env JDK_JAVA_OPTIONS=-XX:AOTMode=on evenkeel --version; }

answers() {
  cat <<'TEXT'
host = groups.example
time-zone = America/Chicago
administrator = first
tls = caddy-internal
relay = yes
backup-key = /etc/evenkeel/backup.passphrase
TEXT
}

# What a person types: a name that is none first, defaults from the answers of last time where there are any.
typed() { printf '%s\n' 'No Name' groups.example America/Chicago first caddy-internal '' '' yes '' no yes; }

by_hand() {
  typed | nsenter --all --target "$(leader)" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 evenkeel setup
}

hash_of_etc() { inside sh -c 'find /etc -type f | sort | xargs sha256sum | sha256sum'; }

refused_setup() {
  ! inside evenkeel setup --answers /srv/answers --yes >"$work/refused" 2>&1 &&
    grep "sudo chown root:evenkeel /etc/evenkeel/backup.passphrase" "$work/refused"
}

test_setup() {
  local before seconds=$SECONDS unit
  say "setup"
  answers >"$root/srv/answers"
  check "without the passphrase that it is told of, setup says how to put it there" refused_setup
  check "and wrote nothing" fails inside test -e /etc/evenkeel/redis.conf
  passphrase /etc/evenkeel/backup.passphrase
  before=$(hash_of_etc)
  check "a dry run ends well" inside evenkeel setup --answers /srv/answers --dry-run
  same "and changes nothing" "$before" "$(hash_of_etc)"
  inside evenkeel setup --answers /srv/answers --yes >"$work/setup" 2>&1 || fail "setup failed: $(cat "$work/setup")"
  printf '   took %d s with the dry run\n' "$((SECONDS - seconds))"
  check "it prints a sign-in address" grep -q '^https://groups.example/staff#enter=' "$work/setup"
  check "it prints what the firewall must let in" grep -q 'udp 20000-20999' "$work/setup"
  check "the server is ready when setup ends" ready
  check "a second time nothing is left to do" says "Everything is as it should be" inside evenkeel setup --answers /srv/answers
  for unit in "${UNITS[@]}"; do
    check "$unit.service with its additions is well-formed" inside systemd-analyze verify --recursive-errors=no "$unit.service"
    check "$unit.service is exposed by 2.0 at most" inside systemd-analyze security --threshold="$MOST_EXPOSED" "$unit.service"
  done
}

# passphrase FILE: a new one for the server's user.
# shellcheck disable=SC2016 # for the shell inside
passphrase() { inside sh -c 'head -c 24 /dev/urandom | base64 | install -o evenkeel -g evenkeel -m 600 /dev/stdin "$1"' sh "$1"; }

backups() { inside find /var/lib/evenkeel/backups -name 'evenkeel-*.zip.gpg'; }

# As on a machine that has nothing but the package: another folder, other keys, no rooms.
restored() {
  inside evenkeel restore "$1" --passphrase-file /etc/evenkeel/backup.passphrase --config /dev/null \
    --data /var/lib/evenkeel/server/again
}

test_backup() {
  local made key=--passphrase-file=/etc/evenkeel/backup.passphrase
  say "backup"
  check "the timer waits" is_active evenkeel-backup.timer
  check "for tonight" says evenkeel-backup.timer inside systemctl list-timers --no-legend --no-pager
  check "units are well-formed" inside systemd-analyze verify --recursive-errors=no evenkeel-backup.service evenkeel-backup.timer
  check "the service is exposed by 2.0 at most" inside systemd-analyze security --threshold="$MOST_EXPOSED" evenkeel-backup.service
  same "there is no backup yet" "" "$(backups)"
  check "what the timer starts ends well" inside systemctl start evenkeel-backup.service
  made=$(backups)
  same "and leaves one file, for the server alone" "evenkeel:evenkeel 600" "$(access "$made")"
  check "evenkeel verify says that it is good" inside evenkeel verify "$made" "$key"
  check "and that a damaged one is not" fails damaged "$made" "$key"
  check "it is restored into an empty folder" restored "$made"
  same "with the clinic" "time zone: America/Chicago" "$(inside evenkeel clinic --config /dev/null --data /var/lib/evenkeel/server/again | grep '^time zone')"
  check "and the supervisor" inside evenkeel admin --name first --ask --config /dev/null --data /var/lib/evenkeel/server/again
  check "but not over anything" fails restored "$made"
  inside rm -r /var/lib/evenkeel/server/again
  check "the server went on" ready
}

# The secret half of the key never comes near the machine.
test_backup_for_key() {
  local made home=$work/gnupg
  say "backup for a public key, into another folder"
  mkdir -m 700 "$home"
  gpg --homedir "$home" --quiet --batch --passphrase '' --quick-generate-key backup@clinic.example default default never 2>/dev/null
  gpg --homedir "$home" --armor --export >"$root/etc/evenkeel/backup.asc"
  inside chown root:evenkeel /etc/evenkeel/backup.asc
  inside chmod 640 /etc/evenkeel/backup.asc
  { grep -v '^backup-' "$root/srv/answers" && printf 'backup-key = %s\nbackup-folder = %s\n' /etc/evenkeel/backup.asc /srv/backups; } \
    >"$root/srv/answers-key"
  inside evenkeel setup --answers /srv/answers-key --yes >"$work/key" 2>&1 || fail "setup failed: $(cat "$work/key")"
  check "the service is exposed by 2.0 at most" inside systemd-analyze security --threshold="$MOST_EXPOSED" evenkeel-backup.service
  check "what the timer starts ends well" inside systemctl start evenkeel-backup.service
  made=$(inside find /srv/backups -name 'evenkeel-*.zip.gpg')
  same "and leaves one file there, for the server alone" "evenkeel:evenkeel 600" "$(access "$made")"
  check "the passphrase does not open it" fails inside evenkeel verify "$made" --passphrase-file=/etc/evenkeel/backup.passphrase
  check "the key on another machine does" gpg --homedir "$home" --quiet --batch --output "$work/opened.zip" --decrypt "$root$made"
  check "and finds the record in it" grep --text --quiet manifest.json "$work/opened.zip"
  gpgconf --homedir "$home" --kill all
  inside rm /etc/evenkeel/backup.asc
  inside evenkeel setup --answers /srv/answers --yes >"$work/key" 2>&1 || fail "setup failed: $(cat "$work/key")"
}

# What no clean root can have: a time service of its own, a disk that it encrypts, and on some Debians a Janus.
not_here() { printf 'clock_sync disk_encryption%s' "$([ "$has_janus" = yes ] || printf ' sfu')"; }

# trust NAME FILE: as IT tells a machine of the clinic's own authority.
trust() {
  install -m 644 "$2" "$root/usr/local/share/ca-certificates/$1.crt"
  inside update-ca-certificates >/dev/null 2>&1
}

# Caddy's own authority is for a try, so that browsers are not tied to it (hsts).
test_check() {
  local here
  say "evenkeel check"
  here=$(not_here)
  same "an issuer whom nobody knows is broken" "2 broken" "$(exit_status look) $(state_of certificate_chain)"
  trust caddy "$root/var/lib/caddy/.local/share/caddy/pki/authorities/local/root.crt"
  # shellcheck disable=SC2086 # words
  check "all is fine, but for: $here hsts" fine_but $here hsts
  check "the table for people says the same" says '^[0-9]* looked at: .* 0 broken\.$' inside_whatever evenkeel check
  same "wrong options are told apart" 3 "$(exit_status inside evenkeel check --no-such-option 2>"$work/said")"
}

state_of() { sed -n "s/^\([a-z]*\) $1 .*/\1/p" "$work/findings"; }

inside_whatever() { inside "$@" || true; }

damaged() {
  # shellcheck disable=SC2016 # for the shell inside
  inside sh -c 'head -c 2000 "$1" >/tmp/damaged.zip.gpg && chmod 644 /tmp/damaged.zip.gpg' sh "$1"
  inside evenkeel verify /tmp/damaged.zip.gpg "$2"
}

test_hardening() {
  local unit pid
  say "as they run"
  for unit in "${UNITS[@]}"; do
    pid=$(pid_of "$unit")
    same "$unit runs as its own user" "$unit" "$(inside stat --format %U "/proc/$pid")"
    same "$unit has no capability, gains none, and is filtered" "0000000000000000 1 2" \
      "$(inside cat "/proc/$pid/status" | awk '/^(CapBnd|NoNewPrivs|Seccomp):/ { print $2 }' | paste -sd ' ')"
  done
  pid=$(pid_of evenkeel)
  check "native libraries come from the package" says /usr/lib/evenkeel/native/libnetty inside cat "/proc/$pid/maps"
  check "SQLite's too" says /usr/lib/evenkeel/native/libsqlitejdbc.so inside cat "/proc/$pid/maps"
  check "classes come from the cache" says /usr/lib/evenkeel/evenkeel.aot inside cat "/proc/$pid/maps"
  check "monitoring on this machine reads figures" says "^evenkeel_serving 1" inside curl --silent http://127.0.0.1:9480/metrics
  check "and no figure is one that the unit hides" until_true 60 no_figure_hidden
  check "what the server itself sees of disk and clock is what root sees" sees_the_same
  check "more is logged for a while, when root asks" says "from debug on" inside evenkeel log debug --minutes 5
  check "the server does so" until_true 10 says "event=\"log-level\" level=\"debug\"" inside journalctl --quiet --unit evenkeel --output cat
  inside evenkeel log back >/dev/null
  same "the server has no child of its own" "$pid" "$(inside cat /sys/fs/cgroup/system.slice/evenkeel.service/cgroup.procs)"
  check "this kernel keeps a unit to loopback" inside systemd-run --quiet --wait --property IPAddressDeny=any \
    --property IPAddressAllow=localhost curl --silent --max-time 3 --output /dev/null http://127.0.0.1:8080/healthz
  check "and from other addresses" fails inside systemd-run --quiet --wait --property IPAddressDeny=any \
    --property IPAddressAllow=localhost curl --silent --max-time 3 --output /dev/null "http://$MEDIA/"
  check "which it reaches when it is let" inside systemd-run --quiet --wait curl --silent --max-time 3 --output /dev/null "http://$MEDIA/"
  same "only the proxy and the relay are open to others" "tcp *:443 tcp *:80 tcp $MEDIA:3478 udp *:443 udp $MEDIA:3478" \
    "$(listening | grep -v '127\.0\.0\.1' | paste -sd ' ')"
}

# In the first moments, and of what was never done, there are none yet.
no_figure_hidden() {
  inside curl --silent http://127.0.0.1:9480/metrics >"$work/figures"
  ! grep "^evenkeel_[a-z_]* NaN" "$work/figures" | grep -v "^evenkeel_\(backup\|certificate\)"
}

# The unit's own mounts and /proc, as its system page is made from.
sees_the_same() {
  local codes='disk_space\|disk_inodes\|disk_encryption\|clock_sync\|redis[a-z_]*'
  look || true
  grep " \($codes\) " "$work/findings" | cut -d ' ' -f 1,2 | sort >"$work/seen-by-root"
  around=(nsenter --mount --target "$(pid_of evenkeel)" --)
  look || true
  around=()
  grep " \($codes\) " "$work/findings" | cut -d ' ' -f 1,2 | sort | diff "$work/seen-by-root" -
}

# Four pages of a real browser in a room of made-up people, through the units as they run.
test_media() {
  local tokens=/var/lib/evenkeel/server/tokens.json
  say "sound and picture"
  if [ "$has_janus" = no ] || ! command -v chromium >/dev/null || ! command -v node >/dev/null; then
    printf '   not tried: Janus, Chromium or Node.js is missing\n'
    return
  fi
  install_web_libraries
  for_a_browser_here
  check "a session is opened beside the running server" inside evenkeel seed --rooms 1 --members 4 --out "$tokens"
  tokens_here
  (cd web-client && ip netns exec "$name" node e2e/run.mjs media "$work/tokens.json" --no-pictures) >"$work/story" 2>&1 ||
    fail "The story of sound and picture is not true: $(tail -n 30 "$work/story")"
  check "people hear and see each other, and the moderator's word holds where packets flow" grep "media: true" "$work/story"
  rm "$root$tokens"
  test_relay
  inside rm -r /etc/systemd/system/evenkeel.service.d
  inside systemctl daemon-reload
  check "the server goes back to its own name" inside systemctl restart evenkeel.service
}

# Through coturn as setup configured it.
test_relay() {
  local tokens=/var/lib/evenkeel/server/tokens.json
  inside evenkeel seed --rooms 1 --members 3 --out "$tokens" >/dev/null
  tokens_here
  # Its browser knows the name, as others do by DNS; over UDP it asks for it with a dot at the end.
  mkdir -p "/etc/netns/$name"
  printf '127.0.0.1 localhost\n%s groups.example groups.example.\n' "$MEDIA" >"/etc/netns/$name/hosts"
  (cd web-client && ip netns exec "$name" node e2e/run.mjs relay "$work/tokens.json" --no-pictures) >"$work/story" 2>&1 ||
    fail "The story of the relay is not true: $(tail -n 30 "$work/story")"
  check "who has no way but the relay, over UDP or TCP, hears and is heard" grep "relay: true" "$work/story"
  rm "$root$tokens"
}

# With the server's own port, for a browser on the same machine.
# shellcheck disable=SC2016 # a script of Node's, not of the shell's
tokens_here() {
  node -e 'const fs = require("fs"), [from, to] = process.argv.slice(1), file = JSON.parse(fs.readFileSync(from));
    fs.writeFileSync(to, JSON.stringify({ ...file, address: "ws://127.0.0.1:8080/socket" }))' "$root$tokens" "$work/tokens.json"
}

# The story speaks to the loopback address, and faster than people do.
for_a_browser_here() {
  mkdir -p "$root/etc/systemd/system/evenkeel.service.d"
  printf '[Service]\nEnvironment=EVENKEEL_PUBLIC_ADDRESS= EVENKEEL_LIMITS_COMMANDS_PER_10S=100000\n' \
    >"$root/etc/systemd/system/evenkeel.service.d/test.conf"
  inside systemctl daemon-reload
  inside systemctl restart evenkeel.service
}

say "two versions of the package"
old_version=0.1.0~1
new_version=0.1.0~2
old=$(bash deploy/package.sh --version "$old_version" "$work" | tail -n 1)
new=$(bash deploy/package.sh --version "$new_version" "$work" | tail -n 1)
make_root
fetch_packages
make_network
# What DNS says elsewhere.
printf '127.0.0.1 localhost\n::1 localhost\n%s groups.example\n' "$MEDIA" >"$root/etc/hosts"
keep_clean
boot
test_install
test_commands
test_setup
test_hardening
test_pages
test_backup
test_backup_for_key
test_check
test_own_certificate
test_nginx
test_drill
test_postgres
test_media
test_restarts
test_reboot
test_upgrade
keep_backup "$work/kept"
test_removal
test_lost_machine
test_lost_postgres
test_elsewhere
end_machine
printf '\nThe package holds on a clean %s: %d checks in %d s, %d MB.\n' "$suite" "$passed" "$((SECONDS - began))" \
  "$(($(stat --format %s "$new") / 1000000))"
