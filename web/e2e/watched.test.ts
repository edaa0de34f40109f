import { mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fits, open, visit } from './browser';

let browser: Browser;
let folder: string;

beforeAll(async () => { browser = await open(); });
beforeEach(() => { folder = realpathSync(mkdtempSync(join(tmpdir(), 'followed-'))); });
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  rmSync(folder, { recursive: true, force: true });
});
afterAll(async () => { await browser.close(); });

const shot = (name: string) => (process.env.SCREENSHOTS ? `${process.env.SCREENSHOTS}/${name}.png` : undefined);

const follow = async (page: Page, region: string, button: string, field: string) => {
  const section = page.getByRole('region', { name: region });
  await section.getByRole('button', { name: button }).press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(field).fill(folder);
  await dialog.getByLabel(field).press('Enter');
  await dialog.waitFor({ state: 'detached' });
  return section;
};

describe('folders that are followed', () => {
  it('are named by keyboard, say what is left out and why, are told of when they vanish, and end', async () => {
    mkdirSync(join(folder, 'trip'));
    writeFileSync(join(folder, 'trip', 'plan.txt'), 'The lamp of Dongji is seen for twenty miles.');
    writeFileSync(join(folder, '~$plan.docx'), 'lock');
    symlinkSync('/etc', join(folder, 'etc'));
    const { page, complaints } = await visit(browser, {}, '/settings');
    const section = await follow(page, 'Folders that are followed', 'Follow a folder', 'Folder on the server');
    const row = section.getByRole('listitem').filter({ hasText: folder }).first();
    await row.getByText(/1 file · .*2 left out|1 file · 2 left out/).waitFor({ timeout: 60_000 });
    await row.getByRole('button', { name: /^What of/ }).press('Enter');
    await row.getByText('etc · a link that leads out of the folder').waitFor();
    await row.getByText('~$plan.docx · temporary, or made by programs').waitFor();
    let path = shot('watched-1280');
    if (path) await section.screenshot({ path });

    renameSync(folder, `${folder}-away`);
    await row.getByRole('button', { name: /^Look at/ }).click();
    await row.getByText(/perhaps its drive is not connected/).waitFor({ timeout: 60_000 });
    path = shot('watched-gone-1280');
    if (path) await section.screenshot({ path });
    renameSync(`${folder}-away`, folder);

    await row.getByRole('button', { name: /^Stop following/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Stop and delete its files from the space' }).click();
    await section.getByText('No folder is followed yet').waitFor();
    await page.goto(new URL('/space', page.url()).href);
    await page.getByRole('heading', { name: 'Files', exact: true }).waitFor();
    expect(await page.getByText('plan.txt').count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it('say what is wrong, fit 375 pixels in the dark, speak Chinese', async () => {
    writeFileSync(join(folder, '.hidden'), 'x');
    const { page } = await visit(browser, { viewport: { width: 375, height: 740 }, locale: 'zh-CN', colorScheme: 'dark' }, '/settings');
    const section = page.getByRole('region', { name: '跟随的文件夹' });
    await section.getByRole('button', { name: '跟随一个文件夹' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('服务器上的文件夹').fill('/etc');
    await dialog.getByRole('button', { name: '跟随一个文件夹' }).click();
    await dialog.getByRole('alert').getByText('/etc').waitFor();
    let path = shot('watched-form-375');
    if (path) await page.screenshot({ path });
    await dialog.getByLabel('服务器上的文件夹').fill(folder);
    await dialog.getByRole('button', { name: '跟随一个文件夹' }).click();
    await dialog.waitFor({ state: 'detached' });
    const row = section.getByRole('listitem').filter({ hasText: folder }).first();
    await row.getByText(/1 个未跟随/).waitFor({ timeout: 60_000 });
    await row.getByRole('button', { name: `${basename(folder)} 中未跟随的内容` }).click();
    await row.getByText('.hidden · 隐藏文件').waitFor();

    await fits(page, 375);
    path = shot('watched-375');
    if (path) await section.screenshot({ path });
    await row.getByRole('button', { name: /^停止跟随/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: '停止，保留文件' }).click();
    await section.getByText('还没有跟随任何文件夹').waitFor();
  });
});
