/* A call through the real screens: who is in it, and what their receivers and eyes get. */
import { Counselor, say } from './counselor.mjs';
import { Participant } from './participant.mjs';

/** Keeps every peer connection of a page, so that its receivers can be asked what came. */
const keepConnections = (page) =>
  page.addInitScript(() => {
    window.connections = [];
    const Made = window.RTCPeerConnection;
    window.RTCPeerConnection = class extends Made {
      constructor(...setup) {
        super(...setup);
        window.connections.push(this);
      }
    };
  });

/** Packets of one kind that came to a page so far. */
export const packets = (page, kind) =>
  page.evaluate(async (wanted) => {
    let sum = 0;
    for (const connection of window.connections) {
      if (connection.connectionState === 'closed') continue;
      (await connection.getStats()).forEach((stat) => {
        if (stat.type === 'inbound-rtp' && stat.kind === wanted) sum += stat.packetsReceived;
      });
    }
    return sum;
  }, kind);

export const during = async (page, kind, millis) => {
  const before = await packets(page, kind);
  await page.waitForTimeout(millis);
  return (await packets(page, kind)) - before;
};

/** Somebody's picture moves on this screen. */
export async function moves(page, name) {
  const video = page.getByRole('figure').filter({ hasText: name }).first().locator('video');
  await video.waitFor({ state: 'attached' });
  await video.evaluate(async (element) => {
    const until = Date.now() + 10_000;
    const frames = () => element.getVideoPlaybackQuality().totalVideoFrames;
    const first = frames();
    while (element.videoWidth === 0 || frames() < first + 5) {
      if (Date.now() > until) throw new Error(`no picture: ${element.videoWidth} px, ${frames()} frames`);
      await new Promise((next) => setTimeout(next, 50));
    }
  });
}

export const still = (page, name) => page.getByRole('figure').filter({ hasText: name }).first().locator('video').waitFor({ state: 'detached' });

/** A page whose peer connections can be asked what came. */
export async function calling(place, extra) {
  const page = await (await place).newPage(extra);
  await keepConnections(page);
  return page;
}

/** From the link to the waiting room. */
export async function waiting(page, link, language = 'en') {
  const person = new Participant(page, language);
  await person.open(link);
  await person.answer({ place: '12 Sample Street', phone: '(555) 010-0140' });
  await person.choose('gate.driving.no');
  await person.answerRest();
  await person.waits();
  return person;
}

/** The counselor opens the room that stands first on today's page. */
export async function leading(page, link) {
  const ruth = new Counselor(page);
  await page.goto(link);
  await page.getByRole('link', { name: say('today.open') }).click();
  await ruth.button('foot.message').waitFor();
  return ruth;
}

/** The addresses that the demo prints: the counselor's, then the participants'. */
export const addresses = (text) => [...text.matchAll(/https?:\S+/g)].map(([link]) => link);

/** Three wait, the counselor is in the room. */
export async function arrive(stage, text) {
  const [counselor, ...links] = addresses(text);
  const people = [];
  for (const [index, who] of ['maya', 'theo', 'ines'].entries()) {
    people.push(await waiting(await calling(stage.phone(who)), links[index], index === 2 ? 'es' : 'en'));
  }
  return { ruth: await leading(await calling(stage.laptop('ruth')), counselor), people };
}
