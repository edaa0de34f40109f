// The page's live aid in Chromium with a file for a microphone: how many blocks, how many gaps, and what a block costs (Chromium's own trace of the audio worklet).
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright-core';
import { build, preview } from 'vite';

const usage = 'usage: liaoyuan bench aid [--ahead] [--minutes N]';
const given = process.argv.slice(2);
const ahead = given[0] === '--ahead';
const [name, value, ...more] = ahead ? given.slice(1) : given;
const minutes = name === undefined ? 5 : Number(value);
if ((name !== undefined && name !== '--minutes') || !(minutes > 0 && minutes <= 60) || more.length > 0) {
  console.error(usage);
  process.exit(2);
}

const RATE = 48_000;
const SECONDS = 12;
/** Noise in syllables, with pauses, at about 65 dB SPL where it is loudest: every part of the aid has something to do. */
function microphone(file) {
  const wav = Buffer.alloc(44 + 2 * RATE * SECONDS);
  wav.write('RIFF', 0);
  wav.writeUInt32LE(wav.length - 8, 4);
  wav.write('WAVEfmt ', 8);
  for (const [at, size, number] of [[16, 4, 16], [20, 2, 1], [22, 2, 1], [24, 4, RATE], [28, 4, 2 * RATE], [32, 2, 2], [34, 2, 16]]) wav.writeUIntLE(number, at, size);
  wav.write('data', 36);
  wav.writeUInt32LE(wav.length - 44, 40);
  let state = 1;
  let soft = 0;
  for (let i = 0; i < RATE * SECONDS; i++) {
    state = (state * 1103515245 + 12345) % 2147483648;
    soft += 0.2 * (state / 1073741824 - 1 - soft);
    const t = i / RATE;
    const syllable = Math.max(0, Math.sin(2 * Math.PI * 3.7 * t)) * (t % 4 < 3 ? 1 : 0);
    wav.writeInt16LE(Math.round(32767 * (0.004 * syllable * soft * 4 + 0.0002 * soft)), 44 + 2 * i);
  }
  writeFileSync(file, wav);
}

const quantile = (sorted, q) => sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))];

/** Durations in milliseconds of every block of the worklet from now on; what Chromium names it is told apart by how often it comes. */
async function trace(browser) {
  const session = await browser.newBrowserCDPSession();
  const found = new Map();
  session.on('Tracing.dataCollected', ({ value: events }) => {
    for (const { name: event, dur, ph } of events) {
      if (ph !== 'X' || dur === undefined) continue;
      if (!found.has(event)) found.set(event, []);
      found.get(event).push(dur / 1000);
    }
  });
  await session.send('Tracing.start', { transferMode: 'ReportEvents', bufferUsageReportingInterval: 60_000, traceConfig: { recordMode: 'recordAsMuchAsPossible', includedCategories: ['audio-worklet', 'disabled-by-default-audio-worklet'], excludedCategories: ['*'] } });
  return async () => {
    const complete = new Promise((done) => session.once('Tracing.tracingComplete', done));
    await session.send('Tracing.end');
    await complete;
    return found;
  };
}

const folder = mkdtempSync(join(tmpdir(), 'liaoyuan-aid-bench-'));
const file = join(folder, 'microphone.wav');
microphone(file);
const root = resolve(import.meta.dirname, 'aid');
const outDir = join(folder, 'page');
await build({ configFile: false, root, logLevel: 'warn', build: { outDir, emptyOutDir: true, chunkSizeWarningLimit: 9000 } });
const server = await preview({ configFile: false, root, build: { outDir }, preview: { port: 0, host: '127.0.0.1' } });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', `--use-file-for-fake-audio-capture=${file}`],
});
try {
  const page = await (await browser.newContext({ permissions: ['microphone'] })).newPage();
  await page.goto(server.resolvedUrls.local[0] + (ahead ? '#ahead' : ''));
  const ended = await trace(browser);
  await page.getByRole('button').click();
  await page.waitForFunction(() => window.state.begun || window.state.ended, undefined, { timeout: 60_000 });
  const seen = [];
  const begun = Date.now();
  const until = begun + minutes * 60_000;
  while (Date.now() < until) {
    await page.waitForTimeout(Math.min(30_000, until - Date.now()));
    const { meters, late, ended: why } = await page.evaluate(() => window.state);
    if (why !== undefined) throw new Error(`the aid ended: ${why}`);
    seen.push(meters.overruns);
    console.log(`${String(Math.round((Date.now() - begun) / 1000)).padStart(4)} s  ${meters.blocks} blocks, ${meters.overruns} gaps, ${meters.environment}, program ${meters.program}, ${late.toFixed(1)} ms late`);
  }
  for (const [event, all] of await ended()) {
    if (all.length < 1000) continue;
    all.sort((a, b) => a - b);
    console.log(`${event}: ${all.length} times, p50 ${quantile(all, 0.5).toFixed(3)} ms, p99 ${quantile(all, 0.99).toFixed(3)} ms, p99.9 ${quantile(all, 0.999).toFixed(3)} ms, longest ${all.at(-1).toFixed(3)} ms`);
  }
  process.exitCode = seen.at(-1) === 0 ? 0 : 1;
} finally {
  await browser.close();
  await new Promise((done) => server.httpServer.close(done));
  rmSync(folder, { recursive: true, force: true });
}
