import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { faults } from './axe';
import { fits, open, visit as visitPage } from './browser';
import { drafted, released, started } from './program';

let browser: Browser;
beforeAll(async () => { browser = await open(); });
afterEach(async () => { for (const context of browser.contexts()) await context.close(); });
afterAll(() => browser.close());

/** What is waited for here comes soon: no model talks long. */
const visit: typeof visitPage = async (...of) => {
  const visited = await visitPage(...of);
  visited.page.setDefaultTimeout(30_000);
  return visited;
};

const PHONE = { width: 375, height: 740 };

/** Two branches of which one asks, then rounds. */
const WHOLE = {
  name: 'Whole', input: { type: 'object', properties: { topic: { type: 'string' } } },
  nodes: [
    { id: 'start', kind: 'input', next: 'both' },
    { id: 'both', kind: 'parallel', branches: [{ name: 'left', next: 'ask' }, { name: 'right', next: 'sheet' }], join: 'met' },
    { id: 'ask', kind: 'approval', question: 'Go on?', approved: 'met', refused: 'met' }, { id: 'sheet', kind: 'template', text: 'About {{start.topic}}', next: 'met' },
    { id: 'met', kind: 'join', next: 'again' },
    { id: 'again', kind: 'loop', most: 2, until: { value: '{{again}}', is: 'contains', than: 'never' }, nodes: [{ id: 'line', kind: 'template', text: 'round {{again.round}}', next: 'lined' }, { id: 'lined', kind: 'result', text: '{{line}}' }], next: 'said' },
    { id: 'said', kind: 'answer', text: '{{again}}' },
  ],
};

const node = (page: Page, name: RegExp | string) => page.locator('.react-flow__nodes').getByRole('button', { name });
const panel = (page: Page, name: string) => page.getByRole('complementary', { name, exact: true });
const saved = (page: Page) => page.getByRole('status').getByText('Saved', { exact: true }).waitFor();
const ready = (page: Page) => page.getByText('No problems: it can be released.').waitFor();
const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
/** The keyboard is at a node once it is drawn. */
const isAt = (page: Page, name: RegExp) => expect.poll(() => focused(page), { timeout: 10_000 }).toMatch(name);

