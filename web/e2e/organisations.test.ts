import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { composer, fits, open, visit } from './browser';
import { startServer, type Running } from './server';

/** A server of its own: once there is an owner, everybody signs in. */
let server: Running;
let browser: Browser;
/** Cookies, from when there are some. */
let ada: BrowserContextOptions['storageState'];
let eve: BrowserContextOptions['storageState'];
let bob: BrowserContextOptions['storageState'];

const PASSWORD = 'a spark starts a prairie fire';

const go = (path = '/', options: BrowserContextOptions = {}) => visit(browser, options, path, server.address);
const as = (storageState: BrowserContextOptions['storageState'], path = '/', options: BrowserContextOptions = {}) => go(path, { storageState, ...options });
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent);
const account = (page: Page) => page.getByRole('navigation').getByRole('button', { name: /^Account of/ });

/** Sets a password by a one-time link; the cookie of who did. */
async function welcome(link: string, name: string, fill: boolean) {
  const { page } = await go(link.slice(server.address.length));
  if (fill) await page.getByLabel('Sign-in name').fill(name);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: `Account of ${name}` }).waitFor();
  return page.context().storageState();
}

beforeAll(async () => {
  server = await startServer();
  browser = await open();
  ada = await welcome(server.welcome, 'ada', true);
});
afterEach(async () => { for (const context of browser.contexts()) await context.close(); });
afterAll(async () => {
  await browser.close();
  await server.stop();
});

/** A conversation of one’s own, for the organisation that one acts for. */
async function begin(page: Page, title: string) {
  const status = await page.evaluate(async (wanted) => {
    const session = await (await fetch('/api/session')).json() as { csrfToken: string };
    const headers = { 'Content-Type': 'application/json', 'X-CSRF-Token': session.csrfToken };
    return (await fetch('/api/conversations', { method: 'POST', headers, body: JSON.stringify({ title: wanted }) })).status;
  }, title);
  expect(status).toBeLessThan(300);
  await page.reload();
  await page.getByText(title).waitFor();
}

