import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faults } from './axe';
import { again, composer, fits, open, take, visit } from './browser';
import { comeIn, sendAs } from './people';
import { startServer, type Running } from './server';

/** A server of its own: with an owner and a colleague. */
let server: Running;
let browser: Browser;
beforeAll(async () => { [browser, server] = await Promise.all([open(), startServer()]); });
afterAll(async () => { await Promise.all([browser.close(), server.stop()]); });

const file = (name: string, text: string) => ({ name, mimeType: '', buffer: Buffer.from(text) });
const files = (page: Page) => page.locator('input[type=file]:not([webkitdirectory])');

/** One-time link of a new member. */
const invited = async (page: Page, name: string) => `/welcome#${(await sendAs<{ token: string }>(page, '/api/members', { name, role: 'MEMBER' })).token}`;

/** Ada, as she came in. */
const adasState = () => browser.contexts()[0]!.storageState();

/** Chooses in one of antd's lists, which stands at the end of the page. */
async function pick(page: Page, list: string, option: string, inDialog = false) {
  await page.getByRole('combobox', { name: list, exact: true }).click();
  await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option').filter({ hasText: option }).click();
  // with Escape a dialog would go with the list
  await (inDialog ? page.locator('.ant-modal-title').click() : page.keyboard.press('Escape'));
  // it fades away
  await expect.poll(() => page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)').count()).toBe(0);
}

async function picture(page: Page, name: string) {
  if (process.env.SCREENSHOTS) await page.screenshot({ path: `${process.env.SCREENSHOTS}/${name}.png`, fullPage: true });
}