/** In the list of kinds, by the first letter, again where others before it begin with that. */
async function choose(page: Page, letter: string, name: RegExp) {
  await page.getByRole('dialog').getByRole('button', { name }).waitFor();
  // a dialog takes the keyboard once it has come in
  await expect.poll(() => page.evaluate(() => document.activeElement?.closest('[role=dialog]') !== null)).toBe(true);
  const chosen = () => page.evaluate(() => (document.activeElement as HTMLElement).innerText.trim());
  for (let i = 0; i < 10 && !name.test(await chosen()); i++) await page.keyboard.press(letter);
  expect(await chosen()).toMatch(name);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

describe('the canvas', () => {
  it('shows a goal as a form, and makes a graph of it to go on with', async () => {
    const goal = {
      name: 'Aimed', input: { type: 'object', required: ['question'], properties: { question: { type: 'string' } } }, goal: { text: 'Answer {{start.question}}' },
      tools: [{ name: 'clock', description: 'Says what time it is.', use: { kind: 'code', code: 'return 1;' } }],
    };
    const { page, complaints } = await visit(browser, {}, `/agents?draft=${await drafted(goal)}`);
    const tools = page.getByRole('region', { name: 'Tools' });
    await tools.getByRole('button', { name: 'Add a tool' }).click();
    await page.getByText('tools/1/description', { exact: false }).first().waitFor();
    await tools.getByRole('group', { name: 'tool1' }).getByLabel('Description').fill('Adds numbers.');
    await tools.getByRole('group', { name: 'tool1' }).getByRole('button', { name: 'Take out tool1' }).click();
    await ready(page);
    expect(await faults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Make it a graph' }).click();
    await node(page, /^Model write/).waitFor();
    await node(page, /^Program clock/).waitFor();
    await ready(page);
    await page.getByRole('button', { name: 'Undo' }).click();
    await tools.waitFor();
    expect(complaints).toEqual([]);
  });

  it('builds an agent by keyboard alone, which is released, run and seen on it', async () => {
    const { page, complaints } = await visit(browser, {}, `/agents?draft=${await drafted({ name: 'Drawn', nodes: [] })}`);
    await page.getByRole('toolbar', { name: 'Canvas' }).getByRole('button', { name: 'Add' }).press('Enter');
    await choose(page, 'i', /^Input/);
    await isAt(page, /^Input start, then nowhere/);
    await page.keyboard.press('Enter');
    await panel(page, 'start').getByRole('button', { name: 'Add a field' }).press('Enter');
    await page.keyboard.press('Escape');
    await isAt(page, /^Input start/);

    await page.keyboard.press('a');
    await choose(page, 'm', /^Model/);
    await isAt(page, /^Model model.*then nowhere/);
    await page.keyboard.press('Enter');
    const prompt = panel(page, 'model').getByRole('textbox', { name: 'Prompt' });
    expect(await prompt.innerText()).toBe('{{start.text}}');
    await prompt.focus();
    await page.keyboard.press('Control+Home');
    await page.keyboard.insertText('Say it again: ');
    await page.keyboard.press('Escape');
    await isAt(page, /^Model model/);
    await page.keyboard.press('a');
    await choose(page, 'a', /^Answer/);
    await isAt(page, /^Answer answer/);
    await ready(page);
    await saved(page);

    await page.keyboard.press('ArrowLeft');
    await isAt(page, /^Model model.*then answer/);
    await page.getByRole('button', { name: /\bRelease$/ }).press('Enter');
    await page.getByText('Release 1 is made.').waitFor();
    await page.getByRole('button', { name: /\bRun$/ }).press('Enter');
    await page.getByLabel('text').focus();
    await page.keyboard.type('tea');
    await page.getByRole('button', { name: 'Start' }).press('Enter');
    await page.getByRole('radio', { name: 'Canvas' }).focus();
    await page.keyboard.press('Space');
    await node(page, /^Model model: done, then answer/).waitFor();
    await node(page, /^Answer answer: done/).focus();
    await page.keyboard.press('ArrowLeft');
    await isAt(page, /^Model model/);
    await page.keyboard.press('Enter');
    await panel(page, 'model').getByRole('region', { name: 'Input' }).getByText('Say it again: tea').waitFor();
    expect(complaints).toEqual([]);
  });

  it('has one history with the text', async () => {
    const { page, complaints } = await visit(browser, {}, `/agents?draft=${await drafted(WHOLE)}`);
    await node(page, /^Template sheet/).focus();
    await page.keyboard.press('Delete');
    await node(page, /^Template sheet/).waitFor({ state: 'detached' });
    await node(page, /^Parallel both, left: ask, right: met/).waitFor();
    await page.keyboard.press('Control+z');
    await node(page, /^Parallel both, left: ask, right: sheet/).waitFor();
    await page.keyboard.press('Control+Shift+Z');
    await node(page, /^Template sheet/).waitFor({ state: 'detached' });

    await page.getByRole('radio', { name: 'Text' }).focus();
    await page.keyboard.press('Space');
    const editor = page.getByRole('textbox', { name: /^Definition/ });
    expect(await editor.innerText()).not.toContain('sheet');
    await editor.focus();
    await page.keyboard.press('Control+z');
    await expect.poll(() => editor.innerText()).toContain('"sheet"');
    await page.reload();
    await editor.waitFor();
    expect(complaints).toEqual([]);
  });

  it('tells what is wrong at the node and at its field, and connects, renames and puts between', async () => {
    const wrong = structuredClone(WHOLE) as { nodes: Record<string, unknown>[] };
    Object.assign(wrong.nodes[3]!, { text: 'About {{nobody}}' });
    const { page, complaints } = await visit(browser, {}, `/agents?draft=${await drafted(wrong)}`);
    await node(page, /^Template sheet: .*, then met, 1 problem/).waitFor();
    await page.getByRole('region', { name: 'Problems' }).getByRole('button', { name: /nobody/ }).press('Enter');
    const sheet = panel(page, 'sheet');
    await sheet.getByRole('alert').getByText('{{nobody}}').waitFor();
    await sheet.getByRole('textbox', { name: 'Text' }).focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('About {{star');
    await page.getByRole('listbox').getByRole('option', { name: 'start.topic' }).click();
    await sheet.getByRole('alert').waitFor({ state: 'detached' });
    await ready(page);
    await sheet.getByRole('textbox', { name: 'Id' }).fill('page');
    await page.keyboard.press('Enter');
    await node(page, /^Parallel both, left: ask, right: page/).waitFor();

    // the drawing may still move under the click
    const between = page.getByRole('button', { name: 'Add a node between met and again' });
    for (let i = 0; i < 5 && !(await page.getByRole('dialog').isVisible()); i++) {
      await between.click();
      await page.waitForTimeout(500);
    }
    await choose(page, 't', /^Template/);
    await node(page, /^Join met, then template/).waitFor();
    await node(page, /^Template template, then again/).focus();
    await page.keyboard.press('c');
    await page.getByRole('dialog').getByRole('button', { name: /^said/ }).press('Enter');
    await node(page, /^Template template, then said, 1 problem/).waitFor();
    expect(complaints).toEqual([]);
  });

  it('shows a run as it goes, whom it waits for and what each round gave', async () => {
    const agent = await released(WHOLE);
    const id = await started(agent, { topic: 'tea' });
    const { page, complaints } = await visit(browser, {}, `/agents?run=${id}`);
    await page.getByRole('radio', { name: 'Canvas' }).focus();
    await page.keyboard.press('Space');
    await node(page, /^Approval ask: waits/).waitFor();
    await node(page, /^Template sheet: done/).waitFor();
    await node(page, /^Loop again: not reached/).waitFor();
    await page.getByRole('button', { name: /Approve$/ }).click();

    await node(page, /^Loop again: done · 2 rounds/).waitFor();
    // which comes above the drawing, and moves it
    await page.getByRole('region', { name: 'Answer' }).waitFor();
    await node(page, /^Template line: done · 2 times/).click();
    await panel(page, 'line').getByRole('region', { name: 'Output' }).getByText('round 2').waitFor();
    expect(complaints).toEqual([]);
  });

  it('stays usable with a hundred nodes', async () => {
    const nodes = Array.from({ length: 100 }, (_, i) => ({ id: `n${i}`, ...(i === 0 ? { kind: 'input', next: 'n1' } : i === 99 ? { kind: 'answer', text: 'x' } : i % 7 === 3 && i < 95 ? { kind: 'branch', cases: [{ value: 'x', next: `n${i + 1}` }], otherwise: `n${i + 3}` } : { kind: 'template', text: 'x', next: `n${i + 1}` }) }));
    const { page, complaints } = await visit(browser, {}, '/agents');
    await page.getByRole('tab', { name: 'Drafts' }).waitFor();
    const id = await drafted({ name: 'Hundred', nodes });
    const took = await page.evaluate(async (to) => {
      const begun = performance.now();
      history.pushState(null, '', to);
      dispatchEvent(new Event('liaoyuan:route'));
      while (document.querySelectorAll('.react-flow__node').length < 100) await new Promise(requestAnimationFrame);
      return performance.now() - begun;
    }, `/agents?draft=${id}`);
    await node(page, /^Template n50/).focus();
    const typed = await page.evaluate(() => performance.now());
    await page.keyboard.press('ArrowRight');
    await isAt(page, /^Template n51/);
    const walked = (await page.evaluate(() => performance.now())) - typed;
    console.log(`100 nodes are drawn ${Math.round(took)} ms after they were asked for; a key walks on in ${Math.round(walked)} ms`);
    await page.keyboard.press('Delete');
    await expect.poll(() => page.locator('.react-flow__node').count()).toBe(99);
    expect(complaints).toEqual([]);
  });
});

describe.each([['light', 'en-GB', { width: 1280, height: 800 }], ['dark', 'zh-CN', PHONE]] as const)('in the %s, %s', (colorScheme, locale, viewport) => {
  it('axe finds nothing serious on the canvas, in its panel and on a run, and all fits', async () => {
    const options: BrowserContextOptions = { colorScheme, locale, viewport, reducedMotion: 'reduce' };
    const draft = await drafted({ ...WHOLE, nodes: WHOLE.nodes.map((each) => (each.id === 'sheet' ? { ...each, next: 'nobody' } : each)) });
    const { page, complaints } = await visit(browser, options, `/agents?draft=${draft}`);
    await node(page, /^(Template|拼接) sheet/).waitFor();
    await fits(page, viewport.width);
    expect(await faults(page), 'canvas').toEqual([]);
    await node(page, /^(Approval|确认) ask/).focus();
    await page.keyboard.press('Enter');
    await page.locator('[data-panel]').waitFor();
    // what is cut off at the canvas' edge axe takes for another text
    if (viewport.width > 600) await page.getByRole('button', { name: 'Show all' }).click();
    await page.waitForTimeout(300);
    expect(await faults(page), 'panel').toEqual([]);
    await fits(page, viewport.width);
    await page.keyboard.press('Escape');

    const id = await started(await released(WHOLE), {});
    await page.goto(`${inject('address')}/agents?run=${id}`);
    await page.getByRole('radio', { name: /^(Canvas|画布)$/ }).focus();
    await page.keyboard.press('Space');
    await node(page, /^(Template|拼接) sheet/).waitFor();
    await fits(page, viewport.width);
    expect(await faults(page), 'run').toEqual([]);
    expect(complaints).toEqual([]);
  });
});
