/* The steps of a sign-in of staff, as a person with a phone walks them. */
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { say } from './counselor.mjs';

const STEP_MILLIS = 30_000;
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function bytes(secret) {
  const bits = [...secret].map((each) => BASE32.indexOf(each).toString(2).padStart(5, '0')).join('');
  return Buffer.from(bits.match(/.{8}/g).map((each) => parseInt(each, 2)));
}

/** What an authenticator app shows: RFC 6238. */
function codeAt(secret, step) {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const hash = createHmac('sha1', bytes(secret)).update(counter).digest();
  return String((hash.readUInt32BE(hash.at(-1) & 0xf) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** A person's app: never shows the same code twice, as somebody who waits for the next one. */
export class App {
  constructor(secret) {
    this.secret = secret;
    this.last = 0;
  }

  /** A code that was not shown before; of the step to come when the present one is used up, which the server takes. */
  async next() {
    const now = () => Math.floor(Date.now() / STEP_MILLIS);
    while (now() + 1 <= this.last) await new Promise((passed) => setTimeout(passed, 250));
    this.last = Math.max(now(), this.last + 1);
    return codeAt(this.secret, this.last);
  }

  /** The one that was shown last. */
  same() {
    return codeAt(this.secret, this.last);
  }
}

const button = (page, key) => page.getByRole('button', { name: say(key), exact: true });

export async function typeName(page, { signInName, password }) {
  // A page that is kept under the sign-in may have fields of these names too.
  await page.locator('.sign-in').getByLabel(say('sign_in.name')).fill(signInName);
  await page.locator('.sign-in').getByLabel(say('sign_in.password')).fill(password);
  await button(page, 'sign_in.go').click();
}

/** Chooses a password of one's own, where the present one was somebody else's. */
export async function choosePassword(page, password) {
  await page.getByRole('heading', { name: say('step.password.title') }).waitFor();
  await page.getByLabel(say('field.new_password')).fill(password);
  await button(page, 'step.password.go').click();
}

/** Sets the second factor up with the secret that the page shows. */
export async function enrol(page, look = async () => undefined) {
  await page.getByRole('heading', { name: say('step.enrol.title') }).waitFor();
  const secret = (await page.locator('code.secret').innerText()).replaceAll(/\s/g, '');
  assert.match(secret, /^[A-Z2-7]{32}$/);
  await page.getByRole('img', { name: say('enrol.picture') }).waitFor();
  await look('enrol');
  const app = new App(secret);
  await page.getByLabel(say('enrol.code')).fill(await app.next());
  await button(page, 'enrol.go').click();
  const codes = page.getByRole('list', { name: say('recovery.list') }).getByRole('listitem');
  await codes.first().waitFor();
  const recovery = await codes.allInnerTexts();
  assert.equal(new Set(recovery).size, 10);
  await look('recovery');
  await page.getByLabel(say('recovery.kept')).check();
  await button(page, 'recovery.go').click();
  return { app, recovery };
}

export async function typeCode(page, code) {
  await page.getByLabel(say('step.code'), { exact: true }).fill(code);
  await button(page, 'step.code.go').click();
}
