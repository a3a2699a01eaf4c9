/*
 * A phone changes from one network to another in the middle of a group: its address is gone, half a second later it has
 * another one. Needs FILE.phone beside the addresses: the command that runs something in the phone's network.
 */
import assert from 'node:assert/strict';
import { addresses, calling, leading, waiting } from '../lib/call.mjs';
import { inPhone, phoneBrowser } from '../lib/phone.mjs';

const BETWEEN_MILLIS = 500;
const BACK_MILLIS = 2_000;
const SAMPLE_MILLIS = 20;
const TIMES = 3;

const sleep = (millis) => new Promise((wake) => setTimeout(wake, millis));

/** Samples the packets of sound that a page gets until it is stopped; answers with when a pause began and ended. */
const watchSound = (page) =>
  page.evaluate((every) => {
    const track = { last: 0, since: Date.now(), pauses: [], on: true };
    window.soundWatch = track;
    const count = async () => {
      let sum = 0;
      for (const connection of window.connections) {
        if (connection.connectionState === 'closed') continue;
        (await connection.getStats()).forEach((stat) => {
          if (stat.type === 'inbound-rtp' && stat.kind === 'audio') sum += stat.packetsReceived;
        });
      }
      return sum;
    };
    const look = async () => {
      const now = await count();
      if (now !== track.last) {
        if (Date.now() - track.since > 200) track.pauses.push({ from: track.since, to: Date.now() });
        track.since = Date.now();
      }
      track.last = now;
      if (track.on) setTimeout(look, every);
    };
    void look();
  }, SAMPLE_MILLIS);

/** When sound came again after a moment, milliseconds since 1970. */
async function soundAfter(page, moment) {
  const until = Date.now() + 20_000;
  while (Date.now() < until) {
    const pause = await page.evaluate((at) => window.soundWatch.pauses.find(({ to }) => to > at), moment);
    if (pause) return pause.to;
    await sleep(50);
  }
  throw new Error('sound does not come back');
}

export async function roam(stage, text, file) {
  const [counselor, link] = addresses(text);
  const there = (...command) => inPhone(file, command);

  const { maya, ruth } = await stage.step('a counselor, and a participant whose phone is in a network of its own', async () => {
    const phone = await stage.elsewhere('maya', phoneBrowser(file));
    const person = await waiting(await calling(phone, { refusals: true }), link);
    const lead = await leading(await calling(stage.laptop('ruth')), counselor);
    await lead.press('head.start');
    await lead.press('foot.unmute');
    await lead.press('act.admit', {}, lead.waiter('Maya Testcase'));
    await person.isIn();
    await person.press('room.unmute');
    return { maya: person, ruth: lead };
  });
  await sleep(1_500);
  await watchSound(maya.page);
  await watchSound(ruth.page);
  const gaps = { phone: [], others: [] };
  for (let time = 1; time <= TIMES; time++) {
    await stage.step(`another network, ${time} of ${TIMES}`, async () => {
      await sleep(2_000);
      const gone = Date.now();
      there('ip', 'addr', 'flush', 'dev', 'v1');
      await sleep(BETWEEN_MILLIS);
      there('ip', 'addr', 'add', `10.77.0.${20 + time}/24`, 'dev', 'v1');
      const back = Date.now();
      gaps.phone.push((await soundAfter(maya.page, gone)) - back);
      gaps.others.push((await soundAfter(ruth.page, gone)) - back);
    });
  }
  process.stdout.write(`sound after the new network: on the phone ${gaps.phone} ms, of the phone at the others ${gaps.others} ms\n`);
  await maya.button('room.mute').waitFor();
  for (const gap of [...gaps.phone, ...gaps.others]) assert.ok(gap <= BACK_MILLIS, `sound was away for ${gap} ms`);
}
