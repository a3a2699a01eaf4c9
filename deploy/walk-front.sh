# shellcheck shell=bash
# What a browser meets first on the booted clean root: certificates, the proxy in front or the server itself, and pages over
# them. Sourced by test-package.sh, whose words it uses; never run.
# shellcheck disable=SC2154 # root, work, name, MOST_EXPOSED: of whoever sources it

# over_tls PATH [OPTION...]: of curl.
over_tls() {
  local path=$1
  shift
  inside curl --silent --fail --cacert /var/lib/caddy/.local/share/caddy/pki/authorities/local/root.crt \
    --resolve "groups.example:443:127.0.0.1" "$@" "https://groups.example$path"
}

# upgrade ORIGIN: what a page of that origin is answered when it asks for a socket.
upgrade() { upgrade_by over_tls "$1"; }

# upgrade_by OVER ORIGIN
upgrade_by() {
  "$1" /socket --http1.1 --no-fail --max-time 2 --output /dev/null --write-out '%{http_code}' \
    --header 'Connection: Upgrade' --header 'Upgrade: websocket' --header 'Sec-WebSocket-Version: 13' \
    --header 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==' --header 'Sec-WebSocket-Protocol: evenkeel.1' --header "Origin: $2" || true
}

# own_certificate NAME [OPTION...]: as an authority gives it, with one in between, where setup looks for it; for
# certificate_name instead of the right one where that is set. The options are those of openssl x509.
own_certificate() {
  local here=$work/tls made=$1 host=${certificate_name:-groups.example}
  shift
  mkdir -p "$here"
  if [ ! -e "$here/root.pem" ]; then
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 300 -subj "/CN=Root" \
      -keyout "$here/root.key" -out "$here/root.pem" 2>/dev/null
    signed between root "basicConstraints=critical,CA:true" Between -days 200
    cp "$here/root.pem" "$root/srv/authority.pem"
    trust authority "$here/root.pem"
  fi
  signed "$made" between "subjectAltName=DNS:$host" "$host" "$@"
  mkdir -p "$root/etc/evenkeel/tls"
  cat "$here/$made.pem" "$here/between.pem" >"$root/etc/evenkeel/tls/certificate.pem"
  cp "$here/$made.key" "$root/etc/evenkeel/tls/key.pem"
  inside chown -R root:evenkeel /etc/evenkeel/tls
  inside chmod 750 /etc/evenkeel/tls
  inside chmod 640 /etc/evenkeel/tls/certificate.pem /etc/evenkeel/tls/key.pem
}

# signed NAME BY EXTENSION SUBJECT [OPTION...]: valid for 90 days unless the options say otherwise
signed() {
  local here=$work/tls options=("${@:5}")
  openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj "/CN=$4" -keyout "$here/$1.key" \
    -out "$here/$1.csr" 2>/dev/null
  openssl x509 -req -in "$here/$1.csr" -days 90 "${options[@]}" -CA "$here/$2.pem" -CAkey "$here/$2.key" -CAcreateserial \
    -extfile <(printf '%s\n' "$3") -out "$here/$1.pem" 2>/dev/null
}

serial_of() { openssl x509 -noout -serial -in "$work/tls/$1.pem"; }

serial_shown() {
  ip netns exec "$name" openssl s_client -connect 127.0.0.1:443 -servername groups.example </dev/null 2>/dev/null | openssl x509 -noout -serial
}

shows() { [ "$(serial_shown)" = "$(serial_of "$1")" ]; }

# over_own PATH [OPTION...]: of curl, trusting the authority's root alone.
over_own() {
  local path=$1
  shift
  inside curl --silent --fail --cacert /srv/authority.pem --resolve groups.example:443:127.0.0.1 "$@" "https://groups.example$path"
}

complaints() { inside journalctl --quiet --unit evenkeel --boot | grep -c 'certificate-kept' || true; }

