import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { open, visit } from './browser';
import { startServer, type Running } from './server';

let browser: Browser;
let server: Running;
beforeAll(async () => { [browser, server] = await Promise.all([open(), startServer()]); });
afterEach(async () => { for (const context of browser.contexts()) await context.close(); });
afterAll(async () => { await Promise.all([browser.close(), server.stop()]); });

const WITH_WORKER = { serviceWorkers: 'allow' } as const;

/** The worker is in charge, and has seen who sits here. A function that is waited for may not be asynchronous: its promise would do. */
const worked = (page: Page) => expect.poll(() => page.evaluate(async () => navigator.serviceWorker.controller?.state === 'activated' && (await caches.match('/offline/owner')) !== undefined), { timeout: 60_000 }).toBe(true);

const keptAnswers = (page: Page) => page.evaluate(async () => {
  const urls: string[] = [];
  for (const name of await caches.keys()) for (const { url } of await (await caches.open(name)).keys()) urls.push(new URL(url).pathname);
  return urls.filter((path) => path.startsWith('/api/'));
});

const begin = (page: Page, title: string) => page.evaluate(async (wanted) => {
  const { csrfToken } = (await (await fetch('/api/session')).json()) as { csrfToken: string };
  const made = await fetch('/api/conversations', { method: 'POST', body: JSON.stringify({ title: wanted }), headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': csrfToken } });
  return ((await made.json()) as { id: string }).id;
}, title);

describe('the page without a network', () => {
  it('can be installed', async () => {
    const { page } = await visit(browser, WITH_WORKER, '/', server.address);
    const manifest = await page.evaluate(async () => {
      const address = document.querySelector<HTMLLinkElement>('link[rel=manifest]')!.href;
      const read = (await (await fetch(address)).json()) as { icons: { src: string; sizes: string }[]; start_url: string; display: string };
      const sizes = await Promise.all(read.icons.map(async ({ src }) => {
        const image = await createImageBitmap(await (await fetch(src)).blob());
        return `${image.width}x${image.height}`;
      }));
      return { ...read, sizes };
    });

    expect(manifest.display).toBe('standalone');
    expect(manifest.sizes).toEqual(manifest.icons.map((icon) => icon.sizes));
    await worked(page);
  });

  it('hears who sits here, though the worker came while that was being asked', async () => {
    const context = await browser.newContext({ locale: 'en-US' });
    const page = await context.newPage();
    // only what the page asks past the worker comes here
    await page.route('**/api/session', async (route) => {
      await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null), { timeout: 60_000 }).toBe(true);
      await route.continue();
    });
    await page.goto(server.address);

    await worked(page);
  });

  it('shows conversations that were opened before, says that it is offline, and keeps nothing else of the API', async () => {
    const { page } = await visit(browser, WITH_WORKER, '/', server.address);
    await worked(page);
    const opened = await begin(page, 'Read before');
    await begin(page, 'Never opened');
    await page.goto(`${server.address}/c/${opened}`);
    await page.getByRole('button', { name: 'Read before', exact: true }).waitFor();
    await page.goto(`${server.address}/space`);
    await page.getByText('Nothing here yet').waitFor();
    await expect.poll(() => keptAnswers(page)).toContain(`/api/conversations/${opened}`);
    expect((await keptAnswers(page)).every((path) => /^\/api\/(session|conversations(\/[0-9a-f-]{36})?)$/.test(path))).toBe(true);
    const session = await page.evaluate(async () => (await (await caches.match('/api/session'))!.json()) as { csrfToken: string });
    expect(session.csrfToken).toBe('');

    await page.context().setOffline(true);
    await page.goto(`${server.address}/c/${opened}`);

    await page.getByText('You are offline.').waitFor();
    await page.waitForFunction(() => document.title.startsWith('Read before'));
    await page.getByRole('button', { name: 'Never opened', exact: true }).waitFor();
    await page.context().setOffline(false);
  });

  it('takes what another app shares, and keeps it once a person says so', async () => {
    const { page } = await visit(browser, WITH_WORKER, '/', server.address);
    await worked(page);
    await page.evaluate(() => {
      const form = document.createElement('form');
      Object.assign(form, { method: 'POST', action: '/space/share', enctype: 'multipart/form-data' });
      for (const [name, value] of [['title', 'Shared page'], ['url', 'https://example.org/shared']]) {
        const field = document.createElement('input');
        Object.assign(field, { name, value });
        form.append(field);
      }
      document.body.append(form);
      form.submit();
    });

    await page.getByRole('region', { name: 'Shared with Liaoyuan' }).getByText('https://example.org/shared').waitFor();
    await page.getByRole('button', { name: 'Keep in my space' }).click();
    await expect.poll(() => page.getByRole('textbox', { name: 'Text (Markdown)' }).inputValue()).toBe('Shared page\n\nhttps://example.org/shared');
    expect(await page.evaluate(() => caches.has('liaoyuan-shared'))).toBe(false);
  });

  it('forgets all of it when one signs out, and shows the next person nothing of it', async () => {
    const { page } = await visit(browser, WITH_WORKER, '/', server.address);
    await page.goto('about:blank');
    await page.goto(server.welcome);
    await page.getByLabel('Sign-in name').fill('ada');
    await page.getByLabel('Password', { exact: true }).fill('a spark starts a prairie fire');
    await page.getByText('Very good').waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /^Account of/ }).waitFor();
    const secret = await begin(page, 'Secret talk');
    await worked(page);
    await page.goto(`${server.address}/c/${secret}`);
    await expect.poll(() => keptAnswers(page)).toContain(`/api/conversations/${secret}`);

    await page.getByRole('button', { name: /^Account of/ }).press('Enter');
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByLabel('Password', { exact: true }).waitFor();

    expect(await keptAnswers(page)).toEqual([]);
    await page.context().setOffline(true);
    await page.goto(`${server.address}/c/${secret}`);
    await page.getByText('You are offline', { exact: false }).or(page.getByText('This could not be loaded')).first().waitFor();
    expect(await page.getByText('Secret talk').count()).toBe(0);
  });
});
