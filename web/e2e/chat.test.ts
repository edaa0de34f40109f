import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { again, ask, askForALongAnswer, composer, open, visit } from './browser';

let browser: Browser;
beforeAll(async () => { browser = await open(); });
afterEach(async () => { for (const context of browser.contexts()) await context.close(); });
afterAll(() => browser.close());

describe('a conversation', () => {
  it('is answered, named, listed, and there again after a reload', async () => {
    const { page, complaints } = await visit(browser);

    await ask(page, 'Say hello in one short sentence');

    await page.getByRole('navigation').getByRole('button', { name: 'Say hello in one short sentence', exact: true }).waitFor();
    const answer = await page.locator('.x-markdown').innerText();
    expect(answer.trim()).not.toBe('');
    expect(await page.getByText(/tokens\/s · ≈? ?[\d.]+ J/).count()).toBe(1);
    await page.reload();
    await again(page).waitFor();
    expect(await page.locator('.x-markdown').innerText()).toBe(answer);
    expect(complaints).toEqual([]);
  });

  it('stops at Escape and keeps what was said', async () => {
    const { page } = await visit(browser);
    await askForALongAnswer(page);

    await page.keyboard.press('Escape');

    await page.getByText('Stopped', { exact: true }).waitFor();
    expect((await page.locator('.x-markdown').innerText()).length).toBeGreaterThan(5);
  });

  it('goes on without the page, and is seen growing where it is opened again', async () => {
    const { page } = await visit(browser);
    await askForALongAnswer(page);
    await page.waitForURL(/\/c\//);
    const url = new URL(page.url()).pathname;

    await page.close();
    const { page: other } = await visit(browser, {}, url);

    const growing = other.locator('li[aria-busy=true] .x-markdown');
    await growing.filter({ hasText: /\w+ \w+/ }).waitFor();
    const before = (await growing.innerText()).length;
    await expect.poll(async () => (await growing.innerText()).length).toBeGreaterThan(before);
    await other.keyboard.press('Escape');
    await other.getByText('Stopped', { exact: true }).waitFor();
  });

  it('is answered again beside the first answer', async () => {
    const { page } = await visit(browser);
    await ask(page, 'Name a fruit');
    const first = await page.locator('.x-markdown').innerText();

    await again(page).click();
    await page.getByRole('group', { name: '2 of 2' }).waitFor();
    await page.getByRole('button', { name: 'Previous version' }).click();

    await page.getByRole('group', { name: '1 of 2' }).waitFor();
    expect(await page.locator('.x-markdown').innerText()).toBe(first);
  });

  it('branches where a turn is edited; the old branch stays', async () => {
    const { page } = await visit(browser);
    await ask(page, 'Name a river');

    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await page.getByRole('textbox', { name: 'Edit your message' }).fill('Name a mountain');
    await page.getByRole('button', { name: 'Send again' }).click();

    await page.getByRole('group', { name: '2 of 2' }).waitFor();
    await page.getByRole('region', { name: 'Messages' }).getByText('Name a mountain').waitFor();
    await page.getByRole('button', { name: 'Previous version' }).click();
    await page.getByRole('region', { name: 'Messages' }).getByText('Name a river').waitFor();
  });

  it('is renamed, found, deleted and brought back', async () => {
    const { page } = await visit(browser);
    await ask(page, 'Name a planet');
    const list = page.getByRole('navigation');
    const menu = (title: string, action: string) => async () => {
      await list.getByRole('button', { name: `More: ${title}` }).click();
      await page.getByRole('menuitem', { name: action }).click();
    };

    await menu('Name a planet', 'Rename')();
    await page.getByRole('textbox', { name: 'Rename' }).fill('Planets and 火星');
    await page.keyboard.press('Enter');
    await list.getByRole('button', { name: 'Planets and 火星', exact: true }).waitFor();

    await page.getByRole('searchbox').fill('火星');
    await expect.poll(() => list.getByRole('listitem').count()).toBe(1);
    await page.getByRole('searchbox').fill('');

    await menu('Planets and 火星', 'Delete')();
    await list.getByRole('button', { name: 'Planets and 火星', exact: true }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Undo' }).click();
    await list.getByRole('button', { name: 'Planets and 火星', exact: true }).waitFor();
  });

  it('is exported as Markdown', async () => {
    const { page } = await visit(browser);
    await ask(page, 'Name a colour');

    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'More: Name a colour' }).click();
    await page.getByRole('menuitem', { name: 'Export as Markdown' }).click();

    expect((await download).suggestedFilename()).toMatch(/\.md$/);
  });

  it('says so where it does not exist', async () => {
    const { page } = await visit(browser, {}, '/c/00000000-0000-4000-8000-000000000000');

    await page.getByText('This conversation does not exist').waitFor();
  });
});

describe('a conversation that is longer than the model’s context', () => {
  it('goes on, and says how much was left out', async () => {
    const { page, complaints } = await visit(browser, {}, '/account');
    const turn = (i: number) => ({ author: { role: i % 2 === 0 ? 'user' : 'assistant' }, recipient: 'all', content: { content_type: 'text', parts: [`Part ${i}. ${'All the ships went by. '.repeat(40)}`] } });
    const mapping = Object.fromEntries([...Array(8).keys()].map((i) => [`t${i}`, { parent: i === 0 ? null : `t${i - 1}`, children: i === 7 ? [] : [`t${i + 1}`], message: turn(i) }]));
    const exported = JSON.stringify([{ title: 'Many ships', conversation_id: 'ships', create_time: 1_700_000_000, mapping }]);
    await page.getByLabel('Import from ChatGPT').first().setInputFiles({ name: 'conversations.json', mimeType: 'application/json', buffer: Buffer.from(exported) });
    await page.getByText('1 imported.').waitFor();
    await page.goto(inject('address'));
    await page.getByLabel('Search conversations').fill('Many ships');
    await page.getByRole('navigation').getByText('Many ships').click();
    await page.getByText('Part 7.').waitFor();

    await ask(page, 'Say hello.');

    await page.getByText(/^The first [2468] messages were left out/).waitFor();
    if (process.env.SCREENSHOTS) await page.screenshot({ path: `${process.env.SCREENSHOTS}/left-out.png` });
    expect(complaints).toEqual([]);
  });
});

describe('the composer', () => {
  it('does not send what an input method is still composing', async () => {
    const { page } = await visit(browser);
    await composer(page).fill('ni hao');

    await composer(page).dispatchEvent('keydown', { key: 'Enter', isComposing: true });

    expect(page.url()).toBe(`${inject('address')}/`);
    expect(await composer(page).inputValue()).toBe('ni hao');
  });

  it('is reached by "/", and Ctrl+Shift+O begins a new conversation', async () => {
    const { page } = await visit(browser);
    await ask(page, 'Name a tree');
    await page.getByRole('region', { name: 'Messages' }).focus();

    await page.keyboard.press('/');

    expect(await composer(page).evaluate((e) => e === document.activeElement)).toBe(true);
    await page.keyboard.press('Control+Shift+O');
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(page.url()).toBe(`${inject('address')}/`);
  });
});
