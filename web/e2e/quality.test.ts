import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { faults } from './axe';
import { again, askForALongAnswer, composer, fits, open, visit } from './browser';

let browser: Browser;
beforeAll(async () => { browser = await open(); });
afterEach(async () => { for (const context of browser.contexts()) await context.close(); });
afterAll(() => browser.close());

describe.each(['light', 'dark'] as const)('in the %s', (colorScheme) => {
  it.each(['/', '/space', '/space?collection=', '/space/notes/new', '/clip', '/settings', '/usage', '/abilities', '/assistants', '/agents', '/agents?drafts', '/agents?runs', '/agents?connections', '/members', '/keys', '/audit', '/account', '/organisations'])(
    'axe finds nothing serious at %s', async (path) => {
      const { page } = await visit(browser, { colorScheme, reducedMotion: 'reduce' }, path);
      await page.locator('#root main, #root [role=main]').first().waitFor();
      await page.waitForLoadState('networkidle');

      expect(await faults(page)).toEqual([]);
    });

  it('axe finds nothing serious in the search over everything, at a phone’s width either', async () => {
    const { page } = await visit(browser, { colorScheme, reducedMotion: 'reduce', viewport: { width: 375, height: 700 } });
    await composer(page).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('option').first().waitFor();
    await page.waitForLoadState('networkidle');

    expect(await faults(page)).toEqual([]);
    await fits(page, 375);
  });
});

it('nothing that is read moves while an answer comes', async () => {
  const { page } = await visit(browser);
  await composer(page).waitFor();
  await askForALongAnswer(page);
  await page.evaluate(() => {
    const seen = ((window as unknown as { moved: number[] }).moved = []) as number[];
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => seen.push((entry as unknown as { value: number }).value))).observe({ type: 'layout-shift' });
  });
  await page.waitForFunction((before) => { const said = document.querySelector('li[aria-busy=true] .x-markdown'); return !said || said.textContent!.length > before + 600; },
    await page.locator('li[aria-busy=true] .x-markdown').evaluate((e) => e.textContent!.length));
  const moved = await page.evaluate(() => (window as unknown as { moved: number[] }).moved);
  const stop = page.getByRole('button', { name: 'Stop' });
  if (await stop.isVisible()) await stop.click();
  await again(page).waitFor();

  expect(moved).toEqual([]);
});
