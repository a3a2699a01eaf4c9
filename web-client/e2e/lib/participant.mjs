/* A participant at a phone: what a thumb can do, and what the eyes must find. */
import { state, text } from './words.mjs';

export class Participant {
  constructor(page, language = 'en') {
    this.page = page;
    this.language = language;
  }

  say(key, values) {
    return text(this.language, key, values);
  }

  get dialog() {
    return this.page.getByRole('dialog');
  }

  button(key, values, within = this.page) {
    return within.getByRole('button', { name: this.say(key, values), exact: true });
  }

  async press(key, values, within) {
    await this.button(key, values, within).click();
  }

  /** Waits until this text stands on the screen. */
  async sees(key, values) {
    await this.page.getByText(this.say(key, values)).first().waitFor();
  }

  async reads(words) {
    await this.page.getByText(words).first().waitFor();
  }

  async heading(key, values) {
    await this.page.getByRole('heading', { name: this.say(key, values) }).waitFor();
  }

  async open(link) {
    await this.page.goto(link);
    await this.heading('ready.title');
  }

  async choose(key) {
    await this.page.getByText(this.say(key), { exact: true }).click();
  }

  async next() {
    await this.press('gate.next');
  }

  /** From Ready to the waiting room with easy answers; `look` is called on each screen. */
  async answer({ place, phone, alone = true, look = async () => undefined } = {}) {
    await this.press('ready.go_on_without');
    await this.heading('gate.where.title');
    if (place !== undefined) {
      await this.page.locator('[name=place]').fill(place);
      await this.page.locator('[name=state]').selectOption({ label: state('WA') });
    }
    await look('gate-where');
    await this.next();
    await this.heading('gate.call_back.title');
    if (phone !== undefined) await this.page.locator('[name=callBack]').fill(phone);
    await look('gate-call-back');
    await this.next();
    await this.heading('gate.alone.title');
    await this.choose(alone ? 'gate.alone.yes' : 'gate.alone.no');
    await look('gate-alone');
    await this.next();
    await this.heading('gate.driving.title');
  }

  async answerRest({ look = async () => undefined } = {}) {
    await this.next();
    await this.heading('gate.safe.title');
    await this.choose('gate.safe.yes');
    await look('gate-safe');
    await this.next();
    await this.heading('gate.rules.title');
    await this.page.locator('[name=rulesAccepted]').check();
    await look('gate-rules');
    await this.press('gate.finish');
  }

  /** With answers that are kept from before: only presses on. */
  async answerAgain() {
    await this.press('ready.go_on_without');
    for (const question of ['where', 'call_back', 'alone', 'driving', 'safe']) {
      await this.heading(`gate.${question}.title`);
      await this.next();
    }
    await this.heading('gate.rules.title');
    await this.press('gate.finish');
  }

  async waits() {
    await this.page.getByText(this.say('waiting.chime')).waitFor();
  }

  async isIn() {
    await this.page.getByRole('region', { name: this.say('room.controls') }).waitFor();
  }

  async write(words, { toStaff = false } = {}) {
    await this.openMessages();
    if (toStaff) await this.page.getByRole('radio', { name: this.say('messages.staff_only') }).click();
    const key = toStaff ? 'messages.write_staff' : 'messages.write_all';
    await this.page.getByPlaceholder(this.say(key)).fill(words);
    await this.press('messages.send');
    await this.page.getByRole('listitem').filter({ hasText: words }).waitFor();
    await this.press('messages.close');
  }

  async openMessages() {
    await this.page.getByRole('button', { name: new RegExp(`^${this.say('room.messages')}`) }).click();
  }

  async writeWaiting(words) {
    await this.page.getByPlaceholder(this.say('waiting.line')).fill(words);
    await this.press('messages.send');
    await this.page.getByRole('listitem').filter({ hasText: words }).waitFor();
  }
}
