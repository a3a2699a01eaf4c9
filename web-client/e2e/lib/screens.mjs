/*
 * Each screen as a picture at three widths, light and dark, and through axe-core: nothing serious or critical. Pictures
 * go to screenshots/, which nobody commits.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const FOLDER = fileURLToPath(new URL('../../screenshots/', import.meta.url));
const SIZES = { 360: 780, 768: 1024, 1440: 900 };
const BAD = ['serious', 'critical'];

export class Screens {
  /** @param pictures whether pictures are taken; axe looks either way */
  constructor(pictures = true) {
    this.pictures = pictures;
    this.problems = [];
    this.seen = 0;
    mkdirSync(FOLDER, { recursive: true });
  }

  /** Looks at what a page shows now; the page is left as it was. */
  async look(page, name) {
    this.seen++;
    const before = page.viewportSize();
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await this.settled(page);
      await this.examine(page, `${name} ${colorScheme}`);
      if (this.pictures) await this.shoot(page, name, colorScheme);
      await page.setViewportSize(before);
    }
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  }

  /** Colours that still fade over are nobody's colours. */
  async settled(page) {
    await page.evaluate(async () => {
      await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
      const ending = document.getAnimations().filter((each) => Number.isFinite(each.effect?.getComputedTiming().endTime));
      return Promise.allSettled(ending.map((each) => each.finished));
    });
  }

  async examine(page, name) {
    if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
    const violations = await page.evaluate(async () => {
      const { violations } = await window.axe.run(document, { resultTypes: ['violations'] });
      return violations.map(({ id, impact, nodes }) => ({ id, impact, nodes: nodes.map((node) => `${node.target} ${node.failureSummary}`) }));
    });
    for (const { id, impact, nodes } of violations) {
      if (BAD.includes(impact)) this.problems.push(`${name}: ${id} (${impact}): ${nodes.slice(0, 3).join(' | ').replace(/\s+/g, ' ')}`);
    }
  }

  async shoot(page, name, scheme) {
    for (const [width, height] of Object.entries(SIZES)) {
      await page.setViewportSize({ width: Number(width), height });
      await this.settled(page);
      await page.screenshot({ path: `${FOLDER}${name}-${width}-${scheme}.png` });
      await this.fits(page, `${name} ${width}`);
    }
  }

  /** Nothing may stick out at the side: a page that scrolls sideways is broken for a thumb. */
  async fits(page, name) {
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (over > 0) this.problems.push(`${name}: ${over} px wider than the screen`);
  }

  verdict() {
    if (this.seen === 0) throw new Error('no screen was looked at');
    if (this.problems.length > 0) throw new Error(`What the screens lack:\n  ${[...new Set(this.problems)].join('\n  ')}`);
  }
}
