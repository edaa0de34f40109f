import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { composer, fits, open, visit } from './browser';
import { startServer, type Running } from './server';
import { code } from './totp';

let server: Running;
let browser: Browser;
beforeAll(async () => {
  server = await startServer();
  browser = await open();
});
afterEach(async () => { for (const context of browser.contexts()) await context.close(); });
afterAll(async () => {
  await browser.close();
  await server.stop();
});

const PASSWORD = 'a spark starts a prairie fire';
const REFUSED = /status of 40[139]/;

/** Of the owner's authenticator app, from when there is one. */
let key = '';
let recoveryCodes: string[] = [];

const go = (path = '/', options: BrowserContextOptions = {}) => visit(browser, options, path, server.address);

async function signIn(page: Page, name = 'ada') {
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
}

async function signOut(page: Page) {
  await page.getByRole('navigation').getByRole('button', { name: /^Account of/ }).press('Enter');
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
}

/** A device that knows its owner, plugged into Chromium. */
async function withAuthenticator(page: Page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return { devtools, authenticatorId };
}

async function confirmPassword(page: Page, button = 'Go on') {
  await page.getByRole('dialog').getByLabel('Your password').fill(PASSWORD);
  await page.getByRole('dialog').getByRole('button', { name: button }).click();
}

/** Enter does nothing while the button that it stands for is still at the last try. */
const settled = (page: Page) => expect.poll(() => page.locator('.ant-btn-loading').count()).toBe(0);

describe('a passkey', () => {
  it('is registered by keyboard, signs in without name and password, is renamed and removed', async () => {
    const { page, complaints } = await go(server.welcome.slice(server.address.length));
    await page.getByLabel('Sign-in name').fill('ada');
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Account of' }).waitFor();
    const { devtools, authenticatorId } = await withAuthenticator(page);
    await page.goto(`${server.address}/account`);

    await page.getByRole('button', { name: 'Add a passkey' }).press('Enter');
    await page.getByLabel('What you call it').fill('Work laptop');
    await page.getByLabel('Your password').fill('not the password');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('The password is wrong').waitFor();
    await settled(page);
    await page.getByLabel('Your password').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('list', { name: 'Recovery codes' }).waitFor();
    expect(await page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem').count()).toBe(10);
    await page.getByRole('button', { name: 'Done' }).press('Enter');
    await page.getByText('never used').waitFor();
    const { credentials } = await devtools.send('WebAuthn.getCredentials', { authenticatorId });
    expect(credentials.map(({ rpId, isResidentCredential }) => ({ rpId, isResidentCredential }))).toEqual([{ rpId: 'localhost', isResidentCredential: true }]);

    await signOut(page);
    await page.getByRole('button', { name: 'Sign in with a passkey' }).press('Enter');
    await page.getByRole('button', { name: 'Account of' }).waitFor();
    await page.goto(`${server.address}/account`);
    await page.getByText(/last used/).waitFor();

    await page.getByRole('button', { name: 'Rename Work laptop' }).click();
    await page.getByLabel('What you call it').fill('Old laptop');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Remove Old laptop' }).click();
    await confirmPassword(page, 'Remove');
    await page.getByText('Old laptop is removed').waitFor();
    await expect.poll(() => page.getByText('Recovery codes').count()).toBe(0);

    await signOut(page);
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await page.getByRole('alert').getByText('This passkey opens nothing here').waitFor();
    expect(complaints.filter((c) => !REFUSED.test(c))).toEqual([]);
  });

  it('that nobody confirms lets nobody in, and the page says so', async () => {
    const { page } = await go();
    const { devtools, authenticatorId } = await withAuthenticator(page);
    await devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });

    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();

    await page.getByRole('alert').getByText('Nothing came of it').waitFor();
    expect(await page.getByRole('button', { name: 'Sign in with a passkey' }).isEnabled()).toBe(true);
  });
});

