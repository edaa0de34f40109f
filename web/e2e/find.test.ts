import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { composer, open, visit } from './browser';

let browser: Browser;
beforeAll(async () => { browser = await open(); });
afterEach(async () => { for (const context of browser.contexts()) await context.close(); });
afterAll(() => browser.close());

const shot = (page: Page, name: string) => (process.env.SCREENSHOTS ? page.screenshot({ path: `${process.env.SCREENSHOTS}/${name}.png` }) : undefined);

const send = (path: string, body: unknown) =>
  fetch(inject('address') + path, { method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } });

/** A conversation as ChatGPT would export it: long, and with a branch that is not the one shown. */
async function longConversation(title: string) {
  const turn = (id: string, parent: string | null, role: string, text: string, children: string[]) => ({
    id, parent, children, message: { id, author: { role }, create_time: 1_700_000_000 + Number(id.slice(1)), content: { content_type: 'text', parts: [text] } },
  });
  const mapping: Record<string, unknown> = { root: { id: 'root', parent: null, children: ['m0'], message: null } };
  for (let i = 0; i < 40; i++) {
    const role = i % 2 === 0 ? 'user' : 'assistant';
    const text = i === 1 ? 'The needle 东极岛 stands here.' : `Turn ${i}. ${'hay '.repeat(80)}`;
    mapping[`m${i}`] = turn(`m${i}`, i === 0 ? 'root' : `m${i - 1}`, role, text, i < 39 ? [`m${i + 1}`] : []);
  }
  const file = JSON.stringify([{ title, conversation_id: title, create_time: 1_700_000_000, update_time: 1_700_000_000, mapping, current_node: 'm39' }]);
  const reply = await fetch(`${inject('address')}/api/conversations/import`, { method: 'POST', body: file, headers: { 'Content-Type': 'application/octet-stream' } });
  expect(reply.status).toBe(200);
}

const palette = (page: Page) => page.getByRole('combobox', { name: 'Search conversations, notes and files' });

describe('the search over everything', () => {
  it('is opened by Ctrl+K, and leads to a message at its place', async () => {
    await longConversation('A long talk');
    const { page, complaints } = await visit(browser);
    await composer(page).waitFor();

    await page.keyboard.press('Control+k');
    await page.getByRole('option', { name: 'A long talk' }).waitFor();
    await shot(page, 'palette-recent-1280');
    await palette(page).fill('东极岛');
    const found = page.getByRole('option').filter({ hasText: 'needle' });
    await found.locator('mark', { hasText: '东极岛' }).waitFor();
    await shot(page, 'palette-1280');
    await page.getByText('1 result', { exact: true }).waitFor();
    expect(await palette(page).getAttribute('aria-activedescendant')).toBe(await found.getAttribute('id'));
    await page.keyboard.press('Enter');

    const message = page.getByRole('listitem').filter({ hasText: 'The needle' });
    await message.waitFor();
    await expect.poll(() => message.evaluate((e) => {
      const { top, bottom } = e.getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    })).toBe(true);
    expect(complaints).toEqual([]);
  });

  it('is walked with the arrows, and closed by Escape', async () => {
    const { page } = await visit(browser);
    await composer(page).waitFor();
    await page.keyboard.press('Control+k');
    await palette(page).fill('a');
    await page.getByRole('option', { name: 'Usage' }).waitFor();
    await palette(page).fill('usage');
    await page.getByRole('option').filter({ hasText: 'Usage' }).waitFor();
    await page.getByText(/^\d+ results?$/).waitFor();

    const active = () => palette(page).getAttribute('aria-activedescendant');
    const first = await active();
    await page.keyboard.press('ArrowUp');
    expect(await page.locator(`[id="${await active()}"]`).innerText()).toBe('Usage');
    await page.keyboard.press('ArrowDown');
    expect(await active()).toBe(first);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Usage', level: 1 }).waitFor();

    await page.keyboard.press('Control+k');
    await palette(page).waitFor();
    await page.keyboard.press('Escape');
    await palette(page).waitFor({ state: 'hidden' });
  });
});

