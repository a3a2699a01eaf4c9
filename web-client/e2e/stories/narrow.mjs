/*
 * The way to a phone becomes narrower than the pictures that it shows: fewer come, and the sound stays whole. Needs
 * FILE.phone beside the addresses, as `roam` does; what goes to the phone leaves by the device v0 here.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { addresses, calling, leading, waiting } from '../lib/call.mjs';
import { phoneBrowser } from '../lib/phone.mjs';

/** Less than three cameras, more than three voices. */
const NARROW = ['rate', '300kbit', 'burst', '8kb', 'latency', '150ms'];
const ADAPTS_WITHIN = 20_000;
const WINDOW = 6_000;
const MOST_LOST = 0.02;

const sleep = (millis) => new Promise((wake) => setTimeout(wake, millis));

/** What a page was sent and what it lost of it, by kind. */
const counts = (page) =>
  page.evaluate(async () => {
    const sums = { audio: { came: 0, lost: 0 }, video: { came: 0, lost: 0 } };
    for (const connection of window.connections) {
      if (connection.connectionState === 'closed') continue;
      (await connection.getStats()).forEach((stat) => {
        if (stat.type !== 'inbound-rtp') return;
        sums[stat.kind].came += stat.packetsReceived;
        sums[stat.kind].lost += Math.max(0, stat.packetsLost);
      });
    }
    return sums;
  });

async function during(page, millis) {
  const before = await counts(page);
  await sleep(millis);
  const after = await counts(page);
  return Object.fromEntries(
    ['audio', 'video'].map((kind) => {
      const came = after[kind].came - before[kind].came;
      const lost = after[kind].lost - before[kind].lost;
      return [kind, { came, share: came + lost > 0 ? lost / (came + lost) : 0 }];
    }),
  );
}

const told = (share) => `${(share * 100).toFixed(1)} %`;

export async function narrow(stage, text, file) {
  const [counselor, ...links] = addresses(text);
  const { maya, ruth } = await stage.step('a phone shows three others with cameras on', async () => {
    const phone = await stage.elsewhere('maya', phoneBrowser(file));
    const person = await waiting(await calling(phone), links[0]);
    const others = [];
    for (const [index, who] of ['theo', 'ines'].entries()) {
      others.push(await waiting(await calling(stage.phone(who)), links[index + 1], index === 1 ? 'es' : 'en'));
    }
    const lead = await leading(await calling(stage.laptop('ruth')), counselor);
    await lead.press('head.start');
    await lead.button('foot.camera').click();
    await lead.press('foot.unmute');
    for (const name of ['Maya Testcase', 'Theo Loremson', 'Inés Muestra']) await lead.press('act.admit', {}, lead.waiter(name));
    for (const other of others) {
      await other.isIn();
      await other.press('room.camera');
    }
    await person.isIn();
    return { maya: person, ruth: lead };
  });
  await sleep(2_500);
  const wide = await during(maya.page, 2_000);
  assert.ok(wide.video.came > 60, `pictures come: ${JSON.stringify(wide)}`);
  execFileSync('tc', ['qdisc', 'add', 'dev', 'v0', 'root', 'tbf', ...NARROW]);
  const first = await stage.step('the way becomes narrow', () => during(maya.page, 3_000));
  await stage.step('fewer pictures come', () => maya.page.getByText(maya.say('media.fewer')).waitFor({ timeout: ADAPTS_WITHIN }));
  await sleep(5_000);
  const after = await during(maya.page, WINDOW);
  process.stdout.write(
    `lost of the voices: wide ${told(wide.audio.share)}, at first ${told(first.audio.share)}, then ${told(after.audio.share)}; ` +
      `of the pictures: at first ${told(first.video.share)}, then ${told(after.video.share)}\n`,
  );
  assert.ok(after.audio.share <= MOST_LOST, `the sound loses ${told(after.audio.share)}`);
  assert.ok(after.audio.came >= (WINDOW / 1000) * 40, 'the counselor is heard');
  execFileSync('tc', ['qdisc', 'del', 'dev', 'v0', 'root']);
  await ruth.button('foot.mute').waitFor();
}
