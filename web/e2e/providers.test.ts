import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { composer, fits, open, visit } from './browser';

let browser: Browser;
let provider: Server;

/** A provider on loopback that lists one model and answers each chat with one word. */
beforeAll(async () => {
  provider = createServer((request, response) => {
    if (request.url?.endsWith('/models')) {
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify({ data: [{ id: 'm' }] }));
    } else {
      response.setHeader('Content-Type', 'text/event-stream');
      response.end('data: {"model":"m","choices":[{"index":0,"delta":{"content":"faraway"},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n');
    }
  });
  await new Promise<void>((listening) => provider.listen(0, '127.0.0.1', listening));
  browser = await open();
});
afterEach(async () => { for (const context of browser.contexts()) await context.close(); });
afterAll(async () => {
  await browser.close();
  provider.close();
});

const address = () => `http://127.0.0.1:${(provider.address() as AddressInfo).port}/v1`;

describe('the settings of models', () => {
  it('add a provider by keyboard, test it, show no key, and talk with its model', async () => {
    const { page, complaints } = await visit(browser);
    await page.getByRole('button', { name: 'Settings' }).press('Enter');
    await page.getByRole('button', { name: 'Add a provider' }).press('Enter');
    await page.getByRole('combobox', { name: 'Provider' }).fill('compatible');
    await page.keyboard.press('Enter');
    await page.getByLabel('Short name').fill('far');
    await page.getByLabel('Base address').fill(address());
    await page.getByLabel('Key', { exact: true }).fill('sk-secret');
    await page.getByRole('combobox', { name: 'Models offered' }).fill('m');
    await page.keyboard.press('Enter');
    await page.getByRole('switch', { name: /My own server/ }).press('Space');
    await page.getByRole('button', { name: 'Save' }).press('Enter');

    await page.getByText('far/m').waitFor();
    await page.getByRole('button', { name: 'Test the connection to far' }).click();
    await page.getByText(/It answers: 1 models/).waitFor();
    await page.reload();
    await page.getByText('key kept').waitFor();
    expect(await page.content()).not.toContain('sk-secret');

    await page.getByRole('button', { name: 'Back to the conversation' }).click();
    await page.getByRole('combobox', { name: 'Model' }).click();
    await page.getByTitle('far/m').click();
    await composer(page).fill('hello');
    await page.locator('button[aria-label="Send"]:enabled').waitFor();
    await composer(page).press('Enter');
    await page.locator('.x-markdown').filter({ hasText: 'faraway' }).waitFor();
    expect(complaints).toEqual([]);
  });

  it('say what is wrong, fit 375 pixels, speak Chinese', async () => {
    const { page } = await visit(browser, { viewport: { width: 375, height: 740 }, locale: 'zh-CN' }, '/settings');
    await page.getByRole('button', { name: '添加别名' }).click();
    await page.getByLabel('名字').fill('not good');
    await page.getByRole('combobox', { name: '模型，排在前面的优先' }).fill('far/m');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /保\s*存/ }).click();

    await page.getByRole('alert').getByText('not good').waitFor();
    await fits(page, 375);
  });
});
