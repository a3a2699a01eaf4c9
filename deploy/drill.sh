# shellcheck shell=bash
# The fault drill: on the booted clean root, with the service as installed and people in a room, one fault after the other.
# Each is named by evenkeel check, or by the start that it stops; the server survives it; and when the fault is taken away
# everything is fine again by itself. Sourced by test-package.sh, whose words it uses; never run.
# shellcheck disable=SC2154,SC2034 # name, work, root, has_janus and around: of whoever sources it

DRILL_MEMBERS=4

test_drill() {
  say "drill: people in a room behind nginx"
  inside evenkeel setup --answers /srv/answers-nginx --yes >"$work/drill" 2>&1 || fail "setup failed: $(cat "$work/drill")"
  # A hand that goes up and down all the time is more than people do.
  relax_limits
  witness_begins
  drill_redis
  if [ "$has_janus" = yes ]; then drill_janus; fi
  drill_certificate
  drill_clock
  drill_backup
  drill_typo
  drill_port
  drill_disk
  witness_ends
  unrelax_limits
  inside evenkeel setup --answers /srv/answers --yes >"$work/drill" 2>&1 || fail "setup failed: $(cat "$work/drill")"
}

relax_limits() {
  mkdir -p "$root/etc/systemd/system/evenkeel.service.d"
  printf '[Service]\nEnvironment=EVENKEEL_LIMITS_COMMANDS_PER_10S=1000\n' >"$root/etc/systemd/system/evenkeel.service.d/drill.conf"
  inside systemctl daemon-reload
  inside systemctl restart evenkeel.service
}

unrelax_limits() {
  rm "$root/etc/systemd/system/evenkeel.service.d/drill.conf"
  inside systemctl daemon-reload
}

# --- people in a room, as pages hold them

witness_begins() {
  local tokens=/var/lib/evenkeel/server/tokens.json
  install_web_libraries
  inside evenkeel seed --rooms 1 --members "$DRILL_MEMBERS" --out "$tokens" >/dev/null
  mv "$root$tokens" "$work/witness.json"
  ip netns exec "$name" node web-client/e2e/witness.mjs "$work/witness.json" https://groups.example "$work/tls/root.pem" \
    "$work/witness" >"$work/witness.log" 2>&1 &
  witness=$!
  check "$DRILL_MEMBERS people are in a room, and each sees what the others do" until_true 120 rounds_reached 1
}

figure() { sed -n "s/^$1=//p" "$work/witness" 2>/dev/null; }

# Everybody is in, and so many times everybody did something that all others saw.
rounds_reached() {
  kill -0 "$witness" 2>/dev/null || not_so "The people are gone: $(cat "$work/witness.log")" || return 1
  [ "$(figure open)" = "$DRILL_MEMBERS" ] && [ "$(figure rounds)" -ge "$1" ]
}

# the_room_goes_on: what was under way is done, and two things more by everybody; and nobody was ever seen leaving.
the_room_goes_on() {
  check "the room goes on" until_true 180 rounds_reached $(($(figure rounds) + 2))
  same "nobody was lost on the way" "0 0" "$(figure gone) $(figure ended)"
}

witness_ends() {
  kill "$witness"
  check "nobody was lost in the whole drill" wait "$witness"
  printf '   %s\n' "$(grep -v '^members\|^open' "$work/witness" | paste -sd ' ')"
}

# --- what each fault has in common

# finds STATUS STATE CODE WORDS: that check ends so, and says this.
finds() {
  local status
  status=$(exit_status look)
  grep -v ^fine "$work/findings"
  cat "$work/check.err"
  grep -q "^$2 $3 .*$4" "$work/findings" && [ "$status" = "$1" ]
}

# found STATUS STATE CODE WORDS: within two minutes, since on a busy machine a look may be given up before it has seen.
found() { check "evenkeel check ends with $1 and says: $2, $3, $4" until_true 120 finds "$@"; }

# shellcheck disable=SC2046 # words
is_fine() { fine_but $(not_here) 2>"$work/not-fine"; }

# Within two minutes, by itself.
all_fine() {
  until_true 120 is_fine || fail "It does not get fine again: $(cat "$work/not-fine")"
  passed=$((passed + 1))
  printf '   everything is fine again\n'
  the_room_goes_on
}

