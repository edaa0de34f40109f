import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { faults } from './axe';
import { fits, open, visit } from './browser';
import { comeIn, sendAs } from './people';
import { post, released, started } from './program';
import { startServer, type Running } from './server';

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

const begun = async (draft: object, input: object) => started(await released(draft), input);
const state = (page: Page, name: string) => page.getByRole('status').getByText(name, { exact: true });
const step = (page: Page, node: string) => page.locator('details').filter({ has: page.locator('summary strong', { hasText: new RegExp(`^${node}$`) }) });

describe('a run', () => {
  it('is paused, decided with other data, goes on, is begun in its middle and replayed', async () => {
    const { page, complaints } = await visit(browser, {}, `/agents?run=${await begun(ASKING, { topic: 'tea' })}`);
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
    const { page, complaints } = await visit(browser, { viewport: { width: 375, height: 740 }, locale: 'zh-CN', colorScheme: 'dark', reducedMotion: 'reduce' }, `/agents?run=${await begun(ASKING, { topic: '茶' })}`);
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

describe('where there are accounts', () => {
  let server: Running;
  beforeAll(async () => { server = await startServer(); });
  afterAll(() => server.stop());

  it('a question is handed on to a member, who fills in its form and does not see the run', async () => {
    const { page: ada, complaints } = await visit(browser, {}, new URL(server.welcome).pathname + new URL(server.welcome).hash, server.address);
    await comeIn(ada, 'ada');
    const { token } = await sendAs<{ token: string }>(ada, '/api/members', { name: 'bob', role: 'MEMBER' });
    const { id } = await sendAs<{ id: string }>(ada, '/api/agents', { draft: ASKING });
    await sendAs(ada, `/api/agents/${id}/releases`, {});
    const run = await sendAs<{ id: string }>(ada, '/api/agent-runs', { agent: id, input: { topic: 'tea' } });

    await ada.goto(`${server.address}/agents?run=${run.id}`);
    await ada.getByRole('button', { name: 'Hand on' }).click();
    const dialog = ada.getByRole('dialog', { name: 'Who is to decide this?' });
    await dialog.getByRole('combobox').click();
    await ada.locator('.ant-select-item-option', { hasText: 'bob' }).click();
    await dialog.getByRole('button', { name: 'Hand it on' }).click();
    await ada.getByText('Handed on to bob.').waitFor();

    const { page: bob } = await visit(browser, {}, `/welcome#${token}`, server.address);
    await comeIn(bob);
    await bob.goto(`${server.address}/agents`);
    const card = bob.getByRole('region', { name: 'Steered', exact: true });
    expect(await card.getByRole('button', { name: /See the run/ }).count()).toBe(0);
    await card.getByLabel('Send it to').fill('bob');
    await card.getByRole('button', { name: 'Approve' }).click();
    await card.waitFor({ state: 'detached' });

    await state(ada, 'Done').waitFor();
    await ada.getByRole('region', { name: 'Answer' }).getByText('about tea to bob').waitFor();
    await ada.goto(`${server.address}/audit`);
    for (const action of ['Handed on what a run asked', 'Decided what a run asked']) await ada.getByRole('rowheader', { name: action }).first().waitFor();
    expect(complaints).toEqual([]);
  });
});
