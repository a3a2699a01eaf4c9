/* Who hears whom, judged by what receivers count; each silence stands beside a sound of the same moment. */
import assert from 'node:assert/strict';

export const WINDOW = 1_200;
export const SOUND = 20;
const SAMPLE_MILLIS = 250;
/** What was on its way arrives, and the browser's counts are up to date. */
const SETTLED = 150;

export const sleep = (millis) => new Promise((wake) => setTimeout(wake, millis));

/** Nothing of `kind` may come from `silent` to any of `ears`, while each of them hears `control`. */
export async function silence(ears, silent, kind, control) {
  await sleep(SETTLED);
  const windows = await Promise.all(ears.map((ear) => ear.during(WINDOW)));
  for (const [index, gained] of windows.entries()) {
    assert.equal(gained[silent.member]?.[kind] ?? 0, 0, `${ears[index].role} gets ${kind} packets: ${JSON.stringify(gained)}`);
    assert.ok((gained[control.member]?.microphone ?? 0) >= SOUND, `control: ${JSON.stringify(gained)}`);
  }
}

export async function everybodyHears(peers) {
  for (const ear of peers) for (const other of peers) if (ear !== other) await ear.gets(other.member);
}

/** Samples what `ear` hears of `speaker` until it is stopped; answers the longest time without a packet. */
export function listen(ear, speaker) {
  let going = true;
  const heard = (async () => {
    let last = (await ear.counts())[speaker.member]?.microphone ?? 0;
    const first = last;
    let since = Date.now();
    let longest = 0;
    while (going) {
      await sleep(SAMPLE_MILLIS);
      const now = (await ear.counts())[speaker.member]?.microphone ?? 0;
      longest = Math.max(longest, Date.now() - since);
      if (now > last) since = Date.now();
      last = now;
    }
    return { longest, packets: last - first };
  })();
  heard.catch(() => undefined); // told to whoever stops it
  return () => {
    going = false;
    return heard;
  };
}

/** Staff are told that the SFU has done it. */
export async function held(staff, seq) {
  await staff.until(
    (at) => window.peer.held?.seq >= at && window.peer.held.late.length === 0,
    `sees that ${seq} is carried out`,
    seq,
    5_000,
  );
}

/** In how many lives of the media these pages took part. */
export async function lives(peers) {
  const all = await Promise.all(peers.map((peer) => peer.page.evaluate(() => window.peer.lives)));
  return Math.max(...all);
}

/** When the server can serve again, milliseconds since 1970. */
export async function ready(origin) {
  for (;;) {
    try {
      if ((await fetch(`${origin}/readyz`)).ok) return Date.now();
    } catch {
      // not yet
    }
    await sleep(10);
  }
}

/** Four with microphones and cameras on who hear each other, the last one then muted by the first. */
export async function fourTalk(peers) {
  await Promise.all(peers.map((peer) => peer.publish()));
  await Promise.all(peers.map(async (peer) => (await peer.must('set_microphone', { on: true }), peer.must('set_camera', { on: true }))));
  await everybodyHears(peers);
  await held(peers[0], await peers[0].must('mute', { member: peers.at(-1).member }));
}
