import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { again, ask, askForALongAnswer, composer, fits, open, visit } from './browser';

/** For what many answers of a model take on a machine that does other things, too. */
const LONG = 600_000;

let browser: Browser;
beforeAll(async () => { browser = await open(); });
afterEach(async () => { for (const context of browser.contexts()) await context.close(); });
afterAll(() => browser.close());

const cards = (page: Page) => page.getByRole('list', { name: 'Assistants' }).getByRole('button');
const translation = (page: Page) => page.getByRole('button', { name: /^Translation ?: / });
const field = (page: Page, label: string) => page.getByRole('dialog').getByLabel(label, { exact: true });
const shown = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });

describe('assistants', () => {
  it('are chosen, asked and left by keyboard alone', async () => {
    const { page, complaints } = await visit(browser);
    await cards(page).nth(6).waitFor();

    await translation(page).focus();
    await page.keyboard.press('Enter');
    await shown(page, 'Translation').waitFor();
    expect(await composer(page).count()).toBe(0);
    await page.locator('button[type=submit]:enabled').waitFor();
    for (let i = 0; i < 10 && !(await page.evaluate(() => document.activeElement?.id === 'text')); i++) await page.keyboard.press('Tab');
    await page.keyboard.type('燎原');
    await page.keyboard.press('Control+Enter');

    await again(page).waitFor();
    await page.getByText('With Translation').waitFor();
    expect(await page.getByText('Translate the text below from the language it is written in to English; register: neutral.').count()).toBeGreaterThan(0);
    await composer(page).waitFor();
    expect(complaints).toEqual([]);
  });

  it('say what the form lacks, and are left by a way back', async () => {
    const { page } = await visit(browser);
    await translation(page).click();
    await page.locator('button[type=submit]:enabled').click();

    await page.getByText('Fill in “Text to translate”').waitFor();
    await page.keyboard.press('Shift+Tab');
    await page.getByRole('button', { name: 'All assistants' }).click();

    await shown(page, 'What can I do for you?').waitFor();
  });

  it('fit 375 pixels, and nothing moves when they come', async () => {
    const { page } = await visit(browser, { viewport: { width: 375, height: 740 } });
    await page.evaluate(() => {
      const total = { moved: 0 };
      (window as unknown as { total: typeof total }).total = total;
      new PerformanceObserver((list) => list.getEntries().forEach((e) => { total.moved += (e as unknown as { value: number }).value; })).observe({ type: 'layout-shift', buffered: true });
    });
    await cards(page).nth(6).waitFor();

    await fits(page, 375);
    await translation(page).click();
    await shown(page, 'Translation').waitFor();
    await fits(page, 375);
    expect(await page.evaluate(() => (window as unknown as { total: { moved: number } }).total.moved)).toBeLessThan(0.1);
  });

  it('get an answer handed over from another conversation', async () => {
    const { page } = await visit(browser);
    await askForALongAnswer(page);
    await page.keyboard.press('Escape');
    await again(page).waitFor();
    const answer = await page.locator('.x-markdown').innerText();

    await page.getByRole('button', { name: 'Send to another assistant' }).click();
    await page.getByRole('menuitem', { name: 'Translation' }).click();

    await shown(page, 'Translation').waitFor();
    const text = await page.getByRole('textbox', { name: 'Text to translate' }).inputValue();
    expect(answer.replace(/\s+/g, ' ')).toContain(text.trim().split(/\s+/)[0]);
    expect(text.trim()).not.toBe('');
  });

  it('are evaluated by their cases, one result after the other', async () => {
    const { page } = await visit(browser, {}, '/assistants');
    await page.getByRole('button', { name: 'Evaluate Translation' }).click();
    await page.getByRole('button', { name: 'Ask all cases' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('status').getByText(/: \d+ of \d+ passed/).waitFor({ timeout: LONG });
    expect(await dialog.getByRole('button', { expanded: false }).count()).toBeGreaterThanOrEqual(10);
    await dialog.getByRole('button', { expanded: false }).first().click();
    await dialog.getByText('Answered').waitFor();
  }, 2 * LONG);

  it('are copied, changed, used and deleted', async () => {
    const { page, complaints } = await visit(browser, {}, '/assistants');
    await page.getByRole('button', { name: 'New assistant' }).click();
    await field(page, 'Name').fill('Haiku');
    await field(page, 'What it is good for').fill('Writes haiku');
    await field(page, 'What the model is told').fill('Answer with a haiku.');
    await field(page, 'Starters, one a line').fill('About rain\nAbout snow');
    await field(page, 'Form (JSON)').fill('[{');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The form is no JSON').waitFor();
    await field(page, 'Form (JSON)').fill('');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });

    await page.getByRole('button', { name: 'New chat' }).click();
    await page.getByRole('button', { name: /^Haiku ?: Writes haiku/ }).click();
    await page.getByRole('button', { name: 'About snow' }).click();
    await again(page).waitFor();
    await page.getByText('With Haiku').waitFor();
    await page.getByRole('button', { name: 'Assistants and personas' }).click();
    await page.getByRole('button', { name: 'Delete Haiku' }).click();
    await page.getByRole('tooltip').getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('button', { name: 'Delete Haiku' }).waitFor({ state: 'detached' });

    expect(complaints).toEqual([]);
  });
});

