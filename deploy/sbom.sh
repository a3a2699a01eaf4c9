#!/usr/bin/env bash
# Writes what the product is made of, as CycloneDX: the server's libraries and the web client's.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=deploy/machine.sh
. deploy/machine.sh

usage() {
  cat <<'TEXT'
Usage: bash deploy/sbom.sh [FOLDER]

Writes sbom-server.cdx.json and sbom-web-client.cdx.json into FOLDER (default: server/target): every library with its
version, licence and hashes. Needs the server to be built; nothing in it depends on when or where it was made.

  --help   this text
TEXT
}

case ${1:-} in
  --help | -h) usage && exit 0 ;;
  -*) usage >&2 && exit 2 ;;
esac
folder=$(readlink -f "${1:-server/target}")

write_server() {
  mvn -q -B --no-transfer-progress -pl server cyclonedx:makeBom \
    -DoutputDirectory="$folder" -DoutputName=sbom-server.cdx 2>&1 | without_colour >&2
  without_time <"$folder/sbom-server.cdx.json" >"$folder/sbom-server.new"
  mv "$folder/sbom-server.new" "$folder/sbom-server.cdx.json"
}

write_web_client() {
  npm --prefix web-client sbom --sbom-format cyclonedx --omit dev | without_time >"$folder/sbom-web-client.cdx.json"
}

# The time and the random number in a bill would make two packages of one commit differ.
without_time() {
  node -e '
    const bill = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
    delete bill.serialNumber;
    delete bill.metadata.timestamp;
    console.log(JSON.stringify(bill, null, 2));
  '
}

# A library that is shipped and not named would be one that nobody looks after.
require_all_named() {
  local library name named
  named=$(node -e '
    const bill = JSON.parse(require("node:fs").readFileSync(process.argv[1], "utf8"));
    for (const { name, version } of bill.components) console.log(name + "-" + version);
  ' "$folder/sbom-server.cdx.json")
  for library in server/target/lib/*.jar; do
    name=$(basename "$library" .jar)
    # The native parts of one library for two kinds of processor.
    name=${name%-linux-*}
    grep -qxF -- "$name" <<<"$named" || fail "The bill of materials does not name $name, which is shipped."
  done
}

require_jdk
require_maven
require_node
install_web_libraries
write_server
write_web_client
require_all_named