describe('organisations', () => {
  it('are begun by the installation’s owner, who hands a link to their owner', async () => {
    const { page, complaints } = await as(ada, '/organisations');
    await page.getByRole('heading', { name: 'Organisations', level: 1 }).waitFor();
    await page.getByRole('button', { name: 'Begin an organisation' }).press('Enter');
    await page.getByLabel('Name of the organisation').fill('Lighthouse');
    await page.getByLabel('Sign-in name of its owner').fill('eve');
    await page.keyboard.press('Enter');
    const link = await page.getByRole('dialog').getByLabel('One-time link').inputValue();
    await page.getByRole('button', { name: 'Done' }).press('Enter');
    await page.getByText('Lighthouse', { exact: true }).waitFor();

    eve = await welcome(link, 'eve', false);
    const { page: theirs } = await as(eve, '/members');
    await theirs.getByRole('heading', { name: 'Members', level: 1 }).waitFor();
    expect(await theirs.getByRole('navigation').getByRole('button', { name: 'Organisations' }).count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it('invite somebody who has an account, who is told, accepts, and is told apart in both', async () => {
    const { page: adas } = await as(ada, '/members');
    await adas.getByRole('button', { name: 'Add a member' }).press('Enter');
    await adas.getByLabel('Sign-in name').fill('bob');
    await adas.keyboard.press('Enter');
    const link = await adas.getByRole('dialog').getByLabel('One-time link').inputValue();
    bob = await welcome(link, 'bob', false);

    const { page: eves, complaints } = await as(eve, '/members');
    for (const name of ['bob', 'nobody-at-all']) {
      await eves.getByRole('button', { name: 'Invite somebody who has an account' }).press('Enter');
      await eves.getByLabel('Their sign-in name').fill(name);
      await eves.keyboard.press('Enter');
      // the same words, whether or not there is such an account
      await eves.getByText(`If ${name} has an account, they see the invitation now`).waitFor();
      await eves.getByRole('button', { name: `Withdraw the invitation of ${name}` }).waitFor();
      await eves.getByRole('dialog').waitFor({ state: 'detached' });
    }
    await eves.getByRole('button', { name: 'Withdraw the invitation of nobody-at-all' }).press('Enter');
    await eves.getByText('The invitation of nobody-at-all is withdrawn').waitFor();

    const { page: bobs, complaints: bobsComplaints } = await as(bob, '/');
    await begin(bobs, 'What Bob wrote at home');
    const note = bobs.getByRole('navigation').getByRole('button', { name: 'Invitation: Lighthouse' });
    await note.press('Enter');
    await bobs.getByRole('heading', { name: 'Invitations' }).waitFor();
    await bobs.getByRole('button', { name: 'Accept the invitation of Lighthouse' }).press('Enter');
    await bobs.getByRole('tooltip').getByRole('button', { name: 'Accept' }).press('Enter');
    await bobs.getByText('You belong to Lighthouse as well now').waitFor();
    await note.waitFor({ state: 'detached' });
    bob = await bobs.context().storageState();

    await eves.reload();
    await eves.getByText('bob', { exact: true }).waitFor();
    expect(await eves.getByRole('button', { name: 'Withdraw the invitation of bob' }).count()).toBe(0);
    expect([...complaints, ...bobsComplaints]).toEqual([]);
  });

  it('are switched by the account’s menu, by keyboard; each shows its own conversations', async () => {
    const { page, complaints } = await as(bob, '/');
    await page.getByText('What Bob wrote at home').waitFor();

    await account(page).focus();
    await page.keyboard.press('Enter');
    // the menu takes the keyboard as it opens, at its first item
    await expect.poll(() => focused(page)).toBe('Your account');
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => focused(page)).toBe('Act for Lighthouse');
    await page.keyboard.press('Enter');
    await account(page).filter({ hasText: 'Lighthouse' }).waitFor();
    await page.getByText('No conversations yet').waitFor();
    expect(await page.getByText('What Bob wrote at home').count()).toBe(0);
    await composer(page).waitFor();
    await begin(page, 'What Bob wrote at the lighthouse');

    await account(page).press('Enter');
    await page.getByRole('menuitem', { name: 'Act for This server' }).click();
    await page.getByText('What Bob wrote at home').waitFor();
    expect(await page.getByText('What Bob wrote at the lighthouse').count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it('are left, but not by their last owner', async () => {
    const { page, complaints } = await as(bob, '/account');
    await page.getByRole('button', { name: 'Leave Lighthouse' }).press('Enter');
    await page.getByRole('tooltip').getByRole('button', { name: 'Leave' }).press('Enter');
    await page.getByText('You have left Lighthouse').waitFor();
    await page.getByRole('heading', { name: 'Organisations' }).waitFor({ state: 'detached' });

    const { page: eves } = await as(eve, '/members');
    await eves.getByText('eve', { exact: true }).first().waitFor();
    expect(await eves.getByText('bob', { exact: true }).count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it('are named by their owner, and deleted by the installation’s after their name was typed', async () => {
    const { page: eves } = await as(eve, '/members');
    await eves.getByRole('textbox', { name: 'Name of the organisation' }).fill('Beacon');
    await eves.getByRole('button', { name: 'Rename' }).press('Enter');
    await eves.getByText('It is called Beacon now').waitFor();

    const { page, complaints } = await as(ada, '/organisations');
    await page.getByRole('button', { name: 'Delete Beacon' }).press('Enter');
    const typed = page.getByLabel('Type “Beacon” to confirm');
    await typed.fill('beacon');
    await page.keyboard.press('Enter');
    await page.getByText('This is not its name').waitFor();
    await typed.fill('Beacon');
    await page.keyboard.press('Enter');
    await page.getByText('Beacon is deleted').waitFor();
    await page.getByText('Beacon', { exact: true }).waitFor({ state: 'detached' });
    expect(await page.getByRole('button', { name: /^Delete/ }).count()).toBe(0);
    // its people are gone with it
    await eves.reload();
    await eves.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(complaints).toEqual([]);
  });
});

describe('a member’s account', () => {
  it('is deleted from the member’s menu after it was said what goes', async () => {
    const { page, complaints } = await as(ada, '/members');
    await page.getByRole('button', { name: 'More for bob' }).press('Enter');
    await page.getByRole('menuitem', { name: 'Delete the account of bob' }).click();
    const dialog = page.getByRole('dialog', { name: 'Delete the account of bob' });
    await dialog.getByText('all conversations, keys').waitFor();
    await dialog.getByRole('button', { name: 'Delete for good' }).click();
    await page.getByRole('button', { name: 'More for bob' }).waitFor({ state: 'detached' });

    const { page: bobs } = await as(bob, '/');
    await bobs.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await page.getByRole('button', { name: 'More for ada' }).count()).toBe(0);
    expect(complaints).toEqual([]);
  });
});

describe('the pages about organisations', () => {
  it.each([['zh-CN', ['组织', '我的账户', '成员']], ['en-US', ['Organisations', 'Your account', 'Members']]])('fit 375 pixels in %s', async (locale, titles) => {
    const { page } = await as(ada, '/organisations', { locale, viewport: { width: 375, height: 740 } });
    for (const [i, path] of ['/organisations', '/account', '/members'].entries()) {
      await page.goto(server.address + path);
      await page.getByRole('heading', { name: titles[i]!, level: 1, exact: true }).waitFor();
      await page.locator('main li').first().waitFor();
      await fits(page, 375, path);
      expect(await page.locator('main > div').evaluate((e) => e.scrollWidth - e.clientWidth), path).toBe(0);
    }
  });
});
