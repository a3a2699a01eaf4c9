/*
 * Unmistakable names, words, places and secrets go through an evening. Here every reader's frames, answers, addresses
 * and titles are searched for what he may not know; the list of canaries then goes to the test that started the story,
 * which searches logs, Redis' files and SQL.
 */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { Clinic } from '../lib/clinic.mjs';
import { Counselor, say } from '../lib/counselor.mjs';
import { Participant } from '../lib/participant.mjs';
import { choosePassword, enrol, typeName } from '../lib/signIn.mjs';

const GROUP = 'Xylokanarienkreis';
const OTTO = { signInName: 'kanarotto', name: 'Ottokanar T.', fullName: 'Ottokanar Trillerquast', roles: ['counselor'], credential: 'LCSW', password: 'kanarieneinmalwort-eins', own: 'kanarienkennwort-eins' };
const MIRA = { signInName: 'kanarmira', name: 'Mirakanar P.', fullName: 'Mirakanar Piepfittich', roles: ['peer_mentor'], password: 'kanarieneinmalwort-zwei', own: 'kanarienkennwort-zwei' };
const GRET = { name: 'Gretkanar Nestfeder', phone: '(555) 017-6620', mayBeCalled: true };
const ZEB = { name: 'Zebkanar Q.', fullName: 'Zebkanar Quittenvogel', language: 'en', phone: '(555) 017-6613', emergencyContact: GRET };
const YARA = { name: 'Yarakanar M.', fullName: 'Yarakanar Mauserfink', language: 'en', phone: '(555) 017-6614' };
const SAID = {
  place: 'Kanarienstieg 4711 Hinterwaldkanar',
  callBack: '(555) 018-2297',
  waitingLine: 'zwitscherzeile aus dem warteraum',
  lineToZeb: 'zwitscherantwort an einen allein',
  chat: 'zwitscherwort an die ganze runde',
  note: 'zwitschernotiz nur ans personal',
  staff: 'zwitscherwort unter kollegen',
  reason: 'zwitschergrund einer berichtigung',
  emergency: 'zwitschernot an einem anderen tag',
};

export async function canary(stage, text, file) {
  const clinic = await setUp(stage, text);
  const cast = await arrive(stage, clinic);
  await evening(stage, cast);
  await record(stage, cast);
  await emergency(stage, cast);
  await search(stage, clinic);
  writeFileSync(`${file}.canaries`, [...canaries(clinic, await secrets(stage, cast))].map((line) => line.join('\t')).join('\n'));
}

