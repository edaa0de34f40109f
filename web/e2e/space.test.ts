import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { fits, open, visit } from './browser';
import { startServer, type Running } from './server';

let browser: Browser;
// a space of its own: the one that all share holds what others put there
let server: Running;
beforeAll(async () => { [browser, server] = await Promise.all([open(), startServer()]); });
afterEach(async () => { for (const context of browser.contexts()) await context.close(); });
afterAll(async () => { await Promise.all([browser.close(), server.stop()]); });

const file = (name: string, text: string) => ({ name, mimeType: '', buffer: Buffer.from(text) });

describe('the page My space', () => {
  it('takes files, says how far they are, finds and marks what they say, and deletes them', async () => {
    const { page, complaints } = await visit(browser, {}, '/', server.address);
    await page.getByRole('navigation').getByRole('button', { name: 'My space' }).click();
    await page.getByText('Nothing here yet').waitFor();

    await page.locator('input[type=file]:not([webkitdirectory])').setInputFiles([
      file('lighthouse.md', '# Coast\n\nThe lighthouse of Dongji was built in 1907.\n'),
      file('broken.docx', 'PK\u0003\u0004 breaks off here'),
    ]);
    const good = page.getByRole('listitem').filter({ hasText: 'lighthouse.md' });
    const bad = page.getByRole('listitem').filter({ hasText: 'broken.docx' });
    await good.getByText('Ready').waitFor();
    await bad.getByText('Not read').waitFor();
    await bad.getByRole('button', { name: 'Try to read broken.docx again' }).click();
    await bad.getByText('Not read').waitFor();

    await page.getByRole('searchbox', { name: 'Search my space' }).fill('lighthouse');
    await page.getByRole('searchbox', { name: 'Search my space' }).press('Enter');
    await page.locator('mark', { hasText: 'lighthouse' }).waitFor();
    await page.getByText('Coast', { exact: false }).first().waitFor();
    if (process.env.SCREENSHOTS) await page.screenshot({ path: `${process.env.SCREENSHOTS}/space-1280.png`, fullPage: true });

    await page.locator('input[type=file]:not([webkitdirectory])').setInputFiles([file('copy.md', '# Coast\n\nThe lighthouse of Dongji was built in 1907.\n')]);
    await page.getByText('copy.md is here already, as lighthouse.md').waitFor();

    for (const name of ['lighthouse.md', 'broken.docx']) {
      await page.getByRole('button', { name: `Delete ${name}?` }).click();
      await page.getByRole('tooltip').getByRole('button', { name: 'Delete', exact: true }).click();
      await page.getByText(`${name} is deleted`).waitFor();
    }
    await page.getByText('Nothing here yet').waitFor();
    expect(complaints).toEqual([]);
  });

  it('fits a phone, in the dark, in Chinese', async () => {
    const { page, complaints } = await visit(browser, { viewport: { width: 375, height: 700 }, locale: 'zh-CN', colorScheme: 'dark' }, '/space', server.address);
    await page.getByRole('heading', { name: '我的空间', level: 1 }).waitFor();
    await page.locator('input[type=file]:not([webkitdirectory])').setInputFiles([file('一个很长很长很长很长很长很长很长很长很长的文件名.txt', '东极岛的灯塔建于一九〇七年。')]);
    await page.getByText('可搜索', { exact: true }).waitFor();
    await page.getByRole('searchbox').fill('灯塔是什么时候建的');
    await page.getByRole('searchbox').press('Enter');
    await page.locator('mark', { hasText: '灯塔' }).waitFor();

    await fits(page, 375);
    if (process.env.SCREENSHOTS) await page.screenshot({ path: `${process.env.SCREENSHOTS}/space-375.png`, fullPage: true });
    await page.getByRole('button', { name: /^删除 一个/ }).click();
    await page.getByRole('tooltip').getByRole('button', { name: /^删\s?除$/ }).click();
    await page.getByText('这里还没有文件').waitFor();
    expect(complaints).toEqual([]);
  });
});
