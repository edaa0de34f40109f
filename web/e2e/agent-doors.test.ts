import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { faults } from './axe';
import { fits, open, visit } from './browser';
import { released, send } from './program';

let browser: Browser;
beforeAll(async () => { browser = await open(); });
afterEach(async () => { for (const context of browser.contexts()) await context.close(); });
afterAll(() => browser.close());

const PHONE = { width: 375, height: 740 };
const echo = (name: string, text: string) => ({
  name, input: { type: 'object', required: ['word'], properties: { word: { type: 'string', title: 'Word', maxLength: 50 } } },
  nodes: [{ id: 'start', kind: 'input', next: 'said' }, { id: 'said', kind: 'answer', text }],
});

async function twice(name: string): Promise<string> {
  const id = await released(echo(name, 'one'));
  await send('PUT', `/api/agents/${id}`, { revision: 1, draft: echo(name, 'two') });
  await send('POST', `/api/agents/${id}/releases`);
  return id;
}

describe('releases of an agent', () => {
  it('are labelled, compared, exported and imported again', async () => {
    const id = await twice('Doors');
    const { page, complaints } = await visit(browser, {}, `/agents?releases=${id}`);

    await page.getByRole('button', { name: 'Labels of release 1' }).click();
    await page.getByRole('menuitem', { name: 'Put prod here' }).click();
    await page.getByText('prod stands on release 1 now').waitFor();
    await page.getByText('prod: none → release 1').waitFor();
    expect((await send<{ agent: string; number: number }[]>('GET', '/api/released-agents')).find(({ agent }) => agent === id)?.number).toBe(1);

    await page.getByRole('combobox', { name: 'Before' }).press('ArrowDown');
    await page.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: 'release 1' }).click();
    const changed = page.getByRole('region', { name: 'said', exact: true });
    await changed.getByText('changed').waitFor();
    expect(await changed.innerText()).toMatch(/text\s+−\s*one\s+\+\s*two/);

    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Export release 1' }).click();
    const file = await readFile(await (await download).path());
    expect(file.toString('latin1')).toContain('format: liaoyuan-agent/1');
    await page.getByRole('button', { name: 'Drafts' }).click();
    await page.locator('input[type=file]').setInputFiles({ name: 'x.agent.zip', mimeType: 'application/zip', buffer: file });
    await page.getByText('Imported as a draft').waitFor();
    await page.getByText('No problems: it can be released.').waitFor();
    expect(complaints).toEqual([]);
  });
});

describe('triggers', () => {
  it('are made, paused and deleted; a webhook shows its address once, and starts a run', async () => {
    const id = await twice('Ticks');
    const { page, complaints } = await visit(browser, {}, '/agents?triggers');
    const form = page.getByRole('dialog');
    const choose = async (label: string, option: string) => {
      await form.getByRole('combobox', { name: label }).click();
      await page.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: option }).first().click();
    };
    // of many agents some are drawn; what is typed narrows them
    const chooseAgent = async () => {
      await form.getByRole('combobox', { name: 'Agent' }).fill('Ticks');
      await page.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: 'Ticks' }).first().click();
    };
    await page.getByRole('button', { name: 'New trigger' }).click();
    await form.getByLabel('Name', { exact: true }).fill('Mornings');
    await chooseAgent();
    await page.getByText(/^.*Next: .*08:30/).waitFor();
    await form.getByLabel('Word', { exact: true }).fill('hello');
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    await page.getByRole('button', { name: 'Pause Mornings' }).click();
    await page.getByRole('button', { name: 'Continue Mornings' }).waitFor();

    await page.getByRole('button', { name: 'New trigger' }).click();
    await form.getByLabel('Name', { exact: true }).fill('Called');
    await choose('What starts it', 'Webhook');
    await chooseAgent();
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    const address = await form.getByLabel('Address').inputValue();
    await page.getByRole('button', { name: 'Done' }).click();
    const { run } = await send<{ run: string }>('POST', new URL(address).pathname, { word: 'x' });
    await page.reload();
    await page.getByRole('link', { name: 'Open the run' }).click();
    await page.waitForURL(`**/agents?run=${run}`);

    await page.goto(`${inject('address')}/agents?triggers`);
    for (const name of ['Called', 'Mornings']) {
      await page.getByRole('button', { name: `Delete ${name}` }).click();
      await page.getByRole('button', { name: 'Delete', exact: true }).last().click();
      await page.getByRole('button', { name: `Delete ${name}` }).waitFor({ state: 'detached' });
    }
    await send('GET', `/api/agents/${id}`);
    expect(complaints).toEqual([]);
  });
});

describe.each([['en-US', 'light'], ['zh-CN', 'dark']] as const)('in %s and %s', (locale, colorScheme) => {
  it('both fit a phone and have no faults', async () => {
    const id = await twice(`Fits ${locale}`);
    await send('PUT', `/api/agents/${id}/labels/test`, { release: 2 });
    await send('POST', '/api/agent-triggers', { agent: id, kind: 'SCHEDULE', name: `Fits ${locale}`, cron: '0 6 * * *', zone: 'UTC', input: { word: 'x' }, paused: true });
    for (const query of [`releases=${id}`, 'triggers']) {
      const { page, complaints } = await visit(browser, { locale, colorScheme, viewport: PHONE }, `/agents?${query}`);
      await page.getByText(query === 'triggers' ? `Fits ${locale}` : /release 2|版本 2/).first().waitFor();
      await fits(page, 375, query);
      expect(await faults(page)).toEqual([]);
      if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${query.split('=')[0]}-${locale}.png`, fullPage: true });
      expect(complaints).toEqual([]);
    }
  });
});
