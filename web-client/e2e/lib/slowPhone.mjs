/*
 * A slow phone on a slow line, as Chromium plays them, and the moment at which the first screen can be used: the
 * button that goes on was drawn, and what a finger's press on it leads to was drawn too.
 */
const LINE = { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 };
const CPU_SLOWDOWN = 4;
const LAYOUT = { viewport: { width: 360, height: 780 }, hasTouch: true, isMobile: true, locale: 'en-US', reducedMotion: 'reduce' };
const PATIENCE = 30_000;

/** Runs in the page before anything of it does; times are milliseconds since the navigation began. */
function probe() {
  const times = (window.times = {});
  /** Calls `then` with the time at which a frame that has it was drawn. */
  const drawn = (find, then) => {
    const look = () => {
      const box = find()?.getBoundingClientRect();
      if (!box || box.width === 0) return requestAnimationFrame(look);
      // The next frame begins when this one was handed on.
      return requestAnimationFrame(() => then(performance.now(), box));
    };
    look();
  };
  drawn(
    () => document.querySelector('.screen .foot .btn'),
    (at, box) => {
      times.shown = at;
      void window.press(box.x + box.width / 2, box.y + box.height / 2);
    },
  );
  addEventListener('pointerdown', (event) => (times.pressed ??= event.timeStamp), { capture: true });
  drawn(
    () => document.querySelector('.screen .progress'),
    (at) => (times.led = at),
  );
}

/** What took how long on the way: for whoever has to find out why. */
function resources() {
  return performance
    .getEntriesByType('resource')
    .map(({ name, startTime, responseEnd, transferSize }) => ({ name: new URL(name).pathname, from: startTime, to: responseEnd, bytes: transferSize }));
}

/** Opens a link as a slow phone does that was never here; answers `{interactive, shown, reaction, resources}` in milliseconds. */
export async function firstScreen(browser, link) {
  const context = await browser.newContext(LAYOUT);
  try {
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    await cdp.send('Network.enable');
    await cdp.send('Network.emulateNetworkConditions', LINE);
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });
    await page.exposeFunction('press', (x, y) => page.touchscreen.tap(x, y));
    await page.addInitScript(probe);
    await page.goto(link, { waitUntil: 'commit' });
    await page.waitForFunction(() => 'led' in window.times, undefined, { timeout: PATIENCE });
    const { shown, pressed, led } = await page.evaluate(() => window.times);
    const reaction = led - pressed;
    return { interactive: shown + reaction, shown, reaction, resources: await page.evaluate(resources) };
  } finally {
    await context.close();
  }
}
