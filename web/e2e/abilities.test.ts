import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { fits, open, visit } from './browser';

let browser: Browser;
beforeAll(async () => { browser = await open(); });
afterEach(async () => { for (const context of browser.contexts()) await context.close(); });
afterAll(() => browser.close());

const measured = {
  suite: '1',
  skills: [{ name: 'code', zh: '代码', en: 'Code' }],
  cells: [{
    model: 'some-model', skill: 'code', difficulty: 2, suite: '1', n: 8, passes: 8, lowerBound: 0.6756, latencyMillis: 1200, promptTokens: 10,
    completionTokens: 5, joules: 12, joulesMeasured: false, measuredAt: '2026-01-01T00:00:00Z',
  }],
  run: null,
};

describe('the abilities', () => {
  it('are opened from the list, measured and stopped', async () => {
    const { page, complaints } = await visit(browser);

    await page.getByRole('button', { name: 'Abilities' }).click();
    await page.getByRole('button', { name: 'Measure' }).click();
    await page.getByText('Measuring smollm2-135m').waitFor();
    await page.getByRole('button', { name: 'Stop' }).click();

    await page.getByRole('button', { name: 'Measure' }).waitFor();
    expect(complaints).toEqual([]);
  });

  it('are a table whose cells say number, passes and questions, at 375 pixels too', async () => {
    const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 375, height: 740 } });
    await context.route('**/api/profiles', (route) => route.fulfill({ json: measured }));
    const page = await context.newPage();
    await page.goto(`${inject('address')}/abilities`);

    const cell = page.getByRole('row', { name: /^代码/ }).getByRole('button', { name: /8 题对 8 题，下界 0.68/ });
    expect(await cell.innerText()).toBe('0.68');
    await cell.click();
    await page.getByRole('tooltip').getByText('8 题对 8 题').waitFor();
    expect(await page.getByLabel('未测量').count()).toBe(2);
    await fits(page, 375);
  });
});
