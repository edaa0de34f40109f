import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { chromium, type Browser, type Page } from 'playwright-core';
import { build, preview, type PreviewServer } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Tunings } from '../src/hearing/generated/sound.js';

const RATE = 48_000;

/** A tone of 1 kHz as a 16-bit WAV file; Chromium plays it to the page again and again. */
function tone(file: string, rms: number) {
  const samples = RATE;
  const wav = Buffer.alloc(44 + 2 * samples);
  wav.write('RIFF', 0);
  wav.writeUInt32LE(36 + 2 * samples, 4);
  wav.write('WAVEfmt ', 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(RATE, 24);
  wav.writeUInt32LE(2 * RATE, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36);
  wav.writeUInt32LE(2 * samples, 40);
  for (let i = 0; i < samples; i++) wav.writeInt16LE(Math.round(32767 * rms * Math.SQRT2 * Math.sin((2 * Math.PI * 1000 * i) / RATE)), 44 + 2 * i);
  writeFileSync(file, wav);
}

let folder: string;
let server: PreviewServer;
let browser: Browser;
let address: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'liaoyuan-aid-'));
  const microphone = join(folder, 'tone.wav');
  // 60 dB SPL, if full scale stands for 120
  tone(microphone, 0.001);
  const root = resolve(import.meta.dirname, 'aid');
  const outDir = join(folder, 'page');
  await build({ configFile: false, root, plugins: [react()], logLevel: 'warn', build: { outDir, emptyOutDir: true, minify: false, chunkSizeWarningLimit: 9000 } });
  server = await preview({ configFile: false, root, build: { outDir }, preview: { port: 0, host: '127.0.0.1' } });
  address = server.resolvedUrls!.local[0]!;
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', `--use-file-for-fake-audio-capture=${microphone}`],
  });
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function open(choices: object, permissions = ['microphone']): Promise<Page> {
  const context = await browser.newContext({ locale: 'en-US', permissions });
  const page = await context.newPage();
  await page.addInitScript((kept) => localStorage.setItem('liaoyuan.aid', kept), JSON.stringify(choices));
  await page.goto(address);
  return page;
}

const level = async (page: Page, ear: string, what: string) => Number(await page.getByRole('region', { name: ear }).getByRole('meter', { name: what }).getAttribute('aria-valuenow'));

/** dB from what an ear's microphone hears to what the ear is given. */
const gain = async (page: Page, ear: string) => (await level(page, ear, 'Given')) - (await level(page, ear, 'Heard'));

/** What somebody says who finds more high tones clearer, whatever plays. */
function brighter(saved: string): 'FIRST' | 'SECOND' | 'NEITHER' {
  const [, first = 0, , , second = 0] = Tunings.next(saved);
  return first === second ? 'NEITHER' : first > second ? 'FIRST' : 'SECOND';
}

/** Their fine tuning, but for the last two answers. */
function almostTuned(): string {
  const states = [Tunings.begin(4, true, 0, 0, 1)];
  while (Tunings.next(states.at(-1)!).length > 0) states.push(Tunings.answer(states.at(-1)!, brighter(states.at(-1)!)));
  return states.at(-3)!;
}

