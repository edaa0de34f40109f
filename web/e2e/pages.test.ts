import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { faults } from './axe';
import { again, composer, fits, open, visit } from './browser';
import { pdf } from './pdf';
import { startServer, type Running } from './server';

let browser: Browser;
// a space of its own: the one that all share holds what others put there
let server: Running;
beforeAll(async () => { [browser, server] = await Promise.all([open(), startServer()]); });
afterEach(async () => { for (const context of browser.contexts()) await context.close(); });
afterAll(async () => { await Promise.all([browser.close(), server.stop()]); });

const shot = async (page: Page, name: string) => {
  if (process.env.SCREENSHOTS) await page.screenshot({ path: `${process.env.SCREENSHOTS}/pages-${name}.png` });
};

/** Pages of 600 x 800 points: about paths, about a lighthouse far down on the second, about winters. */
const ISLAND = pdf([
  [...Array.from({ length: 30 }, (_, i) => ({ x: 60, y: 740 - 20 * i, says: `Path ${i} of the island leads along the harbour to the hill.` }))],
  [{ x: 60, y: 740, says: 'Coast' }, { x: 60, y: 180, says: 'The lighthouse of Dongji was built in 1907.' }, { x: 60, y: 164, says: 'Its lamp is visible for twenty miles.' }],
  [{ x: 60, y: 740, says: 'In winter forty people stay on the island, and the ferry rests.' }],
]);

async function upload(page: Page, name: string, buffer: Buffer) {
  await page.locator('input[type=file]').first().setInputFiles([{ name, mimeType: '', buffer }]);
  await page.getByRole('listitem').filter({ hasText: name }).getByText(/^(Ready|可搜索)$/).waitFor();
}

async function remove(page: Page, name: string) {
  await page.goto(new URL('/space', page.url()).href);
  await page.getByRole('button', { name: new RegExp(`^(Delete|删除) ${name}`) }).click();
  await page.getByRole('tooltip').getByRole('button', { name: /^(Delete|删\s?除)$/ }).click();
  await page.getByText(/is deleted|已删除/).waitFor();
}

async function ask(page: Page, choice: string, words: string) {
  await page.getByText(choice, { exact: true }).click();
  await composer(page).fill(words);
  await page.locator('button[aria-label="Send"]:enabled, button[aria-label="发送"]:enabled').waitFor();
  await composer(page).press('Enter');
  await again(page).waitFor();
}

const picture = (page: Page) => page.getByRole('img', { name: /island\.pdf/ });
const marks = (page: Page) => page.locator('[data-mark]');

/** Where the marks lie on the picture: shares of it. */
async function markedPlace(page: Page) {
  const around = async (each: Locator) => (await each.boundingBox())!;
  const whole = await around(picture(page));
  const all = await Promise.all((await marks(page).all()).map(around));
  return {
    left: (Math.min(...all.map(({ x }) => x)) - whole.x) / whole.width,
    top: (Math.min(...all.map(({ y }) => y)) - whole.y) / whole.height,
    bottom: (Math.max(...all.map(({ y, height }) => y + height)) - whole.y) / whole.height,
  };
}

/** Share of the dark pixels in the marks' rows that lie under a mark: the picture as the browser has it. */
const inkUnderMarks = (page: Page) => picture(page).evaluate((image: HTMLImageElement) => {
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth;
  canvas.height = image.naturalHeight;
  const context = canvas.getContext('2d')!;
  context.drawImage(image, 0, 0);
  const whole = image.getBoundingClientRect();
  const boxes = [...document.querySelectorAll('[data-mark]')].map((mark) => mark.getBoundingClientRect());
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  let under = 0;
  for (let y = 0; y < canvas.height; y++) {
    for (let x = 0; x < canvas.width; x++) {
      if (data[4 * (y * canvas.width + x)]! > 127) continue;
      const across = whole.left + (x + 0.5) * (whole.width / canvas.width);
      const down = whole.top + (y + 0.5) * (whole.height / canvas.height);
      if (boxes.some((box) => across >= box.left && across <= box.right && down >= box.top && down <= box.bottom)) under++;
    }
  }
  return under;
});

const inView = (page: Page) => marks(page).last().evaluate((e) => {
  const { top, bottom } = e.getBoundingClientRect();
  const frame = e.closest('[role=group]')!.getBoundingClientRect();
  return top >= Math.max(0, frame.top) && bottom <= Math.min(innerHeight, frame.bottom);
});

