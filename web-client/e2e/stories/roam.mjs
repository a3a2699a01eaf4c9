/*
 * A phone changes from one network to another in the middle of a group: its address is gone, half a second later it has
 * another one. Sound is back within two seconds in the middle of the times, and never later than two seconds after the
 * browser itself knows of the new address. Needs FILE.phone beside the addresses: the command that runs something in
 * the phone's network.
 */
import assert from 'node:assert/strict';
import { addresses, calling, leading, waiting } from '../lib/call.mjs';
import { inPhone, phoneBrowser } from '../lib/phone.mjs';

const BETWEEN_MILLIS = 500;
const BACK_MILLIS = 2_000;
const SAMPLE_MILLIS = 20;
const TIMES = 3;

const sleep = (millis) => new Promise((wake) => setTimeout(wake, millis));

/** Keeps when the browser named an address of its own to a peer connection for the first time. */
const keepAddresses = (page) =>
  page.addInitScript(() => {
    window.addressedAt = {};
    const Made = window.RTCPeerConnection;
    window.RTCPeerConnection = class extends Made {
      constructor(...setup) {
        super(...setup);
        this.addEventListener('icecandidate', ({ candidate }) => {
          if (candidate?.address) window.addressedAt[candidate.address] ??= Date.now();
        });
      }
    };
  });

/**
 * Samples the packets of sound that a page gets until the page ends: when a pause began and ended. Each receiver is
 * counted by itself, since a sum falls when a connection is replaced.
 */
const watchSound = (page) =>
  page.evaluate((every) => {
    const heard = { since: Date.now(), pauses: [] };
    window.soundWatch = heard;
    const counts = new Map();
    const cameMore = async () => {
      let more = false;
      for (const [index, connection] of window.connections.entries()) {
        if (connection.connectionState === 'closed') continue;
        (await connection.getStats()).forEach((stat) => {
          if (stat.type !== 'inbound-rtp' || stat.kind !== 'audio') return;
          const name = `${index} ${stat.id}`;
          more ||= stat.packetsReceived > (counts.get(name) ?? 0);
          counts.set(name, stat.packetsReceived);
        });
      }
      return more;
    };
    const look = async () => {
      if (await cameMore()) {
        const now = Date.now();
        if (now - heard.since > 200) heard.pauses.push({ from: heard.since, to: now });
        heard.since = now;
      }
      setTimeout(look, every);
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

const median = (values) => [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)];

export async function roam(stage, text, file) {
  const [counselor, link] = addresses(text);
  const there = (...command) => inPhone(file, command);

  const { maya, ruth } = await stage.step('a counselor, and a participant whose phone is in a network of its own', async () => {
    const phone = await stage.elsewhere('maya', phoneBrowser(file));
    const page = await calling(phone, { refusals: true });
    await keepAddresses(page);
    const person = await waiting(page, link);
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
  // Chromium on Linux names a new address to its connections a second and a half after the device has it.
  const known = [];
  for (let time = 1; time <= TIMES; time++) {
    await stage.step(`another network, ${time} of ${TIMES}`, async () => {
      await sleep(2_000);
      const gone = Date.now();
      there('ip', 'addr', 'flush', 'dev', 'v1');
      await sleep(BETWEEN_MILLIS);
      const address = `10.77.0.${20 + time}`;
      there('ip', 'addr', 'add', `${address}/24`, 'dev', 'v1');
      const back = Date.now();
      gaps.phone.push((await soundAfter(maya.page, gone)) - back);
      gaps.others.push((await soundAfter(ruth.page, gone)) - back);
      known.push((await maya.page.evaluate((own) => window.addressedAt[own], address)) - back);
    });
  }
  process.stdout.write(
    `sound after the new network: on the phone ${gaps.phone} ms, of the phone at the others ${gaps.others} ms; the browser knew it after ${known} ms\n`,
  );
  await maya.button('room.mute').waitFor();
  for (const side of Object.values(gaps)) {
    assert.ok(median(side) <= BACK_MILLIS, `sound was away for ${median(side)} ms in the middle`);
    side.forEach((gap, time) => assert.ok(gap - known[time] <= BACK_MILLIS, `sound was away for ${gap - known[time]} ms that are ours`));
  }
}