describe('collections', () => {
  it('are made, filled and shared on the page; a colleague asks one, and no longer once it is withdrawn', async () => {
    const { page: ada, complaints } = await visit(browser, {}, new URL(server.welcome).pathname + new URL(server.welcome).hash, server.address);
    await comeIn(ada, 'ada');
    const link = await invited(ada, 'bob');
    await ada.goto(`${server.address}/space?collection=`);
    await ada.getByText('No collection yet').waitFor();
    await ada.getByRole('button', { name: 'New collection' }).press('Enter');
    await ada.getByRole('dialog').getByLabel('Name').fill('Coast');
    await ada.getByRole('dialog').getByLabel('What it is for').fill('Lighthouses and harbours');
    await ada.getByRole('dialog').getByRole('button', { name: 'Save' }).press('Enter');
    await ada.getByRole('heading', { name: 'Coast', level: 2 }).waitFor();
    await files(ada).setInputFiles([file('lighthouse.md', '# Coast\n\nThe lighthouse of Dongji was built in 1907. Its lamp is visible for twenty miles.\n')]);
    await ada.getByRole('listitem').filter({ hasText: 'lighthouse.md' }).getByText('Ready').waitFor();

    await ada.getByRole('button', { name: 'Share Coast' }).press('Enter');
    const dialog = ada.getByRole('dialog', { name: 'Share Coast' });
    await dialog.getByText('It is shared with nobody yet.').waitFor();
    await take(ada, dialog.getByRole('combobox', { name: 'Share with' }), 'bob');
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await dialog.getByRole('button', { name: 'Withdraw from bob' }).waitFor();
    await picture(ada, 'collections-share-1280');

    const { page: bob, complaints: his } = await visit(browser, { viewport: { width: 375, height: 700 } }, link, server.address);
    await comeIn(bob);
    await bob.goto(`${server.address}/space?collection=`);
    await bob.getByText('made by ada').waitFor();
    await fits(bob, 375);
    await picture(bob, 'collections-list-375');
    await bob.getByRole('button', { name: 'Open Coast' }).click();
    await bob.getByText('lighthouse.md').first().waitFor();
    expect(await bob.getByRole('button', { name: /^(Delete|Share|Rename)/ }).count()).toBe(0);
    await fits(bob, 375);
    await picture(bob, 'collections-one-375');

    await bob.goto(server.address);
    await bob.getByRole('combobox', { name: 'Collections' }).click();
    await bob.locator('.ant-select-item-option', { hasText: 'Coast' }).click();
    await bob.keyboard.press('Escape');
    await composer(bob).fill('When was the lighthouse of Dongji built?');
    await bob.locator('button[aria-label="Send"]:enabled').waitFor();
    await composer(bob).press('Enter');
    await again(bob).first().waitFor();
    const conversation = bob.url();
    await picture(bob, 'collections-answer-375');
    // the small model does not always cite: then the passage is among those that it was shown, which are folded
    const source = bob.locator('a', { hasText: 'lighthouse.md' }).first();
    await source.waitFor({ state: 'attached' });
    await bob.evaluate(() => document.querySelectorAll('details').forEach((each) => { each.open = true; }));
    await source.click();
    await bob.getByRole('region', { name: 'Cited passage' }).getByText('1907').waitFor();
    const passage = bob.url();

    await dialog.getByRole('button', { name: 'Withdraw from bob' }).click();
    await dialog.getByText('It is shared with nobody yet.').waitFor();

    await bob.goto(passage);
    await bob.getByText('it is not open to you', { exact: false }).waitFor();
    await bob.goto(conversation);
    await bob.getByText('no longer open to you').first().waitFor({ state: 'attached' });
    // a model may have said the name in its own words; nothing leads there
    expect(await bob.locator('a', { hasText: 'lighthouse.md' }).count()).toBe(0);
    expect(complaints).toEqual([]);
    // the passage that is not there for him is the one thing that a browser complains about
    expect(his.filter((complaint) => !/status of 404/.test(complaint))).toEqual([]);
  });

  it('are narrowed as one’s own material is, in the list, a search and a question', async () => {
    const { page, complaints } = await visit(browser, { storageState: await adasState() }, '/space?collection=', server.address);
    await page.getByRole('button', { name: 'Open Coast' }).click();
    await files(page).setInputFiles([...'abcde'].map((name) => file(`tides-${name}.html`, `<!doctype html><html><body><p>Tides of Dongji ${name}: four metres.</p></body></html>`)));
    for (const name of 'abcde') await page.getByRole('listitem').filter({ hasText: `tides-${name}.html` }).getByText('Ready').waitFor();
    expect(await page.getByRole('button', { name: /^Tags of/ }).count()).toBe(0);
    expect(await page.getByRole('checkbox').count()).toBe(0);
    await pick(page, 'Kind', 'Text');
    await expect.poll(() => page.getByRole('listitem').filter({ hasText: 'tides-' }).count()).toBe(0);
    await page.getByRole('searchbox', { name: 'Search this collection' }).fill('Dongji');
    await page.getByRole('searchbox', { name: 'Search this collection' }).press('Enter');
    await page.getByText('1 passage', { exact: true }).first().waitFor();
    await page.getByText('Only in files that pass the filter of the list.').waitFor();
    await picture(page, 'collections-filter-1280');
    expect(await faults(page)).toEqual([]);

    // a document of a collection is opened without a summary: it is nobody's own
    await page.getByRole('button', { name: 'Open lighthouse.md' }).click();
    await page.getByText('visible for twenty miles').waitFor();
    expect(await page.getByRole('heading', { name: 'Summary' }).count()).toBe(0);

    await page.goto(server.address);
    await pick(page, 'Collections', 'Coast');
    await page.getByRole('button', { name: 'Which material: All of it' }).click();
    await pick(page, 'Kind', 'Web pages');
    await page.getByRole('button', { name: 'Which material: Web pages' }).waitFor();
    await page.setViewportSize({ width: 375, height: 700 });
    await fits(page, 375);
    await picture(page, 'collections-narrowed-375');
    await page.keyboard.press('Escape');
    await composer(page).fill('Who painted the ceiling of the chapel in Rome?');
    await page.locator('button[aria-label="Send"]:enabled').waitFor();
    await composer(page).press('Enter');
    await page.getByText('The part of the collections that you chose does not answer this question.', { exact: false }).first().waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'Which material: Web pages' }).waitFor();
    expect(complaints).toEqual([]);
  });

  it('are what an assistant of one’s own draws on, as its editor says', async () => {
    const { page, complaints } = await visit(browser, { storageState: await adasState() }, '/assistants', server.address);
    await page.getByRole('button', { name: 'New assistant' }).click();
    const dialog = page.getByRole('dialog');
    // a new one is not there yet: nothing can be attached to it
    expect(await dialog.getByRole('combobox', { name: 'Collections it draws on' }).count()).toBe(0);
    await dialog.getByLabel('Name', { exact: true }).fill('Pilot');
    await dialog.getByLabel('What it is good for').fill('Knows the coast');
    await dialog.getByLabel('What the model is told').fill('Answer in a sentence.');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'hidden' });

    await page.getByRole('button', { name: 'Change Pilot' }).click();
    await pick(page, 'Collections it draws on', 'Coast', true);
    await dialog.locator('.ant-select-selection-item', { hasText: 'Coast' }).waitFor();
    await picture(page, 'collections-editor-1280');
    expect(await faults(page)).toEqual([]);
    await page.setViewportSize({ width: 375, height: 700 });
    await dialog.getByRole('combobox', { name: 'Collections it draws on' }).scrollIntoViewIfNeeded();
    await fits(page, 375);
    await picture(page, 'collections-editor-375');
    // it holds at once, whether the rest is saved or not
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.reload();
    await page.getByRole('button', { name: 'Change Pilot' }).click();
    await dialog.locator('.ant-select-selection-item', { hasText: 'Coast' }).waitFor();
    await page.goto(server.address);
    await page.getByRole('button', { name: /^Pilot ?: / }).click();
    await composer(page).fill('When was the lighthouse of Dongji built?');
    await page.locator('button[aria-label="Send"]:enabled').waitFor();
    await composer(page).press('Enter');
    await again(page).first().waitFor();
    await page.locator('a', { hasText: 'lighthouse.md' }).first().waitFor({ state: 'attached' });

    await page.goto(`${server.address}/assistants`);
    await page.getByRole('button', { name: 'Change Pilot' }).click();
    await dialog.locator('.ant-select-selection-item', { hasText: 'Coast' }).locator('.ant-select-selection-item-remove').click();
    await dialog.locator('.ant-select-selection-item', { hasText: 'Coast' }).waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
  });

  it('take files of one’s own, in Chinese, in the dark', async () => {
    const state = await adasState();
    const { page, complaints } = await visit(browser, { storageState: state, viewport: { width: 375, height: 700 }, locale: 'zh-CN', colorScheme: 'dark' }, '/space', server.address);
    await files(page).setInputFiles([file('灯塔.txt', '东极岛的灯塔建于一九〇七年。')]);
    await page.getByText('可搜索', { exact: true }).waitFor();
    await page.getByRole('button', { name: '把 灯塔.txt 放入资料集' }).click();
    await page.getByRole('dialog').getByText('复制：我的空间里仍保留').click();
    await picture(page, 'collections-put-375-dark');
    await page.getByRole('dialog').getByRole('button', { name: /保\s?存/ }).click();
    await page.getByText('灯塔.txt 已放入 Coast').waitFor();

    await page.getByText('资料集', { exact: true }).first().click();
    await page.getByRole('button', { name: '打开 Coast' }).click();
    await page.getByRole('listitem').filter({ hasText: '灯塔.txt' }).getByText('可搜索').waitFor();
    await fits(page, 375);
    await picture(page, 'collections-one-375-dark');
    await page.getByRole('button', { name: '删除 Coast？' }).click();
    await page.getByRole('tooltip').getByRole('button', { name: /^删\s?除$/ }).click();
    await page.getByText('还没有资料集').waitFor();
    expect(complaints).toEqual([]);
  });
});
