/* One browser, and a place of its own for each person in it. */
import { chromium } from 'playwright-core';
import { Line } from './line.mjs';
import { Screens } from './screens.mjs';
import { CUT, REFUSED, Watch } from './watch.mjs';

/** Nothing of its own on the network; fake devices, allowed at once. */
export const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--autoplay-policy=no-user-gesture-required',
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
];
const PHONE = { width: 360, height: 780 };
const LAPTOP = { width: 1440, height: 900 };
const PATIENCE = 15_000;

/** Devices are for secure pages only, and an address of the test's own network has no certificate. */
const launch = (executablePath, address) =>
  chromium.launch({ executablePath, args: [...FLAGS, `--unsafely-treat-insecure-origin-as-secure=${new URL(address).origin}`] });

export class Stage {
  static async open(address, { pictures = true } = {}) {
    return new Stage(await launch(process.env.CHROMIUM ?? '/usr/bin/chromium', address), new URL(address), pictures);
  }

  constructor(browser, address, pictures) {
    this.browser = browser;
    this.browsers = [browser];
    this.address = address;
    this.watch = new Watch(address.origin);
    this.screens = new Screens(pictures);
    this.lines = [];
    this.startedAt = Date.now();
    this.name = 'start';
  }

  phone(who, locale = 'en-US') {
    return this.context(who, { viewport: PHONE, hasTouch: true, isMobile: true, locale });
  }

  laptop(who) {
    return this.context(who, { viewport: LAPTOP, acceptDownloads: true });
  }

  /** A phone in another browser process, started by this command. */
  async elsewhere(who, executablePath) {
    const browser = await launch(executablePath, this.address);
    this.browsers.push(browser);
    return this.context(who, { viewport: PHONE, hasTouch: true, isMobile: true }, browser);
  }

  async context(who, options, browser = this.browser) {
    const context = await browser.newContext({ locale: 'en-US', reducedMotion: 'reduce', ...options });
    context.setDefaultTimeout(PATIENCE);
    return { who, context, newPage: (extra = {}) => this.page(context, who, extra) };
  }

  /** @param refusals whether this page's story has the server refuse something, or cuts its line */
  async page(context, who, { refusals = false, origins } = {}) {
    const page = await context.newPage();
    await this.watch.page(page, who, origins, refusals ? [REFUSED, CUT] : []);
    return page;
  }

  /** A way to the server that can be cut. */
  async line() {
    const line = await Line.to(Number(this.address.port), this.address.hostname);
    this.lines.push(line);
    return line;
  }

  /** One step of a story: its name stands in the output with its time, and in the report when it fails. */
  async step(name, act) {
    this.name = name;
    const at = Date.now();
    const result = await act();
    process.stdout.write(`  ${String(Date.now() - at).padStart(6)} ms  ${name}\n`);
    return result;
  }

  /** Pictures of all pages as they stand, for whoever has to find out what went wrong. */
  async failed() {
    const pages = this.browsers.flatMap((browser) => browser.contexts()).flatMap((context) => context.pages());
    for (const [index, page] of pages.entries()) {
      await page.screenshot({ path: new URL(`../../screenshots/failed-${index}.png`, import.meta.url).pathname }).catch(() => undefined);
      process.stdout.write(`--- page ${index}: ${page.url()}\n${(await page.locator('body').innerText({ timeout: 1000 }).catch(() => '')).slice(0, 1500)}\n`);
    }
    for (const problem of this.watch.problems) process.stdout.write(`complaint: ${problem}\n`);
  }

  async close() {
    for (const browser of this.browsers) await browser.close();
    for (const line of this.lines) line.close();
  }
}
