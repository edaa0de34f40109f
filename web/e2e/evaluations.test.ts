import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { faults } from './axe';
import { fits, open, visit } from './browser';
import { drafted, post, released, send, started } from './program';

let browser: Browser;
beforeAll(async () => { browser = await open(); });
afterEach(async () => { for (const context of browser.contexts()) await context.close(); });
afterAll(() => browser.close());

const PHONE = { width: 375, height: 740 };

/** Asks a person and no model. */
const asking = (evals: object) => ({
  name: 'Reminder', input: { type: 'object', required: ['who'], properties: { who: { type: 'string' } } },
  nodes: [
    { id: 'start', kind: 'input', next: 'ask' }, { id: 'ask', kind: 'approval', question: 'Remind {{start.who}}?', approved: 'said', refused: 'no' },
    { id: 'said', kind: 'answer', text: 'Reminded {{start.who}}' }, { id: 'no', kind: 'answer', text: 'Not reminded: {{ask.note}}' },
  ],
  evals,
});
const one = (name: string, given: object, than: string) => ({ name, input: { who: 'Ada' }, given, expect: [{ value: '{{answer}}', is: 'contains', than }] });

describe('evaluations', () => {
  it('are begun on the page by keys, and say what was expected and what there was', async () => {
    const id = await drafted(asking({ cases: [one('agreed', { ask: { approved: true } }, 'Ada'), one('refused', { ask: { approved: false, note: 'later' } }, 'tomorrow')] }));
    const { page, complaints } = await visit(browser, {}, `/agents?draft=${id}`);
    await page.getByRole('button', { name: 'Evaluations' }).press('Enter');
    await page.getByText('not evaluated').first().waitFor();

    await page.getByRole('button', { name: /Evaluate$/ }).press('Enter');

    await page.getByRole('status').filter({ hasText: /^Done · 1 of 2 passed/ }).waitFor();
    await page.getByText('Expected: {{answer}} contains "tomorrow" · It was: Not reminded: later').waitFor();
    expect(await faults(page)).toEqual([]);
    await page.getByRole('link', { name: 'See the run of refused' }).press('Enter');
    await page.getByText('A case of an').waitFor();
    expect(await page.getByRole('button', { name: /Run again/ }).count()).toBe(0);
    await page.getByRole('link', { name: 'evaluation', exact: true }).press('Enter');
    await page.getByText('1 of 2 passed').waitFor();
    expect(complaints).toEqual([]);
  });

  it('a run that has ended is kept as a case, which passes', async () => {
    const agent = await released(asking({}));
    const run = await started(agent, { who: 'Grace' });
    await expect.poll(async () => (await send<{ run: { state: string } }>('GET', `/api/agent-runs/${run}`)).run.state).toBe('WAITING');
    await post(`/api/agent-runs/${run}/approvals/1`, { approved: true });
    const { page } = await visit(browser, { viewport: PHONE }, `/agents?run=${run}`);

    await page.getByRole('button', { name: 'Keep as case' }).click();
    await page.getByText('It is a case of the draft now.').waitFor();
    await page.goto(page.url().replace(/\?.*/, `?evaluations=${agent}`));
    await page.getByRole('button', { name: /Evaluate$/ }).click();

    await page.getByRole('status').filter({ hasText: /^Done · 1 of 1 passed/ }).waitFor();
    await fits(page, PHONE.width);
  });
});