describe('an authenticator app', () => {
  it('is set up with a QR code or a key, and gives codes to keep', async () => {
    const { page, complaints } = await go('/account');
    await signIn(page);
    await page.getByRole('button', { name: 'Set up an authenticator app' }).press('Enter');
    await page.getByLabel('Your password').fill(PASSWORD);
    await page.keyboard.press('Enter');

    const dialog = page.getByRole('dialog', { name: 'Set up an authenticator app' });
    await dialog.getByRole('img', { name: 'QR code' }).locator('canvas').waitFor();
    key = await dialog.getByLabel('Key', { exact: true }).inputValue();
    expect(key).toMatch(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/);
    await dialog.getByLabel('The code that the app shows now').fill('000000');
    await page.keyboard.press('Enter');
    await dialog.getByRole('alert').getByText('This is no code of this key').waitFor();
    await settled(page);
    await dialog.getByLabel('The code that the app shows now').fill(code(key));
    await page.keyboard.press('Enter');

    const codes = page.getByRole('list', { name: 'Recovery codes' });
    await codes.waitFor();
    recoveryCodes = await codes.getByRole('listitem').allInnerTexts();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download' }).click();
    expect(await readFile(await (await download).path(), 'utf8')).toContain(recoveryCodes.join('\n'));
    await page.getByRole('button', { name: 'Done' }).press('Enter');
    await page.getByText('10 are left').waitFor();
    await page.reload();
    await page.getByText('10 are left').waitFor();
    expect(await page.content()).not.toContain(recoveryCodes[0]);
    expect(complaints.filter((c) => !REFUSED.test(c))).toEqual([]);
  });

  it('is asked after the password: a wrong code is refused, the right one lets in, where one was', async () => {
    const { page, complaints } = await go('/usage');
    await signIn(page);
    await page.getByRole('heading', { name: 'One step more' }).waitFor();
    const field = page.getByLabel('Code of your authenticator app');
    expect(await field.evaluate((e) => e === document.activeElement)).toBe(true);
    await field.fill('000000');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('This code is wrong').waitFor();
    await settled(page);
    await field.fill(code(key, 1));
    await page.keyboard.press('Enter');

    await page.getByRole('heading', { name: 'Usage', level: 1 }).waitFor();
    expect(complaints.filter((c) => !REFUSED.test(c))).toEqual([]);
  });

  it('may be replaced by a recovery code, once', async () => {
    const { page } = await go();
    for (const works of [true, false]) {
      await signIn(page);
      await page.getByRole('button', { name: 'Use a recovery code instead' }).press('Enter');
      await page.getByLabel('Recovery code').fill(recoveryCodes[0]!);
      await page.keyboard.press('Enter');
      if (works) {
        await composer(page).waitFor();
        await signOut(page);
      }
    }
    await page.getByRole('alert').getByText('This code is wrong, or was used before').waitFor();
    await page.getByRole('button', { name: 'Back to the password' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  });
});

describe('an organisation that wants a second factor', () => {
  it('lets who has none do nothing else until it is done; whoever loses it is helped', async () => {
    const { page } = await go('/members');
    await signIn(page);
    await page.getByRole('button', { name: 'Use a recovery code instead' }).click();
    await page.getByLabel('Recovery code').fill(recoveryCodes[1]!);
    await page.keyboard.press('Enter');
    await page.getByText('second factor', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Add a member' }).click();
    await page.getByLabel('Sign-in name').fill('bob');
    await page.keyboard.press('Enter');
    const link = await page.getByRole('dialog').getByLabel('One-time link').inputValue();
    await page.getByRole('button', { name: 'Done' }).click();
    // it gives the focus back when it is gone
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    const everybody = page.getByRole('switch', { name: 'Everybody needs a second factor' });
    await everybody.and(page.locator(':enabled')).waitFor();
    await everybody.press('Enter');
    await page.getByRole('switch', { name: 'Everybody needs a second factor', checked: true }).waitFor();

    const { page: theirs } = await go(link.slice(server.address.length), { viewport: { width: 375, height: 740 } });
    await theirs.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await theirs.keyboard.press('Enter');
    await theirs.getByRole('heading', { name: 'A second factor is needed' }).waitFor();
    await theirs.goto(`${server.address}/keys`);
    await theirs.getByRole('heading', { name: 'A second factor is needed' }).waitFor();
    expect(await theirs.getByRole('navigation').count()).toBe(0);
    await fits(theirs, 375);
    await withAuthenticator(theirs);
    await theirs.getByRole('button', { name: 'Add a passkey' }).click();
    await confirmPassword(theirs);
    await theirs.getByRole('list', { name: 'Recovery codes' }).waitFor();
    await theirs.getByRole('button', { name: 'Done' }).click();
    await theirs.getByRole('button', { name: 'To the page' }).click();
    await theirs.getByRole('heading', { name: 'API keys', level: 1 }).waitFor();

    await page.reload();
    await page.getByRole('button', { name: 'Remove the second factors of bob' }).click();
    await page.getByRole('tooltip').getByRole('button', { name: 'Remove' }).click();
    await page.getByText('The second factors of bob are removed').waitFor();
    await theirs.reload();
    await theirs.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.goto(`${server.address}/audit`);
    for (const action of ['Removed a second factor', 'Added a second factor', 'Changed an organisation’s rules']) await page.getByRole('rowheader', { name: action }).first().waitFor();
  });
});

describe('the pages about second factors', () => {
  it('speak Chinese, and fit 375 pixels', async () => {
    const { page } = await go('/account', { locale: 'zh-CN', viewport: { width: 375, height: 740 } });
    await page.getByRole('button', { name: '使用通行密钥登录' }).waitFor();
    await page.getByLabel('名字').fill('ada');
    await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '还差一步' }).waitFor();
    await page.getByRole('button', { name: '改用恢复码' }).click();
    await page.getByLabel('恢复码').fill(recoveryCodes[2]!);
    await page.keyboard.press('Enter');

    await page.getByRole('heading', { name: '安全', exact: true }).waitFor();
    await page.getByText('还剩 7 个').waitFor();
    await fits(page, 375);
    expect(await page.locator('main > div').evaluate((e) => e.scrollWidth - e.clientWidth)).toBe(0);
  });
});
