# shellcheck shell=bash
# What the scripts here ask of a machine, and how they find it. Sourced, never run.

OLDEST_NODE=20.19
OLDEST_MAVEN=3.8
JDK=25

say() { printf '== %s\n' "$*"; }

fail() {
  printf '\n%s\n' "$*" >&2
  exit 1
}

# Maven ends its colours even where it never began any, and in files too.
without_colour() {
  sed $'s/\033\\[[0-9;]*m//g'
}

# version_at_least 20.19.1 20.19
version_at_least() {
  [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]
}

is_jdk() {
  [ -x "$1/bin/javac" ] && grep -q "^JAVA_VERSION=\"${JDK}[.\"]" "$1/release" 2>/dev/null
}

# Prints the home of a JDK 25, wherever it is: it need not be the default java.
find_jdk() {
  local home
  for home in "${JAVA_HOME:-}" "${JAVA25_HOME:-}" "$(home_of_command javac)" \
    /usr/lib/jvm/* /usr/java/* /opt/*jdk* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.local/share/mise/installs/java/*; do
    if [ -n "$home" ] && is_jdk "$home"; then
      printf '%s\n' "$home"
      return 0
    fi
  done
  return 1
}

home_of_command() {
  local path
  path=$(command -v "$1") || return 0
  dirname "$(dirname "$(readlink -f "$path")")"
}

# Sets JAVA25_HOME, which Maven's search for toolchains reads; or ends with what is missing.
require_jdk() {
  JAVA25_HOME=$(find_jdk) || fail "No JDK $JDK was found (looked at JAVA_HOME, the PATH and /usr/lib/jvm).
Install one: sudo apt-get install openjdk-$JDK-jdk-headless
or, where Debian has none yet, Temurin $JDK: https://adoptium.net/installation/linux/"
  export JAVA25_HOME
}

require_maven() {
  local version
  command -v mvn >/dev/null || fail "Maven is missing. Install it: sudo apt-get install maven"
  version=$(mvn -version 2>/dev/null | sed -n 's/.*Apache Maven \([0-9.]*\).*/\1/p')
  version_at_least "$version" "$OLDEST_MAVEN" || fail "Maven $version is too old; $OLDEST_MAVEN or newer is needed."
}

require_node() {
  local version
  if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
    fail "Node.js $OLDEST_NODE or newer with npm is missing: https://nodejs.org/en/download"
  fi
  version=$(node --version)
  version_at_least "${version#v}" "$OLDEST_NODE" ||
    fail "Node.js ${version#v} is too old; $OLDEST_NODE or newer is needed: https://nodejs.org/en/download"
}

# The libraries of the web client, as its lock file names them; only when they are not there yet.
install_web_libraries() {
  if [ ! -e web-client/node_modules/.package-lock.json ] ||
    [ web-client/package-lock.json -nt web-client/node_modules/.package-lock.json ]; then
    say "web client: libraries"
    npm --prefix web-client ci --no-audit --no-fund --loglevel=error
  fi
}

# newer_than FILE FOLDER...: whether anything below the folders is newer than the file, or the file is not there.
newer_than() {
  local file=$1
  shift
  [ ! -e "$file" ] || [ -n "$(find "$@" -newer "$file" -type f -print -quit)" ]
}

build_web_client() {
  newer_than web-client/dist/index.html web-client/src web-client/*.html web-client/package.json || return 0
  require_node
  install_web_libraries
  say "web client: build"
  npm --prefix web-client run --silent build >/dev/null
}

# build_server JAR: with the web client inside, which comes first.
build_server() {
  newer_than "$1" server/src/main server/pom.xml pom.xml web-client/dist || return 0
  require_maven
  say "server: build (the first time takes a few minutes)"
  mvn -q -B --no-transfer-progress -pl server -DskipTests -Dformatter.phase=none package 2>&1 | without_colour >&2
}
