/* A person types half a name and is called away. The server runs with staff.idle-minutes=1. */
import assert from 'node:assert/strict';
import { Clinic } from '../lib/clinic.mjs';
import { Counselor, say } from '../lib/counselor.mjs';
import { typeName } from '../lib/signIn.mjs';

const OWN = { signInName: 'first', password: 'a password of one self' };
const HALF = 'Half A Na';
/** The whole minute, and the page's looks at it. */
const IDLE = { timeout: 80_000 };

/** @param text what the server's admin command prints */
export async function idle(stage, text) {
  const [entry] = text.match(/https?:\S+\/staff#enter=\S+/);
  const { page } = new Counselor(await (await stage.laptop('first')).newPage({ refusals: true }));
  const name = page.getByRole('dialog').getByLabel(say('field.full_name'));
  await stage.step('somebody types half a name', async () => {
    await page.goto(entry);
    await page.getByRole('heading', { name: say('today.title') }).waitFor();
    const { headers } = await Clinic.of(page);
    const answer = await page.request.post(`${stage.address.origin}/api/staff/account/password`, { headers, data: { password: OWN.password } });
    assert.ok(answer.ok(), await answer.text());
    await page.goto(`${stage.address.origin}/staff#/clinic/staff`);
    await page.reload();
    await page.getByRole('button', { name: say('staff.add') }).click();
    await name.fill(HALF);
  });
  await stage.step('is warned in words before the end, and stays', async () => {
    await page.getByRole('heading', { name: say('idle.title') }).waitFor(IDLE);
    await stage.screens.look(page, 'staff-idle-warning');
    // As by somebody whose fingers are still typing: that must keep him signed in.
    await page.keyboard.press('Space');
    await page.getByRole('heading', { name: say('idle.title') }).waitFor({ state: 'detached' });
    assert.equal(await name.inputValue(), HALF);
  });
  await stage.step('is signed out by the server a minute later, and told why', async () => {
    await page.getByText(say('sign_in.idle')).waitFor(IDLE);
    const answer = await page.request.get(`${stage.address.origin}/api/staff/me`);
    assert.equal(answer.status(), 401, 'the cookie is dead, not only the screen');
    assert.equal(await page.getByText(HALF).count(), 0);
    assert.equal(await name.isVisible(), false);
    await stage.screens.look(page, 'sign-in-idle');
  });
  await stage.step('and finds the half name again', async () => {
    await typeName(page, OWN);
    await name.waitFor();
    assert.equal(await name.inputValue(), HALF);
  });
}
