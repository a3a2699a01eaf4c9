/*
 * A screen is shared, through the real server and the real SFU: by the counselor, then by a participant who was invited,
 * and everybody else sees it. Give the story what the demo prints.
 */
import assert from 'node:assert/strict';
import { addresses, calling, leading, waiting } from '../lib/call.mjs';
import { say } from '../lib/counselor.mjs';

const MAYA = { name: 'Maya T.', full: 'Maya Testcase' };
const THEO = { name: 'Theo L.', full: 'Theo Loremson' };

/** The screen of somebody else moves on this page; returns its width. */
async function sees(page) {
  await page.waitForFunction(() => (document.querySelector('.shared-screen .moving.seen')?.videoWidth ?? 0) > 0);
  return page.evaluate(() => document.querySelector('.shared-screen .moving.seen').videoWidth);
}

const seesNone = (page) => page.locator('.shared-screen').waitFor({ state: 'detached' });

export async function screen(stage, text) {
  const [counselor, ...links] = addresses(text);
  const { ruth, maya, theo } = await stage.step('a counselor and two participants are in the room', async () => {
    const people = {
      maya: await waiting(await calling(stage.laptop('maya')), links[0]),
      theo: await waiting(await calling(stage.phone('theo')), links[1]),
      ruth: await leading(await calling(stage.laptop('counselor')), counselor),
    };
    await people.ruth.press('head.start');
    for (const [person, who] of [[people.maya, MAYA], [people.theo, THEO]]) {
      await people.ruth.press('act.admit', {}, people.ruth.waiter(who.full));
      await person.isIn();
    }
    return people;
  });
  await stage.step('the counselor shares: both see it, the counselor is told so', async () => {
    await ruth.press('foot.share');
    const widths = await Promise.all([sees(maya.page), sees(theo.page)]);
    process.stdout.write(`         ${widths.join(' and ')} pixels wide\n`);
    await ruth.page.getByText(maya.say('screen.own')).waitFor();
    await maya.page.getByText(maya.say('screen.of', { name: 'Ruth E.' }), { exact: true }).waitFor();
    await stage.screens.look(maya.page, 'laptop-room-screen');
    await stage.screens.look(theo.page, 'phone-room-screen');
    await stage.screens.look(ruth.page, 'staff-room-shares');
  });
  await stage.step('and stops: everybody sees faces again', async () => {
    await ruth.page.getByRole('button', { name: maya.say('screen.stop') }).click();
    await Promise.all([seesNone(maya.page), seesNone(theo.page)]);
  });
  await stage.step('nobody who was not invited has a button for it', async () => {
    assert.equal(await maya.button('screen.share').count(), 0);
    assert.equal(await theo.button('screen.share').count(), 0);
  });
  await stage.step('an invited participant shares; the counselor and the other one see it', async () => {
    await ruth.does('act.invite_screen', MAYA.full);
    await ruth.sees('screen.invited', { name: MAYA.full });
    await maya.sees('screen.invited.text');
    await stage.screens.look(maya.page, 'laptop-room-may-share');
    await maya.press('screen.share');
    await Promise.all([sees(ruth.page), sees(theo.page)]);
    await maya.page.getByText(maya.say('screen.own')).waitFor();
    await stage.screens.look(ruth.page, 'staff-room-screen');
  });
  await stage.step('the counselor stops it for everybody', async () => {
    await ruth.press('screen.stop');
    await Promise.all([seesNone(ruth.page), seesNone(theo.page)]);
    await maya.page.getByText(maya.say('screen.own')).waitFor({ state: 'detached' });
    assert.equal(await maya.button('screen.share').count(), 0, 'an invitation is for once');
  });
  await stage.step('an invitation is taken back, and another one is declined', async () => {
    await ruth.does('act.invite_screen', MAYA.full);
    await maya.button('screen.share').waitFor();
    await ruth.press('screen.take_back');
    await maya.button('screen.share').waitFor({ state: 'detached' });
    await ruth.does('act.invite_screen', MAYA.full);
    await maya.press('screen.not_now');
    await ruth.page.getByText(say('screen.invited', { name: MAYA.full })).waitFor({ state: 'detached' });
  });
}
