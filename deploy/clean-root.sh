# shellcheck shell=bash
# A clean Debian that boots with systemd in namespaces of its own, and how one looks at it. Sourced, never run; whoever
# sources it has sourced machine.sh before, and sets suite.

# begin_root: where the machine lies, and that it ends with the script.
begin_root() {
  own_suite=$(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release)
  suite=${suite:-$own_suite}
  work=$(mktemp -d "${TMPDIR:-/tmp}/evenkeel-package.XXXXXX")
  root=$work/root
  name=evenkeel-$$
  group=$(group_of_processes)
  container=
  passed=0
  at_end=()
  trap clean_up EXIT
}

# What a child of ours may leave behind is ended by its own number.
end_machine() {
  [ -n "$container" ] || return 0
  inside systemctl poweroff >/dev/null 2>&1 || kill -KILL "$(leader)" 2>/dev/null || true
  wait "$container" 2>/dev/null || true
  container=
}

# What stands in at_end is ended first.
clean_up() {
  local code=$? each
  if [ "$code" != 0 ] && [ -n "$container" ]; then
    printf '\n-- what the machine wrote last\n' >&2
    inside journalctl --no-pager --lines 60 >&2 || true
  fi
  for each in "${at_end[@]}"; do "$each"; done
  end_machine
  ip netns del "$name" 2>/dev/null || true
  rm -rf "/etc/netns/$name"
  leave_group
  rm -rf "$work"
}

# A group of processes of the machine's own: two that boot side by side would else be one for the kernel, and end each
# other's services.
group_of_processes() {
  local unified
  unified=$(findmnt --noheadings --first-only --types cgroup2 --output TARGET)
  printf '%s%s/%s' "$unified" "$(sed -n 's/^0:://p' /proc/self/cgroup)" "$name"
}

leave_group() {
  [ ! -d "$group" ] || find "$group" -depth -type d -exec rmdir {} + 2>/dev/null || true
}

UBUNTU=http://archive.ubuntu.com/ubuntu
UBUNTU_KEYRING=${UBUNTU_KEYRING:-/usr/share/keyrings/ubuntu-archive-keyring.gpg}

is_ubuntu() { [ "$suite" = noble ]; }

