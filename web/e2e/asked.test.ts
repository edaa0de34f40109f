import { createServer as createHttp } from 'node:http';
import { createServer, type AddressInfo, type Server } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject, it } from 'vitest';
import { faults } from './axe';
import { fits, open, visit } from './browser';

let browser: Browser;
/** A mail server that takes every letter. */
let post: Server;
const letters: string[] = [];

beforeAll(async () => {
  browser = await open();
  post = createServer((socket) => {
    let data = false;
    let letter = '';
    socket.setEncoding('utf8');
    socket.write('220 post\r\n');
    let rest = '';
    socket.on('data', (piece: string) => {
      const lines = (rest + piece).split('\r\n');
      rest = lines.pop()!;
      for (const line of lines) {
        if (data && line === '.') {
          letters.push(letter);
          data = false;
          letter = '';
          socket.write('250 taken\r\n');
        } else if (data) letter += `${line}\n`;
        else if (line === 'DATA') {
          data = true;
          socket.write('354 go on\r\n');
        } else if (line === 'QUIT') socket.end('221 bye\r\n');
        else socket.write('250 fine\r\n');
      }
    });
    socket.on('error', () => {});
  });
  await new Promise<void>((done) => post.listen(0, '127.0.0.1', done));
});
afterEach(async () => { for (const context of browser.contexts()) await context.close(); });
afterAll(async () => {
  post.close();
  await browser.close();
});

async function send<T>(method: string, path: string, body: object = {}): Promise<T> {
  const response = await fetch(inject('address') + path, { method, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
  expect(response.status, await response.clone().text()).toBeLessThan(300);
  return (await response.json()) as T;
}

/** The text of a letter, however it is encoded. */
const textOf = (letter: string): string => {
  const [head = '', ...body] = letter.split('\n\n');
  const text = body.join('\n\n');
  if (/base64/i.test(head)) return Buffer.from(text, 'base64').toString();
  return /quoted-printable/i.test(head) ? Buffer.from(text.replace(/=\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))), 'latin1').toString() : text;
};

async function started(name: string, node: object): Promise<string> {
  const draft = { name, nodes: [{ id: 'start', kind: 'input', next: 'ask' }, { id: 'ask', ...node }, { id: 'said', kind: 'answer', text: 'Said: {{ask.text}}{{ask.data.day}}{{ask.note}}' }] };
  const { id: agent } = await send<{ id: string }>('POST', '/api/agents', { draft });
  await send('POST', `/api/agents/${agent}/releases`);
  return (await send<{ id: string }>('POST', '/api/agent-runs', { agent, input: {} })).id;
}

