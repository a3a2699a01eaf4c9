/* A new clinic's first person and its first counselor sign in with a second factor, and lose a phone. */
import assert from 'node:assert/strict';
import { Clinic } from '../lib/clinic.mjs';
import { Counselor, say } from '../lib/counselor.mjs';
import { choosePassword, enrol, typeCode, typeName } from '../lib/signIn.mjs';

const NOOR = { signInName: 'noor', name: 'Noor P.', fullName: 'Noor Probe', roles: ['counselor'], credential: 'LCSW', password: 'told-by-telephone' };
const OWN = { signInName: NOOR.signInName, password: 'a password of her own' };

/** @param text what the server's admin command prints */
export async function signIn(stage, text) {
  const [entry] = text.match(/https?:\S+\/staff#enter=\S+/);
  const first = await firstPerson(stage, entry);
  const noor = await firstSignIn(stage, first);
  await nextSignIn(stage, noor);
  await lostPhone(stage, noor);
  await ownAccount(stage, noor);
  await reset(stage, first, noor);
}

const today = (page) => page.getByRole('heading', { name: say('today.title') }).waitFor();

async function browser(stage, who) {
  return new Counselor(await (await stage.laptop(who)).newPage({ refusals: true }));
}

async function firstPerson(stage, entry) {
  const first = await browser(stage, 'first');
  await stage.step('the first person comes by a link, and chooses a password and a second factor before anything else', async () => {
    await first.page.goto(entry);
    await choosePassword(first.page, 'the first password of all');
    await enrol(first.page);
    await today(first.page);
  });
  await stage.step('and adds a counselor', async () => {
    await (await Clinic.of(first.page)).add('staff', NOOR);
  });
  return first;
}

async function firstSignIn(stage, first) {
  const noor = await browser(stage, 'noor');
  const look = (name) => stage.screens.look(noor.page, `sign-in-${name}`);
  return stage.step('who signs in for the first time sets everything up', async () => {
    await noor.page.goto(`${stage.address.origin}/staff`);
    await typeName(noor.page, NOOR);
    await noor.page.getByRole('heading', { name: say('step.password.title') }).waitFor();
    await look('password');
    const answer = await noor.page.request.get(`${stage.address.origin}/api/staff/today`);
    assert.equal((await answer.json()).error.code, 'unfinished_sign_in');
    await choosePassword(noor.page, NOOR.password);
    await noor.page.getByRole('alert').waitFor();
    await choosePassword(noor.page, OWN.password);
    const made = await enrol(noor.page, look);
    await today(noor.page);
    assert.ok(!(await first.page.context().cookies()).some(({ value }) => made.recovery.includes(value)));
    return { ...made, person: noor };
  });
}

async function nextSignIn(stage, { person: { page }, app }) {
  await stage.step('the next time the password alone opens nothing, and a code counts once', async () => {
    await page.getByRole('button', { name: say('sign_out') }).click();
    await typeName(page, OWN);
    await page.getByRole('heading', { name: say('step.code.title') }).waitFor();
    await stage.screens.look(page, 'sign-in-code');
    await page.reload();
    await typeCode(page, app.same());
    await page.getByRole('alert').getByText(say('error.bad_code')).waitFor();
    await typeCode(page, await app.next());
    await today(page);
  });
}

async function lostPhone(stage, { person: { page }, recovery }) {
  await stage.step('without the phone a code on paper signs in once, and she is told', async () => {
    await page.getByRole('button', { name: say('sign_out') }).click();
    await typeName(page, OWN);
    await page.getByRole('button', { name: say('step.code.to_recovery') }).click();
    await stage.screens.look(page, 'sign-in-recovery');
    await page.getByLabel(say('step.recovery')).fill(recovery[0].toUpperCase());
    await page.getByRole('button', { name: say('step.code.go') }).click();
    await page.getByText(say('notice.recovery_code_used')).waitFor();
    await stage.screens.look(page, 'staff-notice');
    await page.getByRole('button', { name: say('notice.seen') }).click();
    await page.getByText(say('notice.recovery_code_used')).waitFor({ state: 'detached' });
  });
}

async function ownAccount(stage, { person: { page }, app }) {
  const other = await browser(stage, 'noor elsewhere');
  await stage.step('she sees where she is signed in, and signs out there', async () => {
    await other.page.goto(`${stage.address.origin}/staff`);
    await typeName(other.page, OWN);
    await typeCode(other.page, await app.next());
    await today(other.page);
    await page.getByRole('link', { name: say('nav.account', { name: 'Noor Probe, LCSW' }) }).click();
    await page.getByText(say('account.recovery.other', { n: 9 })).waitFor();
    await stage.screens.look(page, 'staff-account');
    await page.getByRole('button', { name: say('account.sessions.end'), exact: true }).click();
    await page.getByText(say('account.sessions.other')).waitFor({ state: 'detached' });
    await other.page.getByText(say('sign_in.expired')).waitFor();
  });
  await stage.step('and makes new recovery codes with a code from her app', async () => {
    const dialog = page.getByRole('dialog');
    await page.getByRole('button', { name: say('account.recovery.new') }).click();
    await dialog.getByLabel(say('account.proof.code')).fill('000000');
    await dialog.getByRole('button', { name: say('account.recovery.new') }).click();
    await dialog.getByText(say('error.bad_proof')).waitFor();
    await dialog.getByLabel(say('account.proof.code')).fill(await app.next());
    await dialog.getByRole('button', { name: say('account.recovery.new') }).click();
    await page.getByRole('list', { name: say('recovery.list') }).waitFor();
    await page.getByLabel(say('recovery.kept')).check();
    await page.getByRole('button', { name: say('recovery.go') }).click();
    await page.getByText(say('account.recovery.other', { n: 10 })).waitFor();
  });
}

async function reset(stage, { page }, { person: noor }) {
  await stage.step('a supervisor resets the second factor, and she sets up another one', async () => {
    await page.goto(`${stage.address.origin}/staff#/clinic/staff`);
    const row = page.getByRole('row').filter({ hasText: NOOR.fullName });
    await row.getByRole('button', { name: say('act.more', { name: NOOR.fullName }) }).click();
    await page.getByRole('menuitem', { name: say('staff.second_factor') }).click();
    await page.getByRole('dialog').getByRole('button', { name: say('staff.second_factor') }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await noor.page.goto(`${stage.address.origin}/staff`);
    await noor.page.reload();
    await typeName(noor.page, OWN);
    await enrol(noor.page);
    await noor.page.getByText(say('notice.second_factor_reset')).waitFor();
  });
}