describe('notes', () => {
  it('are saved while one writes, shown as they will look, found, brought back and deleted with a way back', async () => {
    const { page, complaints } = await visit(browser, {}, '/space');
    await page.getByRole('button', { name: 'New note' }).click();
    await page.getByRole('textbox', { name: 'Title' }).fill('Ferry times');
    await page.getByRole('textbox', { name: 'Text (Markdown)' }).fill('The **first** ferry leaves at six, quinceward.');
    await page.getByRole('status').getByText('Saved', { exact: true }).waitFor();
    await page.waitForURL(/\/space\/notes\/[0-9a-f-]{36}$/);
    await page.getByText('Preview').click();
    await page.locator('main strong', { hasText: 'first' }).waitFor();
    await shot(page, 'note-1280');
    await page.reload();
    expect(await page.getByRole('textbox', { name: 'Text (Markdown)' }).inputValue()).toContain('quinceward');

    await page.getByRole('button', { name: 'Back to my space' }).click();
    await page.keyboard.press('Control+k');
    await palette(page).fill('quinceward');
    await page.getByRole('option').filter({ hasText: 'Ferry times' }).waitFor();
    await page.keyboard.press('Escape');

    const row = page.getByRole('listitem').filter({ hasText: 'Ferry times' });
    await page.getByRole('button', { name: 'Delete the note Ferry times' }).click();
    await row.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Undo' }).click();
    await row.waitFor();
    expect(complaints).toEqual([]);
  });

  it('that were changed elsewhere are not overwritten unasked', async () => {
    const made = (await (await send('/api/space/notes', { title: 'Two tabs', text: 'first' })).json()) as { id: string };
    const { page } = await visit(browser, {}, `/space/notes/${made.id}`);
    const field = page.getByRole('textbox', { name: 'Text (Markdown)' });
    await field.waitFor();
    await fetch(`${inject('address')}/api/space/notes/${made.id}`, {
      method: 'PUT', body: JSON.stringify({ title: 'Two tabs', text: 'theirs', revision: 1, finished: false }), headers: { 'Content-Type': 'application/json' },
    });

    await field.fill('mine');
    await page.getByRole('alert').getByText('This note was changed elsewhere.').waitFor();
    await page.getByRole('button', { name: 'Load what is there' }).click();
    await expect.poll(() => field.inputValue()).toBe('theirs');
  });
});

describe('ways into the space', () => {
  it('take a folder with what is in it, and text that is pasted as a note', async () => {
    const { page, complaints } = await visit(browser, {}, '/space');
    await page.getByRole('heading', { name: 'My space' }).waitFor();
    await page.evaluate(() => {
      const input = document.querySelector<HTMLInputElement>('input[webkitdirectory]')!;
      // what a picker gives is not to be made by a script: the list itself is handed over
      const files = ['trip/plan/day.txt', 'trip/.git/config', 'trip/notes.md'].map((path) =>
        Object.defineProperty(new File([`words of ${path}`], path.split('/').at(-1)!), 'webkitRelativePath', { value: path }));
      Object.defineProperty(input, 'files', { value: files });
      input.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await page.getByRole('listitem').filter({ hasText: 'day.txt' }).getByText('trip/plan').waitFor();
    await page.getByRole('listitem').filter({ hasText: 'notes.md' }).waitFor();
    expect(await page.getByText('config', { exact: true }).count()).toBe(0);

    await page.evaluate(() => {
      const data = new DataTransfer();
      data.setData('text/plain', 'A pasted thought\nand more of it');
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    });
    await page.waitForURL(/\/space\/notes\//);
    await expect.poll(() => page.getByRole('textbox', { name: 'Text (Markdown)' }).inputValue()).toBe('A pasted thought\nand more of it');
    expect(complaints).toEqual([]);
  });

  it('take what the bookmark brings from another page, once a person has looked at it', async () => {
    const { page, complaints } = await visit(browser, {}, '/space');
    const bookmark = await page.getByText('Keep in Liaoyuan').getAttribute('href');
    expect(bookmark).toMatch(/^javascript:/);

    const elsewhere = await page.context().newPage();
    await elsewhere.route('https://stranger.example/**', (route) => route.fulfill({
      contentType: 'text/html; charset=utf-8', headers: { 'Cross-Origin-Opener-Policy': 'same-origin' },
      body: '<title>A page</title><nav>menu</nav><article><h2>海岛</h2><p>Clipped <a href="/x" onclick="steal()">words</a>.</p><script>var x = "never"</script><img src=x onerror="window.broken=1"></article>',
    }));
    await elsewhere.goto('https://stranger.example/a');
    const [clip] = await Promise.all([page.context().waitForEvent('page'), elsewhere.evaluate(decodeURIComponent(bookmark!.slice('javascript:'.length)))]);

    const text = clip.getByRole('textbox', { name: 'Text' });
    await text.waitFor();
    expect(await text.inputValue()).toBe('## 海岛\n\nClipped [words](https://stranger.example/x).');
    expect(clip.url()).toBe(`${inject('address')}/clip`);
    await shot(clip, 'clip');
    await clip.getByRole('button', { name: 'Keep', exact: true }).click();
    await clip.getByText('A page.md is kept in your space').waitFor();

    expect(await clip.evaluate(() => 'broken' in window)).toBe(false);
    expect(complaints).toEqual([]);
  });
});
