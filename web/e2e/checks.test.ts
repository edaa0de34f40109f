import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { faults } from './axe';
import { fits, open, visit } from './browser';
import { drafted, released, started } from './program';

let browser: Browser;
beforeAll(async () => { browser = await open(); });
afterEach(async () => { for (const context of browser.contexts()) await context.close(); });
afterAll(() => browser.close());

/** Verified by rules alone. */
const CHECKED = {
  name: 'Checked', input: { type: 'object', properties: { text: { type: 'string' } } }, output: { type: 'object', required: ['source'], properties: { source: { type: 'string', title: 'Where it is from' } } },
  nodes: [
    { id: 'start', kind: 'input', next: 'proof' },
    { id: 'proof', kind: 'check', text: '{{start.text}}', rules: [{ is: 'contains', than: '[1]', why: 'names its source' }, { is: 'longer', than: '40', not: true }], passed: 'said', refused: 'no' },
    { id: 'said', kind: 'answer', text: '{{proof}}', data: { source: '1' } }, { id: 'no', kind: 'answer', text: '{{proof.why}}', data: { source: 'none' } },
  ],
};

const node = (page: Page, name: RegExp | string) => page.locator('.react-flow__nodes').getByRole('button', { name });
const panel = (page: Page, name: string) => page.getByRole('complementary', { name, exact: true });
const step = (page: Page, id: string) => page.locator('details').filter({ has: page.locator('summary strong', { hasText: new RegExp(`^${id}$`) }) });
const shot = async (page: Page, name: string) => void (process.env.SHOTS && (await page.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true })));

/** One of a list, by its words. */
async function pick(page: Page, box: ReturnType<Page['getByRole']>, words: string) {
  await box.focus();
  await page.keyboard.press('ArrowDown');
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option-content').getByText(words, { exact: true }).click();
}

describe('a verdict', () => {
  it('is seen at its step and on the canvas, with the rules that did not hold', async () => {
    const agent = await released(CHECKED);
    const { page, complaints } = await visit(browser, {}, `/agents?run=${await started(agent, { text: 'Tea is a drink that is made of leaves, and cheap.' })}`);
    await step(page, 'proof').locator('summary').getByText('Verdict: not passed').waitFor();
    await step(page, 'proof').locator('summary').focus();
    await page.keyboard.press('Enter');
    const verdict = step(page, 'proof').getByRole('region', { name: 'Verdict' });
    await verdict.getByText('names its source (must hold: contains “[1]”)').waitFor();
    await verdict.getByText('must not hold: longer than (characters) “40”').waitFor();
    expect(await verdict.getByText('It was: Tea is a drink').count()).toBe(2);
    expect(await step(page, 'proof').getByRole('region', { name: 'Output' }).innerText()).not.toContain('{');

    await page.getByRole('radio', { name: 'Canvas' }).focus();
    await page.keyboard.press('Space');
    await node(page, /^Check proof: not passed, passed: said, not passed: no$/).click();
    await panel(page, 'proof').getByRole('region', { name: 'Verdict' }).getByText('names its source').waitFor();
    await node(page, /^Answer said: not reached/).waitFor();

    await page.goto(`${inject('address')}/agents?run=${await started(agent, { text: 'Tea, says [1].' })}`);
    // how a run is shown is kept
    await page.getByRole('radio', { name: 'Steps' }).focus();
    await page.keyboard.press('Space');
    await step(page, 'proof').locator('summary').getByText('Verdict: passed').waitFor();
    expect(complaints).toEqual([]);
  });

  it('of a judge has its model, its tokens and its words', async () => {
    const judged = { ...CHECKED, nodes: CHECKED.nodes.map((each) => (each.id === 'proof' ? { ...each, rules: undefined, judge: { question: 'Is it about tea?' } } : each)) };
    const { page, complaints } = await visit(browser, {}, `/agents?run=${await started(await released(judged), { text: 'Tea is a drink.' })}`);
    const summary = step(page, 'proof').locator('summary');
    await summary.getByText(/Verdict: (not )?passed/).waitFor();
    expect(await summary.innerText()).toMatch(/\d+ tokens read, \d+ written/);
    await summary.click();
    await step(page, 'proof').getByRole('region', { name: 'Verdict' }).getByText(/^(The judge says:|All rules hold)/).waitFor();
    expect(await step(page, 'proof').getByRole('region', { name: 'Input' }).innerText()).toContain('> Tea is a drink.');
    expect(complaints).toEqual([]);
  });
});

