/* How soon a participant's first screen can be used on a slow phone that was never here, from the link on. */
import assert from 'node:assert/strict';
import { firstScreen } from '../lib/slowPhone.mjs';
import { Participant } from '../lib/participant.mjs';

const RUNS = 7;
/*
 * The target is a second, and the figure is in server/docs/performance.md. A machine that is slower today, or does other
 * work, must not fail a build; what makes the page half as slow again, like more requests in sequence, must.
 */
const AT_MOST_MILLIS = 1800;

const millis = (value) => `${Math.round(value)} ms`;

/** @param text what the demo prints */
export async function speed(stage, text) {
  const [link] = text.match(/https?:\S+\/#\S+/);
  const phone = await stage.phone('maya');
  const maya = new Participant(await phone.newPage());
  await stage.step('a first visit wakes the server', async () => {
    await maya.open(link);
    await stage.screens.look(maya.page, 'phone-first-screen');
    await maya.page.close();
  });
  const runs = await stage.step('visits of a slow phone', async () => {
    const found = [];
    while (found.length < RUNS) found.push(await firstScreen(stage.browser, link));
    return found.toSorted((a, b) => a.interactive - b.interactive);
  });
  const median = runs[Math.floor(runs.length / 2)];
  for (const { name, from, to, bytes } of median.resources) process.stdout.write(`  ${millis(from).padStart(9)} to ${millis(to).padStart(8)} ${String(bytes).padStart(7)} B  ${name}\n`);
  process.stdout.write(
    `first screen on a slow phone: interactive after ${millis(median.interactive)} (shown ${millis(median.shown)}, answers a press within ${millis(median.reaction)}); ` +
      `median of ${runs.length}, ${millis(runs[0].interactive)} to ${millis(runs.at(-1).interactive)}\n`,
  );
  // Other work on the machine only adds time: the bound is for the second-best visit, the figure is the median's.
  assert.ok(runs[1].interactive < AT_MOST_MILLIS, `interactive after ${millis(runs[1].interactive)} at best, at most ${millis(AT_MOST_MILLIS)}`);
}
