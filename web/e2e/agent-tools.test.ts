import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject, it } from 'vitest';
import { faults } from './axe';
import { fits, open, visit } from './browser';
import { released, send, started as begun } from './program';

let browser: Browser;
/** A system that takes orders and says nothing. */
let desk: Server;
let orders = 0;
beforeAll(async () => {
  browser = await open();
  desk = createServer((request) => { request.resume(); orders++; });
  await new Promise<void>((done) => desk.listen(0, '127.0.0.1', done));
});
afterEach(async () => { for (const context of browser.contexts()) await context.close(); });
afterAll(async () => {
  desk.closeAllConnections();
  desk.close();
  await browser.close();
});

const ordering = (name: string) => ({
  name,
  nodes: [
    { id: 'start', kind: 'input', next: 'list' },
    { id: 'list', kind: 'file', name: 'orders.csv', format: 'csv', content: 'tea,2', next: 'order' },
    { id: 'order', kind: 'http', method: 'post', url: `http://127.0.0.1:${(desk.address() as AddressInfo).port}/orders`, headers: { Authorization: 'Bearer {{secret.DESK}}' }, body: '{"tea": 2}', seconds: 1, unattended: true, next: 'said' },
    { id: 'said', kind: 'answer', text: 'Order {{order.number}}' },
  ],
});

async function started(name: string): Promise<{ agent: string; run: string }> {
  await send('PUT', '/api/agent-secrets/DESK', { secret: 'open sesame', hosts: ['127.0.0.1'] });
  const agent = await released(ordering(name));
  const run = await begun(agent, {});
  await expect.poll(() => fetch(`${inject('address')}/api/agent-outcomes`).then((r) => r.text()), { timeout: 20_000 }).toContain(run);
  return { agent, run };
}
const question = (page: Page) => page.getByRole('region', { name: 'What became of this call?' });
const state = (page: Page, name: string) => page.getByRole('status').getByText(name, { exact: true });

it('a call that broke off is asked about, and the run goes on as somebody says', async () => {
  const before = orders;
  const { run } = await started('Orders');
  const { page, complaints } = await visit(browser, { colorScheme: 'dark' }, `/agents?run=${run}`);
  await question(page).waitFor();
  await question(page).locator('summary').click();
  await question(page).getByText('Bearer {{secret.DESK}}').waitFor();
  expect(await page.content()).not.toContain('open sesame');
  expect(await faults(page)).toEqual([]);
  await question(page).getByRole('textbox').fill('{number');
  await question(page).getByRole('button', { name: 'It was done' }).click();
  await question(page).getByText('This is no JSON object').waitFor();
  await question(page).getByRole('textbox').fill('{"number": 17}');
  await question(page).getByRole('button', { name: 'It was done' }).press('Enter');

  await state(page, 'Done').waitFor();
  await page.getByRole('region', { name: 'Answer' }).getByText('Order 17').waitFor();
  const saved = page.waitForEvent('download');
  await page.getByRole('region', { name: 'Files' }).getByRole('link', { name: 'orders.csv' }).click();
  expect((await saved).suggestedFilename()).toBe('orders.csv');
  expect(orders).toBe(before + 1);
  expect(complaints).toEqual([]);
});

it('what waits for an answer stands above all agents, at 375 px, dark and in Chinese, and can end the run', async () => {
  const { run } = await started('订货');
  const { page, complaints } = await visit(browser, { viewport: { width: 375, height: 740 }, locale: 'zh-CN', colorScheme: 'dark' }, '/agents');
  const card = page.getByRole('region', { name: '订货' });
  await card.waitFor();
  await card.getByText('执行过程中服务器停止了').waitFor({ state: 'detached' });
  await card.getByText(/请先到对方系统里查看再回答/).waitFor();
  await fits(page, 375);
  await card.getByRole('button', { name: '结束运行' }).click();
  await page.getByRole('tooltip').getByRole('button', { name: '结束运行' }).click();

  await card.waitFor({ state: 'detached' });
  await expect.poll(() => fetch(`${inject('address')}/api/agent-runs/${run}`).then((r) => r.json()).then((r: { run: { failure: string } }) => r.run.failure)).toBe('OUTCOME');
  expect(complaints).toEqual([]);
});

it('a secret is set and deleted, and what acts without asking is told', async () => {
  const { agent } = await started('Alone');
  const { page, complaints } = await visit(browser, {}, '/agents?drafts');
  await page.getByRole('button', { name: 'Set a secret' }).click();
  const dialog = page.getByRole('dialog', { name: 'Set a secret' });
  await dialog.getByLabel('Name').fill('CRM');
  await dialog.getByLabel('Secret', { exact: true }).fill('hidden away');
  await dialog.getByLabel('Hosts that it may be sent to').fill('crm.example.com');
  await dialog.getByLabel('Hosts that it may be sent to').press('Enter');
  await dialog.getByRole('button', { name: 'Set', exact: true }).click();
  await page.getByText('{{secret.CRM}}').waitFor();
  await dialog.waitFor({ state: 'detached' });
  expect(await faults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Delete CRM' }).click();
  await page.getByRole('tooltip').getByRole('button', { name: 'Delete CRM' }).click();
  await page.getByText('{{secret.CRM}}').waitFor({ state: 'detached' });

  await page.goto(`${inject('address')}/agents?draft=${agent}`);
  await page.getByText('Acts without asking anybody on what others wrote: order').waitFor();
  expect(complaints).toEqual([]);
});
