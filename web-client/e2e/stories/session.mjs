/* One evening: a counselor and three participants from the link to the signed record, with what happens on the way. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { Counselor, say } from '../lib/counselor.mjs';
import { Participant } from '../lib/participant.mjs';

const GROUP = 'Evening group';
const MAYA = { name: 'Maya T.', full: 'Maya Testcase' };
const THEO = { name: 'Theo L.', full: 'Theo Loremson' };
const INES = { name: 'Inés M.', full: 'Inés Muestra' };

/** @param text what the demo prints */
export async function session(stage, text) {
  const [entry] = text.match(/https?:\S+\/staff#enter=\S+/);
  const links = text.match(/https?:\S+\/#\S+/g);
  const cast = await arrive(stage, entry, links);
  await waitingRoom(stage, cast);
  await admission(stage, cast);
  await handsAndVoice(stage, cast);
  await words(stage, cast);
  await timerBreakLock(stage, cast);
  await support(stage, cast);
  await dropAndResume(stage, cast);
  await secondTab(stage, cast);
  await removals(stage, cast);
  await leavingAndSendingBack(stage, cast);
  await ending(stage, cast);
  await attendance(stage, cast);
  await clinic(stage, cast);
}

async function arrive(stage, entry, links) {
  const desk = await stage.laptop('counselor');
  const ruth = new Counselor(await desk.newPage({ refusals: true }));
  // A group that should be under way: of those the latest, since the day may have had another one.
  const now = ruth.page.getByRole('listitem').filter({ hasText: say('today.late') }).last();
  await stage.step('the counselor enters by a link that leaves no trace', async () => {
    await ruth.page.goto(entry);
    await now.getByRole('heading', { name: GROUP }).waitFor();
    assert.equal(new URL(ruth.page.url()).hash, '');
    await stage.screens.look(ruth.page, 'staff-today');
  });
  await stage.step('and opens the room', async () => {
    await now.getByRole('link', { name: say('today.open') }).click();
    await ruth.button('head.start').waitFor();
    await ruth.sees('grid.alone.before');
    await stage.screens.look(ruth.page, 'staff-room-prepared');
  });
  // Maya's way to the server can be cut.
  const line = await stage.line();
  const viaLine = links[0].replace(`:${stage.address.port}/`, `:${line.port}/`);
  const origins = [stage.address.origin, new URL(viaLine).origin];
  const phones = {
    maya: await stage.phone('maya'),
    theo: await stage.phone('theo'),
    ines: await stage.phone('ines', 'es-MX'),
  };
  const maya = new Participant(await phones.maya.newPage({ refusals: true, origins }));
  const theo = new Participant(await phones.theo.newPage({ refusals: true }));
  const ines = new Participant(await phones.ines.newPage(), 'es');
  return { ruth, maya, theo, ines, phones, line, links: { maya: viaLine, theo: links[1], ines: links[2] } };
}

async function waitingRoom(stage, { ruth, maya, theo, ines, links }) {
  const look = (name) => stage.screens.look(maya.page, `phone-${name}`);
  await stage.step('Maya sees and hears herself, answers one question a screen, and waits', async () => {
    await maya.open(links.maya);
    assert.equal(new URL(maya.page.url()).hash, '', 'the token stays in no address');
    await look('ready');
    await maya.press('ready.turn_on');
    await maya.sees('ready.speak');
    await look('ready-on');
    await maya.press('ready.go_on');
    await maya.heading('gate.where.title');
    await maya.press('gate.back');
    await maya.answer({ place: '12 Sample Street', phone: '(555) 010-0140', look });
    await maya.choose('gate.driving.no');
    await look('gate-driving');
    await maya.page.reload();
    await maya.heading('gate.driving.title');
    await maya.answerRest({ look });
    await maya.waits();
    await look('waiting');
  });
  await stage.step('Theo drives: he is asked to park, kindly, and goes on when he has', async () => {
    await theo.open(links.theo);
    await theo.answer({ place: 'In the car at Sample Park', phone: '(555) 010-0141', alone: false });
    await theo.choose('gate.driving.yes');
    await theo.heading('driving.title');
    await stage.screens.look(theo.page, 'phone-driving');
    await theo.press('driving.parked');
    await theo.heading('gate.driving.title');
    await theo.answerRest();
    await theo.waits();
  });
  await stage.step('Inés comes in Spanish', async () => {
    await ines.open(links.ines);
    await ines.answer({ place: 'Calle Ejemplo 3', phone: '(555) 010-0142' });
    await ines.choose('gate.driving.no');
    await ines.answerRest();
    await ines.waits();
    await stage.screens.look(ines.page, 'phone-waiting-es');
  });
  await stage.step('the counselor sees the queue in order of arrival, with flags', async () => {
    await ruth.waiter(INES.full).waitFor();
    const names = await ruth.left.getByRole('listitem').getByRole('button', { name: new RegExp(`^${ruth.startOf('act.more')}`) }).evaluateAll((all) => all.map((each) => each.ariaLabel));
    assert.deepEqual(names, [MAYA, THEO, INES].map(({ full }) => say('act.more', { name: full })));
    await ruth.waiter(MAYA.full).getByText(say('flag.alone'), { exact: true }).waitFor();
    await ruth.waiter(THEO.full).getByText(say('flag.not_alone'), { exact: true }).waitFor();
    await ruth.waiter(THEO.full).getByText(say('flag.today'), { exact: true }).waitFor();
    await stage.screens.look(ruth.page, 'staff-room-waiting');
  });
  await stage.step('a line goes from a waiting person to staff, and from staff to all who wait', async () => {
    await theo.writeWaiting('I can see a sample parking lot.');
    await ruth.tab('tab.chat');
    await ruth.right.getByText('I can see a sample parking lot.').waitFor();
    await ruth.writes(say('chat.waiting'), 'We start in a moment.');
    for (const person of [maya, theo, ines]) await person.reads('We start in a moment.');
    await stage.screens.look(theo.page, 'phone-waiting-lines');
    await stage.screens.look(ruth.page, 'staff-room-chat');
  });
  await stage.step('waiting people are told nothing of each other', async () => {
    for (const [who, others] of [['maya', [THEO, INES]], ['theo', [MAYA, INES]], ['ines', [MAYA, THEO]]]) {
      for (const other of others) assert.ok(!stage.watch.received(who).join('\n').includes(other.name), `${who} waits and knows a name`);
    }
  });
}

async function admission(stage, { ruth, maya, theo, ines }) {
  await stage.step('the session starts; those who wait are told that it is open', async () => {
    await ruth.press('head.start');
    await ruth.button('head.start_break').waitFor();
    await maya.sees('waiting.open.text');
  });
  await stage.step('one is admitted', async () => {
    await ruth.press('act.admit', {}, ruth.waiter(THEO.full));
    await theo.isIn();
    await ruth.face(THEO.name).waitFor();
  });
  await stage.step('all who are expected are admitted, named first', async () => {
    await ruth.press('waiting.admit_all');
    await ruth.dialog.getByText(MAYA.full).waitFor();
    await ruth.dialog.getByText(INES.full).waitFor();
    await stage.screens.look(ruth.page, 'staff-admit-all');
    await ruth.press('act.admit', {}, ruth.dialog);
    await maya.isIn();
    await ines.isIn();
    await ruth.sees('waiting.none');
    await ruth.tab('tab.people');
    await stage.screens.look(maya.page, 'phone-room');
    await stage.screens.look(ruth.page, 'staff-room');
  });
}

async function handsAndVoice(stage, { ruth, maya, theo }) {
  await stage.step('hands go up in the order of the server, down at once, and up again by undo', async () => {
    await theo.press('room.raise');
    await theo.sees('turn.hand_next.text');
    await maya.press('room.raise');
    await maya.sees('turn.hand.text', { n: 2 });
    await ruth.right.getByLabel(say('person.hand', { n: 2 })).waitFor();
    await stage.screens.look(theo.page, 'phone-room-hand');
    await ruth.press('foot.lower_hands', { n: 2 });
    await theo.button('room.raise').waitFor();
    await stage.screens.look(ruth.page, 'staff-room-undo');
    await ruth.press('undo');
    await theo.sees('turn.hand_next.text');
    await ruth.does('act.lower', THEO.full);
    await maya.sees('turn.hand_next.text');
    await maya.press('room.lower');
    await maya.button('room.raise').waitFor();
  });
  await stage.step('a muted person may speak again when ready', async () => {
    await maya.press('room.unmute');
    await maya.button('room.mute').waitFor();
    await ruth.does('act.mute', MAYA.full);
    await maya.sees('turn.muted.title');
    await maya.press('room.unmute');
    await maya.button('room.mute').waitFor();
    await ruth.press('foot.mute_all');
    await maya.sees('turn.muted.title');
  });
  await stage.step('a locked person may not', async () => {
    await ruth.does('act.lock', THEO.full);
    await theo.sees('turn.locked.title');
    await stage.screens.look(theo.page, 'phone-room-locked');
    await ruth.does('act.unlock', THEO.full);
    await theo.button('room.unmute').waitFor();
    await ruth.press('foot.lock_all');
    await maya.sees('turn.locked.title');
    await theo.sees('turn.locked.title');
    await ruth.press('foot.unlock_all');
    await maya.button('room.unmute').waitFor();
    await maya.sees('turn.unlocked.title');
  });
}

async function words(stage, { ruth, maya, theo, ines }) {
  await stage.step('chat reaches everyone, a note to staff only staff', async () => {
    await maya.write('Hello sample group.');
    await ruth.tab('tab.chat');
    await ruth.right.getByText('Hello sample group.').waitFor();
    await ruth.writes(say('chat.everyone'), 'Welcome sample people.');
    for (const person of [theo, ines]) {
      await person.openMessages();
      await person.reads('Hello sample group.');
      await person.reads('Welcome sample people.');
      await person.press('messages.close');
    }
    await theo.write('A sample note for staff.', { toStaff: true });
    await ruth.right.getByText('A sample note for staff.').waitFor();
    await ruth.writes(say('chat.staff'), 'A sample word among staff.');
    await theo.openMessages();
    await stage.screens.look(theo.page, 'phone-room-messages');
    await theo.press('messages.close');
    for (const who of ['maya', 'ines']) assert.ok(!stage.watch.received(who).join('').includes('sample note for staff'), `${who} reads a note to staff`);
    for (const who of ['maya', 'theo', 'ines']) assert.ok(!stage.watch.received(who).join('').includes('word among staff'), `${who} reads staff's words`);
  });
}

async function timerBreakLock(stage, { ruth, maya, ines }) {
  await stage.step('everybody sees the timer', async () => {
    await ruth.tab('tab.timer');
    await ruth.right.getByRole('button', { name: say('timer.minutes.other', { n: 5 }), exact: true }).click();
    await maya.page.getByRole('timer', { name: maya.say('room.time_left') }).waitFor();
    await ines.page.getByRole('timer', { name: ines.say('room.time_left') }).waitFor();
    await stage.screens.look(ruth.page, 'staff-room-timer');
    await ruth.press('timer.stop');
    await maya.page.getByRole('timer').waitFor({ state: 'detached' });
  });
  await stage.step('a break begins and ends', async () => {
    await ruth.press('head.start_break');
    await maya.reads(maya.say('turn.break.text'));
    await stage.screens.look(maya.page, 'phone-room-break');
    await ruth.press('head.end_break');
    await maya.page.getByText(maya.say('turn.break.text')).waitFor({ state: 'detached' });
  });
  await stage.step('the door is locked and opened', async () => {
    await ruth.press('head.lock_now');
    await ruth.press('head.unlock_now');
    await ruth.button('head.lock_now').waitFor();
  });
}

async function support(stage, { ruth, ines }) {
  await stage.step('"I need support" reaches staff and nobody else', async () => {
    await ines.press('support.ask');
    await ines.sees('support.asked');
    await ruth.supportAlert(INES.name);
    await stage.screens.look(ines.page, 'phone-support-es');
    await stage.screens.look(ruth.page, 'staff-alert');
    await ruth.press('act.place', {}, ruth.right.getByRole('region', { name: say('alert.title', { name: INES.name }) }));
    await ruth.dialog.getByText('Calle Ejemplo 3').waitFor();
    await ruth.dialog.getByText('(555) 010-0142').waitFor();
    await stage.screens.look(ruth.page, 'staff-place');
    await ruth.press('close', {}, ruth.dialog);
    await ruth.press('alert.seen', {}, ruth.right);
    await ruth.button('alert.seen', {}, ruth.right).waitFor({ state: 'detached' });
    for (const who of ['maya', 'theo']) {
      const frames = stage.watch.received(who).join('\n');
      assert.ok(!/"t":"alert/.test(frames) && !/"supportAsked":true/.test(frames), `${who} was told of a call for support`);
    }
  });
}

async function dropAndResume(stage, { ruth, maya, theo, line }) {
  await stage.step('a phone without network: the others see "Reconnecting", the seat and the hand are kept', async () => {
    await maya.press('room.raise');
    await maya.sees('turn.hand_next.text');
    line.cut();
    await maya.page.context().setOffline(true);
    await maya.sees('reconnecting.room');
    await ruth.face(MAYA.name).getByText(say('person.reconnecting')).waitFor();
    await theo.page.getByText(theo.say('room.is_reconnecting')).waitFor();
    await stage.screens.look(maya.page, 'phone-reconnecting');
    await stage.screens.look(ruth.page, 'staff-reconnecting');
  });
  await stage.step('and back in the same place, with what was said meanwhile', async () => {
    await ruth.writes(say('chat.everyone'), 'A sample word while Maya was away.');
    line.mend();
    await maya.page.context().setOffline(false);
    await maya.page.getByText(maya.say('reconnecting.room')).waitFor({ state: 'detached' });
    await maya.sees('turn.hand_next.text');
    await maya.openMessages();
    await maya.reads('A sample word while Maya was away.');
    await maya.press('messages.close');
    await ruth.face(MAYA.name).getByText(say('person.reconnecting')).waitFor({ state: 'detached' });
    await maya.press('room.lower');
  });
}

async function secondTab(stage, { theo, phones, links }) {
  await stage.step('a second tab takes the seat; the first one says so and can take it back', async () => {
    const second = new Participant(await phones.theo.newPage({ refusals: true }));
    await second.open(links.theo);
    await second.answerAgain();
    await second.isIn();
    await theo.heading('trouble.elsewhere.title');
    await stage.screens.look(theo.page, 'phone-elsewhere');
    await second.button('room.unmute').waitFor();
    await theo.press('trouble.elsewhere.use');
    await theo.isIn();
    await second.heading('trouble.elsewhere.title');
    await second.page.close();
    await theo.isIn();
  });
}

async function removals(stage, { ruth, theo, links }) {
  await stage.step('one is removed and comes back through the waiting room', async () => {
    await ruth.remove(THEO.full, 'may_return', 'privacy');
    await stage.screens.look(ruth.page, 'staff-remove');
    await ruth.press('ask.remove.yes', { name: THEO.full }, ruth.dialog);
    await theo.heading('trouble.out.title');
    await stage.screens.look(theo.page, 'phone-out');
    await theo.press('trouble.out.go_back');
    await theo.heading('waiting.came_back.title');
    await ruth.waiter(THEO.full).getByText(say('flag.came_back')).waitFor();
    await ruth.press('act.admit', {}, ruth.waiter(THEO.full));
    await theo.isIn();
  });
  await stage.step('one is barred: a calm page without a reason, also after the link is opened again', async () => {
    await ruth.remove(THEO.full, 'barred', 'disruption');
    await ruth.press('ask.remove.yes', { name: THEO.full }, ruth.dialog);
    await theo.heading('trouble.out.title');
    const from = stage.watch.received('theo').length;
    await again(theo, links.theo);
    await theo.heading('trouble.out.title');
    const told = `${stage.watch.received('theo').slice(from).join('')} ${await theo.page.locator('body').innerText()}`;
    assert.ok(!/disrupt|privacy/i.test(told), 'the reason was told');
    await ruth.left.getByText(say('outside.barred')).waitFor();
    await stage.screens.look(ruth.page, 'staff-outside');
  });
  await stage.step('undone, the page that stood there goes in by itself', async () => {
    await ruth.press('outside.undo_for', { name: THEO.full }, ruth.left);
    await ruth.left.getByText(say('outside.barred')).waitFor({ state: 'detached' });
    await theo.isIn();
  });
}

/** The link opened once more in the same tab. */
async function again(person, link) {
  await person.page.goto('about:blank');
  await person.page.goto(link);
}

async function leavingAndSendingBack(stage, { ruth, ines }) {
  await stage.step('one leaves and comes back with the same link', async () => {
    await ines.press('room.leave');
    await stage.screens.look(ines.page, 'phone-leave-es');
    await ines.press('leave.go', {}, ines.dialog);
    await ines.heading('goodbye.title');
    await stage.screens.look(ines.page, 'phone-goodbye-left-es');
    await ruth.face(INES.name).waitFor({ state: 'detached' });
    await ines.press('goodbye.back');
    await ines.isIn();
  });
  await stage.step('one is sent back to the waiting room, and in again', async () => {
    await ruth.does('act.send_back', INES.full);
    await ruth.press('act.send_back', {}, ruth.dialog);
    await ines.heading('waiting.sent_back.title');
    await ruth.press('act.admit', {}, ruth.waiter(INES.full));
    await ines.isIn();
  });
}

async function ending(stage, { ruth, maya, theo, ines }) {
  await stage.step('the session ends for everyone', async () => {
    await ruth.press('head.end');
    await ruth.dialog.waitFor();
    await stage.screens.look(ruth.page, 'staff-end');
    await ruth.press('head.end', {}, ruth.dialog);
    for (const person of [maya, theo, ines]) await person.heading('goodbye.title');
    await maya.sees('goodbye.ended');
    await maya.page.getByText(maya.say('goodbye.counting')).waitFor({ state: 'detached' });
    await stage.screens.look(maya.page, 'phone-goodbye');
  });
}

async function attendance(stage, { ruth }) {
  const row = (name) => ruth.page.getByRole('row').filter({ has: ruth.page.getByRole('rowheader', { name }) });
  await stage.step('the record stands: a bar for each person', async () => {
    await ruth.page.getByRole('link', { name: say('over.review') }).click();
    await row(MAYA.full).waitFor();
    await row(THEO.full).waitFor();
    await row(INES.full).waitFor();
    const names = await ruth.page.getByRole('rowheader').allInnerTexts();
    assert.deepEqual(names, [...names].sort((a, b) => a.localeCompare(b)), 'people stand in the order of their names');
    await stage.screens.look(ruth.page, 'staff-attendance');
  });
  await stage.step('it is corrected with a reason', async () => {
    await ruth.press('attendance.correct_for', { name: MAYA.full });
    await ruth.dialog.getByLabel(say('correct.minutes')).fill('42');
    await ruth.dialog.getByLabel(say('correct.reason'), { exact: false }).fill('Sample reason: heard by phone.');
    await stage.screens.look(ruth.page, 'staff-correct');
    await ruth.press('correct.save', {}, ruth.dialog);
    await row(MAYA.full).getByText('42').waitFor();
    await ruth.reads('Sample reason: heard by phone.');
  });
  await stage.step('signed', async () => {
    await ruth.page.getByRole('button', { name: new RegExp(`^${ruth.startOf('attendance.sign_as')}`) }).click();
    await stage.screens.look(ruth.page, 'staff-sign');
    await ruth.dialog.getByRole('checkbox').check();
    await ruth.press('sign.go', {}, ruth.dialog);
    await ruth.page.getByText(new RegExp(`^${ruth.startOf('attendance.signed_by')}`)).waitFor();
  });
  await stage.step('and amended afterwards, beside what was signed', async () => {
    await row(THEO.full).getByRole('button').click();
    await ruth.dialog.getByRole('combobox').selectOption({ label: say('status.technical_failure') });
    await ruth.dialog.getByLabel(say('correct.reason'), { exact: false }).fill('Sample amendment.');
    await ruth.press('correct.amend', {}, ruth.dialog);
    await ruth.reads('Sample amendment.');
    await ruth.reads(say('trail.amendments'));
    await stage.screens.look(ruth.page, 'staff-attendance-signed');
  });
  await stage.step('it leaves as CSV with the notice', async () => {
    const numbers = await exported(ruth, 'attendance.export.references');
    const rows = numbers.trim().split('\r\n').slice(1);
    assert.ok(rows.length >= 3, numbers);
    for (const line of rows) assert.ok(line.includes('42 CFR part 2 prohibits'), line);
    assert.ok(!numbers.includes(MAYA.full), 'names leave only on request');
    assert.ok((await exported(ruth, 'attendance.export.names')).includes(MAYA.full));
  });
}

async function exported(ruth, key) {
  await ruth.press('attendance.export');
  const [download] = await Promise.all([
    ruth.page.waitForEvent('download'),
    ruth.page.getByRole('menuitem', { name: say(key) }).click(),
  ]);
  return readFile(await download.path(), 'utf8');
}

async function clinic(stage, { ruth }) {
  await stage.step('Today shows the record as signed; the clinic\'s screens stand', async () => {
    await ruth.page.getByRole('link', { name: say('head.back') }).click();
    await ruth.sees('today.signed');
    await stage.screens.look(ruth.page, 'staff-today-signed');
    await ruth.page.getByRole('link', { name: say('nav.clinic') }).click();
    await ruth.page.getByRole('row').filter({ hasText: MAYA.full }).waitFor();
    await stage.screens.look(ruth.page, 'staff-clinic-participants');
    for (const [part, words] of [['groups', GROUP], ['sessions', GROUP], ['staff', 'Daniel Sample']]) {
      await ruth.page.goto(`${stage.address.origin}/staff#/clinic/${part}`);
      await ruth.page.getByRole('row').filter({ hasText: words }).first().waitFor();
      await stage.screens.look(ruth.page, `staff-clinic-${part}`);
    }
  });
}
