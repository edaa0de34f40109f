import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { fits, open, visit } from './browser';

let browser: Browser;
beforeAll(async () => { browser = await open(); });
afterEach(async () => { for (const context of browser.contexts()) await context.close(); });
afterAll(() => browser.close());

const turn = (role: string, words: string) => ({ author: { role }, recipient: 'all', content: { content_type: 'text', parts: [words] } });
const exported = JSON.stringify([{
  title: 'A lamp from elsewhere', conversation_id: 'lamp', create_time: 1_700_000_000,
  mapping: {
    root: { parent: null, children: ['q'], message: null },
    q: { parent: 'root', children: ['a'], message: turn('user', 'Who lit it?') },
    a: { parent: 'q', children: [], message: turn('assistant', 'A passing spark.') },
  },
}]);

describe('one’s data', () => {
  it('is brought along from ChatGPT, once, and read here', async () => {
    const { page, complaints } = await visit(browser);
    await page.getByRole('button', { name: 'Settings' }).click();
    const file = { name: 'conversations.json', mimeType: 'application/json', buffer: Buffer.from(exported) };
    const input = page.getByLabel('Import from ChatGPT').first();

    await input.setInputFiles(file);
    await page.getByText('1 imported.').waitFor();
    await input.setInputFiles(file);
    await page.getByText('0 imported, 1 were here already.').waitFor();

    // newest first, and this one is of 2023
    await page.getByLabel('Search conversations').fill('lamp from elsewhere');
    await page.getByRole('navigation').getByText('A lamp from elsewhere').click();
    await page.getByText('Who lit it?').waitFor();
    await page.getByText('A passing spark.').waitFor();
    expect(complaints).toEqual([]);
  });

  it('says what is wrong with a file that is no export', async () => {
    const { page } = await visit(browser, {}, '/account');

    await page.getByLabel('Import from ChatGPT').first()
      .setInputFiles({ name: 'notes.json', mimeType: 'application/json', buffer: Buffer.from('{"a":1}') });

    await page.getByRole('alert').filter({ hasText: 'must be an array' }).waitFor();
  });

  it('is downloaded as one archive', async () => {
    const { page } = await visit(browser, {}, '/account');
    const download = page.waitForEvent('download');

    await page.getByRole('link', { name: 'Download everything' }).click();

    const path = await (await download).path();
    expect((await download).suggestedFilename()).toMatch(/^liaoyuan-.*\.zip$/);
    expect((await readFile(path)).subarray(0, 2).toString()).toBe('PK');
  });

  it('fits 375 pixels, in Chinese, and offers no deletion to who is not signed in', async () => {
    const { page } = await visit(browser, { viewport: { width: 375, height: 700 }, locale: 'zh-CN' }, '/account');

    await page.getByRole('heading', { name: '您的数据' }).waitFor();
    await fits(page, 375);
    expect(await page.getByRole('button', { name: '删除账户' }).count()).toBe(0);
  });
});
