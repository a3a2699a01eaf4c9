#!/usr/bin/env bash
# Makes the Debian package: the server with a Java machine of its own, its units, its manual.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=deploy/machine.sh
. deploy/machine.sh

usage() {
  cat <<'TEXT'
Usage: bash deploy/package.sh [--version VERSION] [FOLDER]

Builds the web client and the server where their sources are newer, and writes evenkeel_VERSION_ARCHITECTURE.deb into
FOLDER (default: server/target). Needs a JDK 25, Maven, Node.js, and the Debian packages dpkg-dev and redis-server.

  --version V  instead of the one in pom.xml with the number of commits: 0.1.0~912 while it is a snapshot
  --help       this text
TEXT
}

version=
folder=server/target
while [ $# -gt 0 ]; do
  case $1 in
    --version) shift && version=${1:?a version is needed after --version} ;;
    --help | -h) usage && exit 0 ;;
    -*) usage >&2 && exit 2 ;;
    *) folder=$1 ;;
  esac
  shift
done

JAR=server/target/evenkeel-server.jar
STAGE=server/target/package
IMAGE=server/target/runtime
HOME_THERE=usr/lib/evenkeel

# What jdeps finds in the server and its libraries, and what is only found at run time: jar files as file systems, the
# platform's own beans, keep-alive settings of sockets, a recording and a look from outside (jcmd) when something is odd.
MODULES=java.base,java.compiler,java.desktop,java.management,java.naming,java.net.http,java.security.jgss,java.sql
MODULES=$MODULES,jdk.httpserver,jdk.jfr,jdk.unsupported,jdk.zipfs,jdk.management,jdk.net,jdk.jcmd

require_packager() {
  command -v dpkg-deb >/dev/null || fail "dpkg-deb is missing. Install it: sudo apt-get install dpkg-dev"
  command -v redis-server >/dev/null || fail "redis-server is missing. Install it: sudo apt-get install redis-server"
}

# The commit's time, so that two builds of one commit carry the same times.
time_of_sources() { git log -1 --format=%ct 2>/dev/null || date +%s; }

version_of_sources() {
  local named commits
  named=$(sed -n 's/^  <version>\(.*\)<\/version>$/\1/p' pom.xml | head -n 1)
  commits=$(git rev-list --count HEAD 2>/dev/null || echo 0)
  case $named in
    *-SNAPSHOT) printf '%s~%s\n' "${named%-SNAPSHOT}" "$commits" ;;
    *) printf '%s\n' "$named" ;;
  esac
}

# Every module that the server's classes name must be on the list above; what was added by hand is checked by running it.
require_modules() {
  local needed module
  needed=$("$JAVA25_HOME/bin/jdeps" --multi-release "$JDK" --ignore-missing-deps --print-module-deps \
    --class-path 'server/target/lib/*' "$JAR" 2>/dev/null | tail -n 1)
  for module in ${needed//,/ }; do
    case ",$MODULES," in
      *",$module,"*) ;;
      *) fail "The server needs the module $module, which MODULES in deploy/package.sh does not name." ;;
    esac
  done
}

make_runtime() {
  if [ -e "$IMAGE/made-of" ] && [ "$(cat "$IMAGE/made-of")" = "$JAVA25_HOME $MODULES" ]; then return; fi
  say "Java machine"
  rm -rf "$IMAGE"
  "$JAVA25_HOME/bin/jlink" --add-modules "$MODULES" --strip-debug --no-man-pages --no-header-files --output "$IMAGE"
  printf '%s' "$JAVA25_HOME $MODULES" >"$IMAGE/made-of"
}

# The libraries of this machine's kind of processor, each with what it finds when it looks beside itself.
stage_server() {
  local home=$STAGE/$HOME_THERE library
  mkdir -p "$home/lib" "$home/native" "$home/bin"
  cp -a "$IMAGE" "$home/runtime"
  rm "$home/runtime/made-of"
  cp "$JAR" "$home/"
  for library in server/target/lib/*.jar; do
    case $library in
      # A Redis for machines without one; this package depends on the machine's.
      */embedded-redis-*) ;;
      # Only the library inside matters; see below.
      */netty-transport-native-epoll-*) ;;
      *) cp "$library" "$home/lib/" ;;
    esac
  done
  cp deploy/jvm.options deploy/package/package.options "$home/"
  cp deploy/package/launcher "$home/bin/evenkeel"
  cp deploy/package/redis deploy/package/janus-address deploy/package/await-ready "$home/bin/"
}

