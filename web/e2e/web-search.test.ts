import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { again, composer, fits, open, visit } from './browser';

let browser: Browser;
let service: Server;
let asked: string[] = [];

/** A SearXNG on loopback that finds one page, and below /broken one that refuses. */
beforeAll(async () => {
  service = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.setHeader('Content-Type', 'application/json');
    if (request.url?.startsWith('/broken')) response.statusCode = 403;
    response.end(JSON.stringify({ results: [{ url: 'https://lamp.example/dongji', title: 'The lamp of Dongji', content: 'The lamp of Dongji is seen for twenty miles.' }] }));
  });
  await new Promise<void>((listening) => service.listen(0, '127.0.0.1', listening));
  browser = await open();
});
afterEach(async () => { for (const context of browser.contexts()) await context.close(); });
afterAll(async () => {
  await browser.close();
  service.close();
});

const address = (path = '') => `http://127.0.0.1:${(service.address() as AddressInfo).port}${path}`;

const shot = (name: string) => (process.env.SCREENSHOTS ? `${process.env.SCREENSHOTS}/${name}.png` : undefined);

describe('the settings of web search', () => {
  it('add a service by keyboard, try it, put another before it, switch off, and forget', async () => {
    const { page, complaints } = await visit(browser, {}, '/settings');
    const section = page.getByRole('region', { name: 'Web search' });
    await section.getByText('No search service yet').waitFor();
    const add = async (to: string, key?: string) => {
      await section.getByRole('button', { name: 'Add a search service' }).press('Enter');
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('combobox', { name: 'Service' }).press('Enter');
      await page.keyboard.press('Enter');
      await dialog.getByText(/settings.yml has to allow/).waitFor();
      await dialog.getByLabel('Address').fill(to);
      if (key) await dialog.getByLabel('Key', { exact: true }).fill(key);
      await dialog.getByLabel('Address').press('Enter');
      await dialog.waitFor({ state: 'detached' });
    };
    await add(address());
    await add(address('/broken'), 'k-planted-55');

    const good = section.getByRole('listitem').filter({ hasText: address() }).filter({ hasNotText: 'broken' });
    const bad = section.getByRole('listitem').filter({ hasText: '/broken' });
    await good.getByRole('button', { name: /Try a search/ }).click();
    await good.getByText(/It found 1 page/).waitFor();
    const link = good.getByRole('link', { name: 'The lamp of Dongji' });
    expect(await link.getAttribute('target')).toBe('_blank');
    expect(await link.getAttribute('rel')).toBe('noopener noreferrer nofollow');
    await bad.getByRole('button', { name: /Try a search/ }).click();
    await bad.getByText(/it answered 403; allow the format json/).waitFor();
    await bad.getByText('key kept').waitFor();
    const path = shot('web-search-1280');
    if (path) await section.screenshot({ path });

    await bad.getByRole('button', { name: /earlier$/ }).press('Enter');
    await expect.poll(() => section.locator('ol > li').first().innerText()).toContain('/broken');
    await page.reload();
    await expect.poll(() => section.locator('ol > li').first().innerText()).toContain('/broken');
    expect(await page.content()).not.toContain('k-planted-55');

    asked = [];
    await section.getByRole('switch', { name: 'Search the web' }).press('Space');
    await expect.poll(() => good.getByRole('button', { name: /Try a search/ }).isDisabled()).toBe(true);
    expect(asked).toEqual([]);
    await section.getByRole('switch', { name: 'Search the web' }).press('Space');

    for (const row of [bad, good]) {
      await row.getByRole('button', { name: /^Remove/ }).click();
      await page.getByRole('tooltip').getByRole('button', { name: 'Remove', exact: true }).click();
      await row.waitFor({ state: 'detached' });
    }
    await section.getByText('No search service yet').waitFor();
    expect(complaints).toEqual([]);
  });

  it('say what is wrong, fit 375 pixels in the dark, speak Chinese', async () => {
    const { page } = await visit(browser, { viewport: { width: 375, height: 740 }, locale: 'zh-CN', colorScheme: 'dark' }, '/settings');
    const section = page.getByRole('region', { name: '网络搜索' });
    await section.getByRole('button', { name: '添加搜索服务' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: '服务' }).press('Enter');
    await page.keyboard.press('Enter');
    await dialog.getByLabel('地址').fill('not an address');
    await dialog.getByRole('button', { name: /保\s*存/ }).click();
    await dialog.getByRole('alert').getByText('not an address').waitFor();
    let path = shot('web-search-form-375');
    if (path) await page.screenshot({ path });
    await dialog.getByLabel('地址').fill(address());
    await dialog.getByRole('button', { name: /保\s*存/ }).click();
    await dialog.waitFor({ state: 'detached' });
    await section.getByRole('button', { name: /^用 SearXNG/ }).click();
    await section.getByText(/找到 1 个网页/).waitFor();

    await fits(page, 375);
    path = shot('web-search-375');
    if (path) await section.screenshot({ path });
    await section.getByRole('button', { name: /^移除/ }).click();
    await page.getByRole('tooltip').getByRole('button', { name: /^移\s?除$/ }).click();
    await section.getByText('还没有搜索服务').waitFor();
  });
});

describe('an answer from the web', () => {
  it('can be chosen once there is a service, and lists pages that open in a new tab, with their sites', async () => {
    const { page, complaints } = await visit(browser, {}, '/settings');
    const section = page.getByRole('region', { name: 'Web search' });
    await section.getByRole('button', { name: 'Add a search service' }).press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'Service' }).press('Enter');
    await page.keyboard.press('Enter');
    await dialog.getByLabel('Address').fill(address());
    await dialog.getByLabel('Address').press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Back to the conversation' }).click();

    asked = [];
    const choice = page.getByRole('radiogroup', { name: 'What the answer stands on' });
    const web = choice.getByRole('radio', { name: 'My material + web', exact: true });
    await expect.poll(() => web.isEnabled()).toBe(true);
    await web.focus();
    await page.keyboard.press('Space');
    await expect.poll(() => web.isChecked()).toBe(true);
    expect(asked).toEqual([]);
    await composer(page).fill('How far is the lamp of Dongji seen?');
    await page.locator('button[aria-label="Send"]:enabled').waitFor();
    await composer(page).press('Enter');
    await again(page).waitFor();

    const answer = page.locator('li').filter({ has: again(page) });
    await page.locator('details > summary').first().click({ timeout: 1_000 }).catch(() => {});
    const source = answer.locator('li').filter({ hasText: 'lamp.example' }).getByRole('link', { name: 'The lamp of Dongji' });
    await source.waitFor();
    expect(await source.getAttribute('href')).toBe('https://lamp.example/dongji');
    expect(await source.getAttribute('target')).toBe('_blank');
    expect(await source.getAttribute('rel')).toBe('noopener noreferrer nofollow');
    expect(asked).toHaveLength(1);
    const path = shot('web-search-answer-1280');
    if (path) await page.screenshot({ path });

    await page.goto(new URL('/settings', page.url()).href);
    await section.getByRole('button', { name: /^Remove/ }).click();
    await page.getByRole('tooltip').getByRole('button', { name: 'Remove', exact: true }).click();
    await section.getByText('No search service yet').waitFor();
    expect(complaints).toEqual([]);
  });
});
