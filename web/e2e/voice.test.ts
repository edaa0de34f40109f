import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page, WebSocketRoute } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { wavFile } from '../src/voice/pcm';
import { faults } from './axe';
import { ask, composer, fits, open, visit } from './browser';
import { hasSound, startServer, type Running } from './server';

const SAID = 'The quick brown fox jumps over the lazy dog.';
const SECOND = 24_000;
/** The model that writes it down is read into memory first, on a busy machine. */
const PATIENT = { timeout: 120_000 };

const words = (text: string): string[] => text.toLowerCase().match(/[a-z]+/g) ?? [];
/** How many of its words are there. */
const heard = (text: string) => words(SAID).filter((word) => words(text).includes(word)).length;

const dictate = (page: Page) => page.getByRole('button', { name: 'Speak instead of typing' });
const finish = (page: Page) => page.getByRole('button', { name: 'Finish recording' });
const status = (page: Page) => page.getByRole('dialog').getByRole('status');

describe.skipIf(!hasSound())('a voice', () => {
  const folder = mkdtempSync(join(tmpdir(), 'liaoyuan-voice-'));
  const microphone = join(folder, 'said.wav');
  let server: Running;
  let browser: Browser;

  beforeAll(async () => {
    server = await startServer({ sound: true });
    // what the page hears is what the server says: no recording has to be kept for it
    const response = await fetch(`${server.address}/v1/audio/speech`, {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ model: 'default', input: SAID, voice: 'af_heart', response_format: 'pcm' }),
    });
    expect(response.status).toBe(200);
    const pcm = new Int16Array(await response.arrayBuffer());
    writeFileSync(microphone, Buffer.from(await wavFile([new Int16Array(2 * SECOND), pcm, new Int16Array(40 * SECOND)]).arrayBuffer()));
    browser = await open(['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream', `--use-file-for-fake-audio-capture=${microphone}`]);
  }, 240_000);
  afterEach(async () => { for (const context of browser.contexts()) await context.close(); });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    rmSync(folder, { recursive: true });
  });

  it('is written into the message while one speaks', async () => {
    const { page, complaints } = await visit(browser, {}, '/', server.address);
    await composer(page).fill('Note:');

    await dictate(page).click();
    await page.getByText('Recording', { exact: true }).waitFor();
    await expect.poll(async () => heard(await composer(page).inputValue()), PATIENT).toBeGreaterThanOrEqual(7);
    await finish(page).click();
    await page.getByText('Writing down what you said…').waitFor({ state: 'detached', ...PATIENT });

    const written = await composer(page).inputValue();
    expect(written).toMatch(/^Note: /);
    expect(heard(written)).toBeGreaterThanOrEqual(8);
    expect(complaints).toEqual([]);
  });

  it('is written by a recording where there is no connection that writes as one speaks', async () => {
    const { page } = await visit(browser, {}, '/', server.address);
    await page.routeWebSocket('**/v1/realtime**', (socket) => socket.close());

    await dictate(page).focus();
    await page.keyboard.down('Space');
    await page.getByText('Recording', { exact: true }).waitFor();
    await page.waitForFunction(() => /0:(0[6-9]|[1-5]\d)/.test(document.body.innerText));
    await page.keyboard.up('Space');

    await expect.poll(async () => heard(await composer(page).inputValue()), PATIENT).toBeGreaterThanOrEqual(8);
  });

  it('is forgotten at Escape', async () => {
    const { page } = await visit(browser, {}, '/', server.address);
    await composer(page).fill('As it was');

    await dictate(page).click();
    await page.getByText('Recording', { exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await dictate(page).waitFor();

    expect(await composer(page).inputValue()).toBe('As it was');
    expect(await finish(page).count()).toBe(0);
  });

  it('reads an answer aloud, and is silenced', async () => {
    const { page, complaints } = await visit(browser, {}, '/', server.address);
    await ask(page, 'Say hello in one short sentence');
    const asked: string[] = [];
    page.on('request', (request) => { if (request.url().endsWith('/v1/audio/speech')) asked.push((request.postDataJSON() as { input: string }).input); });

    await page.getByRole('button', { name: 'Read aloud' }).click();
    const stop = page.getByRole('listitem').getByRole('button', { name: 'Stop reading' });
    // the sign of a wait goes when something is heard
    await stop.locator('[data-icon=stop]').waitFor(PATIENT);
    await stop.click();

    await page.getByRole('button', { name: 'Read aloud' }).waitFor();
    expect(asked.length).toBeGreaterThan(0);
    expect(complaints).toEqual([]);
  });

  it('holds a conversation hands-free, whose turns are ordinary ones', async () => {
    const { page } = await visit(browser, {}, '/', server.address);

    await page.getByRole('button', { name: 'Talk hands-free' }).click();
    const log = page.getByRole('log');
    await log.filter({ hasText: /You .*fox/i }).waitFor(PATIENT);
    await log.filter({ hasText: /Assistant \S+/ }).waitFor(PATIENT);
    await page.keyboard.press('m');
    await page.getByRole('button', { name: 'Unmute' }).waitFor();
    await page.keyboard.press('i');
    await expect.poll(() => status(page).innerText(), PATIENT).toBe('The microphone is muted');
    expect(await faults(page)).toEqual([]);
    await page.keyboard.press('Escape');

    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.waitForURL(/\/c\//);
    await page.getByRole('region', { name: 'Messages' }).getByText(/fox/i).first().waitFor();
  });

  it('says that nobody is heard while the server is away, and listens again by itself', async () => {
    const { page } = await visit(browser, {}, '/', server.address);
    let there = true;
    const sockets: WebSocketRoute[] = [];
    await page.routeWebSocket('**/v1/realtime**', (socket) => {
      if (!there) return void socket.close();
      const upstream = socket.connectToServer();
      upstream.onMessage((message) => {
        socket.send(message);
        // one that is lost before it is agreed upon is none: sound is then sent as recordings
        if (String(message).includes('session.updated')) sockets.push(socket);
      });
    });
    await page.route('**/api/session', (route) => (there ? route.continue() : route.abort()));
    await page.getByRole('button', { name: 'Talk hands-free' }).click();
    await expect.poll(() => sockets.length, PATIENT).toBe(1);
    await expect.poll(() => status(page).innerText(), PATIENT).toMatch(/listening|hear you/);

    there = false;
    await sockets[0]!.close();
    await expect.poll(() => status(page).innerText(), PATIENT).toMatch(/^The connection is lost/);
    expect(await faults(page)).toEqual([]);
    there = true;
    await expect.poll(() => sockets.length, PATIENT).toBe(2);

    await expect.poll(() => status(page).innerText(), PATIENT).not.toMatch(/lost/);
  });

  it('makes notes of a recording, whose times lead to what was said', async () => {
    const { page, complaints } = await visit(browser, {}, '/', server.address);
    const spoken = await page.request.post(`${server.address}/v1/audio/speech`, {
      data: { model: 'default', voice: 'af_heart', response_format: 'wav', input: 'Sales in November were above the plan. We have decided that the new version is released in December. Tom writes the release notes until Friday.' },
    });
    const added = await page.request.post(`${server.address}/api/space/documents?name=weekly.wav`, { data: await spoken.body(), headers: { 'Content-Type': 'application/octet-stream' } });
    const { document } = (await added.json()) as { document: { id: string } };
    await expect.poll(async () => ((await (await page.request.get(`${server.address}/api/space/documents/${document.id}`)).json()) as { state: string }).state, PATIENT).toBe('INDEXED');
    await page.goto(`${server.address}/space/documents/${document.id}`);
    const panel = page.getByRole('region', { name: 'Meeting notes' });
    const open = panel.getByRole('button', { name: 'Open the note' });

    // what the very small model says may be of no use
    for (let tries = 0; tries < 4 && !(await open.isVisible()); tries++) {
      await panel.getByRole('button', { name: /Meeting notes|Make again/ }).click();
      await panel.getByRole('button', { name: 'Make again' }).waitFor(PATIENT);
    }
    expect(await faults(page)).toEqual([]);
    await open.click();
    await page.getByText('Preview', { exact: true }).click();
    const note = page.getByRole('region', { name: 'Preview' });
    await note.getByText('Speakers are not told apart').waitFor();
    const [cited] = await Promise.all([page.context().waitForEvent('page'), note.getByRole('link', { name: /^\d+:\d\d$/ }).first().click()]);

    await cited.getByRole('button', { name: /play/i }).first().waitFor();
    expect(new URL(cited.url()).pathname).toBe(`/space/documents/${document.id}`);
    expect(complaints).toEqual([]);
  });

  it('says who speaks in a recording, under the names that one gives them', async () => {
    const { page, complaints } = await visit(browser, {}, '/', server.address);
    const say = async (voice: string, input: string) =>
      (await page.request.post(`${server.address}/v1/audio/speech`, { data: { model: 'default', voice, response_format: 'pcm', input } })).body();
    const talk = wav(Buffer.concat([
      await say('af_heart', 'The harvest of apples was better than last year, and we sold most of it.'), Buffer.alloc(20_000),
      await say('am_michael', 'Then we should buy another press before the winter begins.'),
    ]));
    const added = await page.request.post(`${server.address}/api/space/documents?name=harvest.wav`, { data: talk, headers: { 'Content-Type': 'application/octet-stream' } });
    const { document } = (await added.json()) as { document: { id: string } };
    await expect.poll(async () => ((await (await page.request.get(`${server.address}/api/space/documents/${document.id}`)).json()) as { state: string }).state, PATIENT).toBe('INDEXED');
    await page.goto(`${server.address}/space/documents/${document.id}`);
    const name = page.getByRole('region', { name: 'Speakers' }).getByRole('textbox', { name: 'Name of Speaker 2' });
    await page.getByText('Speaker 2: Then we should').waitFor();
    expect(await faults(page)).toEqual([]);

    await name.fill('Konrad');
    await name.press('Enter');
    await page.getByText('Konrad: Then we should').waitFor();
    await page.getByText('Speaker 2 is called Konrad now.').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();

    await page.getByText('Speaker 2: Then we should').waitFor();
    expect(complaints).toEqual([]);
  });

  it('sounds as the persona does, unless the person wants it otherwise', async () => {
    const { page } = await visit(browser, {}, '/', server.address);
    const asked: { voice?: string; speed?: number; pauses?: string }[] = [];
    page.on('request', (request) => { if (request.url().endsWith('/v1/audio/speech')) asked.push(request.postDataJSON() as { voice: string }); });
    await page.getByRole('button', { name: /^Persona:/ }).click();
    await page.getByRole('radio', { name: /^Butler/ }).check();
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'Persona: Butler' }).waitFor();

    await page.getByRole('button', { name: /Voice$/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('With Butler').waitFor();
    await dialog.getByRole('button', { name: 'Butler: Hear the English voice' }).click();
    await expect.poll(() => asked.at(-1), PATIENT).toMatchObject({ voice: 'bm_george', speed: 0.9, pauses: 'long' });
    await dialog.getByRole('combobox', { name: 'Butler: Voice for English' }).click();
    // the list is long, and only what can be seen of it is there
    await page.locator('.ant-select-dropdown:visible .ant-select-item-option').nth(2).click();
    await dialog.getByRole('button', { name: 'Butler: Hear the English voice' }).click();
    await expect.poll(() => asked.length, PATIENT).toBe(2);
    expect(asked[1]).toMatchObject({ voice: expect.stringMatching(/^[ab][fm]_(?!george)/) as string, speed: 0.9, pauses: 'long' });
    expect(await faults(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'As the persona speaks' }).click();

    await dialog.getByRole('button', { name: 'Butler: Hear the English voice' }).click();
    await expect.poll(() => asked.length, PATIENT).toBe(3);
    expect(asked[2]).toMatchObject({ voice: 'bm_george' });
  });

  it('offers the voices of this machine by language, and keeps what was chosen', async () => {
    const { page } = await visit(browser, {}, '/', server.address);
    const settings = async () => {
      await page.getByRole('button', { name: /Voice$/ }).click();
      return page.getByRole('dialog');
    };

    const dialog = await settings();
    await dialog.getByRole('combobox', { name: 'Voice for Chinese' }).click();
    await page.locator('.ant-select-item-option').nth(1).click();
    const chosen = await page.evaluate(() => Object.entries(localStorage).find(([key]) => key.startsWith('liaoyuan.voice.'))?.[1]);
    expect(JSON.parse(String(chosen))).toMatchObject({ voices: { zh: expect.stringMatching(/^z[fm]_/) as string } });
    await dialog.getByText('English', { exact: true }).click();
    await page.reload();

    expect(await (await settings()).getByRole('radio', { name: 'English' }).isChecked()).toBe(true);
    expect(await faults(page)).toEqual([]);
  });
});

describe('a page without a voice', () => {
  let browser: Browser;
  beforeAll(async () => { browser = await open(); });
  afterEach(async () => { for (const context of browser.contexts()) await context.close(); });
  afterAll(() => browser.close());

  it.each(['light', 'dark'] as const)('says which part is missing and offers it, in the %s too, on a phone too', async (colorScheme) => {
    const { page } = await visit(browser, { colorScheme, viewport: { width: 375, height: 740 } });

    await dictate(page).click();
    await page.getByText('To listen, a part is missing').waitFor();
    await page.getByRole('button', { name: 'Download' }).waitFor();

    await fits(page, 375);
    expect(await faults(page)).toEqual([]);
    await page.getByRole('button', { name: /Voice$/ }).click();
    await page.getByRole('dialog').getByText('Read answers aloud as they come').waitFor();
    await fits(page, 375);
    expect(await faults(page)).toEqual([]);
  });

  it('says why it gets no microphone', async () => {
    const { page } = await visit(browser);
    await page.route('**/api/models', async (route) => {
      const models = (await (await route.fetch()).json()) as { purpose: string; state: string }[];
      await route.fulfill({ json: models.map((model) => (model.purpose === 'TRANSCRIPTION' ? { ...model, state: 'PRESENT' } : model)) });
    });
    await page.reload();

    await dictate(page).click();

    await page.getByRole('alert').getByText(/microphone was not allowed|No microphone was found/).waitFor();
    expect(await dictate(page).isEnabled()).toBe(true);
    expect(new URL(page.url()).origin).toBe(inject('address'));
  });
});

/** What `pcm` is as a file: 24,000 samples a second of 16 bits. */
function wav(samples: Buffer) {
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + samples.length, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(24_000, 24);
  head.writeUInt32LE(48_000, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36);
  head.writeUInt32LE(samples.length, 40);
  return Buffer.concat([head, samples]);
}
