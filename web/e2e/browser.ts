import { chromium, type Browser, type BrowserContextOptions, type Locator, type Page } from 'playwright-core';
import { expect, inject } from 'vitest';

/** @param flags more of them */
export const open = (flags: string[] = []): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    // a container's root has no sandbox of its own; the pages are ours
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ...flags],
  });

/** What a test answers in the server's place would go past a service worker; tests of that one leave this out. */
export const WITHOUT_WORKER = { serviceWorkers: 'block' } as const;

/** A page of its own, at the start. Anything it complains about fails the test that asks for {@link complaints}. */
export async function visit(browser: Browser, options: BrowserContextOptions = {}, path = '/', address = inject('address')) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-US', ...WITHOUT_WORKER, ...options });
  const page = await context.newPage();
  // the small model sometimes talks to the end of its context, which takes longer than Playwright's usual half a minute
  page.setDefaultTimeout(100_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  await page.goto(address + path);
  return { page, complaints };
}

export const composer = (page: Page) => page.getByRole('textbox', { name: /^(Write a message|输入消息)/ });

/** Finds one in a list by its text and takes it, by keys: what is typed before the list is here would choose nothing. */
export async function take(page: Page, list: Locator, option: string) {
  await list.fill(option);
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option-active', { hasText: option }).waitFor();
  await list.press('Enter');
}

export const again = (page: Page) => page.getByRole('button', { name: /^(Answer again|重新回答)$/ });

/** Enter does nothing before the page knows that the model is here. */
const readyToSend = (page: Page) => page.locator('button[aria-label="Send"]:enabled, button[aria-label="发送"]:enabled').waitFor();

/** Nothing scrolls sideways at this width, once the page has been laid out anew: right after its window changed it has not. */
export const fits = (page: Page, width: number, what?: string) =>
  expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth), { timeout: 5000, message: what }).toBeLessThanOrEqual(width);

/** Says something and waits for the whole answer. */
export async function ask(page: Page, words: string) {
  const answers = await again(page).count();
  await composer(page).fill(words);
  await readyToSend(page);
  await composer(page).press('Enter');
  // in Chinese it talks longest
  await again(page).nth(answers).waitFor({ timeout: 240_000 });
}

/** Says something that makes a long answer, and waits for its first words. */
export async function askForALongAnswer(page: Page) {
  await composer(page).fill('Write a very long story about a lighthouse, with at least fifty paragraphs.');
  await readyToSend(page);
  await composer(page).press('Enter');
  await page.locator('li[aria-busy=true] .x-markdown').filter({ hasText: /\w+ \w+/ }).waitFor();
}