describe('personas', () => {
  it('are heard, then chosen for the conversation', async () => {
    const { page, complaints } = await visit(browser);
    await page.getByRole('button', { name: 'Persona: None' }).click();
    const dialog = page.getByRole('dialog');

    await dialog.getByRole('button', { name: 'Hear Butler' }).click();
    await dialog.getByRole('status').filter({ hasText: /Butler answers: .*\?”\s*\S+ \S+/s }).waitFor();
    await dialog.getByRole('radio', { name: /^Butler/ }).check();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'Persona: Butler' }).waitFor();
    await ask(page, 'Good morning');

    await page.reload();
    await page.getByRole('button', { name: 'Persona: Butler' }).waitFor();
    expect(complaints).toEqual([]);
  });

  it('are made of three sliders and a sentence', async () => {
    const { page } = await visit(browser, {}, '/assistants');
    await page.getByRole('button', { name: 'New persona' }).click();
    await field(page, 'Name').fill('Pirate');
    await page.getByRole('slider', { name: 'Warmth' }).focus();
    await page.keyboard.press('ArrowRight');
    await field(page, 'A sentence in this tone').fill('Arr, what be it?');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });

    await page.getByRole('button', { name: 'Delete Pirate' }).click();
    await page.getByRole('tooltip').getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('button', { name: 'Delete Pirate' }).waitFor({ state: 'detached' });
  });

  it('are learnt from texts of one’s own, and may be changed before they are kept', async () => {
    const { page } = await visit(browser, {}, '/assistants');
    await page.getByRole('button', { name: 'New persona' }).click();
    await page.getByRole('button', { name: 'Learn it from my own texts' }).click();
    const own = page.getByRole('textbox', { name: /A few messages/ });
    await own.fill('Too short.');
    await page.getByRole('button', { name: 'Learn', exact: true }).click();
    await page.getByRole('alert').getByText('expected at least 40').waitFor();

    await own.fill('Hey! Don’t worry about it, I’m so glad you asked. Let’s grab a cuppa, okay?\n\nYeah, no worries at all! Take care and thanks for the cake, it was lovely, mate.\n\n'
      + 'Wow, that is cool! You are gonna do great, and we will come over on Sunday, okay?');
    await page.getByRole('button', { name: 'Learn', exact: true }).click();
    await page.getByRole('status').getByText('The fields below were filled in').waitFor();
    expect(await page.getByRole('slider', { name: 'Formality' }).getAttribute('aria-valuenow')).toBe('1');
    expect(await field(page, 'Name').inputValue()).toBe('My manner');
    expect(await field(page, 'A sentence in this tone').inputValue()).not.toBe('');
    await field(page, 'Name').fill('As I write');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Change As I write' }).waitFor();
  });
});
