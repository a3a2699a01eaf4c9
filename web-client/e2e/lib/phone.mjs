/* A network of a phone's own: FILE.phone holds the command that runs another one there. */
import { execFileSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';

const enter = (file) => JSON.parse(readFileSync(`${file}.phone`, 'utf8'));

/** Runs a command in the phone's network and waits for it. */
export function inPhone(file, command) {
  const [program, ...options] = enter(file);
  execFileSync(program, [...options, ...command]);
}

/** What starts a browser there: the path of a script beside the addresses. */
export function phoneBrowser(file) {
  const path = `${file}.browser`;
  writeFileSync(path, `#!/bin/sh\nexec ${enter(file).join(' ')} "${process.env.CHROMIUM ?? '/usr/bin/chromium'}" "$@"\n`);
  chmodSync(path, 0o700);
  return path;
}