test_own_certificate() {
  local server unit=evenkeel.service
  say "the server's own certificate"
  sed 's/^tls = .*/tls = own/' "$root/srv/answers" >"$root/srv/answers-own"
  own_certificate first
  inside evenkeel setup --answers /srv/answers-own --yes >"$work/own" 2>&1 || fail "setup failed: $(cat "$work/own")"
  check "the server has the port" until_true 30 over_own /readyz
  check "pages come over TLS" says '<script' over_own /
  check "and monitoring still reads figures" says "^evenkeel_certificate_left_seconds [0-9]" inside curl --silent http://127.0.0.1:9480/metrics
  check "browsers are told to stay with it" says '[Ss]trict-[Tt]ransport-[Ss]ecurity' over_own / --output /dev/null --dump-header -
  same "it may do nothing but open a low port" "0000000000000400 1 2" \
    "$(inside cat "/proc/$(pid_of evenkeel)/status" | awk '/^(CapBnd|NoNewPrivs|Seccomp):/ { print $2 }' | paste -sd ' ')"
  check "it is exposed by 2.0 at most" inside systemd-analyze security --threshold="$MOST_EXPOSED" "$unit"
  same "nothing else is open to others" "tcp *:443 tcp $MEDIA:3478 udp $MEDIA:3478" \
    "$(listening | grep -v '127\.0\.0\.1' | sed 's/0\.0\.0\.0:/*:/' | LC_ALL=C sort | paste -sd ' ')"
  # shellcheck disable=SC2046 # words
  check "evenkeel check finds all fine, but for: $(not_here) https_redirect" fine_but $(not_here) https_redirect
  server=$(pid_of evenkeel)
  own_certificate second
  check "a new certificate is taken by itself" until_true 50 shows second
  cp "$work/tls/first.key" "$root/etc/evenkeel/tls/key.pem"
  check "one whose key does not fit is complained of" until_true 50 complained
  found 1 warning certificate_files "the key is not that of the first certificate in the file"
  check "and the former one stays" shows second
  same "without a restart" "$server" "$(pid_of evenkeel)"
  own_certificate first
  check "the next good one is taken" until_true 50 shows first
  check "which was complained of once" test "$(complaints)" = 1
  inside evenkeel setup --answers /srv/answers --yes >"$work/own" 2>&1 || fail "setup failed: $(cat "$work/own")"
  check "Caddy has the port again" until_true 30 says '<script' over_tls /
  check "the server is ready behind it" ready
}

test_nginx() {
  say "nginx instead of Caddy"
  sed 's/^tls = .*/tls = nginx/' "$root/srv/answers" >"$root/srv/answers-nginx"
  inside evenkeel setup --answers /srv/answers-nginx --yes >"$work/nginx" 2>&1 || fail "setup failed: $(cat "$work/nginx")"
  check "its configuration is well-formed" inside nginx -t
  cp "$root/etc/nginx/conf.d/evenkeel.conf" "$work/nginx.site"
  check "Caddy is out of the way" fails is_active caddy.service
  check "a second time nothing is left to do" says "Everything is as it should be" inside evenkeel setup --answers /srv/answers-nginx
  check "pages come through it" says '<script' over_own /
  same "browsers are told once to stay with TLS" 1 \
    "$(over_own / --output /dev/null --dump-header - | grep -ci '^strict-transport-security: max-age=31536000')"
  same "a socket opens" 101 "$(upgrade_by over_own https://groups.example)"
  same "but not for a page of another place" 403 "$(upgrade_by over_own https://elsewhere.example)"
  same "port 80 leads to it" "301 https://groups.example/staff" \
    "$(inside curl --silent --output /dev/null --write-out '%{http_code} %{redirect_url}' --resolve groups.example:80:127.0.0.1 http://groups.example/staff)"
  # shellcheck disable=SC2046 # words
  check "evenkeel check finds all fine, but for: $(not_here)" fine_but $(not_here)
  same "it keeps no addresses" "" "$(inside sh -c 'cat /var/log/nginx/access.log')"
  inside evenkeel setup --answers /srv/answers --yes >"$work/nginx" 2>&1 || fail "setup failed: $(cat "$work/nginx")"
  check "Caddy has the ports again" until_true 30 says '<script' over_tls /
}

complained() { [ "$(complaints)" -gt 0 ]; }

test_pages() {
  say "pages"
  check "a participant's first screen comes over TLS" says '<script' over_tls /
  check "and staff's" says '<script' over_tls /staff
  check "what the script is made of comes, too" says . over_tls "$(over_tls / | sed -n 's/.*src="\([^"]*\)".*/\1/p' | head -n 1)"
  same "a socket opens through Caddy" 101 "$(upgrade https://groups.example)"
  same "but not for a page of another place" 403 "$(upgrade https://elsewhere.example)"
  check "Redis writes a log" says yes redis_setting appendonly
  check "every second" says everysec redis_setting appendfsync
  check "and throws nothing out" says noeviction redis_setting maxmemory-policy
  check "Redis wants its password" says NOAUTH inside redis-cli -p 16379 ping
}

redis_setting() {
  inside env REDISCLI_AUTH="$(cat "$root/etc/evenkeel/secrets/redis")" redis-cli -p 16379 config get "$1"
}
