import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { wavFile } from '../src/voice/pcm';
import { faults } from './axe';
import { fits, open, visit } from './browser';
import { hasSound, startServer, type Running } from './server';

const SAID = 'The quick brown fox jumps over the lazy dog.';
const SECOND = 24_000;
/** The model that writes it down is read into memory first, on a busy machine. */
const PATIENT = { timeout: 120_000 };
const FLAGS = ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream'];

const shot = async (page: Page, name: string) => {
  if (process.env.SCREENSHOTS) await page.screenshot({ path: `${process.env.SCREENSHOTS}/aid-${name}.png`, fullPage: true });
};
const live = (page: Page) => page.getByRole('switch', { name: 'Live aid' });
const captions = (page: Page) => page.getByRole('region', { name: 'Captions of what is said' });
/** dB FS that an ear hears; -90 while nothing runs. */
const level = async (page: Page) => Number(await page.getByRole('region', { name: 'Left ear' }).getByRole('meter', { name: 'Heard' }).getAttribute('aria-valuenow'));

describe.skipIf(!hasSound())('captions beside the live aid', () => {
  const folder = mkdtempSync(join(tmpdir(), 'liaoyuan-captions-'));
  let server: Running;
  let browser: Browser;

  beforeAll(async () => {
    server = await startServer({ sound: true });
    const response = await fetch(`${server.address}/v1/audio/speech`, {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ model: 'default', input: SAID, voice: 'af_heart', response_format: 'pcm' }),
    });
    expect(response.status).toBe(200);
    const pcm = new Int16Array(await response.arrayBuffer());
    const microphone = join(folder, 'said.wav');
    writeFileSync(microphone, Buffer.from(await wavFile([new Int16Array(2 * SECOND), pcm, new Int16Array(10 * SECOND)]).arrayBuffer()));
    browser = await open([...FLAGS, `--use-file-for-fake-audio-capture=${microphone}`]);
  }, 240_000);
  afterEach(async () => { for (const context of browser.contexts()) await context.close(); });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    rmSync(folder, { recursive: true });
  });

  it('are off until somebody switches them on, show what is said, and say when the connection is lost while the aid goes on', async () => {
    const { page } = await visit(browser, {}, '/hearing', server.address);
    let connections = 0;
    let broken = false;
    const open: { close: () => Promise<void> }[] = [];
    await page.routeWebSocket(/\/v1\/realtime/, (route) => {
      connections++;
      if (broken) return void route.close();
      route.connectToServer();
      open.push(route);
    });
    await live(page).click();
    await expect.poll(() => level(page), { timeout: 30_000 }).toBeGreaterThan(-60);
    expect(connections).toBe(0);

    await page.getByRole('switch', { name: 'Captions' }).click();
    await page.getByText('goes to the server of this installation').waitFor();
    await expect.poll(async () => (await captions(page).innerText()).toLowerCase(), PATIENT).toMatch(/quick brown fox/);
    await shot(page, 'captions-1280');
    expect(await faults(page)).toEqual([]);

    broken = true;
    await Promise.all(open.splice(0).map((socket) => socket.close()));
    await page.getByText('The aid goes on. It is tried again', { exact: false }).waitFor();
    await expect.poll(() => level(page), { timeout: 30_000 }).toBeGreaterThan(-60);
    expect(await live(page).isChecked()).toBe(true);

    broken = false;
    await page.getByText('The aid goes on. It is tried again', { exact: false }).waitFor({ state: 'detached', timeout: 30_000 });
    await page.setViewportSize({ width: 375, height: 800 });
    await fits(page, 375);
    await shot(page, 'captions-375');
  });
});

describe('hearing without a server', () => {
  let server: Running;
  let browser: Browser;
  let gone = false;
  const stop = async () => {
    if (!gone) await server.stop();
    gone = true;
  };
  beforeAll(async () => { [browser, server] = await Promise.all([open(FLAGS), startServer()]); });
  afterAll(async () => {
    await browser.close();
    await stop();
  });

  it('runs the aid, its fine tuning and both tests from what the page keeps', async () => {
    const { page } = await visit(browser, { serviceWorkers: 'allow' }, '/', server.address);
    await expect.poll(() => page.evaluate(async () => navigator.serviceWorker.controller?.state === 'activated' && (await caches.match('/offline/owner')) !== undefined), { timeout: 60_000 }).toBe(true);

    // as if the machine with the server were gone; nothing of hearing was opened before
    await page.context().setOffline(true);
    await stop();
    await page.goto(`${server.address}/hearing`);

    await page.getByText('You are offline.').waitFor();
    await live(page).click();
    await expect.poll(() => level(page), { timeout: 30_000 }).toBeGreaterThan(-90);
    await shot(page, 'offline');
    await live(page).click();

    await page.getByRole('combobox', { name: 'Left ear: Hearing' }).click();
    await page.getByText('Moderate, typical').last().click();
    await page.getByRole('button', { name: 'Begin comparing' }).click();
    await page.getByRole('button', { name: 'Play A', exact: true }).click();
    await page.getByRole('button', { name: 'A plays …' }).waitFor({ timeout: 60_000 });
    await page.getByRole('button', { name: 'Stop', exact: true }).click();

    await page.getByRole('button', { name: 'Begin a hearing test' }).click();
    await page.getByRole('button', { name: 'None of these', exact: true }).click();
    await page.getByRole('button', { name: 'Next', exact: true }).click();
    await page.getByRole('button', { name: 'Digits in noise', exact: true }).click();
    await page.getByRole('button', { name: 'Start', exact: true }).click();
    await page.getByText('Which three digits?', { exact: false }).waitFor({ timeout: 30_000 });
  });
});