# Ubuntu's own archive, or this machine's sources of Debian, for the suite that is asked for.
sources() {
  local file kept=0
  if is_ubuntu; then
    for file in '' -updates -security; do printf 'deb %s %s%s main universe\n' "$UBUNTU" "$suite" "$file"; done >"$work/ubuntu.list"
    printf '%s\n' "$work/ubuntu.list"
    return
  fi
  for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.sources /etc/apt/sources.list.d/*.list; do
    if [ -f "$file" ] && grep -q "\b$own_suite\b" "$file" && ! grep -q "cloud\|nodesource\|nodistro" "$file"; then
      kept=$((kept + 1))
      sed "s/\b$own_suite\b/$suite/g" "$file" >"$work/$kept.${file##*.}"
      printf '%s\n' "$work/$kept.${file##*.}"
    fi
  done
}

make_root() {
  local files keyring=()
  say "clean $suite"
  mapfile -t files < <(sources)
  ! is_ubuntu || [ -r "$UBUNTU_KEYRING" ] || fail "Ubuntu's keys are missing: name the file with them by UBUNTU_KEYRING."
  ! is_ubuntu || keyring=(--keyring="$UBUNTU_KEYRING")
  # Who types "apt install" says yes when it asks.
  mmdebstrap --aptopt='APT::Get::Assume-Yes "true"' --quiet --variant=minbase --mode=root --skip=cleanup/apt "${keyring[@]}" \
    --include=apt,systemd,systemd-sysv,dbus,iproute2,man-db,sudo,curl,ca-certificates "$suite" "$root" "${files[@]}"
}

# One address beside loopback, which nobody else reaches: Janus uses no loopback.
MEDIA=10.77.0.1
make_network() {
  ip netns add "$name"
  ip -n "$name" link set lo up
  ip -n "$name" link add ours type veth peer name theirs
  ip -n "$name" addr add "$MEDIA/24" dev ours
  ip -n "$name" link set ours up
  ip -n "$name" link set theirs up
}

leader() { pgrep -P "$container" | head -n 1; }

inside() {
  nsenter --all --target "$(leader)" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 \
    DEBIAN_FRONTEND=noninteractive "$@" </dev/null
}

# As on a machine of its own systemd may keep units from addresses, which the kernel does by small programs (bpf).
boot() {
  say "boot"
  mkdir -p "$group"
  SYSTEMD_NSPAWN_UNIFIED_HIERARCHY=1 in_group systemd-nspawn --quiet --register=no --keep-unit --resolv-conf=off --timezone=off \
    --network-namespace-path="/run/netns/$name" --machine="$name" --directory="$root" \
    --capability=CAP_NET_ADMIN,CAP_BPF,CAP_PERFMON --system-call-filter=bpf --boot \
    </dev/null >"$work/console" 2>&1 &
  container=$!
  until_true 60 booted
}

# in_group COMMAND...: instead of this process.
# shellcheck disable=SC2016 # for the shell inside
in_group() { exec sh -c 'echo $$ >"$0/cgroup.procs" && exec "$@"' "$group" "$@"; }

booted() {
  kill -0 "$container" 2>/dev/null || fail "The machine does not boot. It said:
$(tail -n 20 "$work/console")"
  case $(inside systemctl is-system-running 2>/dev/null) in
    running) return 0 ;;
    degraded) fail "Units failed at boot: $(inside systemctl --failed --no-legend --no-pager)" ;;
    *) return 1 ;;
  esac
}

# until_true SECONDS COMMAND...
until_true() {
  local end=$((SECONDS + $1))
  shift
  until "$@"; do
    [ "$SECONDS" -lt "$end" ] || return 1
    sleep 0.2
  done
}

# check SENTENCE COMMAND...: the command must end well.
check() {
  local sentence=$1
  shift
  "$@" >"$work/said" 2>&1 || fail "Not so: $sentence
    $*
$(cat "$work/said")"
  passed=$((passed + 1))
  printf '   %s\n' "$sentence"
}

# same SENTENCE WANTED FOUND
same() {
  [ "$2" = "$3" ] || fail "Not so: $1
wanted: $2
found:  $3"
  passed=$((passed + 1))
  printf '   %s\n' "$1"
}

fails() { ! "$@"; }

says() {
  local pattern=$1
  shift
  # Reads to the end: whoever writes must not meet a closed pipe.
  "$@" 2>&1 | grep -- "$pattern" >/dev/null
}

pid_of() { inside systemctl show --property MainPID --value "$1"; }
is_active() { inside systemctl --quiet is-active "$1"; }

access() { inside stat --format '%U:%G %a' "$1"; }

listening() {
  inside ss --listening --tcp --udp --no-header --numeric | awk '{ print $1, $5 }' | LC_ALL=C sort -u
}

# Words before each look, such as env with its variables.
around=()

# look: what evenkeel check finds now, one line each: its state, its code, its words. Returns its exit status.
look() {
  local status=0
  inside "${around[@]}" evenkeel check --json >"$work/check.json" 2>"$work/check.err" || status=$?
  awk -F ' : "' '
    /^ *"code" : / { code = $2; sub(/",?$/, "", code) }
    /^ *"state" : / { state = $2; sub(/",?$/, "", state) }
    /^ *"found" : / { found = $2; sub(/",?$/, "", found); print state, code, found }' "$work/check.json" >"$work/findings"
  return "$status"
}

# exit_status COMMAND...
exit_status() {
  local status=0
  "$@" || status=$?
  printf '%d\n' "$status"
}

# fine_but CODE...: nothing is broken; of these alone there may be a warning; and the exit status says which it is.
fine_but() {
  local state code found worst=0 status
  status=$(exit_status look)
  grep -q '^fine ' "$work/findings" || not_so "The check was not made: $(cat "$work/check.err")" || return 1
  while read -r state code found; do
    [ "$state" = fine ] && continue
    worst=1
    [[ $state = warning && " $* " = *" $code "* ]] || not_so "Not expected: $state, $code: $found" || return 1
  done <"$work/findings"
  [ "$status" = "$worst" ] || not_so "evenkeel check ended with $status, not with $worst."
}

not_so() {
  printf '%s\n' "$*" >&2
  return 1
}
