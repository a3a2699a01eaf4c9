/*
 * Pictures of the stories: node scripts/shots.mjs [name ...] (all when none is named); into screenshots/, at three widths, light and dark.
 * With --axe no pictures, but what axe-core finds on each story.
 * Needs a Chromium (CHROMIUM names it; /usr/bin/chromium otherwise).
 */
import { mkdirSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { createServer } from 'vite';

const SIZES = { 360: 740, 768: 1024, 1440: 900 };
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
/** The moment that the fixtures speak of. */
const NOW = new Date(2026, 10, 17, 18, 42, 12);

const args = process.argv.slice(2);
const option = (name, otherwise) => args.find((arg) => arg.startsWith(`--${name}=`))?.split('=')[1] ?? otherwise;
const names = args.filter((arg) => !arg.startsWith('--'));
const widths = option('widths', '360,768,1440').split(',').map(Number);
const schemes = option('schemes', 'light,dark').split(',');

const check = args.includes('--axe');

let findings = 0;
/** What stands in the way of somebody, by WCAG 2.2 A and AA. */
async function audit(page, where) {
  await page.addScriptTag({ path: 'node_modules/axe-core/axe.min.js' });
  const { violations } = await page.evaluate(() => window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
  for (const { id, impact, nodes } of violations) {
    findings++;
    console.log(`${where}: ${impact} ${id}: ${nodes.slice(0, 3).map((node) => `${node.target.join(' ')} ${node.any[0]?.message ?? ''}`).join(' | ')}`);
  }
}

mkdirSync('screenshots', { recursive: true });
const server = await createServer({ server: { port: 0 }, logLevel: 'error' });
await server.listen();
const base = `${server.resolvedUrls.local[0]}stories.html${option('query', '') ? `?${option('query', '')}` : ''}`;
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS });
/** The stories' own table of contents. */
async function allStories() {
  const page = await browser.newPage();
  await page.goto(base);
  await page.waitForSelector('a');
  const found = await page.$$eval('a', (links) => links.map((link) => link.textContent));
  await page.close();
  return found;
}

try {
  if (names.length === 0) names.push(...(await allStories()));
  for (const colorScheme of schemes) {
    for (const width of widths) {
      const context = await browser.newContext({ viewport: { width, height: SIZES[width] ?? 900 }, colorScheme, reducedMotion: 'reduce' });
      const page = await context.newPage();
      page.on('pageerror', (error) => console.error(error.message));
      page.on('console', (message) => message.type() === 'error' && console.error(message.text()));
      await page.clock.setFixedTime(NOW);
      for (const name of names) {
        await page.goto('about:blank');
        await page.goto(`${base}#${name}`);
        await page.waitForFunction(() => document.querySelector('#app')?.childElementCount > 0 && !document.querySelector('.skeleton'));
        await page.waitForLoadState('networkidle');
        if (check) await audit(page, `${name} ${width} ${colorScheme}`);
        if (!check) await page.screenshot({ path: `screenshots/${name.replace(':', '-')}-${width}-${colorScheme}.png` });
      }
      await context.close();
    }
  }
} finally {
  await browser.close();
  await server.close();
}
if (check) console.log(`${findings} findings`);
process.exit(findings > 0 ? 1 : 0);
