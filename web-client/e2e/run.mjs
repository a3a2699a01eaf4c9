/*
 * Plays one story in a real browser against a running server:
 *   node e2e/run.mjs session ADDRESSES [--no-pictures]
 * ADDRESSES is a file with what the server's demo prints; for canary, sign-in and idle, with what its admin command prints. Ends with 0
 * when the story is true.
 */
import { readFileSync } from 'node:fs';
import { Stage } from './lib/stage.mjs';
import { admission } from './stories/admission.mjs';
import { canary } from './stories/canary.mjs';
import { faces } from './stories/faces.mjs';
import { idle } from './stories/idle.mjs';
import { media } from './stories/media.mjs';
import { survival } from './stories/survival.mjs';
import { narrow } from './stories/narrow.mjs';
import { relay } from './stories/relay.mjs';
import { restart } from './stories/restart.mjs';
import { roam } from './stories/roam.mjs';
import { screen } from './stories/screen.mjs';
import { session } from './stories/session.mjs';
import { signIn } from './stories/signIn.mjs';
import { speed } from './stories/speed.mjs';

const STORIES = { session, screen, canary, 'sign-in': signIn, idle, speed, media, survival, restart, relay, faces, admission, roam, narrow };
/** Stories without screens. */
const BLIND = new Set(['media', 'survival', 'restart', 'relay', 'admission', 'roam', 'narrow']);
const LONGEST_MILLIS = 200_000;

const [name, file, ...options] = process.argv.slice(2);
const story = STORIES[name];
if (!story || !file) {
  process.stderr.write(`Usage: node e2e/run.mjs ${Object.keys(STORIES).join('|')} ADDRESSES [--no-pictures]\n`);
  process.exit(2);
}

const text = readFileSync(file, 'utf8');
const [first] = text.match(/(?:https?|wss?):[^\s"]+/) ?? [''];
const stage = await Stage.open(first.replace(/^ws/, 'http'), { pictures: !options.includes('--no-pictures') });
const tooLong = setTimeout(() => void fail(new Error('the story takes too long')), LONGEST_MILLIS);
// Whoever started the story and is gone must not leave a browser behind.
if (options.includes('--with-parent')) process.stdin.resume().on('end', () => void fail(new Error('whoever started the story is gone')));

async function fail(error) {
  process.stdout.write(`FAILED in "${stage.name}": ${error.stack}\n`);
  await stage.failed();
  await stage.close();
  process.exit(1);
}

try {
  await story(stage, text, file);
  if (!BLIND.has(name)) {
    stage.watch.verdict();
    stage.screens.verdict();
  }
} catch (error) {
  await fail(error);
}
clearTimeout(tooLong);
await stage.close();
process.stdout.write(`${name}: true, in ${Math.round((Date.now() - stage.startedAt) / 1000)} s\n`);
process.exit(0);
