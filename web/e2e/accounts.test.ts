import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { composer, fits, open, visit } from './browser';
import { startServer, type Running } from './server';

/** A server of its own: once there is an owner, everybody signs in. */
let server: Running;
let browser: Browser;
/** The owner's cookie, from when there is one. */
let owner: BrowserContextOptions['storageState'];
beforeAll(async () => {
  server = await startServer();
  browser = await open();
});
afterEach(async () => { for (const context of browser.contexts()) await context.close(); });
afterAll(async () => {
  await browser.close();
  await server.stop();
});

const ADA = { name: 'ada', password: 'a spark starts a prairie fire' };
const BOB = { name: 'bob', password: '星星之火，可以燎原，星火燎原' };
const REFUSED = /status of 401/;

const go = (path = '/', options: BrowserContextOptions = {}) => visit(browser, options, path, server.address);
const asOwner = (path = '/', options: BrowserContextOptions = {}) => go(path, { storageState: owner, ...options });
const navigation = (page: Page, name: string) => page.getByRole('navigation').getByRole('button', { name });

async function signIn(page: Page, { name, password }: { name: string; password: string }) {
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Password', { exact: true }).fill(password);
  // while a try is on its way, no other begins
  await page.locator('button[type=submit]:not(.ant-btn-loading)').waitFor();
  await page.keyboard.press('Enter');
}

async function choose(page: Page, item: string) {
  await page.getByRole('navigation').getByRole('button', { name: /^Account of/ }).press('Enter');
  await page.getByRole('menuitem', { name: item }).click();
}

describe('accounts', () => {
  it('are in nobody’s way at the first start; the settings tell how to have them', async () => {
    const { page, complaints } = await go();
    await composer(page).waitFor();

    for (const name of ['Members', 'API keys', 'Audit log', /^Account of/]) expect(await page.getByRole('button', { name }).count()).toBe(0);
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('region', { name: 'No password yet' }).getByText('one-time link').waitFor();
    expect(complaints).toEqual([]);
  });

  it('begin with the one-time link, which makes the owner and works once', async () => {
    const { page } = await go('/welcome');
    await page.getByText('This address has no link').waitFor();

    await page.goto('about:blank');
    await page.goto(server.welcome);
    await page.getByLabel('Sign-in name').fill(ADA.name);
    const password = page.getByLabel('Password', { exact: true });
    await password.fill('too short');
    await page.getByText('Too short: 3 more').waitFor();
    await password.press('Enter');
    expect(await password.getAttribute('autocomplete')).toBe('new-password');
    await password.fill(ADA.password);
    await page.getByText('Very good').waitFor();
    await page.getByLabel('What others call you').fill('Ada');
    await page.keyboard.press('Enter');

    await page.getByRole('button', { name: 'Account of Ada' }).waitFor();
    await page.getByText('You sign in as ada').waitFor();
    expect(page.url()).toBe(`${server.address}/`);
    owner = await page.context().storageState();
    const second = await go(new URL(server.welcome).pathname + new URL(server.welcome).hash);
    await second.page.getByLabel('Password', { exact: true }).fill(BOB.password);
    await second.page.keyboard.press('Enter');
    await second.page.getByRole('alert').getByText('This link no longer works').waitFor();
  });

  it('let one sign out, refuse a wrong password, and let one in again', async () => {
    const { page, complaints } = await asOwner('/usage');
    await choose(page, 'Sign out');
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();

    await signIn(page, { ...ADA, password: 'not the password at all' });
    await page.getByRole('alert').getByText('The name or the password is wrong').waitFor();
    expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).type)).toBe('password');
    await signIn(page, ADA);

    await navigation(page, 'Members').waitFor();
    await composer(page).waitFor();
    owner = await page.context().storageState();
    expect(complaints.filter((c) => !REFUSED.test(c))).toEqual([]);
  });

  it('tell after how long one may try again', async () => {
    const { page } = await go();

    for (let tries = 0, status = 401; tries < 10 && status === 401; tries++) {
      const answer = page.waitForResponse((response) => response.request().method() === 'POST');
      await signIn(page, { name: 'nobody', password: `guess number ${tries}` });
      status = (await answer).status();
    }

    await page.getByRole('alert').getByText(/^Too many tries. Try again in \d+ s/).waitFor();
    // the button works again by itself
    await expect.poll(() => page.locator('button[type=submit]:enabled').innerText(), { timeout: 20_000 }).toBe('Sign in');
  });
});

