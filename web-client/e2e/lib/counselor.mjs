/* A counselor at a laptop. */
import { start, text } from './words.mjs';

export const say = (key, values) => text('staff', key, values);

export class Counselor {
  constructor(page) {
    this.page = page;
  }

  get left() {
    return this.page.getByRole('complementary', { name: say('waiting.title') });
  }

  get right() {
    return this.page.getByRole('complementary', { name: say('side') });
  }

  get dialog() {
    return this.page.getByRole('dialog');
  }

  button(key, values, within = this.page) {
    return within.getByRole('button', { name: say(key, values), exact: true });
  }

  async press(key, values, within = this.page) {
    await this.button(key, values, within).click();
  }

  async sees(key, values) {
    await this.page.getByText(say(key, values)).first().waitFor();
  }

  async reads(words) {
    await this.page.getByText(words).first().waitFor();
  }

  /** The card of a waiting person. */
  waiter(name) {
    return this.left.getByRole('listitem').filter({ hasText: name }).filter({ has: this.page.getByRole('button') });
  }

  async tab(key) {
    await this.right.getByRole('tab', { name: new RegExp(`^${say(key)}`) }).click();
  }

  /** An act of the menu beside a person in the list. */
  async does(key, fullName) {
    await this.tab('tab.people');
    await this.right.getByRole('button', { name: say('act.more', { name: fullName }), exact: true }).click();
    await this.page.getByRole('menuitem', { name: say(key), exact: true }).click();
  }

  /** The face of a person in the grid. */
  face(name) {
    return this.page.getByRole('figure').filter({ hasText: name });
  }

  async writes(audience, words) {
    await this.tab('tab.chat');
    await this.right.getByRole('combobox').selectOption({ label: audience });
    await this.right.getByPlaceholder(say('chat.write')).fill(words);
    await this.press('chat.send', {}, this.right);
    await this.right.getByRole('listitem').filter({ hasText: words }).waitFor();
  }

  async remove(fullName, kind, reason) {
    await this.does('act.remove', fullName);
    await this.dialog.getByLabel(say(`removal.${kind}`)).check();
    await this.dialog.getByRole('combobox').selectOption({ label: say(`reason.${reason}`) });
  }

  async supportAlert(name) {
    await this.right.getByText(say('alert.title', { name })).waitFor();
  }

  startOf(key) {
    return start('staff', key);
  }
}
