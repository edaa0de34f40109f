import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { again, composer, fits, open, visit } from './browser';

let browser: Browser;
beforeAll(async () => { browser = await open(); });
afterEach(async () => { for (const context of browser.contexts()) await context.close(); });
afterAll(() => browser.close());

const shot = async (page: Page, name: string) => {
  if (process.env.SCREENSHOTS) await page.screenshot({ path: `${process.env.SCREENSHOTS}/proof-${name}.png` });
};

/** Twenty short parts, one of which is asked for. */
const LIGHTHOUSE = `${Array.from({ length: 10 }, (_, i) => `# Part ${i}\n\nThe island has ${i + 3} paths and a small harbour.\n`).join('\n')}
# Coast

The lighthouse of Dongji was built in 1907. Its lamp is visible for twenty miles.

${Array.from({ length: 10 }, (_, i) => `# Later ${i}\n\nIn winter ${i + 40} people stay on the island.\n`).join('\n')}`;

async function upload(page: Page, name: string, text: string) {
  await page.locator('input[type=file]').first().setInputFiles([{ name, mimeType: '', buffer: Buffer.from(text) }]);
  await page.getByRole('listitem').filter({ hasText: name }).getByText(/^(Ready|可搜索)$/).waitFor();
}

async function remove(page: Page, name: string) {
  await page.goto(new URL('/space', page.url()).href);
  await page.getByRole('button', { name: new RegExp(`^(Delete|删除) ${name}`) }).click();
  await page.getByRole('tooltip').getByRole('button', { name: /^(Delete|删\s?除)$/ }).click();
  await page.getByText(/is deleted|已删除/).waitFor();
}

async function askFromMaterial(page: Page, words: string) {
  const answers = await again(page).count();
  await composer(page).fill(words);
  await page.locator('button[aria-label="Send"]:enabled').waitFor();
  await composer(page).press('Enter');
  await again(page).nth(answers).waitFor();
}

describe('an answer from my material', () => {
  it('lists its sources, leads to the very passage, and remembers the choice', async () => {
    const { page, complaints } = await visit(browser, {}, '/space');
    await upload(page, 'coast.md', LIGHTHOUSE);
    await page.goto(new URL('/', page.url()).href);
    const choice = page.getByRole('radiogroup', { name: 'What the answer stands on' });
    await expect.poll(() => choice.getByRole('radio', { name: 'My material', exact: true }).isEnabled()).toBe(true);
    await choice.getByRole('radio', { name: 'Model knowledge' }).focus();
    expect(await choice.getByRole('radio', { name: /My material \+ web.*No web search/ }).isDisabled()).toBe(true);
    await page.keyboard.press('ArrowRight');
    expect(await choice.getByRole('radio', { name: 'My material', exact: true }).isChecked()).toBe(true);

    await askFromMaterial(page, 'When was the lighthouse of Dongji built?');

    const answer = page.locator('li').filter({ has: again(page) });
    await answer.getByRole('link', { name: 'coast.md' }).first().waitFor({ state: 'attached' });
    await shot(page, 'answer-1280');
    await page.reload();
    await again(page).waitFor();
    expect(await page.getByRole('radio', { name: 'My material', exact: true }).isChecked()).toBe(true);
    await page.locator('details > summary').first().click({ timeout: 1_000 }).catch(() => {});
    const source = answer.locator('li').filter({ hasText: '· Coast' }).getByRole('link', { name: 'coast.md' });
    await source.click();

    await page.waitForURL(/\/space\/documents\/[0-9a-f-]+\?passage=\d+$/);
    const cited = page.getByRole('region', { name: 'Cited passage' });
    await cited.getByText('was built in 1907').waitFor();
    expect(await cited.evaluate((e) => { const { top, bottom } = e.getBoundingClientRect(); return top >= 0 && bottom <= innerHeight; })).toBe(true);
    await shot(page, 'passage-1280');
    await page.getByRole('button', { name: 'Show what follows' }).click();
    await page.getByText('In winter 46 people').waitFor();
    await page.reload();
    await cited.waitFor();
    await page.goBack();
    await again(page).waitFor();
    await remove(page, 'coast.md');
    await page.goBack();
    await page.getByText('the file was deleted').first().waitFor({ state: 'attached' });
    expect(complaints).toEqual([]);
  });

  it('says what is not there, names what is closest, and asks the model at one click; on a phone, in the dark, in Chinese', async () => {
    const { page, complaints } = await visit(browser, { viewport: { width: 375, height: 700 }, locale: 'zh-CN', colorScheme: 'dark' }, '/space');
    await upload(page, '海岛笔记.txt', '东极岛的灯塔建于一九〇七年。');
    await page.goto(new URL('/', page.url()).href);
    await page.getByText('我的资料', { exact: true }).click();
    await composer(page).fill('杭州到舟山的高速公路全长多少公里？');
    await page.locator('button[aria-label="发送"]:enabled').waitFor();
    await composer(page).press('Enter');

    await page.getByText('您的资料里没有能回答这个问题的内容').first().waitFor();
    await page.getByRole('region', { name: '资料中最接近的内容' }).getByRole('link', { name: '海岛笔记.txt' }).waitFor();
    await shot(page, 'refused-375');
    await fits(page, 375);
    await page.getByRole('button', { name: '用模型知识回答' }).click();
    await page.getByRole('group', { name: /2/ }).first().waitFor();
    await page.getByRole('region', { name: '资料中最接近的内容' }).waitFor({ state: 'detached' });
    await remove(page, '海岛笔记.txt');
    expect(complaints).toEqual([]);
  });
});