describe('members', () => {
  it('are added by keyboard and come in by their link, to what is theirs', async () => {
    const { page, complaints } = await asOwner();
    await navigation(page, 'Members').press('Enter');
    await page.getByRole('button', { name: 'Add a member' }).press('Enter');
    await page.getByLabel('Sign-in name').fill(BOB.name);
    await page.keyboard.press('Enter');
    const link = await page.getByRole('dialog').getByLabel('One-time link').inputValue();
    expect(await page.getByRole('dialog').getByLabel('One-time link').evaluate((e) => e === document.activeElement)).toBe(true);
    await page.getByRole('button', { name: 'Done' }).press('Enter');
    await page.getByText('link not used yet').waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Add a member');
    expect(await page.content()).not.toContain(new URL(link).hash.slice(1));

    const { page: theirs } = await go(link.slice(server.address.length));
    expect(await theirs.getByLabel('Name').inputValue()).toBe('bob');
    await theirs.getByLabel('Password', { exact: true }).fill(BOB.password);
    await theirs.keyboard.press('Enter');
    await theirs.getByRole('button', { name: 'Account of bob' }).waitFor();
    await navigation(theirs, 'API keys').waitFor();
    for (const name of ['Members', 'Audit log', 'Settings']) expect(await theirs.getByRole('button', { name }).count()).toBe(0);

    await page.reload();
    await page.getByText('bob', { exact: true }).waitFor();
    expect(await page.getByText('link not used yet').count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it('change roles, of which one owner stays', async () => {
    const { page } = await asOwner('/members');
    await page.getByRole('combobox', { name: 'Role of bob' }).click();
    await page.locator('.ant-select-item-option').filter({ hasText: 'Guest' }).click();
    await page.getByText('bob is now Guest').waitFor();

    await page.getByRole('combobox', { name: 'Role of Ada' }).press('Enter');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByText('An organisation needs an owner').waitFor();
  });

  it('keep what they wrote when their session ends, and go on where they were', async () => {
    const { page } = await go('/usage');
    await signIn(page, BOB);
    await page.getByRole('heading', { name: 'Usage', level: 1 }).waitFor();
    await navigation(page, 'New chat').click();
    await composer(page).fill('Halfway through a thou');
    // guests have conversations, and no keys
    expect(await page.getByRole('button', { name: 'API keys' }).count()).toBe(0);

    const elsewhere = await page.context().newPage();
    await elsewhere.goto(`${server.address}/account`);
    await elsewhere.getByRole('button', { name: 'Sign out everywhere' }).click();
    await elsewhere.getByRole('tooltip').getByRole('button', { name: 'Sign out' }).click();
    await elsewhere.getByRole('heading', { name: 'Sign in' }).waitFor();
    await elsewhere.close();
    await page.locator('button[aria-label="Send"]:enabled').waitFor();
    await composer(page).press('Enter');

    await page.getByText('You have been signed out').waitFor();
    await signIn(page, BOB);
    await expect.poll(() => composer(page).inputValue()).toBe('Halfway through a thou');
  });
});

describe('one’s own account', () => {
  it('has a name, a language and a password to change; a removed member is out at once', async () => {
    const { page } = await go('/account');
    await signIn(page, BOB);
    await page.getByLabel('Current password').fill('certainly not this');
    await page.getByLabel('New password').fill('another spark for the prairie');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('The current password is wrong').waitFor();
    await page.getByLabel('Current password').fill(BOB.password);
    await page.getByRole('button', { name: 'Change password' }).click();
    await page.getByText('Your password is changed').waitFor();

    await page.getByLabel('What others call you').fill('Robert');
    await page.getByRole('combobox', { name: 'Language' }).click();
    await page.locator('.ant-select-item-option').filter({ hasText: '中文' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: '我的账户' }).waitFor();
    await page.getByRole('button', { name: 'Robert 的账户' }).waitFor();

    const { page: owners } = await asOwner('/members');
    await owners.getByRole('button', { name: 'Remove Robert' }).click();
    await owners.getByRole('tooltip').getByRole('button', { name: 'Remove' }).click();
    await owners.getByText('Robert is removed').waitFor();
    await page.getByRole('navigation').getByRole('button', { name: '用量' }).click();
    await page.getByRole('heading', { name: '登录' }).waitFor();
  });
});

describe('groups', () => {
  it('give roles, by keyboard', async () => {
    const { page, complaints } = await asOwner('/members');
    await page.getByLabel('Group, as the directory names it').fill('/staff/editors');
    await page.keyboard.press('Enter');
    await page.getByText('/staff/editors', { exact: true }).waitFor();

    await page.reload();
    await page.getByRole('button', { name: 'Remove the group /staff/editors' }).press('Enter');
    await page.getByText('/staff/editors', { exact: true }).waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
  });
});

describe('models', () => {
  it('are kept for some, and opened to everybody again', async () => {
    const { page, complaints } = await asOwner('/members');
    const models = page.getByRole('region', { name: 'Who may use which model' });
    const first = models.getByRole('listitem').first();
    await first.getByText('everybody').waitFor();
    await first.getByRole('button', { name: /^Choose who may use/ }).press('Enter');
    await page.getByRole('radio', { name: 'Only these' }).check();
    await page.getByText('Nobody is chosen').waitFor();
    await page.getByRole('checkbox', { name: 'Member' }).check();
    await page.getByRole('combobox', { name: 'Groups of the directory' }).fill('/staff/readers');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Save' }).press('Enter');
    await first.getByText('Member, groups: /staff/readers').waitFor();

    await page.reload();
    await first.getByText('kept', { exact: true }).waitFor();
    await first.getByRole('button', { name: /^Choose who may use/ }).press('Enter');
    await page.getByRole('radio', { name: 'Everybody in the organisation' }).check();
    await page.getByRole('button', { name: 'Save' }).press('Enter');
    await first.getByText('everybody').waitFor();
    expect(complaints).toEqual([]);
  });
});

describe('keys', () => {
  it('open /v1 to a program until they are revoked', async () => {
    const { page, complaints } = await asOwner('/keys');
    const models = (key: string) => fetch(`${server.address}/v1/models`, { headers: { Authorization: `Bearer ${key}` } });
    await page.getByRole('button', { name: 'Create a key' }).press('Enter');
    await page.getByLabel('What it is for').fill('a script');
    await page.keyboard.press('Enter');
    const secret = await page.getByRole('dialog').getByLabel('Key', { exact: true }).inputValue();
    await page.getByText(`${server.address}/v1`, { exact: true }).waitFor();
    await page.locator('pre').filter({ hasText: `Authorization: Bearer ${secret}` }).waitFor();
    await page.getByRole('button', { name: 'Done' }).press('Enter');
    await page.getByText(/never used/).waitFor();

    expect((await models(secret)).status).toBe(200);
    await page.reload();
    await page.getByText(/last used/).waitFor();
    expect(await page.content()).not.toContain(secret);
    await page.getByRole('button', { name: 'Change a script' }).press('Enter');
    await page.getByRole('dialog').getByLabel('Requests a minute').fill('1');
    await page.keyboard.press('Enter');
    await page.getByText('1 requests a minute').waitFor();
    await models(secret);
    const second = await models(secret);
    expect(second.status).toBe(429);
    expect(second.headers.get('x-ratelimit-limit-requests')).toBe('1');
    await page.getByRole('button', { name: 'Revoke a script' }).click();
    await page.getByRole('tooltip').getByRole('button', { name: 'Revoke' }).click();
    await page.getByText('a script is revoked').waitFor();
    await page.getByText('revoked', { exact: true }).waitFor();
    expect((await models(secret)).status).toBe(401);
    expect(complaints).toEqual([]);
  });
});

describe('the audit log', () => {
  it('lists what was done, filters it, exports it, and is as it was written', async () => {
    const { page, complaints } = await asOwner('/audit');
    await page.getByText(/^Unchanged: \d+ rows/).waitFor();
    for (const action of ['Revoked an API key', 'Created an API key', 'Added a member', 'Changed a role']) await page.getByRole('rowheader', { name: action }).waitFor();
    expect(await page.getByRole('rowheader').first().innerText()).toContain('Revoked an API key');

    await page.getByRole('combobox', { name: 'What' }).click();
    await page.locator('.ant-select-item-option').filter({ hasText: 'Members' }).click();
    await page.getByRole('rowheader', { name: 'Revoked an API key' }).waitFor({ state: 'detached' });
    await page.getByRole('rowheader', { name: 'Removed a member' }).waitFor();
    await page.getByRole('combobox', { name: 'Who' }).click();
    await page.locator('.ant-select-item-option').filter({ hasText: 'Ada' }).click();
    await page.getByRole('rowheader', { name: 'Changed a role' }).waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Export (CSV)' }).click();
    expect((await download).suggestedFilename()).toBe('liaoyuan-audit.csv');
    await page.getByLabel('From (UTC)').fill('2999-01-01');
    await page.getByText('There is nothing of that.').waitFor();
    expect(complaints).toEqual([]);
  });

  it('is kept for ever until the owner, asked once more, says for how long', async () => {
    const { page, complaints } = await asOwner('/audit');
    const section = page.getByRole('region', { name: 'How long rows are kept' });
    await section.getByText('Nothing was deleted so far.').waitFor();
    expect(await section.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);

    await section.getByRole('combobox').click();
    await page.locator('.ant-select-item-option').filter({ hasText: '1 year' }).click();
    await section.getByRole('button', { name: 'Save' }).click();
    const question = page.getByRole('tooltip').filter({ hasText: 'older than 1 year are deleted within a day' });
    await question.getByRole('button', { name: 'Cancel' }).click();
    expect(await page.evaluate(async () => (await (await fetch('/api/audit/retention')).json()).months)).toBeNull();
    await section.getByRole('button', { name: 'Save' }).click();
    await question.getByRole('button', { name: 'Save' }).click();

    await page.getByRole('rowheader', { name: 'Changed how long the log is kept' }).waitFor();
    await page.reload();
    await section.getByText('1 year').waitFor();
    await section.getByRole('combobox').click();
    await page.locator('.ant-select-item-option').filter({ hasText: 'For ever' }).click();
    await section.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('rowheader', { name: 'Changed how long the log is kept' }).nth(1).waitFor();
    expect(complaints).toEqual([]);
  });
});

describe('the pages about people', () => {
  it.each([['zh-CN', ['我的账户', '成员', 'API 密钥', '审计日志']], ['en-US', ['Your account', 'Members', 'API keys', 'Audit log']]])(
    'fit 375 pixels in %s', async (locale, titles) => {
      const { page } = await asOwner('/account', { locale, viewport: { width: 375, height: 740 } });

      for (const [i, path] of ['/account', '/members', '/keys', '/audit'].entries()) {
        await page.goto(server.address + path);
        await page.getByRole('heading', { name: titles[i]!, level: 1, exact: true }).waitFor();
        await page.locator('main li, main time').first().waitFor();
        await fits(page, 375, path);
        expect(await page.locator('main > div').evaluate((e) => e.scrollWidth - e.clientWidth), path).toBe(0);
      }
    });

  it('speak Chinese at the door as well, and fit 375 pixels', async () => {
    const { page } = await go('/', { locale: 'zh-CN', viewport: { width: 375, height: 740 } });
    await page.getByLabel('名字').fill('ada');
    await page.getByLabel('密码', { exact: true }).fill('猜一个密码，看看会怎样');
    await page.getByRole('button', { name: /^登\s*录$/ }).click();

    await page.getByRole('alert').getByText('名字或密码不对').waitFor();
    await fits(page, 375);
  });
});
