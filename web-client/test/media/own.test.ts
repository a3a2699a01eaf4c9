import { describe, expect, it } from 'vitest';
import { aRoom } from '../protocol/world';
import { Page, settle } from './fakes';

async function inside(): Promise<Page> {
  const page = new Page();
  await page.begins();
  await page.up();
  return page;
}

const sent = (page: Page, kind: 'microphone' | 'camera') => page.send.sending.get(kind);

describe('turning on', () => {
  it('gets the device first, then asks the room, and sends when the room says so', async () => {
    const page = await inside();
    await page.media.microphone.press();
    expect(page.devices.opened).toHaveLength(1);
    expect(page.commands).toEqual([{ kind: 'set_microphone', on: true }]);
    expect(sent(page, 'microphone')).toBeUndefined();
    page.self({ microphone: true });
    expect(sent(page, 'microphone')).toBe(page.devices.last.real);
    expect(page.media.microphone.lit.value).toBe(true);
  });

  it('asks the room for nothing when the device is not to be had, and says why', async () => {
    const page = await inside();
    for (const [name, problem] of [
      ['NotAllowedError', 'denied'],
      ['NotFoundError', 'missing'],
      ['NotReadableError', 'busy'],
      ['OverconstrainedError', 'unfit'],
      ['NotSupportedError', 'unsupported'],
    ]) {
      page.devices.refusal = name;
      await page.media.camera.press();
      expect(page.media.camera.device.state.value).toBe(problem);
    }
    expect(page.commands).toEqual([]);
    page.media.camera.device.dismiss();
    expect(page.media.camera.device.state.value).toBe('off');
  });

  it('lets the camera go when the room refuses', async () => {
    const page = await inside();
    page.outcome = { ok: false, code: 'not_allowed' };
    expect(await page.media.camera.press()).toEqual({ ok: false, code: 'not_allowed' });
    expect(page.devices.last.readyState).toBe('ended');
  });

  it('lets the device go when it was overtaken and never showed in the room', async () => {
    const page = await inside();
    await page.media.camera.press();
    await page.timers.pass(5_000);
    expect(page.devices.last.readyState).toBe('ended');
  });

  it('needs no device in a room without sound and picture', async () => {
    const page = new Page();
    await page.begins('none', 'none');
    await page.media.microphone.press();
    expect(page.devices.opened).toEqual([]);
    expect(page.commands).toEqual([{ kind: 'set_microphone', on: true }]);
    page.self({ microphone: true });
    await page.media.microphone.press();
    expect(page.commands.at(-1)).toEqual({ kind: 'set_microphone', on: false });
  });

  it('asks the person once, however often the button is pressed meanwhile', async () => {
    const page = await inside();
    await Promise.all([page.media.camera.press(), page.media.camera.press()]);
    expect(page.devices.opened).toHaveLength(1);
    expect(page.commands).toHaveLength(1);
  });
});

/** With microphone and camera on. */
async function sending(): Promise<Page> {
  const page = await inside();
  await page.media.microphone.press();
  await page.media.camera.press();
  page.self({ microphone: true, camera: true });
  return page;
}

describe('turning off', () => {
  it('stops sending at once, before the room has heard of it, even with the socket away', async () => {
    const page = await sending();
    page.drop();
    void page.media.microphone.press();
    void page.media.camera.press();
    expect(sent(page, 'microphone')).toBeUndefined();
    expect(sent(page, 'camera')).toBeUndefined();
    expect(page.devices.opened.map(({ readyState, enabled }) => [readyState, enabled])).toEqual([
      ['live', false],
      ['ended', true],
    ]);
    expect(page.media.microphone.lit.value).toBe(false);
    expect(page.commands.slice(2)).toEqual([
      { kind: 'set_microphone', on: false },
      { kind: 'set_camera', on: false },
    ]);
  });

  it('follows the room: whoever muted, nothing is sent and the camera\u2019s light is off', async () => {
    const page = await sending();
    page.self({ microphone: false, camera: false, mutedByStaff: true });
    expect(sent(page, 'microphone')).toBeUndefined();
    expect(sent(page, 'camera')).toBeUndefined();
    expect(page.devices.opened.map(({ readyState, enabled }) => [readyState, enabled])).toEqual([
      ['live', false],
      ['ended', true],
    ]);
  });

  it('is never turned on again by the room alone', async () => {
    const page = await sending();
    page.self({ camera: false });
    page.self({ camera: true });
    expect(sent(page, 'camera')).toBeUndefined();
  });

  it('unmutes with the microphone that is at hand', async () => {
    const page = await sending();
    page.self({ microphone: false });
    await page.media.microphone.press();
    page.self({ microphone: true });
    expect(page.devices.opened).toHaveLength(2);
    expect(page.devices.opened[0]?.enabled).toBe(true);
    expect(sent(page, 'microphone')).toBe(page.devices.opened[0]?.real);
  });

  it('survives being turned off and on again before the room has answered', async () => {
    const page = await sending();
    const off = page.media.camera.press();
    const on = page.media.camera.press();
    await settle();
    page.self({ camera: false });
    page.self({ camera: true });
    await Promise.all([off, on]);
    expect(sent(page, 'camera')).toBe(page.devices.last.real);
    expect(page.devices.last.readyState).toBe('live');
  });
});

describe('a device', () => {
  it('that goes away is turned off in the room, and the person is told', async () => {
    const page = await sending();
    page.devices.last.end();
    expect(page.media.camera.device.state.value).toBe('lost');
    expect(page.commands.at(-1)).toEqual({ kind: 'set_camera', on: false });
    page.self({ camera: false });
    expect(page.media.camera.device.state.value).toBe('lost');
  });

  it('that is chosen takes the place of the one in use, and is muted if that was', async () => {
    const page = await sending();
    page.self({ microphone: false });
    await page.media.choose('microphone', 'headset');
    expect(page.devices.choices.get('microphone')).toBe('headset');
    expect(page.devices.opened).toHaveLength(3);
    expect(page.devices.last.enabled).toBe(false);
    await page.media.choose('camera', 'other');
    expect(sent(page, 'camera')).toBe(page.devices.last.real);
    expect(page.devices.opened[1]?.readyState).toBe('ended');
  });

  it('is let go before another camera is opened: phones give one at a time', async () => {
    const page = await sending();
    const before = page.devices.opened[1];
    const open = page.devices.open.bind(page.devices);
    page.devices.open = (kind) => {
      expect(before?.readyState).toBe('ended');
      return open(kind);
    };
    await page.media.choose('camera', 'other');
    expect(page.devices.opened).toHaveLength(3);
  });

  it('is opened anew when the voice is to be sent otherwise', async () => {
    const page = await sending();
    await page.media.treat({ echo: false, noise: true, gain: true });
    expect(page.devices.treatment.echo).toBe(false);
    expect(sent(page, 'microphone')).toBe(page.devices.last.real);
    expect(page.devices.opened).toHaveLength(3);
  });

  it('that is chosen while none is in use is not opened', async () => {
    const page = await inside();
    await page.media.choose('camera', 'other');
    await page.media.choose('speaker', 'loud');
    expect(page.devices.opened).toEqual([]);
    expect(page.media.speaker.value).toBe('loud');
  });
});

describe('a page that was loaded anew', () => {
  it('corrects the room when that still says that something is on', async () => {
    const room = aRoom();
    const page = new Page({ ...room, self: { ...room.self, microphone: true, camera: true } });
    await page.begins();
    expect(page.commands).toEqual([
      { kind: 'set_microphone', on: false },
      { kind: 'set_camera', on: false },
    ]);
    expect(page.devices.opened).toEqual([]);
  });
});
