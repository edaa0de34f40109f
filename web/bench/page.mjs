// How soon the page can be used, and what it fetches for that: each time in a browser that knows nothing of it yet.
import { chromium } from 'playwright-core';

const address = process.argv[2] ?? 'http://localhost:7860';
const TIMES = 5;
const QUIET_MS = 1_000;

const median = (all) => [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)];

async function visit(browser) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, serviceWorkers: 'block' });
  const page = await context.newPage();
  const network = await context.newCDPSession(page);
  await network.send('Network.enable');
  let bytes = 0;
  network.on('Network.loadingFinished', (e) => (bytes += e.encodedDataLength));
  await page.addInitScript(() => {
    window.busyUntil = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((e) => (window.busyUntil = Math.max(window.busyUntil, e.startTime + e.duration)))).observe({ type: 'longtask', buffered: true });
  });
  await page.goto(address);
  await page.locator('textarea').first().waitFor();
  const shown = await page.evaluate(() => performance.now());
  // nothing that keeps the page from answering for a second: it was ready at the end of the last that did
  await page.waitForFunction((quiet) => performance.now() - window.busyUntil > quiet, QUIET_MS);
  const { busy, painted } = await page.evaluate(() => ({ busy: window.busyUntil, painted: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0 }));
  await context.close();
  return { interactive: Math.max(shown, busy), painted, bytes };
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
try {
  await visit(browser); // the server's own first time is its start, not the page's
  const all = [];
  for (let i = 0; i < TIMES; i++) all.push(await visit(browser));
  console.log(`${address}, median of ${TIMES} visits without a cache`);
  console.log(`first paint  ${Math.round(median(all.map((v) => v.painted)))} ms`);
  console.log(`interactive  ${Math.round(median(all.map((v) => v.interactive)))} ms (${all.map((v) => Math.round(v.interactive)).join(', ')})`);
  console.log(`transferred  ${(median(all.map((v) => v.bytes)) / 1024).toFixed(0)} KiB`);
} finally {
  await browser.close();
}