stage_native() {
  local native=$STAGE/$HOME_THERE/native machine
  case $ARCHITECTURE in
    amd64) machine='x86_64 x86_64' ;;
    arm64) machine='aarch_64 aarch64' ;;
    *) fail "There are native libraries for amd64 and arm64, not for $ARCHITECTURE." ;;
  esac
  unpack "$native" server/target/lib/netty-transport-native-epoll-*-linux-"${machine% *}".jar \
    "META-INF/native/libnetty_transport_native_epoll_${machine% *}.so"
  unpack "$native" server/target/lib/sqlite-jdbc-*.jar "org/sqlite/native/Linux/${machine#* }/libsqlitejdbc.so"
}

# unpack FOLDER JAR ENTRY
unpack() {
  local jar work
  jar=$(readlink -f "$2")
  work=$(mktemp -d)
  (cd "$work" && "$JAVA25_HOME/bin/jar" --extract --file "$jar" "$3")
  [ -e "$work/$3" ] || fail "$2 does not hold $3."
  cp "$work/$3" "$1/"
  rm -rf "$work"
}

stage_rest() {
  local doc=$STAGE/usr/share/doc/evenkeel
  mkdir -p "$STAGE/usr/bin" "$STAGE/usr/lib/systemd/system" "$STAGE/usr/lib/sysusers.d" "$STAGE/usr/share/evenkeel" \
    "$STAGE/usr/share/man/man8" "$doc"
  ln -s ../lib/evenkeel/bin/evenkeel "$STAGE/usr/bin/evenkeel"
  cp deploy/systemd/*.service deploy/systemd/*.timer "$STAGE/usr/lib/systemd/system/"
  cp deploy/package/sysusers.conf "$STAGE/usr/lib/sysusers.d/evenkeel.conf"
  gzip -9n <deploy/package/evenkeel.8 >"$STAGE/usr/share/man/man8/evenkeel.8.gz"
  stage_pages "$doc"
  cp deploy/monitoring/evenkeel.rules.yml deploy/monitoring/prometheus.yml "$doc/monitoring/"
  cp deploy/package/copyright "$doc/copyright"
  bash deploy/sbom.sh "$doc"
}

# What IT reads, in one folder; what a link leads to in the sources it finds there, too.
stage_pages() {
  local doc=$1 page
  mkdir "$doc/monitoring" "$doc/decisions"
  cp CHANGELOG.md SECURITY.md deploy/README.md "$doc/"
  for page in audit check configuration media operations protocol threats; do cp "server/docs/$page.md" "$doc/"; done
  sed 's,](../../server/docs/,](../,g' deploy/monitoring/alerts.md >"$doc/monitoring/alerts.md"
  cp server/docs/decisions/*.md "$doc/decisions/"
  find "$doc" -name '*.md' -exec sed -i -E \
    -e 's,\]\((\.\./)*server/docs/,](,g' -e 's,\]\((\.\./)*deploy/,](,g' -e 's,\]\(\.\./SECURITY\.md,](SECURITY.md,g' {} +
  require_links "$doc"
}

# require_links FOLDER: no page in it leads to a file that is not there.
require_links() {
  local page link
  while IFS= read -r page; do
    while IFS= read -r link; do
      [ -e "$(dirname "$page")/$link" ] || fail "${page#"$1"/} leads to $link, which is not in the package."
    done < <(grep -o '](\([^):#]*\)' "$page" | sed 's/^](//' | grep '[.]' || true)
  done < <(find "$1" -name '*.md')
}

# The staged runtime with the staged options, where they lie now.
THERE=$STAGE/$HOME_THERE
STAGED_JAVA=("$THERE/runtime/bin/java" "@$THERE/jvm.options" "-Djava.library.path=$THERE/native"
  "-Dorg.sqlite.lib.path=$THERE/native" -Dorg.sqlite.lib.name=libsqlitejdbc.so)

# From the one place where keys are named, with the folders that the units keep.
write_configuration() {
  "${STAGED_JAVA[@]}" -jar "$THERE/evenkeel-server.jar" config --file \
    --set data.folder=/var/lib/evenkeel/server \
    --set keys.folder=/var/lib/evenkeel/keys \
    --set keys.day-folder=/var/lib/evenkeel/day-keys >"$STAGE/usr/share/evenkeel/evenkeel.conf"
}

# Times first: a cache is good for jars of the very same time and size only.
settle_times() {
  find "$STAGE" -exec touch --no-dereference --date "@$SOURCE_DATE_EPOCH" {} +
}

# One start of the staged server, with a page and an answer asked for, leaves the cache behind.
train() {
  local work server port
  say "cache of classes"
  work=$(mktemp -d)
  "${STAGED_JAVA[@]}" "-XX:AOTCacheOutput=$THERE/evenkeel.aot" -Xlog:aot=off \
    -jar "$THERE/evenkeel-server.jar" serve --port 0 --data "$work/data" >"$work/log" 2>&1 &
  server=$!
  for _ in $(seq 600); do
    port=$(sed -n 's/.*port="\{0,1\}\([0-9]*\).*Evenkeel serves.*/\1/p' "$work/log")
    if [ -n "$port" ] || ! kill -0 "$server" 2>/dev/null; then break; fi
    sleep 0.1
  done
  if [ -n "$port" ]; then
    ask "$port" /readyz
    ask "$port" /
  fi
  kill "$server" 2>/dev/null || true
  wait "$server" || true
  [ -s "$THERE/evenkeel.aot" ] || fail "The server left no cache behind. It said:
$(cat "$work/log")"
  rm -rf "$work"
}