describe('the page of a PDF', () => {
  it('is opened by a citation, the passage marked on it and in view; pages are turned and enlarged', async () => {
    const { page, complaints } = await visit(browser, {}, '/space', server.address);
    await upload(page, 'island.pdf', ISLAND);
    await page.goto(new URL('/', page.url()).href);
    await ask(page, 'My material', 'When was the lighthouse of Dongji built?');
    await page.locator('details > summary').first().click({ timeout: 1_000 }).catch(() => {});
    await page.locator('li').filter({ hasText: /^\[\d+\] island\.pdf · page 2$/ }).locator('a').click();

    await page.waitForURL(/\/space\/documents\/[0-9a-f-]+\?passage=\d+$/);
    await marks(page).first().waitFor();
    await page.getByText('Page 2 of 3', { exact: true }).waitFor();
    expect(await marks(page).count()).toBe(3);
    const place = await markedPlace(page);
    expect(place.left).toBeCloseTo(0.1, 1);
    expect(place.top).toBeCloseTo(50 / 800, 1);
    expect(place.bottom).toBeCloseTo(638 / 800, 2);
    expect(await inkUnderMarks(page)).toBeGreaterThan(500);
    await page.getByRole('region', { name: 'Cited passage' }).getByText('was built in 1907').waitFor();
    await expect.poll(() => marks(page).first().evaluate((e) => { const { top } = e.getBoundingClientRect(); return top >= 0 && top < innerHeight; })).toBe(true);
    // a button under the mouse is of a paler colour
    await page.mouse.move(0, 0);
    await shot(page, 'cited-1280');
    await expect.poll(() => faults(page)).toEqual([]);

    await page.getByRole('button', { name: 'Enlarge' }).click();
    await expect.poll(async () => (await picture(page).boundingBox())!.width).toBeGreaterThan(1_000);
    await page.mouse.move(0, 0);
    await shot(page, 'enlarged-1280');
    await expect.poll(() => faults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Enlarge' }).click();
    await page.getByRole('group', { name: /arrow keys/ }).focus();
    await page.keyboard.press('ArrowRight');
    await page.getByText('Page 3 of 3', { exact: true }).waitFor();
    await page.getByRole('img', { name: 'Page 3 of island.pdf' }).waitFor();
    expect(await marks(page).count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Next page' }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Previous page' }).click();
    await marks(page).first().waitFor();
    await page.getByRole('button', { name: 'Previous page' }).click();
    await page.getByRole('img', { name: 'Page 1 of island.pdf' }).waitFor();
    await page.getByRole('button', { name: 'Back to the cited passage' }).click();
    await marks(page).first().waitFor();
    expect(complaints).toEqual([]);
    await remove(page, 'island.pdf');
  });

  it('is opened by a search; on a phone, in the dark, in Chinese', async () => {
    const { page, complaints } = await visit(browser, { viewport: { width: 375, height: 700 }, locale: 'zh-CN', colorScheme: 'dark' }, '/space', server.address);
    await upload(page, 'island.pdf', ISLAND);
    await page.getByRole('searchbox', { name: /^(Search my space|搜索我的空间)$/ }).fill('winter forty people ferry');
    await page.getByRole('searchbox', { name: /^(Search my space|搜索我的空间)$/ }).press('Enter');
    await page.getByRole('listitem').filter({ has: page.locator('mark', { hasText: 'winter' }) }).getByRole('link', { name: 'island.pdf' }).first().click();

    await marks(page).first().waitFor();
    await page.getByText('第 3 页，共 3 页', { exact: true }).waitFor();
    await expect.poll(() => inView(page)).toBe(true);
    expect(await inkUnderMarks(page)).toBeGreaterThan(500);
    await fits(page, 375);
    await shot(page, 'found-375');
    await expect.poll(() => faults(page)).toEqual([]);
    await page.getByRole('button', { name: '放大' }).click();
    await expect.poll(async () => (await picture(page).boundingBox())!.width).toBeGreaterThan(600);
    await expect.poll(() => inView(page)).toBe(true);
    await fits(page, 375);
    await shot(page, 'enlarged-375');
    await remove(page, 'island.pdf');
    expect(complaints).toEqual([]);
  });

  it('falls back to the text where it can not be drawn, and is drawn at another try', async () => {
    const { page } = await visit(browser, {}, '/space', server.address);
    await upload(page, 'island.pdf', ISLAND);
    let refuse = true;
    await page.route('**/pages/*', (route) => (refuse ? route.fulfill({ status: 409, contentType: 'application/problem+json', body: '{"detail":"Page 3 needs a password"}' }) : route.continue()));
    await page.getByRole('searchbox', { name: /^(Search my space|搜索我的空间)$/ }).fill('winter forty people ferry');
    await page.getByRole('searchbox', { name: /^(Search my space|搜索我的空间)$/ }).press('Enter');
    await page.getByRole('listitem').filter({ has: page.locator('mark', { hasText: 'winter' }) }).getByRole('link', { name: 'island.pdf' }).first().click();

    await page.getByRole('alert').getByText('Page 3 needs a password').waitFor();
    const cited = page.getByRole('region', { name: 'Cited passage' });
    await expect.poll(() => cited.evaluate((e) => { const { top, bottom } = e.getBoundingClientRect(); return top >= 0 && bottom <= innerHeight; })).toBe(true);
    await shot(page, 'refused-1280');
    await expect.poll(() => faults(page)).toEqual([]);
    refuse = false;
    await page.getByRole('alert').getByRole('button').click();
    await marks(page).first().waitFor();
    await remove(page, 'island.pdf');
  });
});
