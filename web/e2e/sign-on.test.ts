import { spawn, type ChildProcess } from 'node:child_process';
import { join, resolve } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { composer, open, visit } from './browser';
import { startServer, type Running } from './server';

const ADA = { name: 'ada', password: 'a spark can start a fire' };
const SECRET = 'the-client-secret-of-the-tests-0123456789';

let browser: Browser;
let server: Running;
let provider: { issuer: string; process: ChildProcess };
let owner: BrowserContextOptions['storageState'];

/** The OpenID Connect server of the server's tests. */
function startProvider(address: string): Promise<typeof provider> {
  const script = resolve(import.meta.dirname, '../../server/src/test/clients/oidc_server.mjs');
  // ./liaoyuan test puts the node clients beside the models
  const modules = process.env.LIAOYUAN_TEST_NODE ?? join(process.env.LIAOYUAN_TEST_MODELS ?? '', '../node');
  const child = spawn('node', [script, modules, `${address}/api/sign-on/callback`], { stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((ready, failed) => {
    let said = '';
    child.stdout.on('data', (piece: Buffer) => {
      said += piece.toString();
      const port = /^ready (\d+)$/m.exec(said)?.[1];
      if (port) ready({ issuer: `http://127.0.0.1:${port}`, process: child });
    });
    child.once('exit', () => failed(new Error(`the provider did not start: ${said}`)));
  });
}

const go = (path = '/', options: BrowserContextOptions = {}) => visit(browser, options, path, server.address);

const signInAt = async (page: Page, name: string) => {
  await page.getByPlaceholder('Enter any login').fill(name);
  await page.getByPlaceholder('and password').fill('any');
  await page.keyboard.press('Enter');
};

beforeAll(async () => {
  [browser, server] = await Promise.all([open(), startServer()]);
  provider = await startProvider(server.address);
  const { page } = await go(server.welcome.slice(server.address.length));
  await page.getByLabel('Sign-in name').fill(ADA.name);
  await page.getByLabel('Password', { exact: true }).fill(ADA.password);
  await page.keyboard.press('Enter');
  await composer(page).waitFor();
  owner = await page.context().storageState();
}, 120_000);

afterAll(async () => {
  provider?.process.kill();
  await browser?.close();
  await server?.stop();
});

describe('single sign-on', () => {
  it('is set up and tried among the members', async () => {
    const { page, complaints } = await go('/members', { storageState: owner });
    await page.getByRole('button', { name: 'Add an OpenID Connect provider' }).click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByLabel('Redirect URI').inputValue()).toBe(`${server.address}/api/sign-on/callback`);
    await dialog.getByLabel('Name', { exact: true }).fill('Prairie SSO');
    await dialog.getByLabel('Issuer').fill(provider.issuer);
    await dialog.getByLabel('Client ID').fill('liaoyuan');
    await dialog.getByLabel('Client secret').fill('not this one');
    await dialog.getByRole('button', { name: 'Try it' }).click();
    await dialog.getByText('does not accept this server’s client id or secret').waitFor();

    await dialog.getByLabel('Client secret').fill(SECRET);
    await dialog.getByRole('button', { name: 'Try it' }).click();
    await dialog.getByText('It works').waitFor();
    await dialog.getByRole('button', { name: 'Save' }).click();

    await page.getByText('Prairie SSO', { exact: true }).waitFor();
    await page.getByText('Newcomers become Member.').waitFor();
    expect(complaints).toEqual([]);
  });

  it('lets newcomers in through the provider’s own page', async () => {
    const { page } = await go('/usage');
    await page.getByRole('link', { name: 'Sign in with Prairie SSO' }).click();
    await signInAt(page, 'grace');

    await page.getByRole('heading', { name: 'Usage', level: 1 }).waitFor();
    await page.getByRole('button', { name: 'Account of grace' }).waitFor();
    await page.goto(`${server.address}/account`);
    await page.getByRole('heading', { name: 'Linked sign-ins' }).waitFor();
    await page.getByRole('button', { name: 'Unlink grace' }).click();
    await page.getByRole('tooltip').getByRole('button', { name: 'Unlink' }).click();
    await page.getByText('This is your only way in').waitFor();
  });

  it('says on the page, once, why it went wrong', async () => {
    const { page } = await go('/sign-in?problem=domain', { locale: 'zh-CN' });

    await page.getByRole('alert').getByText('其域名不在允许之列').waitFor();
    expect(new URL(page.url()).search).toBe('');
    await page.reload();
    await page.getByRole('link', { name: '使用 Prairie SSO 登录' }).waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  it('is linked to one’s own account', async () => {
    const { page } = await go('/account', { storageState: owner });
    await page.getByRole('button', { name: 'Link Prairie SSO' }).click();
    await page.getByRole('dialog').getByLabel('Your password').fill(ADA.password);
    await page.keyboard.press('Enter');
    await signInAt(page, 'ada-there');

    await page.getByRole('button', { name: 'Unlink ada-there' }).waitFor();
  });
});
