/*
 * A counselor and three participants at their real screens: they see and hear each other, and what the counselor
 * presses is what the others' ears and eyes get.
 */
import assert from 'node:assert/strict';
import { arrive, during, moves, packets, still } from '../lib/call.mjs';

const MAYA = { name: 'Maya T.', full: 'Maya Testcase' };
const THEO = { name: 'Theo L.', full: 'Theo Loremson' };
const INES = { name: 'Inés M.', full: 'Inés Muestra' };

export async function faces(stage, text) {
  const { ruth, people } = await stage.step('three wait, the counselor opens the room', () => arrive(stage, text));
  const [maya, theo, ines] = people;
  await stage.step('who waits gets nothing', async () => {
    await ruth.press('head.start');
    await ruth.button('foot.camera').click();
    await ruth.press('foot.unmute');
    await ruth.button('foot.mute').waitFor();
    for (const person of people) assert.equal(await packets(person.page, 'audio'), 0);
  });
  await stage.step('admitted, everybody begins muted and without a picture, and sees the counselor', async () => {
    for (const { full } of [MAYA, THEO, INES]) await ruth.press('act.admit', {}, ruth.waiter(full));
    for (const person of people) await person.isIn();
    for (const person of people) await moves(person.page, 'Ruth E.');
    for (const person of people) assert.ok((await during(person.page, 'audio', 1_000)) >= 20, 'the counselor is not heard');
    await still(ruth.page, MAYA.name);
    await maya.button('room.unmute').waitFor();
  });
  await stage.step('microphone and camera on, by their own press: all see all', async () => {
    for (const person of people) {
      await person.press('room.unmute');
      await person.press('room.camera');
    }
    for (const { name } of [MAYA, THEO, INES]) await moves(ruth.page, name);
    await moves(ines.page, THEO.name);
    await stage.screens.look(ruth.page, 'staff-faces');
    await stage.screens.look(maya.page, 'phone-faces');
  });
  await stage.step('muted by the counselor: the screen says so, and nothing is heard of him', async () => {
    await theo.press('room.mute');
    await ines.press('room.mute');
    await ruth.press('foot.mute');
    await ruth.does('act.mute', MAYA.full);
    await maya.button('room.unmute').waitFor();
    await ruth.page.waitForTimeout(300);
    assert.equal(await during(theo.page, 'audio', 1_200), 0);
    await moves(theo.page, MAYA.name);
  });
  await stage.step('his own press lets him be heard again', async () => {
    await maya.press('room.unmute');
    await maya.button('room.mute').waitFor();
    await theo.page.waitForTimeout(300);
    assert.ok((await during(theo.page, 'audio', 1_200)) >= 20);
  });
  await stage.step('a camera that staff stop goes dark everywhere, and on his own screen', async () => {
    await ruth.does('act.stop_camera', MAYA.full);
    await still(theo.page, MAYA.name);
    await still(ruth.page, MAYA.name);
    await maya.press('room.camera');
    await moves(theo.page, MAYA.name);
  });
  await stage.step('sound only: no picture comes, the voices do', async () => {
    await theo.press('media.sound_only');
    await theo.page.waitForTimeout(500);
    assert.equal(await during(theo.page, 'video', 1_200), 0);
    assert.ok((await during(theo.page, 'audio', 1_000)) >= 20);
    await stage.screens.look(theo.page, 'phone-sound-only');
  });
  await stage.step('a page that is loaded anew begins muted and without a picture', async () => {
    await maya.page.reload();
    await maya.isIn();
    await maya.button('room.unmute').waitFor();
    await still(ruth.page, MAYA.name);
    await moves(maya.page, INES.name);
  });
  await stage.step('the session ends and nothing flows', async () => {
    await ruth.press('head.end');
    await ruth.press('head.end', {}, ruth.dialog);
    await ines.heading('goodbye.title');
    assert.equal(await during(ines.page, 'audio', 800), 0);
  });
}
