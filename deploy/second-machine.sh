# shellcheck shell=bash
# What needs another machine than the first: the first is lost and its record comes back on an empty one, by the very
# commands of operations.md; and database and proxy stand on a machine of their own. Sourced by test-package.sh, whose
# words it uses; never run.
# shellcheck disable=SC2154,SC2034 # root, work, name and others: of whoever sources it

OPERATIONS=server/docs/operations.md

# --- machines

# keep_clean: what every further machine begins as.
keep_clean() { cp -a "$root" "$work/clean"; }

the_package() {
  check "the package" inside apt-get install --yes /srv/new.deb
  janus_of_ours
}

# another_machine WHAT: in the place of the one before.
another_machine() {
  say "$1: another clean $suite"
  end_machine
  rm -rf "$root"
  cp -a "$work/clean" "$root"
  boot
}

# --- the page, as it is written

# commands_of PAGE WORDS: the first block of commands after a line with these words, which must be there.
commands_of() {
  awk -v words="$2" 'index($0, words) { seen = 1 }
    seen && /^ *```/ { if (within) exit; within = 1; next }
    within { sub(/^ +/, ""); print; told = 1 }
    END { exit !told }' "$1" || fail "$1 has no commands after \"$2\"."
}

# by_page SENTENCE WORDS: those commands of operations.md, by somebody who stands in /srv and has the newest backup there.
by_page() {
  local sentence=$1
  { printf 'cd /srv\n' && commands_of "$OPERATIONS" "$2"; } |
    sed "s|evenkeel-20260321T031500Z\.zip\.gpg|$(basename "$kept")|; s|restore …|restore $the_restore|" >"$root/srv/commands"
  check "$sentence" inside bash -e /srv/commands
}

# As the page's second step writes it out.
the_restore=

# --- the record

# record_in BACKUP: how much of what it holds, and the last seal.
record_in() { inside evenkeel verify "$1" --passphrase-file /etc/evenkeel/backup.passphrase | sed -n '2,3p'; }

# keep_backup FOLDER: the newest backup, and what a careful clinic has beside it, away from the machine.
keep_backup() {
  local newest
  inside systemctl start evenkeel-backup.service
  newest=$(backups | sort | tail -n 1)
  mkdir -p "$1"
  record_in "$newest" >"$1/record"
  cp "$root$newest" "$root/etc/evenkeel/backup.passphrase" "$root/etc/evenkeel/answers.conf" "$1/"
}

# bring_backup FOLDER: to the new machine.
bring_backup() {
  kept=$(compgen -G "$1/evenkeel-*.zip.gpg")
  the_restore=$(commands_of "$OPERATIONS" "2. Restore:" |
    sed "s|.* restore ||; s|evenkeel-20260321T031500Z\.zip\.gpg|$(basename "$kept")|")
  cp "$1"/* "$root/srv/"
}

# same_record FOLDER: of a backup that is made now.
same_record() {
  check "a backup is made of it" inside systemctl start evenkeel-backup.service
  same "nothing of the record is missing" "$(cat "$1/record")" "$(record_in "$(backups | sort | tail -n 1)")"
  check "signed records are as they were" inside evenkeel attendance verify
  check "and the audit log" inside evenkeel audit verify
  same "the clinic is the same" America/Chicago "$(clinic)"
  check "the supervisor is still there" inside evenkeel admin --name first --ask
}

# --- the machine is lost

test_lost_machine() {
  local here=$work/kept
  another_machine "the machine is lost"
  bring_backup "$here"
  the_package
  by_page "step 1: the backup is put where the server's user reads it" "Then put the two files where"
  by_page "step 2: restore" "2. Restore:"
  check "step 3: setup with the former answers" inside evenkeel setup --answers /srv/answers.conf --yes
  cp "$work/said" "$work/again"
  check "which makes no other supervisor" fails grep -q '#enter=' "$work/again"
  check "the server is ready" ready
  trust caddy "$root/var/lib/caddy/.local/share/caddy/pki/authorities/local/root.crt"
  # shellcheck disable=SC2046 # words
  check "evenkeel check finds all fine, but for: $(not_here) hsts backup" fine_but $(not_here) hsts backup
  same_record "$here"
  test_restore_in_place "$here"
}

# A night's backup over what is there, as after damage.
test_restore_in_place() {
  say "restored on the same machine"
  check "something happens that the backup does not know" inside evenkeel clinic --name "A name of later"
  check "which is there" says "A name of later" inside evenkeel clinic
  by_page "by the page" "**On the same machine**"
  check "the server is ready" until_true 60 ready
  same_record "$1"
  check "what came after the backup is gone" fails says "A name of later" inside evenkeel clinic
  check "and put away, not lost" inside sh -c 'ls /var/lib/evenkeel/server.before-*/evenkeel.db'
}

test_lost_postgres() {
  local here=$work/kept-postgres
  another_machine "the machine with PostgreSQL is lost"
  bring_backup "$here"
  the_package
  by_page "the backup is put where the server's user reads it" "Then put the two files where"
  sed 's/^tls = .*/tls = caddy-internal/' "$here/answers.conf" >"$root/srv/answers"
  check "setup first, which begins a clinic" inside evenkeel setup --answers /srv/answers --yes
  by_page "which is taken away again, and the record restored, by the page" "**PostgreSQL on the machine itself**"
  check "the server is ready" until_true 60 ready
  same_record "$here"
}

# --- database and proxy on a machine of their own

OTHER=10.77.0.2
STRANGER=10.77.0.3

on_other() { ip netns exec "$name-other" "$@"; }

# The far end of the one cable moves into a machine of its own, as far as the network goes.
begin_other() {
  ip netns add "$name-other"
  ip -n "$name" link set theirs netns "$name-other"
  ip -n "$name-other" link set lo up
  ip -n "$name-other" addr add "$OTHER/24" dev theirs
  ip -n "$name-other" addr add "$STRANGER/24" dev theirs
  ip -n "$name-other" link set theirs up
  other=$(mktemp -d "${TMPDIR:-/tmp}/evenkeel-other.XXXXXX")
  chmod 711 "$other"
  others=()
  at_end+=(end_other)
}

end_other() {
  [ -n "${other:-}" ] || return 0
  [ ${#others[@]} = 0 ] || kill "${others[@]}" 2>/dev/null || true
  wait "${others[@]}" 2>/dev/null || true
  ip netns del "$name-other" 2>/dev/null || true
  rm -rf "$other"
  other=
}

# For the address that it has, by an authority of the clinic's own.
begin_other_postgres() {
  local programs
  programs=$(dirname "$(compgen -G '/usr/lib/postgresql/*/bin/initdb' | sort -V | tail -n 1)")
  signed database root "subjectAltName=IP:$OTHER" "$OTHER"
  install -d -o postgres -m 700 "$other/pg"
  install -o postgres -m 600 "$work/tls/database.key" "$other/database.key"
  install -o postgres -m 644 "$work/tls/database.pem" "$other/database.pem"
  runuser -u postgres -- "$programs/initdb" --pgdata "$other/pg/data" --auth-local=peer --auth-host=reject --encoding=UTF8 \
    --locale=C.UTF-8 >"$work/initdb"
  printf 'hostssl all evenkeel %s/32 scram-sha-256\n' "$MEDIA" >>"$other/pg/data/pg_hba.conf"
  openssl rand -hex 16 >"$work/database.password"
  # For hundreds of connections there is no need, nor for what only disks want.
  on_other runuser -u postgres -- "$programs/postgres" -D "$other/pg/data" -c "listen_addresses=$OTHER" -c "unix_socket_directories=$other/pg" \
    -c ssl=on -c "ssl_cert_file=$other/database.pem" -c "ssl_key_file=$other/database.key" >"$work/other-postgres" 2>&1 &
  others+=($!)
  until_true 30 asked_of_postgres 'SELECT 1' || fail "The other machine's PostgreSQL does not start: $(tail "$work/other-postgres")"
  asked_of_postgres "CREATE ROLE evenkeel LOGIN PASSWORD '$(cat "$work/database.password")'"
  asked_of_postgres "CREATE DATABASE clinic OWNER evenkeel"
}

asked_of_postgres() {
  runuser -u postgres -- psql --quiet --no-psqlrc --host="$other/pg" --dbname=postgres --command="$1" >/dev/null 2>&1
}

# What setup writes for an nginx of the same machine, with other addresses.
begin_other_proxy() {
  signed proxy between "subjectAltName=DNS:groups.example" groups.example
  cat "$work/tls/proxy.pem" "$work/tls/between.pem" >"$other/proxy.pem"
  cp "$work/tls/proxy.key" "$other/proxy.key"
  {
    printf 'pid %s/nginx.pid;\nerror_log %s/nginx.error;\nevents {}\nhttp {\n  access_log off;\n' "$other" "$other"
    sed "s|127\.0\.0\.1:8080|$MEDIA:8080|; s|ssl_certificate_key .*|ssl_certificate_key $other/proxy.key;|
      s|ssl_certificate .*|ssl_certificate $other/proxy.pem;|; s|listen \[::\].*||" "$work/nginx.site"
    printf '}\n'
  } >"$other/nginx.conf"
  on_other nginx -c "$other/nginx.conf" -g 'daemon off;' >"$work/other-nginx" 2>&1 &
  others+=($!)
}

answers_elsewhere() {
  cat <<TEXT
host = groups.example
time-zone = America/Chicago
administrator = first
tls = proxy
proxies = $OTHER
relay = no
database = postgresql
database-address = $OTHER:5432/clinic
database-authority = /etc/evenkeel/tls/database.pem
backup-key = /etc/evenkeel/backup.passphrase
TEXT
}

# over_other PATH [OPTION...]: of curl, by the proxy.
over_other() {
  local path=$1
  shift
  inside curl --silent --fail --cacert /srv/authority.pem "$@" "https://groups.example$path"
}

from_other() { on_other curl --silent --fail --max-time 5 --output /dev/null --interface "$1" "http://$MEDIA:8080/healthz"; }

# The password and the authority that is told, as the page puts them there.
by_readme() {
  cp "$work/database.password" "$root/srv/password"
  cp "$1" "$root/srv/authority.pem"
  { printf 'cd /srv\n' && commands_of deploy/README.md "certificate of the authority that signed"; } >"$root/srv/commands"
  check "$2" inside bash -e /srv/commands
}

test_elsewhere() {
  another_machine "database and proxy elsewhere"
  begin_other
  begin_other_postgres
  begin_other_proxy
  the_package
  sed -i "s/^.* groups.example$/$OTHER groups.example/" "$root/etc/hosts"
  trust authority "$work/tls/root.pem"
  passphrase /etc/evenkeel/backup.passphrase
  answers_elsewhere >"$root/srv/answers"
  by_readme "$work/tls/between.pem" "an authority that did not sign it is told"
  check "setup ends before it begins a clinic there" fails inside evenkeel setup --answers /srv/answers --yes
  cp "$work/said" "$work/refused"
  check "and says that the database is not reached" grep -i database "$work/refused"
  by_readme "$work/tls/root.pem" "the right one is told"
  check "setup goes through" inside evenkeel setup --answers /srv/answers --yes
  check "the server is ready" until_true 60 over_other /readyz
  check "a second time nothing is left to do" says "Everything is as it should be" inside evenkeel setup --answers /srv/answers
  check "the record is there" holds_clinic
  check "and no SQLite file" fails inside test -e /var/lib/evenkeel/server/evenkeel.db
  check "what travels is encrypted" encrypted
  same "a socket opens by the proxy" 101 "$(upgrade_by over_other https://groups.example)"
  check "the proxy's machine reaches the server" from_other "$OTHER"
  check "a machine that is not named does not" fails from_other "$STRANGER"
  check "the unit is exposed by 2.0 at most" inside systemd-analyze security --threshold="$MOST_EXPOSED" evenkeel.service
  check "what the timer starts reaches the database, too" inside systemctl start evenkeel-backup.service
  # shellcheck disable=SC2046 # words
  check "evenkeel check finds all fine, but for: $(not_here) relay" fine_but $(not_here) relay
  check "what IT accepts is said and counts no more" accepted
  end_other
}

holds_clinic() {
  runuser -u postgres -- psql --no-psqlrc --host="$other/pg" --dbname=clinic --tuples-only --command='SELECT zone FROM clinic_settings' |
    grep America/Chicago
}

encrypted() {
  runuser -u postgres -- psql --no-psqlrc --host="$other/pg" --dbname=postgres --tuples-only --no-align --command="
    SELECT bool_and(ssl) FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE usename = 'evenkeel'" | grep -x t
}

# All that a clean root cannot have, as a clinic would that has decided so.
accepted() {
  printf 'check.accepted = %s, relay\n' "$(not_here | sed 's/ /, /g')" >>"$root/etc/evenkeel/evenkeel.conf"
  inside evenkeel check | tee "$work/table"
  grep "^  accepted relay " "$work/table"
}