# code_of PATH: what a browser would be answered.
code_of() { over_own "$1" --no-fail --output /dev/null --write-out '%{http_code}' || true; }

answered() { [ "$(code_of "$1")" = "$2" ]; }

# serves READY: pages and liveness always; and whether it may be given people.
serves() {
  check "/readyz answers $1" until_true 60 answered /readyz "$1"
  same "pages, and that it lives, are answered" "200 200 200" "$(code_of /) $(code_of /staff) $(code_of /healthz)"
}

# --- the faults

drill_redis() {
  local server
  say "drill: Redis stopped"
  server=$(pid_of evenkeel)
  inside systemctl stop evenkeel-redis.service
  serves 503
  found 2 broken redis "Nobody answers at 127.0.0.1:16379"
  found 2 broken ready "Redis does not answer it"
  inside systemctl start evenkeel-redis.service
  serves 200
  all_fine
  same "without a restart of the server" "$server" "$(pid_of evenkeel)"
}

drill_janus() {
  local server
  say "drill: Janus dead"
  server=$(pid_of evenkeel)
  inside systemctl kill --signal=KILL evenkeel-janus.service
  check "killed, it comes back by itself" until_true 20 is_active evenkeel-janus.service
  all_fine
  inside systemctl stop evenkeel-janus.service
  found 2 broken sfu "Nobody answers at ws://127.0.0.1:18188"
  serves 200
  the_room_goes_on
  inside systemctl start evenkeel-janus.service
  all_fine
  same "without a restart of the server" "$server" "$(pid_of evenkeel)"
}

# renewed [OPTION...]: of openssl's x509; and nginx is told, as certbot's hook does.
renewed() {
  own_certificate drill "$@"
  inside systemctl reload nginx.service
}

drill_certificate() {
  say "drill: a wrong certificate"
  renewed -days -1
  found 2 broken certificate_days "The certificate ended on"
  the_room_goes_on
  certificate_name=elsewhere.example renewed
  found 2 broken certificate_name "for elsewhere.example, not for groups.example"
  renewed
  cp "$work/tls/first.key" "$root/etc/evenkeel/tls/key.pem"
  check "with a key that does not fit nginx does not take it, and says so" fails inside systemctl reload nginx.service
  check "in its log" says "key values mismatch" inside journalctl --quiet --unit nginx --boot
  serves 200
  renewed
  all_fine
}

# The wall clock has no namespace: a library stands between a program and the kernel's clock, for the check and then for
# the server alone. Redis' clock stays right; Redis itself does not bear the library.
drill_clock() {
  local fake=(FAKETIME_DISABLE_SHM=1 FAKETIME_DONT_FAKE_MONOTONIC=1)
  say "drill: a clock that is off"
  inside apt-get install --yes -qq libfaketime >"$work/drill" 2>&1 || fail "$(cat "$work/drill")"
  fake+=("LD_PRELOAD=$(inside sh -c 'echo /usr/lib/*/faketime/libfaketime.so.1')")
  around=(setpriv --reuid=evenkeel --regid=evenkeel --init-groups env "${fake[@]}" FAKETIME=+2s)
  found 2 broken clock_redis "Redis' clock is [12][0-9][0-9][0-9] ms off ours"
  around=()
  drill_clock_of_server "${fake[@]}"
}

# drill_clock_of_server VARIABLE...: it goes wrong and right again while the server runs.
drill_clock_of_server() {
  local unit=$root/etc/systemd/system/evenkeel.service.d/clock.conf off=/var/lib/evenkeel/server/clock server
  printf '+0s\n' >"$root$off"
  printf '[Service]\nEnvironment=FAKETIME_TIMESTAMP_FILE=%s FAKETIME_CACHE_DURATION=1 %s\n' "$off" "$*" >"$unit"
  inside systemctl daemon-reload
  inside systemctl restart evenkeel.service
  check "the server runs with the library" until_true 180 answered /readyz 200
  the_room_goes_on
  server=$(pid_of evenkeel)
  printf '+2s\n' >"$root$off"
  check "/readyz answers 503" until_true 60 answered /readyz 503
  check "the server says why" says "clock differs from store" inside journalctl --quiet --unit evenkeel --boot --lines 40
  found 2 broken ready "The server is not ready: its clock is not Redis'"
  printf '+0s\n' >"$root$off"
  serves 200
  all_fine
  same "without a restart of the server" "$server" "$(pid_of evenkeel)"
  rm "$unit" "$root$off"
  inside systemctl daemon-reload
  inside systemctl restart evenkeel.service
}

