import type { Page } from 'playwright-core';
import { composer } from './browser';

/** Where there are accounts: sets a password at a first visit, by whichever name, or signs in. */
export async function comeIn(page: Page, name?: string) {
  if (name) await page.getByLabel('Sign-in name').fill(name);
  await page.getByLabel('Password', { exact: true }).fill('a spark starts a prairie fire');
  await page.keyboard.press('Enter');
  await composer(page).waitFor();
}

/** By the session of who is at this page. */
export const sendAs = <T>(page: Page, path: string, body: object): Promise<T> =>
  page.evaluate(async ([to, what]) => {
    const { csrfToken } = await (await fetch('/api/session')).json() as { csrfToken: string };
    const answer = await fetch(to!, { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': csrfToken }, body: what });
    return await answer.json() as T;
  }, [path, JSON.stringify(body)]);