/** Sets where mail goes, runs an agent and waits for the link of its mail. */
async function linked(name: string, node: object): Promise<{ run: string; link: string }> {
  await send('PATCH', '/api/account', { email: 'owner@example.com' });
  await send('PUT', '/api/agent-telling', {
    address: inject('address'), mail: { server: `127.0.0.1:${(post.address() as AddressInfo).port}`, security: 'none', user: '', password: '', from: 'agents@example.com' }, bot: null,
  });
  const run = await started(name, { ...node, tell: ['mail'] });
  const link = () => letters.map(textOf).filter((text) => text.includes(`“${name}”`)).map((text) => /http:\/\/\S+\/asked#\S+/.exec(text)?.[0]).find(Boolean);
  await expect.poll(link, { timeout: 30_000 }).toBeTruthy();
  return { run, link: link()! };
}
const follow = (link: string, options = {}) => visit(browser, options, new URL(link).pathname + new URL(link).hash);
const answer = (page: Page, name: string) => page.getByRole('main').getByRole('button', { name });

it('the link of a mail shows the question at 375 px, dark and in Chinese, decides nothing by itself, and works once', async () => {
  const { run, link } = await linked('发货', { kind: 'approval', question: '发出 12 箱吗？', approved: 'said', refused: 'said' });
  const { page, complaints } = await follow(link, { viewport: { width: 375, height: 740 }, locale: 'zh-CN', colorScheme: 'dark' });
  await page.getByText('发出 12 箱吗？').waitFor();
  await fits(page, 375);
  expect(await faults(page)).toEqual([]);
  expect((await fetch(`${inject('address')}/api/agent-runs/${run}`).then((r) => r.json()) as { run: { state: string } }).run.state).toBe('WAITING');
  await page.getByLabel('备注（可不填）').fill('好');
  await answer(page, '批准').click();
  await page.getByText('谢谢，运行会继续。').waitFor();
  await expect.poll(() => fetch(`${inject('address')}/api/agent-runs/${run}`).then((r) => r.json()).then((r: { run: { state: string } }) => r.run.state)).toBe('DONE');
  expect(complaints).toEqual([]);

  const again = await follow(link, { locale: 'en-US' });
  await again.page.getByText('This link leads to no question any more').waitFor();
});

it('a form is filled in by the link, and what does not fit is told', async () => {
  const { run, link } = await linked('Dates', { kind: 'question', question: 'Which day?', next: 'said', form: { required: ['day'], properties: { day: { type: 'integer', title: 'Day of May' } } } });
  const { page, complaints } = await follow(link);
  await answer(page, 'Answer').click();
  await page.getByText('Fill in “Day of May”').waitFor();
  await page.getByLabel('Day of May').fill('12');
  await answer(page, 'Answer').press('Enter');
  await page.getByText('Thank you, the run goes on.').waitFor();

  await page.goto(`${inject('address')}/agents?run=${run}`);
  await page.getByRole('region', { name: 'Answer' }).getByText('Said: 12').waitFor();
  expect(complaints).toEqual([]);
});

it('a question is answered in words on the page, which says who was told and what did not go out', async () => {
  const group = createHttp((request, response) => { request.resume(); response.end('{"errcode": 310000}'); });
  await new Promise<void>((done) => group.listen(0, '127.0.0.1', done));
  try {
    await send('PUT', '/api/agent-telling', { address: inject('address'), mail: null, bot: { kind: 'DINGTALK', url: `http://127.0.0.1:${(group.address() as AddressInfo).port}/hook` } });
    const run = await started('Words', { kind: 'question', question: 'Which date suits you?', next: 'said', tell: ['bot'] });
    const { page, complaints } = await visit(browser, {}, `/agents?run=${run}`);
    const card = page.getByRole('region', { name: 'An answer is needed' });
    await card.getByText(/The group’s bot was not told: the bot refused the message/).waitFor();
    expect(await faults(page)).toEqual([]);
    await answer(page, 'Answer').click();
    await card.getByText('Write an answer first.').waitFor();
    await card.getByRole('textbox', { name: 'Your answer' }).fill('Friday');
    await card.getByRole('button', { name: 'Answer' }).click();
    await page.getByRole('region', { name: 'Answer' }).getByText('Said: Friday').waitFor();
    expect(complaints).toEqual([]);
  } finally {
    group.close();
  }
});

it('a run that waits for a signal says so, and goes on when it comes', async () => {
  const draft = { name: 'Paid', nodes: [{ id: 'start', kind: 'input', next: 'paid' }, { id: 'paid', kind: 'event', name: 'paid', key: 'A-7', next: 'said' }, { id: 'said', kind: 'answer', text: '{{paid.data.amount}} yuan' }] };
  const { id: agent } = await send<{ id: string }>('POST', '/api/agents', { draft });
  await send('POST', `/api/agents/${agent}/releases`);
  const { id: run } = await send<{ id: string }>('POST', '/api/agent-runs', { agent, input: {} });
  const { page, complaints } = await visit(browser, { viewport: { width: 375, height: 740 }, colorScheme: 'dark' }, `/agents?run=${run}`);
  await page.getByText('Waits for the signal “paid” about “A-7”.').waitFor();
  await fits(page, 375);
  expect(await send('POST', '/api/agent-signals', { name: 'paid', key: 'A-7', data: { amount: 12 } })).toEqual({ reached: 1, kept: false });
  await page.getByRole('region', { name: 'Answer' }).getByText('12 yuan').waitFor();
  expect(complaints).toEqual([]);
});

it('how people are told is set on the page, and its secrets are not shown again', async () => {
  const { page, complaints } = await visit(browser, {}, '/agents?drafts');
  const section = page.getByRole('region', { name: 'Telling people' });
  await section.getByRole('button', { name: 'Set' }).click();
  const dialog = page.getByRole('dialog', { name: 'Telling people' });
  if (!(await dialog.getByRole('switch', { name: 'Tell a group by its bot' }).isChecked())) await dialog.getByRole('switch', { name: 'Tell a group by its bot' }).click();
  await dialog.getByLabel('Kind of bot').waitFor();
  // what is fading in has little contrast
  await expect.poll(() => faults(page), { timeout: 10_000 }).toEqual([]);
  await dialog.getByLabel('Kind of bot').click();
  await page.getByTitle('WeCom').click();
  await dialog.getByLabel('Address of the bot').fill('https://qyapi.example.com/hook?key=hidden');
  await dialog.getByRole('button', { name: 'Set', exact: true }).click();
  await section.getByText('WeCom, at qyapi.example.com').waitFor();
  await dialog.waitFor({ state: 'detached' });
  expect(await page.content()).not.toContain('key=hidden');
  expect(complaints).toEqual([]);
});
