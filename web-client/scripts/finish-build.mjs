/*
 * After the build: a .gz beside every file that gains by it, and the sizes. The participant's first screen (entry page's
 * scripts and styles with all they import at once) stays under its limit, or the build fails.
 */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { constants, gzipSync } from 'node:zlib';

const FIRST_SCREEN_LIMIT = 60 * 1000;
const dist = join(import.meta.dirname, '../dist');
const zip = (bytes) => gzipSync(bytes, { level: constants.Z_BEST_COMPRESSION });

function firstScreen(manifest, entry, seen = new Set()) {
  const chunk = manifest[entry];
  if (seen.has(chunk.file)) return seen;
  seen.add(chunk.file);
  for (const style of chunk.css ?? []) seen.add(style);
  for (const each of chunk.imports ?? []) firstScreen(manifest, each, seen);
  return seen;
}

const sizes = (page, entry) => {
  const manifest = JSON.parse(readFileSync(join(dist, `.vite/${page}.json`), 'utf8'));
  const files = [...firstScreen(manifest, entry)];
  const total = files.reduce((sum, file) => sum + zip(readFileSync(join(dist, file))).length, 0);
  return { files, total };
};

const participant = sizes('participant', 'index.html');
const staff = sizes('staff', 'staff.html');

// The manifests have done their work; the server has no use for them.
rmSync(join(dist, '.vite'), { recursive: true });

const first = /<script[^>]*>/.exec(readFileSync(join(dist, 'index.html'), 'utf8'))?.[0] ?? '';
if (!first.includes('/assets/early-') || !first.includes('async')) throw new Error('the link is not exchanged early');

const page = readFileSync(join(dist, 'index.html'), 'utf8') + readFileSync(join(dist, 'staff.html'), 'utf8');
const inline = /<script(?![^>]*\bsrc=)[^>]*>|<style|\sstyle=|\son\w+=/i.exec(page);
if (inline) throw new Error(`the content security policy refuses this: ${inline[0]}`);

let zipped = 0;
for (const entry of readdirSync(dist, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !/\.(html|js|css|svg|json)$/.test(entry.name)) continue;
  const path = join(entry.parentPath, entry.name);
  const bytes = readFileSync(path);
  const small = zip(bytes);
  if (small.length >= bytes.length) continue;
  writeFileSync(`${path}.gz`, small);
  zipped++;
}

const kilo = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
console.log(`${zipped} files precompressed`);
console.log(`staff's first screen: ${kilo(staff.total)} gzip in ${staff.files.length} files`);
console.log(`participant's first screen: ${kilo(participant.total)} gzip in ${participant.files.length} files, limit ${kilo(FIRST_SCREEN_LIMIT)}`);
if (participant.total > FIRST_SCREEN_LIMIT) {
  console.error("the participant's first screen is too large");
  process.exit(1);
}
