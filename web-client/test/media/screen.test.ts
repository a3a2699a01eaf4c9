import { describe, expect, it } from 'vitest';
import { isScreenFree, screenOf } from '../../src/media/screens';
import { roomOf } from '../../src/protocol';
import { aRoom } from '../protocol/world';
import { aTrack, member, Page, settle } from './fakes';

const MEMBERS = [member('me'), member('ann'), member('ben')];

async function inside(): Promise<Page> {
  const page = new Page(aRoom({ members: MEMBERS }));
  await page.begins();
  await page.up();
  return page;
}

async function sharing(): Promise<Page> {
  const page = await inside();
  await page.media.screen.press();
  page.self({ screen: true });
  return page;
}

const shared = (page: Page) => page.send.sending.get('screen');
const refusedWith = (page: Page, name: string, message = ''): void => {
  page.devices.open = () => Promise.reject(Object.assign(new Error(message), { name }));
};

describe('sharing the screen', () => {
  it('asks the browser first, then the room, and sends when the room says so', async () => {
    const page = await inside();
    await page.media.screen.press();
    expect(page.commands).toEqual([{ kind: 'set_screen', on: true }]);
    expect(shared(page)).toBeUndefined();
    page.self({ screen: true });
    expect(shared(page)).toBe(page.devices.last.real);
    expect(page.media.screen.lit.value).toBe(true);
  });

  it('is nothing to explain when the person closes the question of the browser', async () => {
    const page = await inside();
    refusedWith(page, 'NotAllowedError', 'Permission denied');
    expect(await page.media.screen.press()).toBeUndefined();
    expect(page.media.screen.device.state.value).toBe('off');
    expect(page.commands).toEqual([]);
  });

  it('is explained when the system forbids it to the browser, or nothing can be read', async () => {
    const page = await inside();
    refusedWith(page, 'NotAllowedError', 'Permission denied by system');
    await page.media.screen.press();
    expect(page.media.screen.device.state.value).toBe('denied');
    refusedWith(page, 'NotReadableError');
    await page.media.screen.press();
    expect(page.media.screen.device.state.value).toBe('busy');
  });

  it('lets the screen go when the room refuses: somebody else was faster', async () => {
    const page = await inside();
    page.outcome = { ok: false, code: 'screen_taken' };
    expect(await page.media.screen.press()).toEqual({ ok: false, code: 'screen_taken' });
    expect(page.devices.last.readyState).toBe('ended');
  });

  it('ends by a second press, without waiting for the server', async () => {
    const page = await sharing();
    const track = page.devices.last;
    await page.media.screen.press();
    expect(track.readyState).toBe('ended');
    expect(shared(page)).toBeUndefined();
    expect(page.commands.at(-1)).toEqual({ kind: 'set_screen', on: false });
  });

  it("ends by the browser's own button, which is no trouble either", async () => {
    const page = await sharing();
    page.devices.last.end();
    await settle();
    expect(shared(page)).toBeUndefined();
    expect(page.commands.at(-1)).toEqual({ kind: 'set_screen', on: false });
    expect(page.media.screen.device.state.value).toBe('off');
  });

  it('ends when staff stop it, on stepping aside and when one is out', async () => {
    for (const end of [{ screen: false }, { screen: false, asideWith: 'ann' }, { standing: 'removed', screen: false }] as const) {
      const page = await sharing();
      page.self(end);
      expect(page.devices.last.readyState).toBe('ended');
      expect(shared(page)).toBeUndefined();
    }
  });

  it('goes on over a short loss of the connection', async () => {
    const page = await sharing();
    page.drop();
    page.back();
    expect(shared(page)).toBe(page.devices.last.real);
  });

  it('is taken back when this page was loaded anew and shows nothing', async () => {
    const page = new Page(aRoom({ members: MEMBERS, self: { ...aRoom().self, screen: true } }));
    await page.begins();
    expect(page.commands).toContainEqual({ kind: 'set_screen', on: false });
  });

  it('is offered only where the browser can and there is a way for it', async () => {
    const page = new Page(aRoom({ members: MEMBERS }));
    expect(page.media.canShare.value).toBe(false);
    await page.begins('none', 'none');
    expect(page.media.canShare.value).toBe(false);
    const other = await inside();
    expect(other.media.canShare.value).toBe(true);
    const phone = new Page(aRoom({ members: MEMBERS }));
    phone.devices.canShare = false;
    await phone.begins();
    expect(phone.media.canShare.value).toBe(false);
  });
});

describe("somebody else's screen", () => {
  it('is shown while the room says that it is shared, and not with sound only', async () => {
    const page = await inside();
    const screen = aTrack('screen', 'video');
    await page.offered(1, 'offer', []);
    page.receive.brings.set('4', screen);
    await page.offered(1, 'offer', [{ mid: '4', member: 'ann', track: 'screen' }]);
    expect(page.media.of('ann').screen).toBeUndefined();
    page.room({ members: [member('me'), member('ann', { screen: true }), member('ben')] });
    expect(page.media.of('ann').screen).toBe(screen);
    await page.media.save(true);
    expect(page.media.of('ann').screen).toBeUndefined();
  });

  it('comes from browser to browser too', async () => {
    const page = new Page(aRoom({ members: [member('me'), member('ann', { screen: true })] }));
    await page.begins('mesh', 'mesh');
    await page.timers.pass(5_000);
    const screen = aTrack('screen', 'video');
    page.both.brings.set('screen', screen);
    page.both.becomes('connected');
    expect(page.media.of('ann').screen).toBe(screen);
  });

  it('is never the own one, and none of the group while one is apart or hides', () => {
    const room = (self: object, who: string): ReturnType<typeof roomOf> =>
      roomOf(aRoom({ self: { ...aRoom().self, ...self }, members: MEMBERS.map((each) => ({ ...each, screen: each.member === who })) }));
    expect(screenOf(room({}, 'ann'))?.member).toBe('ann');
    expect(screenOf(room({}, 'me'))).toBeUndefined();
    expect(screenOf(room({ asideWith: 'ben' }, 'ann'))).toBeUndefined();
    expect(screenOf(room({ shielded: true }, 'ann'))).toBeUndefined();
    expect(isScreenFree(room({}, 'ann'))).toBe(false);
    expect(isScreenFree(room({}, ''))).toBe(true);
    expect(isScreenFree(room({ asideWith: 'ben' }, ''))).toBe(false);
    expect(isScreenFree(room({ shielded: true }, ''))).toBe(false);
  });
});
