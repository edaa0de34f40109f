import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { faults } from './axe';
import { fits, open, take, visit } from './browser';

let browser: Browser;
beforeAll(async () => { browser = await open(); });
afterEach(async () => { for (const context of browser.contexts()) await context.close(); });
afterAll(() => browser.close());

const row = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name });

/** What a company's CRM can do, as its document says. */
const CRM = {
  openapi: '3.1.0', info: { title: 'CRM of a company', version: '2' },
  paths: {
    '/leads/{id}': { get: { operationId: 'getLead', summary: 'One lead', parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }] } },
    '/leads': { post: { operationId: 'addLead', requestBody: { required: true, content: { 'application/json': { schema: { type: 'object', required: ['title'], properties: { title: { type: 'string' }, credit: { type: 'number' } } } } } } } },
  },
};

async function drafted(draft: object): Promise<string> {
  const response = await fetch(`${inject('address')}/api/agents`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ draft }) });
  return ((await response.json()) as { id: string }).id;
}

describe('connections of agents', () => {
  it('are added, tried and removed: a database that does not exist says why', async () => {
    const { page, complaints } = await visit(browser, {}, '/agents?connections');
    await page.getByRole('button', { name: 'Add a database' }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('Name').fill('crm');
    await form.getByLabel('Address').fill('jdbc:mysql://db/crm');
    await form.getByLabel('User').fill('reader');
    await form.getByLabel('Password').fill('tulip');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.getByText(/There is no driver|there is no driver/).waitFor();
    await form.getByLabel('Address').fill('jdbc:postgresql://127.0.0.2:1/crm');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.waitFor({ state: 'hidden' });

    await row(page, 'crm').getByText('jdbc:postgresql://127.0.0.2:1/crm · reader').waitFor();
    expect(await page.content()).not.toContain('tulip');
    await page.getByRole('button', { name: 'Test crm' }).click();
    await page.getByText(/leads inside of the server's own network/).waitFor();
    expect(await faults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Remove crm' }).click();
    await page.getByRole('tooltip').getByRole('button', { name: 'Remove crm' }).click();
    await row(page, 'crm').waitFor({ state: 'detached' });
    // the browser notes each answer of 400 by itself
    expect(complaints.filter((complaint) => !complaint.includes('400'))).toEqual([]);
  });

  it('fit a phone, in Chinese, with a server that can not be asked', async () => {
    const { page } = await visit(browser, { viewport: { width: 375, height: 740 }, locale: 'zh-CN', colorScheme: 'dark' }, '/agents?connections');
    await page.getByRole('button', { name: '添加服务器' }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('名称').fill('weather');
    await form.getByLabel('地址').fill('http://127.0.0.2:8099/mcp');
    await form.getByLabel('请求头', { exact: true }).fill('Authorization');
    await form.getByLabel('请求头的值').fill('Bearer tulip');
    await fits(page, 375);
    await form.getByRole('button', { name: /保\s*存/ }).click();
    await form.waitFor({ state: 'hidden' });

    await row(page, 'weather').getByText('http://127.0.0.2:8099/mcp · Authorization').waitFor();
    await page.getByRole('button', { name: 'weather 的工具' }).click();
    await page.getByRole('dialog').getByRole('alert').getByText(/liaoyuan\.tools\.inside/).waitFor();
    await fits(page, 375);
    expect(await faults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(await page.content()).not.toContain('tulip');
    await page.getByRole('button', { name: '移除 weather' }).click();
    await page.getByRole('tooltip').getByRole('button', { name: '移除 weather' }).click();
    await row(page, 'weather').waitFor({ state: 'detached' });
  });

  it('are APIs, too: what their documents say can be called is filled in on the canvas', async () => {
    const { page } = await visit(browser, {}, '/agents?connections');
    page.setDefaultTimeout(30_000);
    await page.getByRole('button', { name: 'Add an API' }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('Name').fill('leads');
    await form.getByLabel('Address', { exact: true }).fill('http://127.0.0.2:8099/v2');
    await form.getByLabel('OpenAPI document', { exact: true }).fill('{}');
    await form.getByLabel('Header', { exact: true }).fill('Authorization');
    await form.getByLabel('Its value').fill('Bearer tulip');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.getByText(/expected a document of OpenAPI 3.0 or 3.1/).waitFor();
    await form.locator('input[type=file]').setInputFiles({ name: 'crm.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(CRM)) });
    await expect.poll(() => form.getByLabel('OpenAPI document', { exact: true }).inputValue()).toContain('getLead');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.waitFor({ state: 'hidden' });

    await row(page, 'leads').getByText('CRM of a company 2 · 2 operations').waitFor();
    await page.getByRole('button', { name: 'Operations of leads' }).click();
    await page.getByRole('dialog').getByText('GET /leads/{id}').waitFor();
    await page.getByRole('dialog').getByText('is used once').waitFor();
    expect(await faults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Test leads' }).click();
    await page.getByText(/liaoyuan\.tools\.inside/).waitFor();
    expect(await page.content()).not.toContain('tulip');

    const draft = await drafted({
      name: 'Lead', input: { type: 'object', properties: { id: { type: 'string' } } },
      nodes: [{ id: 'start', kind: 'input', next: 'lead' }, { id: 'lead', kind: 'openapi', api: 'leads', operation: 'getLead', next: 'said' }, { id: 'said', kind: 'answer', text: '{{lead}}' }],
    });
    await page.goto(`${inject('address')}/agents?draft=${draft}`);
    await page.locator('.react-flow__nodes').getByRole('button', { name: /^API operation lead/ }).click();
    const panel = page.getByRole('complementary', { name: 'lead', exact: true });
    await panel.getByText('GET /leads/{id} · One lead').waitFor();
    await panel.getByText(/it is missing, which the operation requires/).waitFor();
    await panel.getByRole('textbox', { name: 'id', exact: true }).fill('{{start.id}}');
    await page.getByText('No problems: it can be released.').waitFor();
    await take(page, panel.getByRole('combobox', { name: 'Operation' }), 'addLead');
    await panel.getByText(/the operation has no such argument/).waitFor();
    await panel.getByRole('textbox', { name: 'id', exact: true }).fill('');
    await panel.getByRole('textbox', { name: 'title', exact: true }).fill('Of {{start.id}}');
    await panel.getByRole('textbox', { name: 'credit', exact: true }).fill('much');
    await panel.getByText(/expected number/).waitFor();
    await panel.getByRole('textbox', { name: 'credit', exact: true }).fill('{{start.id}}');
    await page.getByText('No problems: it can be released.').waitFor();
    expect(await faults(page)).toEqual([]);

    await page.goto(`${inject('address')}/agents?connections`);
    await page.getByRole('button', { name: 'Remove leads' }).click();
    await page.getByRole('tooltip').getByRole('button', { name: 'Remove leads' }).click();
    await row(page, 'CRM of a company').waitFor({ state: 'detached' });
  });
});