# ask PORT PATH
ask() {
  (
    exec 3<>"/dev/tcp/127.0.0.1/$1"
    printf 'GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' "$2" >&3
    timeout 10 cat <&3 >/dev/null
  ) || fail "The server that was to leave a cache behind did not answer."
}

stage_control() {
  local control=$STAGE/DEBIAN size
  size=$(du -sk "$STAGE" | cut -f 1)
  mkdir -p "$control"
  sed -e "s/@VERSION@/$version/" -e "s/@ARCHITECTURE@/$ARCHITECTURE/" -e "s/@SIZE@/$size/" deploy/package/control.in >"$control/control"
  cp deploy/package/preinst deploy/package/postinst deploy/package/prerm deploy/package/postrm "$control/"
  (cd "$STAGE" && find usr -type f -exec md5sum {} +) >"$control/md5sums"
}

set_modes() {
  find "$STAGE" -type d -exec chmod 755 {} +
  find "$STAGE" -type f -exec chmod u=rwX,go=rX {} +
  chmod 755 "$STAGE/$HOME_THERE"/bin/* "$STAGE"/DEBIAN/p*
  chmod 644 "$STAGE/$HOME_THERE"/native/* "$STAGE"/usr/lib/systemd/system/*
  find "$STAGE/usr/share/doc" -type f -exec chmod 644 {} +
}

require_jdk
require_packager
ARCHITECTURE=$(dpkg --print-architecture)
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(time_of_sources)}
export SOURCE_DATE_EPOCH
version=${version:-$(version_of_sources)}
mkdir -p "$folder"
build_web_client
build_server "$JAR"
require_modules
make_runtime
rm -rf "$STAGE"
mkdir -p "$STAGE"
stage_server
stage_native
stage_rest
write_configuration
settle_times
train
stage_control
set_modes
settle_times
deb=$folder/evenkeel_${version}_$ARCHITECTURE.deb
say "package"
# A tenth larger than with xz, in a thirtieth of the time.
dpkg-deb -Zzstd -z12 --root-owner-group --build "$STAGE" "$deb" >/dev/null
printf '%s\n' "$deb"