describe('forms', () => {
  it('make a check, an output and the data of an answer by keyboard', async () => {
    const { page, complaints } = await visit(browser, {}, `/agents?draft=${await drafted({
      name: 'Formed', input: { type: 'object', properties: { text: { type: 'string' } } }, nodes: [{ id: 'start', kind: 'input', next: 'said' }, { id: 'said', kind: 'answer', text: '{{start.text}}' }],
    })}`);
    await node(page, /^Input start/).focus();
    await page.keyboard.press('a');
    await page.getByRole('dialog').getByRole('button', { name: /^Check/ }).press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await node(page, /^Check check.*passed: said, not passed: nowhere/).focus();
    await page.keyboard.press('Enter');
    const form = panel(page, 'check');
    const first = form.getByRole('group', { name: 'Rule 1' });
    await first.getByRole('textbox', { name: /^Than/ }).fill('[1]');
    await form.getByRole('button', { name: 'Add a rule' }).press('Enter');
    const second = form.getByRole('group', { name: 'Rule 2' });
    await pick(page, second.getByRole('combobox', { name: 'Is' }), 'is JSON');
    await second.getByRole('textbox', { name: /^Than/ }).waitFor({ state: 'detached' });
    await second.getByRole('button', { name: 'Take out rule 2' }).press('Enter');
    await second.waitFor({ state: 'detached' });
    await form.getByRole('switch', { name: 'Ask a model, too' }).press('Space');
    await form.getByRole('textbox', { name: 'Question' }).focus();
    await page.keyboard.insertText('Is it about tea?');
    await pick(page, form.getByRole('combobox', { name: 'When it did not pass' }), 'said');
    await page.getByText('No problems: it can be released.').waitFor();
    await page.keyboard.press('Escape');

    await page.getByRole('toolbar', { name: 'Canvas' }).getByRole('button', { name: 'Agent' }).press('Enter');
    const output = panel(page, 'Agent').getByRole('group', { name: 'What a run gives beside its text' });
    await output.getByRole('button', { name: 'Add a field' }).press('Enter');
    await output.getByLabel('Title').fill('What came of it');
    await page.getByRole('region', { name: 'Problems' }).getByRole('button', { name: /'result'/ }).press('Enter');
    const answer = panel(page, 'said');
    await answer.getByRole('textbox', { name: 'What came of it' }).focus();
    await page.keyboard.insertText('{{start.text}}');
    await page.getByText('No problems: it can be released.').waitFor();
    await page.getByRole('status').getByText('Saved', { exact: true }).waitFor();

    await page.getByRole('radio', { name: 'Text' }).focus();
    await page.keyboard.press('Space');
    const text = (await page.getByRole('textbox', { name: /^Definition/ }).innerText()).replace(/\s+/g, '');
    expect(text).toContain('"judge":{"question":"Isitabouttea?"}');
    expect(text).toContain('"rules":[{"is":"contains","than":"[1]"}]');
    expect(text).toContain('"required":["result"]');
    expect(text).toContain('"data":{"result":"{{start.text}}"}');
    expect(complaints).toEqual([]);
  });
});

const LOOKS = [['light', 'en-GB', 1280], ['dark', 'zh-CN', 375], ['dark', 'en-GB', 1280], ['light', 'zh-CN', 375]] as const;

describe.each(LOOKS)('in the %s, %s, %d wide', (colorScheme, locale, width) => {
  it('axe finds nothing serious on verdicts and their forms, and all fits', async () => {
    const options: BrowserContextOptions = { colorScheme, locale, viewport: { width, height: 800 }, reducedMotion: 'reduce' };
    const name = `${width}-${colorScheme}-${locale}`;
    const { page, complaints } = await visit(browser, options, `/agents?run=${await started(await released(CHECKED), { text: '茶是一种饮料。Tea is a drink that is made of leaves, and cheap.' })}`);
    await step(page, 'proof').locator('summary').click();
    await step(page, 'proof').getByRole('region', { name: /^(Verdict|结论)$/ }).waitFor();
    await fits(page, width);
    expect(await faults(page), 'steps').toEqual([]);
    await shot(page, `verdict-${name}`);
    await page.getByRole('radio', { name: /^(Canvas|画布)$/ }).focus();
    await page.keyboard.press('Space');
    await node(page, /^(Check|检验) proof: (not passed|未通过)/).waitFor();
    await fits(page, width);
    expect(await faults(page), 'canvas').toEqual([]);
    await shot(page, `verdict-canvas-${name}`);

    const draft = { ...CHECKED, nodes: CHECKED.nodes.map((each) => (each.id === 'proof' ? { ...each, judge: { question: 'Is it about tea?', by: '{{start.text}}' } } : each)) };
    await page.goto(`${inject('address')}/agents?draft=${await drafted(draft)}`);
    await node(page, /^(Check|检验) proof/).focus();
    await page.keyboard.press('Enter');
    await page.locator('[data-panel]').getByRole('switch', { name: /^(Ask a model, too|再请模型评判)$/ }).waitFor();
    await page.waitForTimeout(300);
    expect(await faults(page), 'form').toEqual([]);
    await fits(page, width);
    await shot(page, `check-form-${name}`);
    await page.locator('[data-panel]').getByRole('switch', { name: /^(Ask a model, too|再请模型评判)$/ }).scrollIntoViewIfNeeded();
    await shot(page, `check-judge-${name}`);
    expect(complaints).toEqual([]);
  });
});
