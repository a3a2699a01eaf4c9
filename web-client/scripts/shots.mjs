/*
 * Pictures of the stories: node scripts/shots.mjs [name ...]; into screenshots/, at three widths, light and dark.
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

mkdirSync('screenshots', { recursive: true });
const server = await createServer({ server: { port: 0 }, logLevel: 'error' });
await server.listen();
const base = `${server.resolvedUrls.local[0]}stories.html${option('query', '') ? `?${option('query', '')}` : ''}`;
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS });
try {
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
        await page.evaluate(() => document.fonts.ready);
        await page.screenshot({ path: `screenshots/${name.replace(':', '-')}-${width}-${colorScheme}.png` });
      }
      await context.close();
    }
  }
} finally {
  await browser.close();
  await server.close();
}