describe('the live aid', () => {
  it('gives each ear the sound of the microphone with the gain that it is fitted to', async () => {
    const page = await open({ program: 'QUIET', volume: 0, compressed: false, feedback: false, left: { loss: 'none' } });

    await page.getByRole('switch', { name: 'Live aid' }).click();

    await expect.poll(() => level(page, 'Left ear', 'Heard'), { timeout: 20_000 }).toBeGreaterThan(-63);
    // NAL-R at 1 kHz: 0.05 (37.5 + 40 + 50) + 0.31 * 40 + 1 = 19.8
    await expect.poll(async () => Math.abs((await gain(page, 'Right ear')) - 20), { timeout: 20_000 }).toBeLessThanOrEqual(1);
    await expect.poll(async () => Math.abs(await gain(page, 'Left ear')), { timeout: 20_000 }).toBeLessThanOrEqual(1);
    await page.context().close();
  });

  it('follows the volume, the loss and the rule while it runs, and remembers them', async () => {
    const page = await open({ program: 'QUIET', volume: 0, compressed: false, feedback: false, left: { loss: 'none' } });
    await page.getByRole('switch', { name: 'Live aid' }).click();
    await expect.poll(async () => Math.abs((await gain(page, 'Right ear')) - 20), { timeout: 20_000 }).toBeLessThanOrEqual(1);

    await page.getByRole('slider', { name: 'Volume' }).press('ArrowRight');
    for (let i = 0; i < 5; i++) await page.getByRole('slider', { name: 'Volume' }).press('ArrowRight');
    await expect.poll(async () => Math.abs((await gain(page, 'Left ear')) - 6), { timeout: 20_000 }).toBeLessThanOrEqual(1);
    await page.getByRole('combobox', { name: 'Left ear: Hearing' }).click();
    await page.getByText('Moderate, typical').last().click();

    // 6.25 + 0.31 * 40 + 1, and the volume
    await expect.poll(async () => Math.abs((await gain(page, 'Left ear')) - 25.7), { timeout: 20_000 }).toBeLessThanOrEqual(1.3);
    expect(await page.evaluate(() => JSON.parse(localStorage.getItem('liaoyuan.aid')!) as unknown)).toMatchObject({ volume: 6, left: { loss: 'N3' } });
    await page.context().close();
  });

  it('says when its burst is not heard, and how long the aid itself takes', async () => {
    const page = await open({ volume: 0 });
    await page.getByRole('switch', { name: 'Live aid' }).click();
    await page.getByText(/The aid itself takes \d/).waitFor();

    await page.getByRole('button', { name: 'Measure the delay' }).click();

    // the microphone of this test hears nothing but its tone
    await page.getByText('The burst was not heard', { exact: false }).waitFor();
    await page.context().close();
  });

  it('looks ahead where the person wants that, says that it is later for it, and gives the same gain', async () => {
    const page = await open({ program: 'QUIET', volume: 0, compressed: false, feedback: false, left: { loss: 'none' } });
    await page.getByRole('switch', { name: 'Live aid' }).click();
    await page.getByText('The aid itself takes 9.5 ms.', { exact: true }).waitFor();

    await page.getByRole('combobox', { name: 'Clearer, but later' }).click();
    await page.getByText('Clearer but later: always').last().click();

    await page.getByText(/The aid itself takes 89\.1 ms\. It hears ahead: clearer, but later\./).waitFor();
    await expect.poll(async () => Math.abs((await gain(page, 'Right ear')) - 20), { timeout: 20_000 }).toBeLessThanOrEqual(1);
    if (process.env.SCREENSHOTS) await page.screenshot({ path: `${process.env.SCREENSHOTS}/aid-ahead.png`, fullPage: true });
    await page.getByRole('combobox', { name: 'Clearer, but later' }).click();
    await page.getByText('Clearer but later: never').last().click();
    await page.getByText('The aid itself takes 9.5 ms.', { exact: true }).waitFor();
    expect(await page.evaluate(() => JSON.parse(localStorage.getItem('liaoyuan.aid')!) as unknown)).toMatchObject({ ahead: 'OFF' });
    await page.context().close();
  });

  it('looks ahead by itself where the device is measured to be so late that it is a remote microphone', async () => {
    const page = await open({ volume: -20 });
    // a microphone that hears what the page gives out, 100 ms later
    await page.addInitScript(() => {
      const room = new AudioContext({ sampleRate: 48_000 });
      const microphone = room.createMediaStreamDestination();
      const late = new DelayNode(room, { delayTime: 0.1 });
      late.connect(new GainNode(room, { gain: 0.2 })).connect(microphone);
      navigator.mediaDevices.getUserMedia = async () => {
        await room.resume();
        return microphone.stream.clone();
      };
      const connect = AudioNode.prototype.connect as (this: AudioNode, to: AudioNode) => AudioNode;
      AudioNode.prototype.connect = function (this: AudioNode, to: AudioNode) {
        if (to instanceof AudioDestinationNode && to.context !== room) {
          const out = (to.context as AudioContext).createMediaStreamDestination();
          connect.call(this, out);
          connect.call(room.createMediaStreamSource(out.stream), late);
        }
        return connect.call(this, to);
      } as typeof AudioNode.prototype.connect;
    });
    await page.reload();
    await page.getByRole('switch', { name: 'Live aid' }).click();
    await page.getByText('The aid itself takes 9.5 ms.', { exact: true }).waitFor();

    await page.getByRole('button', { name: 'Measure the delay' }).click();

    await page.getByText('That is more than 30 ms', { exact: false }).waitFor();
    await page.getByText('It hears ahead: clearer, but later.', { exact: false }).waitFor();
    await page.context().close();
  });

  it('goes silent, and lets go of the microphone, when it is switched off', async () => {
    const page = await open({ volume: 0 });
    await page.addInitScript(() => {
      const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
      navigator.mediaDevices.getUserMedia = async (wanted) => {
        const stream = await ask(wanted);
        Object.assign(window, { asked: wanted, tracks: stream.getTracks() });
        return stream;
      };
    });
    await page.reload();
    const live = page.getByRole('switch', { name: 'Live aid' });
    await live.click();
    await expect.poll(() => level(page, 'Left ear', 'Heard'), { timeout: 20_000 }).toBeGreaterThan(-63);

    await live.click();

    expect(await page.evaluate(() => (window as unknown as { tracks: MediaStreamTrack[] }).tracks.every((track) => track.readyState === 'ended'))).toBe(true);
    expect(await page.evaluate(() => (window as unknown as { asked: unknown }).asked)).toEqual({ audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false } });
    await expect.poll(() => level(page, 'Left ear', 'Heard')).toBe(-90);
    await page.context().close();
  });

  it('is tuned by comparing sentences, keeps what was found, and takes it back', async () => {
    const page = await open({ program: 'QUIET', volume: 0, compressed: true, feedback: false, left: { loss: 'N3' } });
    const tuning = page.getByRole('region', { name: 'Fine tuning by comparing' });
    const press = (name: string) => tuning.getByRole('button', { name, exact: true }).click();
    const kept = () => page.evaluate(() => (JSON.parse(localStorage.getItem('liaoyuan.aid')!) as { tuned: unknown }).tuned);
    await page.evaluate((saved) => sessionStorage.setItem('liaoyuan.aid.tuning', saved), almostTuned());
    await page.reload();
    await press('Go on where I stopped');

    for (let left = 2; left > 0; left--) {
      const saved = await page.evaluate(() => sessionStorage.getItem('liaoyuan.aid.tuning')!);
      // nothing may be said before both were heard
      expect(await tuning.getByRole('button', { name: 'No difference' }).isDisabled()).toBe(true);
      for (const side of ['A', 'B']) {
        await tuning.getByRole('button', { name: `Play ${side}`, exact: true }).click({ timeout: 90_000 });
        await tuning.getByRole('button', { name: `${side} plays …` }).waitFor();
        await tuning.getByRole('button', { name: `Play ${side}`, exact: true }).waitFor({ timeout: 60_000 });
      }
      if (left === 2 && process.env.SCREENSHOTS) await page.screenshot({ path: `${process.env.SCREENSHOTS}/aid-pair.png`, fullPage: true });
      await press({ FIRST: 'A is clearer', SECOND: 'B is clearer', NEITHER: 'No difference' }[brighter(saved)]);
    }
    await tuning.getByText(/high tones \d dB louder/).waitFor();
    if (process.env.SCREENSHOTS) await page.screenshot({ path: `${process.env.SCREENSHOTS}/aid-tuned.png`, fullPage: true });
    await press('Use this setting');
    expect((await kept()) as { high: number }).toMatchObject({ high: expect.any(Number) as number });
    const { high } = (await kept()) as { high: number };
    expect(high).toBeGreaterThanOrEqual(3);

    await press('Undo the fine tuning');
    expect(await kept()).toBeNull();
    await page.context().close();
  });
});
