import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { faults } from './axe';
import { fits, open, visit } from './browser';

let browser: Browser;
beforeAll(async () => { browser = await open(); });
afterEach(async () => { for (const context of browser.contexts()) await context.close(); });
afterAll(() => browser.close());

const row = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name });

describe('connections of agents', () => {
  it('are added, tried and removed: a database that does not exist says why', async () => {
    const { page, complaints } = await visit(browser, {}, '/agents?connections');
    await page.getByRole('button', { name: 'Add a database' }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('Name').fill('crm');
    await form.getByLabel('Address').fill('jdbc:mysql://db/crm');
    await form.getByLabel('User').fill('reader');
    await form.getByLabel('Password').fill('tulip');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.getByText(/There is no driver|there is no driver/).waitFor();
    await form.getByLabel('Address').fill('jdbc:postgresql://127.0.0.2:1/crm');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.waitFor({ state: 'hidden' });

    await row(page, 'crm').getByText('jdbc:postgresql://127.0.0.2:1/crm · reader').waitFor();
    expect(await page.content()).not.toContain('tulip');
    await page.getByRole('button', { name: 'Test crm' }).click();
    await page.getByText(/leads inside of the server's own network/).waitFor();
    expect(await faults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Remove crm' }).click();
    await page.getByRole('tooltip').getByRole('button', { name: 'Remove crm' }).click();
    await row(page, 'crm').waitFor({ state: 'detached' });
    // the browser notes each answer of 400 by itself
    expect(complaints.filter((complaint) => !complaint.includes('400'))).toEqual([]);
  });

  it('fit a phone, in Chinese, with a server that can not be asked', async () => {
    const { page } = await visit(browser, { viewport: { width: 375, height: 740 }, locale: 'zh-CN', colorScheme: 'dark' }, '/agents?connections');
    await page.getByRole('button', { name: '添加服务器' }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('名称').fill('weather');
    await form.getByLabel('地址').fill('http://127.0.0.2:8099/mcp');
    await form.getByLabel('请求头', { exact: true }).fill('Authorization');
    await form.getByLabel('请求头的值').fill('Bearer tulip');
    await fits(page, 375);
    await form.getByRole('button', { name: /保\s*存/ }).click();
    await form.waitFor({ state: 'hidden' });

    await row(page, 'weather').getByText('http://127.0.0.2:8099/mcp · Authorization').waitFor();
    await page.getByRole('button', { name: 'weather 的工具' }).click();
    await page.getByRole('dialog').getByRole('alert').getByText(/liaoyuan\.tools\.inside/).waitFor();
    await fits(page, 375);
    expect(await faults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(await page.content()).not.toContain('tulip');
    await page.getByRole('button', { name: '移除 weather' }).click();
    await page.getByRole('tooltip').getByRole('button', { name: '移除 weather' }).click();
    await row(page, 'weather').waitFor({ state: 'detached' });
  });
});