drill_backup() {
  local last=/var/lib/evenkeel/server/last-backup.json
  say "drill: a backup that is missing or too old"
  cp -p "$root$last" "$work/last-backup.json"
  rm "$root$last"
  found 1 warning backup "No backup of this data folder has succeeded yet"
  aged 30
  found 1 warning backup "The last backup is 30 hours old"
  aged 200
  found 2 broken backup "The last backup is 200 hours old"
  inside chmod 000 /etc/evenkeel/backup.passphrase
  check "a night without a backup ends with an error" fails inside systemctl start evenkeel-backup.service
  check "which monitoring sees" says evenkeel-backup.service inside systemctl --failed --no-legend --no-pager
  inside chmod 600 /etc/evenkeel/backup.passphrase
  check "the next night makes one" inside systemctl start evenkeel-backup.service
  all_fine
}

# aged HOURS: as if the last backup were so old.
aged() {
  local at=$((($(date +%s) - $1 * 3600 - 60) * 1000))
  sed "s/\"at\" *: *[0-9]*/\"at\" : $at/" "$work/last-backup.json" >"$root/var/lib/evenkeel/server/last-backup.json"
  inside chown evenkeel:evenkeel /var/lib/evenkeel/server/last-backup.json
}

drill_typo() {
  say "drill: a typing mistake in the configuration"
  cp -p "$root/etc/evenkeel/evenkeel.conf" "$work/evenkeel.conf"
  printf 'lisen.port = 8080\nlimits.commands-per-10s = many\n' >>"$root/etc/evenkeel/evenkeel.conf"
  found 2 broken configuration "lisen.port: there is no such key; .*limits.commands-per-10s: a whole number"
  serves 200
  the_room_goes_on
  check "a restart with it fails" fails inside systemctl restart evenkeel.service
  check "and says why" says "lisen.port: there is no such key" inside journalctl --quiet --unit evenkeel --boot --lines 20
  cp -p "$work/evenkeel.conf" "$root/etc/evenkeel/evenkeel.conf"
  check "mended, it starts by itself" until_true 120 answered /readyz 200
  all_fine
}

drill_port() {
  say "drill: the port is taken"
  inside systemctl stop evenkeel.service
  inside systemd-run --quiet --unit=squatter redis-server --port 8080 --bind 127.0.0.1 --save ''
  check "somebody has it" until_true 20 is_active squatter.service
  check "the start fails" fails inside systemctl start evenkeel.service
  check "and says why" says "The port cannot be opened" inside journalctl --quiet --unit evenkeel --boot --lines 20
  found 2 broken server "Port 8080 is held by a program, which does not answer as the server does"
  inside systemctl stop squatter.service
  check "when it is free, the server starts by itself" until_true 120 answered /readyz 200
  all_fine
}

# A disk of its own for what is kept, in memory, since it must be small.
drill_disk() {
  local server
  say "drill: a full disk"
  onto_small_disk
  the_room_goes_on
  server=$(pid_of evenkeel)
  fill_disk
  found 2 broken disk_space "0.* % are free"
  found 2 broken redis_writes "append-only file"
  serves 503
  inside rm /var/lib/evenkeel/server/filling
  serves 200
  all_fine
  same "without a restart of the server" "$server" "$(pid_of evenkeel)"
  off_small_disk
}

SMALL_DISK=/var/lib/evenkeel

# shellcheck disable=SC2016 # for the shell inside
onto_small_disk() {
  inside systemctl stop evenkeel.service evenkeel-redis.service
  inside sh -c 'mv "$1" "$1.large" && mkdir "$1" && mount -t tmpfs -o size=64m,mode=755 small "$1" && cp -a "$1.large/." "$1/"' sh "$SMALL_DISK"
  inside systemctl start evenkeel-redis.service evenkeel.service
}

