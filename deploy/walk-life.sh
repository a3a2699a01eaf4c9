# shellcheck shell=bash
# What happens to an installation over the years: restarts, crashes, a reboot, an upgrade, removal and purge. Sourced by
# test-package.sh, whose words it uses; never run.
# shellcheck disable=SC2154 # root, work, name, new_version, UNITS and others: of whoever sources it

address_gone() { inside journalctl --quiet --unit evenkeel-janus --boot | grep -q "No interface has the address"; }

record() { inside sh -c 'cd /var/lib/evenkeel && find server keys day-keys -name "evenkeel.db" -o -path "*keys/*" -type f | sort | xargs sha256sum'; }

test_restarts() {
  local redis janus server unit
  say "restarts"
  redis=$(pid_of evenkeel-redis)
  janus=$(pid_of evenkeel-janus)
  server=$(pid_of evenkeel)
  check "the server restarts" inside systemctl restart evenkeel.service
  check "and is ready when the command returns" ready
  same "Redis goes on" "$redis" "$(pid_of evenkeel-redis)"
  same "Janus goes on" "$janus" "$(pid_of evenkeel-janus)"
  check "the server is another" test "$server" != "$(pid_of evenkeel)"
  for unit in "${UNITS[@]}"; do
    inside systemctl kill --signal=KILL "$unit"
  done
  check "killed, all come back by themselves" until_true 60 all_run_anew "$redis" "$janus"
  check "and the server gets ready" until_true 60 ready
  if [ "$has_janus" = yes ]; then test_address; fi
}

test_address() {
  ip -n "$name" addr del "$MEDIA/24" dev ours
  inside systemctl restart evenkeel-janus.service >/dev/null 2>&1 || true
  check "without its address Janus stays away and says why" until_true 20 address_gone
  ip -n "$name" addr add "$MEDIA/24" dev ours
  check "and comes when the address does" until_true 20 is_active evenkeel-janus.service
}

all_run_anew() {
  local unit
  for unit in "${UNITS[@]}"; do
    is_active "$unit.service" || return 1
  done
  [ "$(pid_of evenkeel-redis)" != "$1" ] && { [ "$has_janus" = no ] || [ "$(pid_of evenkeel-janus)" != "$2" ]; }
}

test_reboot() {
  say "reboot"
  end_machine
  boot
  check "after a boot the server is ready" until_true 60 ready
  same "the clinic is the same" America/Chicago "$(clinic)"
}

test_upgrade() {
  local redis janus server configuration
  say "upgrade"
  redis=$(pid_of evenkeel-redis)
  janus=$(pid_of evenkeel-janus)
  server=$(pid_of evenkeel)
  inside sh -c 'echo "log.format = json" >>/etc/evenkeel/evenkeel.conf'
  configuration=$(inside cat /etc/evenkeel/evenkeel.conf)
  inside apt-get install --yes /srv/new.deb >"$work/upgrade" 2>&1 ||
    fail "the upgrade failed: $(tail -n 30 "$work/upgrade")"
  same "the new version is there" "$new_version" "$(inside dpkg-query --show evenkeel | cut -f 2)"
  check "the server is ready when apt ends" ready
  check "it is the new one" test "$server" != "$(pid_of evenkeel)"
  same "Redis went on" "$redis" "$(pid_of evenkeel-redis)"
  same "Janus went on" "$janus" "$(pid_of evenkeel-janus)"
  check "the timer goes on" is_active evenkeel-backup.timer
  same "what IT wrote into the configuration stays" "$configuration" "$(inside cat /etc/evenkeel/evenkeel.conf)"
  same "the clinic is the same" America/Chicago "$(clinic)"
  check "the supervisor is still there" inside evenkeel admin --name first --ask
  check "installing it again changes nothing" inside apt-get install --yes --reinstall /srv/new.deb
  check "and leaves it ready" ready
}

test_removal() {
  local before
  say "removal and purge"
  inside systemctl stop evenkeel.service
  before=$(record)
  check "there is a record to lose" says evenkeel.db printf '%s' "$before"
  check "apt remove" inside apt-get remove --yes evenkeel
  check "the timer is stopped" fails is_active evenkeel-backup.timer
  check "Redis is stopped" fails is_active evenkeel-redis.service
  check "Janus is stopped" fails is_active evenkeel-janus.service
  check "programs are gone" fails inside test -e /usr/lib/evenkeel
  check "the configuration stays" inside test -e /etc/evenkeel/evenkeel.conf
  same "the record stays" "$before" "$(record)"
  check "installed again it goes on without setup" inside apt-get install --yes /srv/new.deb
  check "and is ready" ready
  check "and backs up" is_active evenkeel-backup.timer
  inside systemctl stop evenkeel.service
  before=$(record)
  inside apt-get purge --yes evenkeel >"$work/purge" 2>&1 || fail "the purge failed: $(cat "$work/purge")"
  same "a purge takes the configuration and leaves what IT put beside it" "backup.passphrase tls" \
    "$(inside ls /etc/evenkeel | paste -sd ' ')"
  check "and lets Caddy start without it" inside systemctl restart caddy.service
  check "and coturn" inside systemctl restart coturn.service
  same "and keeps the record, byte for byte" "$before" "$(record)"
  check "it says how to destroy that" grep -q "sudo rm -rf /var/lib/evenkeel" "$work/purge"
  same "janus.service stays masked" masked "$(inside systemctl is-enabled janus.service || true)"
  check "installed again" inside apt-get install --yes /srv/new.deb
  check "and set up by hand, with an answer that cannot be used" says "host: a host name" by_hand
  check "it is ready" ready
  same "the clinic is the same" America/Chicago "$(clinic)"
  check "the supervisor is still there" inside evenkeel admin --name first --ask
}