async function setUp(stage, text) {
  const [entry] = text.match(/https?:\S+\/staff#enter=\S+/);
  const supervisor = new Counselor(await (await stage.laptop('supervisor')).newPage());
  return stage.step('a new clinic: staff, participants, a group, a session now', async () => {
    await supervisor.page.goto(entry);
    await choosePassword(supervisor.page, 'kanarienkennwort-null');
    await enrol(supervisor.page);
    await supervisor.page.getByRole('heading', { name: say('today.title') }).waitFor();
    const clinic = await Clinic.of(supervisor.page);
    const [otto, mira] = [await clinic.add('staff', staff(OTTO)), await clinic.add('staff', staff(MIRA))];
    const [zeb, yara] = [await clinic.add('participants', ZEB), await clinic.add('participants', YARA)];
    const leaders = [{ staff: otto.id, role: 'facilitator' }, { staff: mira.id, role: 'peer_mentor' }];
    const group = await clinic.add('groups', { name: GROUP, kind: 'therapy', timeZone: 'UTC', chat: true, slots: [], leaders, roster: [zeb.id, yara.id] });
    const start = new Date(Date.now() - 60_000).toISOString().slice(0, 16);
    const session = await clinic.add('sessions', { group: group.id, start, minutes: 60 });
    await supervisor.page.goto(`${stage.address.origin}/staff#/clinic/participants`);
    return { session: session.id, links: { zeb: await personalLink(supervisor, ZEB), yara: await personalLink(supervisor, YARA) } };
  });
}

/** As the server is told of them: what they choose themselves it hears from them. */
const staff = (person) => Object.fromEntries(Object.entries(person).filter(([field]) => field !== 'own'));

/** Issued on the screen, shown this once. */
async function personalLink(supervisor, { fullName }) {
  const row = supervisor.page.getByRole('row').filter({ hasText: fullName });
  await row.getByRole('button').first().click();
  await supervisor.press('link.issue', {}, supervisor.dialog);
  const address = supervisor.dialog.locator('.address');
  await address.waitFor();
  const link = await address.evaluate((each) => each.value ?? each.textContent);
  await supervisor.press('close', {}, supervisor.dialog);
  return link;
}

async function signIn(stage, who, { signInName, password, own }) {
  const person = new Counselor(await (await stage.laptop(who)).newPage({ refusals: true }));
  await person.page.goto(`${stage.address.origin}/staff`);
  await person.page.getByLabel(say('sign_in.name')).waitFor();
  if (who === 'otto') await stage.screens.look(person.page, 'staff-sign-in');
  await typeName(person.page, { signInName, password });
  await choosePassword(person.page, own);
  const { app, recovery } = await enrol(person.page);
  person.secrets = [app.secret, ...recovery];
  await person.page.getByRole('link', { name: say('today.open') }).click();
  await person.button('foot.message').waitFor();
  return person;
}

async function arrive(stage, { links }) {
  const cast = {};
  await stage.step('a counselor and a peer mentor sign in with their passwords', async () => {
    cast.otto = await signIn(stage, 'otto', OTTO);
    cast.mira = await signIn(stage, 'mira', MIRA);
  });
  await stage.step('two participants come to the waiting room', async () => {
    for (const who of ['zeb', 'yara']) {
      const person = new Participant(await (await stage.phone(who)).newPage());
      await person.open(links[who]);
      await person.answer({ place: who === 'zeb' ? SAID.place : 'home', phone: who === 'zeb' ? SAID.callBack : '(555) 010-0111' });
      await person.choose('gate.driving.no');
      await person.answerRest();
      await person.waits();
      cast[who] = person;
    }
    await cast.zeb.writeWaiting(SAID.waitingLine);
    await cast.mira.waiter(ZEB.name).waitFor();
  });
  await stage.step('the peer mentor sees who waits, not what was answered', async () => {
    const card = cast.mira.waiter(ZEB.name);
    await card.getByText(say('flag.today'), { exact: true }).waitFor();
    assert.equal(await card.getByText(say('flag.alone'), { exact: true }).count(), 0);
  });
  return cast;
}

async function evening(stage, { otto, mira, zeb, yara }) {
  await stage.step('who waits knows nobody', async () => {
    for (const [who, other] of [['zeb', YARA], ['yara', ZEB]]) {
      const known = stage.watch.knownTo(who);
      for (const each of [other.name, other.fullName, OTTO.name, MIRA.name, GROUP]) assert.ok(!known.includes(each), `${who} waits and knows ${each}`);
    }
  });
  await stage.step('the evening goes on with words for different ears', async () => {
    await otto.press('head.start');
    await otto.press('act.admit', {}, otto.waiter(ZEB.fullName));
    await zeb.isIn();
    await otto.press('act.admit', {}, otto.waiter(YARA.fullName));
    await yara.isIn();
    await yara.write(SAID.chat);
    await zeb.write(SAID.note, { toStaff: true });
    await otto.writes(say('chat.staff'), SAID.staff);
    await otto.writes(ZEB.fullName, SAID.lineToZeb);
    await zeb.press('support.ask');
    await otto.supportAlert(ZEB.name);
    await otto.press('act.place', {}, otto.right);
    await otto.dialog.getByText(SAID.place).waitFor();
    await otto.press('close', {}, otto.dialog);
    await mira.supportAlert(ZEB.name);
    await otto.remove(YARA.fullName, 'barred', 'safety');
    await otto.press('ask.remove.yes', { name: YARA.fullName }, otto.dialog);
    await yara.heading('trouble.out.title');
  });
}

async function record(stage, { otto, zeb }) {
  await stage.step('the session ends, is corrected and signed', async () => {
    await otto.press('head.end');
    await otto.press('head.end', {}, otto.dialog);
    await zeb.heading('goodbye.title');
    await otto.page.getByRole('link', { name: say('over.review') }).click();
    await otto.press('attendance.correct_for', { name: ZEB.fullName });
    await otto.dialog.getByLabel(say('correct.minutes')).fill('5');
    await otto.dialog.getByLabel(say('correct.reason'), { exact: false }).fill(SAID.reason);
    await otto.press('correct.save', {}, otto.dialog);
    await otto.reads(SAID.reason);
    await otto.page.getByRole('button', { name: new RegExp(`^${otto.startOf('attendance.sign_as')}`) }).click();
    await otto.dialog.getByRole('checkbox').check();
    await otto.press('sign.go', {}, otto.dialog);
    await otto.page.getByText(new RegExp(`^${otto.startOf('attendance.signed_by')}`)).waitFor();
  });
}

async function emergency(stage, { otto }) {
  await stage.step('the counselor opens the contact facts in an emergency, and ends that', async () => {
    await otto.page.goto(`${stage.address.origin}/staff#/clinic/participants`);
    await otto.press('act.more', { name: ZEB.fullName });
    await otto.page.getByRole('menuitem', { name: say('emergency.title'), exact: true }).click();
    await otto.dialog.getByLabel(say('emergency.reason'), { exact: false }).fill(SAID.emergency);
    await stage.screens.look(otto.page, 'emergency');
    await otto.dialog.getByRole('checkbox').check();
    await otto.press('emergency.open', {}, otto.dialog);
    for (const known of [SAID.place, SAID.callBack, ZEB.phone, GRET.name, GRET.phone]) await otto.dialog.getByText(known).waitFor();
    await stage.screens.look(otto.page, 'emergency-card');
    await otto.press('emergency.end', {}, otto.dialog);
    await otto.dialog.waitFor({ state: 'detached' });
    const answer = await otto.page.request.get(`${stage.address.origin}/api/clinic/participants`);
    const { id } = (await answer.json()).participants.find((each) => each.fullName === ZEB.fullName);
    const again = await otto.page.request.get(`${stage.address.origin}/api/clinic/participants/${id}/emergency`);
    assert.equal((await again.json()).error.code, 'emergency_over');
  });
}

/** Who may know what; nobody else may have been sent it. */
const READERS = [
  [ZEB.fullName, ['supervisor', 'otto']],
  [YARA.fullName, ['supervisor', 'otto']],
  [ZEB.phone, ['supervisor', 'otto']],
  [GRET.name, ['otto']],
  [GRET.phone, ['otto']],
  [YARA.phone, ['supervisor', 'otto']],
  [ZEB.name, ['supervisor', 'otto', 'mira', 'zeb', 'yara']],
  [YARA.name, ['supervisor', 'otto', 'mira', 'zeb', 'yara']],
  [OTTO.fullName, ['supervisor', 'otto', 'mira']],
  [MIRA.fullName, ['supervisor', 'otto', 'mira']],
  [OTTO.signInName, ['supervisor', 'otto']],
  [GROUP, ['supervisor', 'otto', 'mira']],
  [SAID.place, ['otto', 'zeb']],
  [SAID.callBack, ['otto', 'zeb']],
  [SAID.waitingLine, ['otto', 'mira', 'zeb']],
  [SAID.lineToZeb, ['otto', 'mira', 'zeb']],
  [SAID.chat, ['otto', 'mira', 'zeb', 'yara']],
  [SAID.note, ['otto', 'mira', 'zeb']],
  [SAID.staff, ['otto', 'mira']],
  [SAID.reason, ['otto']],
  [SAID.emergency, ['otto']],
  [OTTO.password, []],
  [MIRA.password, []],
  [OTTO.own, []],
  [MIRA.own, []],
];

async function search(stage, { links }) {
  await stage.step('nobody was sent what he may not know', async () => {
    const all = [...READERS, ...Object.values(links).map((link) => [tokenIn(link), ['supervisor']])];
    const wrong = [];
    for (const who of ['supervisor', 'otto', 'mira', 'zeb', 'yara']) {
      const known = stage.watch.knownTo(who);
      assert.ok(known.length > 1000, `nothing was heard of ${who}`);
      for (const [value, readers] of all) if (!readers.includes(who) && known.includes(value)) wrong.push(`${who} was sent ${value}`);
    }
    assert.deepEqual(wrong, []);
    for (const value of [ZEB.fullName, SAID.chat, SAID.place]) assert.ok(stage.watch.knownTo('otto').includes(value), 'the search finds what is there');
  });
  await stage.step('no address and no title says anything', async () => {
    const shown = [...stage.watch.addresses, ...stage.watch.titles].map(({ text }) => decodeURIComponent(text)).join('\n');
    for (const [value] of READERS) assert.ok(!shown.includes(value), `an address or title has ${value}`);
    for (const { text } of stage.watch.titles) assert.match(text, /^(\(\d+\) )?(Appointment|Cita)?$/);
    const asked = stage.watch.asked.join('\n');
    for (const link of Object.values(links)) assert.ok(!asked.includes(tokenIn(link)), 'a token was in an address that was asked for');
    for (const part of await fetchAll(stage, ['/healthz', '/readyz'])) for (const [value] of READERS) assert.ok(!part.includes(value));
  });
}

const tokenIn = (link) => new URL(link).hash.slice(1);

const fetchAll = (stage, paths) => Promise.all(paths.map(async (path) => (await fetch(`${stage.address.origin}${path}`)).text()));

/** Tickets, resume tokens, visits, cookies: whatever opens a door. */
async function secrets(stage, cast) {
  const found = new Set();
  for (const { text } of stage.watch.frames) {
    const { ticket, token } = JSON.parse(text);
    for (const each of [ticket, token]) if (each !== undefined) found.add(each);
  }
  for (const { text } of stage.watch.answers) for (const [, value] of text.matchAll(/"(?:visit|ticket|csrf)":"([^"]+)"/g)) found.add(value);
  for (const { page } of Object.values(cast)) for (const { value } of await page.context().cookies()) found.add(value);
  for (const { secrets = [] } of Object.values(cast)) for (const value of secrets) found.add(value);
  assert.ok(found.size >= 30, `only ${found.size} secrets were seen`);
  return found;
}

/** `plain` may stand in SQL as it is, `secret` nowhere, people's names neither; `mark` must be found in Redis' files, so that the search is one. */
function* canaries({ session, links }, secrets) {
  for (const { name, fullName } of [OTTO, MIRA, ZEB, YARA]) yield* [['secret', name], ['secret', fullName]];
  yield ['plain', GROUP];
  yield ['plain', OTTO.signInName];
  for (const value of [...Object.values(SAID), OTTO.password, MIRA.password, OTTO.own, MIRA.own, ZEB.phone, YARA.phone, GRET.name, GRET.phone]) yield ['secret', value];
  for (const link of Object.values(links)) yield ['secret', tokenIn(link)];
  for (const value of secrets) yield ['secret', value];
  yield ['mark', session];
}