# shellcheck disable=SC2016 # for the shell inside
off_small_disk() {
  inside systemctl stop evenkeel.service evenkeel-redis.service
  inside sh -c 'cp -a "$1/." "$1.large/" && umount "$1" && rmdir "$1" && mv "$1.large" "$1"' sh "$SMALL_DISK"
  inside systemctl start evenkeel-redis.service evenkeel.service
}

fill_disk() { inside sh -c 'cat /dev/zero >/var/lib/evenkeel/server/filling 2>/dev/null || true'; }

# --- PostgreSQL instead of SQLite, since one fault is its own

test_postgres() {
  say "PostgreSQL instead of SQLite"
  { cat "$root/srv/answers-nginx" && echo 'database = postgresql'; } >"$root/srv/answers-postgres"
  check "setup leads nobody away from the record" says "is in SQLite, and setup moves none" set_up --dry-run
  without_record
  postgres_is_set_up
  postgres_is_backed_up
  relax_limits
  witness_begins
  drill_postgres
  witness_ends
  unrelax_limits
  with_record
}

set_up() { inside_whatever evenkeel setup --answers /srv/answers-postgres "$@"; }

# To begin anew: the record is put away, and what is live with it.
# shellcheck disable=SC2016 # for the shell inside
without_record() {
  inside systemctl stop evenkeel.service evenkeel-redis.service
  inside sh -c 'mkdir /srv/aside && mv /var/lib/evenkeel/server/evenkeel.db* /srv/aside/ && rm -r /var/lib/evenkeel/redis/*'
}

with_record() {
  inside systemctl stop evenkeel.service evenkeel-redis.service postgresql.service
  check "nor away from PostgreSQL" says "is in PostgreSQL, and setup moves none" inside_whatever evenkeel setup --answers /srv/answers --dry-run
  inside sed -i 's/^database\.url = .*/database.url =/' /etc/evenkeel/evenkeel.conf
  inside sh -c 'mv /srv/aside/evenkeel.db* /var/lib/evenkeel/server/ && rm -r /var/lib/evenkeel/redis/*'
  inside evenkeel setup --answers /srv/answers --yes >"$work/drill" 2>&1 || fail "setup failed: $(cat "$work/drill")"
}

postgres_is_set_up() {
  local before
  before=$(hash_of_etc)
  check "a dry run ends well" inside evenkeel setup --answers /srv/answers-postgres --dry-run
  same "and changes nothing" "$before" "$(hash_of_etc)"
  check "setup installs it, makes a role and a database" inside evenkeel setup --answers /srv/answers-postgres --yes
  cp "$work/said" "$work/postgres"
  check "the server is ready when setup ends" ready
  check "its password is shown nowhere" fails grep -f "$root/etc/evenkeel/secrets/database" "$work/postgres"
  check "nor in PostgreSQL's log" fails inside grep -r -f /etc/evenkeel/secrets/database /var/log/postgresql
  check "a second time nothing is left to do" says "Everything is as it should be" set_up
  check "the record is there" says evenkeel inside runuser -u postgres -- psql --no-psqlrc --list
  check "and no SQLite file" fails inside test -e /var/lib/evenkeel/server/evenkeel.db
}

postgres_is_backed_up() {
  local made
  check "what the timer starts ends well with it, too" inside systemctl start evenkeel-backup.service
  made=$(backups | sort | tail -n 1)
  check "and is good" says PostgreSQL inside evenkeel verify "$made" --passphrase-file=/etc/evenkeel/backup.passphrase
  # shellcheck disable=SC2046 # words
  check "evenkeel check finds all fine, but for: $(not_here)" fine_but $(not_here)
  keep_backup "$work/kept-postgres"
}

drill_postgres() {
  local server
  say "drill: PostgreSQL down"
  server=$(pid_of evenkeel)
  inside systemctl stop postgresql.service
  serves 503
  found 2 broken database "The database does not answer"
  found 2 broken ready "SQL does not answer it"
  the_room_goes_on
  inside systemctl start postgresql.service
  serves 200
  all_fine
  same "without a restart of the server" "$server" "$(pid_of evenkeel)"
}
