/*
 * How long it takes from the counselor's "Admit" until the admitted one sees somebody: again and again, in a room with
 * three cameras on. Prints the median and the 95th percentile.
 */
import assert from 'node:assert/strict';
import { addresses, calling, leading, waiting } from '../lib/call.mjs';

const TIMES = 20;
const NAME = 'Inés Muestra';

const rank = (numbers, share) => numbers.toSorted((a, b) => a - b)[Math.ceil(numbers.length * share) - 1];

/** When this page first draws a frame of somebody else, milliseconds since 1970. */
const firstFrame = (page) =>
  page.evaluate(
    () =>
      new Promise((done) => {
        const look = () => {
          const drawn = [...document.querySelectorAll('figure video')].some((video) => video.getVideoPlaybackQuality().totalVideoFrames > 0);
          if (drawn) done(Date.now());
          else requestAnimationFrame(look);
        };
        look();
      }),
  );

const pressed = (button) =>
  button.evaluate((element) => {
    const at = Date.now();
    element.click();
    return at;
  });

export async function admission(stage, text) {
  const [counselor, ...links] = addresses(text);
  const others = [];
  const ruth = await stage.step('a counselor and two participants are in the room with cameras on', async () => {
    for (const [index, who] of ['maya', 'theo'].entries()) others.push(await waiting(await calling(stage.phone(who)), links[index]));
    const lead = await leading(await calling(stage.laptop('ruth')), counselor);
    await lead.press('head.start');
    await lead.button('foot.camera').click();
    for (const name of ['Maya Testcase', 'Theo Loremson']) await lead.press('act.admit', {}, lead.waiter(name));
    for (const person of others) {
      await person.isIn();
      await person.press('room.camera');
      await person.press('room.unmute');
    }
    return lead;
  });
  const found = [];
  await stage.step(`a third one is admitted ${TIMES} times`, async () => {
    const ines = await waiting(await calling(stage.phone('ines')), links[2], 'es');
    for (let time = 0; time < TIMES; time++) {
      const admit = ruth.button('act.admit', {}, ruth.waiter(NAME));
      await admit.waitFor();
      const seen = firstFrame(ines.page);
      const at = await pressed(admit);
      found.push((await seen) - at);
      await ruth.does('act.send_back', NAME);
      await ruth.press('act.send_back', {}, ruth.dialog);
      await ines.waits();
    }
  });
  const median = rank(found, 0.5);
  const late = rank(found, 0.95);
  process.stdout.write(`from admitted to the first picture: median ${median} ms, p95 ${late} ms, longest ${Math.max(...found)} ms, ${TIMES} times\n`);
  assert.ok(median < 3_000, `a person waits ${median} ms for a face`);
}
