import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { composer, open, visit } from './browser';

let browser: Browser;
beforeAll(async () => void (browser = await open()));
afterAll(() => browser.close());

test.each(['/', '/settings', '/usage', '/space', '/abilities', '/agents', '/members', '/keys', '/audit', '/account'])(
  'the content policy lets all of %s through',
  async (path) => {
    const { page, complaints } = await visit(browser, {}, path);
    await page.locator('#root main, #root [role=main]').first().waitFor();
    await page.waitForLoadState('networkidle');

    expect(complaints).toEqual([]);
  },
);

test('components keep their style under the policy', async () => {
  const { page, complaints } = await visit(browser);
  await composer(page).waitFor();

  const corners = await page.locator('button.ant-btn').first().evaluate((button) => getComputedStyle(button).borderRadius);

  expect(corners).toBe('6px'); // a browser's own buttons have none
  expect(complaints).toEqual([]);
});

test('a style or a script that is smuggled in does nothing', async () => {
  const { page, complaints } = await visit(browser);
  await composer(page).waitFor();

  await page.evaluate(() => {
    document.body.insertAdjacentHTML('beforeend', '<style>body { outline: 7px solid red }</style><p id="sly" style="color: red">x</p>');
    const script = document.createElement('script');
    script.textContent = 'window.smuggled = true';
    document.body.append(script);
  });

  expect(await page.evaluate(() => getComputedStyle(document.body).outlineWidth)).not.toBe('7px');
  expect(await page.locator('#sly').evaluate((p) => getComputedStyle(p).color)).not.toBe('rgb(255, 0, 0)');
  expect(await page.evaluate(() => 'smuggled' in window)).toBe(false);
  expect(complaints.length).toBeGreaterThanOrEqual(3);
});

test('each answer has a nonce of its own', async () => {
  const { page } = await visit(browser);
  const policies = await page.evaluate(async () => {
    const get = async () => (await fetch('/')).headers.get('Content-Security-Policy') ?? '';
    return [await get(), await get()];
  });

  expect(policies[0]).toMatch(/style-src 'self' 'nonce-[A-Za-z0-9+/]{24}'/);
  expect(policies[0]).not.toBe(policies[1]);
  expect(policies.join()).not.toContain('unsafe');
});
