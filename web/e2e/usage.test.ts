import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ask, composer, fits, open, visit } from './browser';

let browser: Browser;
beforeAll(async () => { browser = await open(); });
afterEach(async () => { for (const context of browser.contexts()) await context.close(); });
afterAll(() => browser.close());

describe('the page Usage', () => {
  it('shows what an answer took, by day and by model, and exports it', async () => {
    const { page, complaints } = await visit(browser);
    // the model is read into memory first, and says as much as it likes
    page.setDefaultTimeout(100_000);
    await ask(page, 'Name a metal');
    expect(await page.getByText(/ J · ¥[\d.]+/).count()).toBe(1);

    await page.getByRole('navigation').getByRole('button', { name: 'Usage' }).click();
    await page.getByRole('heading', { name: 'Usage', level: 1 }).waitFor();
    await page.getByRole('img', { name: /Cost per day/ }).waitFor();
    await page.getByText('Model', { exact: true }).click();

    await page.getByRole('rowheader', { name: 'smollm2-135m' }).waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'This table (CSV)' }).click();
    expect((await download).suggestedFilename()).toMatch(/^liaoyuan-model-.*\.csv$/);
    await page.reload();
    await page.getByRole('heading', { name: 'Usage', level: 1 }).waitFor();
    expect(complaints).toEqual([]);
  });

  it('says what the article says: about 200 yuan a day a server, 200,000 a thousand', async () => {
    const { page } = await visit(browser, {}, '/usage');
    const calculator = page.getByRole('region', { name: 'What would own servers cost?' });

    await calculator.getByText('¥196,560', { exact: true }).waitFor();
    await calculator.getByText('¥197', { exact: true }).waitFor();
    await calculator.getByLabel('Servers', { exact: true }).fill('2');
    await calculator.getByText('¥393', { exact: true }).waitFor();
  });

  it('sets a budget by the keyboard, which then stops the chat, and removes it', async () => {
    const { page } = await visit(browser, {}, '/usage');
    await page.getByLabel('Amount').fill('1');

    await page.getByLabel('Amount').press('Enter');
    const remove = page.getByRole('button', { name: 'Remove the budget of Person local, day, tokens' });
    await remove.waitFor();
    await page.getByRole('navigation').getByRole('button', { name: 'New chat' }).click();
    await page.getByText('Your budget is used up').waitFor();
    await composer(page).fill('Name a bird');
    await page.locator('button[aria-label="Send"]:enabled').waitFor();
    await composer(page).press('Enter');
    await page.getByRole('alert').getByText(/tokens a day used/).waitFor();

    await page.getByRole('navigation').getByRole('button', { name: 'Usage' }).click();
    await remove.click();
    await page.getByText('No budgets yet').waitFor();
  });

  it('fits 375 pixels in both languages', async () => {
    for (const locale of ['zh-CN', 'en-US']) {
      const { page } = await visit(browser, { locale, viewport: { width: 375, height: 740 } }, '/usage');
      await page.getByRole('img', { name: /^(每天费用|Cost per day)/ }).waitFor();

      await fits(page, 375);
      expect(await page.locator('main > div').evaluate((e) => e.scrollWidth - e.clientWidth)).toBe(0);
    }
  });
});
