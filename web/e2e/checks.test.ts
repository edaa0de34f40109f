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
const step = (page: Page, id: string) => page.locator('details').filter({ has: page.locator('summary strong', { hasText: new RegExp(`^${id}$`) }) });
const shot = async (page: Page, name: string) => void (process.env.SHOTS && (await page.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true })));

describe('a verdict', () => {
  it('is seen at its step, with the rules that did not hold', async () => {
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
