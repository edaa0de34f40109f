import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { faults } from './axe';
import { fits, open, visit } from './browser';

let browser: Browser;
beforeAll(async () => { browser = await open(); });
afterEach(async () => { for (const context of browser.contexts()) await context.close(); });
afterAll(() => browser.close());

/** Asks a person with a form, and no model. */
const ASKING = {
  name: 'Steered', input: { type: 'object', required: ['topic'], properties: { topic: { type: 'string', maxLength: 100 } } },
  nodes: [
    { id: 'start', kind: 'input', next: 'sheet' }, { id: 'sheet', kind: 'template', text: 'about {{start.topic}}', next: 'ask' },
    {
      id: 'ask', kind: 'approval', question: 'Send {{sheet}}?', approved: 'said', refused: 'said',
      form: { required: ['to'], properties: { to: { type: 'string', title: 'Send it to', maxLength: 100, default: '{{start.topic}}@example.org' } } },
    },
    { id: 'said', kind: 'answer', text: '{{sheet}} to {{ask.data.to}}' },
  ],
};

async function post<T>(path: string, body: object = {}): Promise<T> {
  const response = await fetch(inject('address') + path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
  expect(response.status, await response.clone().text()).toBeLessThan(300);
  return (await response.json()) as T;
}
async function started(draft: object, input: object): Promise<string> {
  const { id } = await post<{ id: string }>('/api/agents', { draft });
  await post(`/api/agents/${id}/releases`);
  return (await post<{ id: string }>('/api/agent-runs', { agent: id, input })).id;
}
const state = (page: Page, name: string) => page.getByRole('status').getByText(name, { exact: true });
const step = (page: Page, node: string) => page.locator('details').filter({ has: page.locator('summary strong', { hasText: new RegExp(`^${node}$`) }) });

describe('a run', () => {
  it('is paused, decided with other data, goes on, is begun in its middle and replayed', async () => {
    const { page, complaints } = await visit(browser, {}, `/agents?run=${await started(ASKING, { topic: 'tea' })}`);
    await state(page, 'Waiting').waitFor();
    await page.getByRole('button', { name: 'Pause' }).click();
    await state(page, 'Paused').waitFor();
    const card = page.getByRole('region', { name: 'A decision is needed' });
    expect(await card.getByLabel('Send it to').inputValue()).toBe('tea@example.org');
    await card.getByLabel('Send it to').fill('');
    await card.getByRole('button', { name: 'Approve' }).click();
    await card.getByText('Fill in “Send it to”').waitFor();
    await card.getByLabel('Send it to').fill('ada');
    await card.getByRole('button', { name: 'Approve' }).click();
    await card.waitFor({ state: 'detached' });
    await state(page, 'Paused').waitFor();

    await page.getByRole('button', { name: 'Resume' }).click();
    await state(page, 'Done').waitFor();
    await page.getByRole('region', { name: 'Answer' }).getByText('about tea to ada').waitFor();
    const first = page.url();

    await step(page, 'sheet').locator('summary').click();
    await step(page, 'sheet').getByRole('button', { name: 'Fork from here' }).click();
    const dialog = page.getByRole('dialog', { name: 'Fork from “sheet”' });
    await dialog.getByText('Say what this step gave').click();
    await dialog.getByLabel('Output of the step (JSON)').fill('no');
    await dialog.getByRole('button', { name: 'Begin the new run' }).click();
    await dialog.getByText('This is no JSON object').waitFor();
    await dialog.getByLabel('Output of the step (JSON)').fill('{"text": "something else"}');
    await dialog.getByRole('button', { name: 'Begin the new run' }).click();
    await page.waitForURL((url) => url.href !== first);
    await page.getByRole('button', { name: 'Approve' }).click();
    await page.getByRole('region', { name: 'Answer' }).getByText('something else to tea@example.org').waitFor();
    expect(await step(page, 'sheet').locator('summary').innerText()).toContain('from the other run');
    await page.getByRole('link', { name: 'another run' }).click();
    await page.waitForURL(first);

    await page.getByRole('button', { name: 'Replay' }).click();
    await page.getByRole('menuitem', { name: /^Recorded answers alone/ }).click();
    await page.waitForURL((url) => url.href !== first);
    await state(page, 'Done').waitFor();
    await page.getByRole('region', { name: 'Answer' }).getByText('about tea to ada').waitFor();
    await page.getByText('Replay of another run').waitFor();
    expect(complaints).toEqual([]);
  });

  it('goes on where it was cancelled, in Chinese at a phone’s width, and axe finds nothing serious', async () => {
    const { page, complaints } = await visit(browser, { viewport: { width: 375, height: 740 }, locale: 'zh-CN', colorScheme: 'dark', reducedMotion: 'reduce' }, `/agents?run=${await started(ASKING, { topic: '茶' })}`);
    await state(page, '等待中').waitFor();
    expect(await faults(page)).toEqual([]);
    await page.getByRole('button', { name: '取消运行' }).click();
    await page.getByRole('button', { name: '结束' }).click();
    await state(page, '已取消').waitFor();
    await step(page, 'sheet').locator('summary').click();
    await fits(page, 375);
    await step(page, 'sheet').getByRole('button', { name: '从这里分叉' }).click();
    const dialog = page.getByRole('dialog', { name: '从“sheet”分叉' });
    await dialog.getByText('指定这一步的输出').click();
    expect(await faults(page)).toEqual([]);
    await dialog.getByRole('button', { name: '关闭' }).last().click();
    await dialog.waitFor({ state: 'hidden' });

    await page.getByRole('button', { name: '从这里重试' }).click();
    await page.getByRole('button', { name: '批准' }).click();
    await state(page, '完成').waitFor();
    expect(complaints).toEqual([]);
  });
});

describe('a draft', () => {
  it('is copied, and deleted while it was never released', async () => {
    const name = `Copied ${Date.now()}`;
    await post('/api/agents', { draft: { ...ASKING, name } });
    const { page, complaints } = await visit(browser, {}, '/agents?drafts');
    await page.getByRole('button', { name: `Copy: ${name}`, exact: true }).click();
    await page.getByRole('link', { name: `Copy of ${name}`, exact: true }).waitFor();

    await page.getByRole('button', { name: `Delete the draft ${name}`, exact: true }).click();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByRole('link', { name, exact: true }).waitFor({ state: 'detached' });
    expect(await page.getByRole('link', { name: `Copy of ${name}`, exact: true }).count()).toBe(1);
    expect(complaints).toEqual([]);
  });
});
