import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { faults } from './axe';
import { fits, open, visit } from './browser';
import { comeIn, sendAs } from './people';
import { drafted, released, started } from './program';
import { startServer, type Running } from './server';

let browser: Browser;
beforeAll(async () => { browser = await open(); });
afterEach(async () => { for (const context of browser.contexts()) await context.close(); });
afterAll(() => browser.close());

const PHONE = { width: 375, height: 740 };
const FIELDS = {
  type: 'object', required: ['topic'],
  properties: { topic: { type: 'string', title: 'Topic', description: 'A word or two', maxLength: 100 }, length: { type: 'integer', title: 'Length' }, tone: { type: 'string', title: 'Tone', enum: ['plain', 'formal'] }, urgent: { type: 'boolean', title: 'Urgent' } },
};

/** Asks a person and no model. */
const asking = (name: string) => ({
  name, input: FIELDS,
  nodes: [
    { id: 'start', kind: 'input', next: 'sheet' }, { id: 'sheet', kind: 'template', text: '**{{start.topic}}** ({{start.length}})', next: 'ask' },
    { id: 'ask', kind: 'approval', question: 'Send {{sheet}}?', approved: 'said', refused: 'no' },
    { id: 'said', kind: 'answer', text: 'Sent: {{sheet}}' }, { id: 'no', kind: 'answer', text: 'Not sent: {{ask.note}}' },
  ],
});

/** Where the draft is shown as text: else it is drawn. */
const AS_TEXT = () => ({ storageState: { cookies: [], origins: [{ origin: inject('address'), localStorage: [{ name: 'liaoyuan.agents.draft', value: 'text' }] }] } });

const editor = (page: Page) => page.getByRole('textbox', { name: /^(Definition|定义)/ });
const saved = (page: Page) => page.getByRole('status').getByText('Saved', { exact: true }).waitFor();
const state = (page: Page, name: string) => page.getByRole('status').getByText(name, { exact: true });
const step = (page: Page, node: string) => page.locator('details').filter({ has: page.locator('summary strong', { hasText: new RegExp(`^${node}$`) }) });
const ready = (page: Page) => page.getByText('No problems: it can be released.');

describe('an agent', () => {
  it('is begun from a starter, released, run, approved and read, by keyboard alone', async () => {
    const { page, complaints } = await visit(browser, AS_TEXT(), '/agents?drafts');
    await page.getByRole('button', { name: 'New agent' }).press('Enter');
    await page.getByRole('menuitem', { name: /^Draft and ask/ }).focus();
    await page.keyboard.press('Enter');
    await editor(page).waitFor();
    await ready(page).waitFor();
    await page.getByRole('button', { name: /\bRelease$/ }).press('Enter');
    await page.getByText('Release 1 is made.').waitFor();

    await page.getByRole('button', { name: /\bRun$/ }).press('Enter');
    await page.getByLabel('What it is about').focus();
    await page.keyboard.type('the picnic');
    await page.keyboard.press('Enter');
    await state(page, 'Waiting').waitFor();
    const card = page.getByRole('region', { name: 'A decision is needed' });
    await card.getByRole('textbox', { name: 'Note (optional)' }).focus();
    await page.keyboard.type('good');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');

    await state(page, 'Done').waitFor();
    expect((await page.getByRole('region', { name: 'Answer' }).locator('.x-markdown').innerText()).trim()).not.toBe('');
    await step(page, 'draft').locator('summary').focus();
    await page.keyboard.press('Enter');
    await step(page, 'draft').getByRole('region', { name: 'Input' }).getByText('Write a message about the picnic').waitFor();
    expect(await step(page, 'draft').locator('summary').innerText()).toMatch(/Model · .*tokens read, \d+ written/s);
    expect(await step(page, 'ask').locator('summary').innerText()).toContain('Approved');
    expect(complaints).toEqual([]);
  });

  it.each(['Outline, then text', 'Both sides, then advice', 'Sort requests', 'Blank'])('begun from the starter %s has no problems', async (name) => {
    const { page } = await visit(browser, AS_TEXT(), '/agents?drafts');
    await page.getByRole('button', { name: 'New agent' }).click();
    await page.getByRole('menuitem', { name: new RegExp(`^${name}`) }).click();

    await ready(page).waitFor();
    await page.getByRole('button', { name: /\bRelease$/ }).waitFor();
  });
});

describe('the editor', () => {
  it('marks a problem at its place, and sees it mended', async () => {
    const wrong = asking('Half');
    wrong.nodes[1]!.next = 'nobody';
    const { page, complaints } = await visit(browser, AS_TEXT(), `/agents?draft=${await drafted(wrong)}`);
    await page.getByRole('region', { name: 'Problems' }).getByText('1 problem').waitFor();
    expect(await page.getByRole('button', { name: 'Release (1)' }).isDisabled()).toBe(true);
    expect(await page.locator('.cm-lintRange-error').innerText()).toBe('"nobody"');

    await page.getByRole('button', { name: /sheet.*No node is called that/ }).press('Enter');
    // the place is selected a moment later, and what is typed before goes nowhere
    await expect.poll(() => page.evaluate(() => document.getSelection()?.toString())).toBe('"nobody"');
    await page.keyboard.insertText('"ask"');

    await ready(page).waitFor();
    await saved(page);
    expect(await page.locator('.cm-lintRange-error').count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it('tells the line of what is no JSON, keeps it, and takes it back', async () => {
    const id = await drafted(asking('Broken'));
    const { page } = await visit(browser, AS_TEXT(), `/agents?draft=${id}`);
    await editor(page).focus();
    await page.keyboard.press('Control+End');
    await page.keyboard.insertText('x');

    await page.getByText('Not saved: this is no JSON yet').waitFor();
    await page.getByRole('button', { name: /Line \d+ Line \d+: from here on this is no JSON/ }).waitFor();
    await page.getByRole('button', { name: 'All agents' }).click();
    await page.getByRole('link', { name: 'Broken' }).first().click();
    await page.getByText('Not saved: this is no JSON yet').waitFor();
    await editor(page).focus();
    await page.keyboard.press('Control+End');
    await page.keyboard.press('Backspace');
    await ready(page).waitFor();
    await page.getByText('Not saved: this is no JSON yet').waitFor({ state: 'detached' });
  });

  it('completes the way to a node, and what it gives', async () => {
    const { page } = await visit(browser, AS_TEXT(), `/agents?draft=${await drafted({ name: 'Complete', nodes: [{ id: 'start', kind: 'input', next: 'said' }, { id: 'said', kind: 'answer', text: 'x' }] })}`);
    await editor(page).getByText('"x"').dblclick();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.type('{{');
    // by the mouse: a key that comes right after the list is taken for what was being typed
    await page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option', { name: 'start' }).click();

    await expect.poll(() => editor(page).innerText(), { timeout: 5000 }).toContain('{{start}}');
    await ready(page).waitFor();
  });

  it('is left by Escape and Tab', async () => {
    const { page } = await visit(browser, AS_TEXT(), `/agents?draft=${await drafted(asking('Left'))}`);
    await editor(page).focus();
    await page.keyboard.press('Tab');
    expect(await editor(page).evaluate((e) => e === document.activeElement)).toBe(true);

    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    expect(await editor(page).evaluate((e) => e === document.activeElement)).toBe(false);
    expect(await editor(page).getAttribute('aria-describedby').then((id) => page.locator(`#${id}`).innerText())).toContain('press Escape, then Tab');
  });

  it('tells two who change the same draft, and does as they choose', async () => {
    const id = await drafted(asking('Ours'));
    const [one, other] = [(await visit(browser, AS_TEXT(), `/agents?draft=${id}`)).page, (await visit(browser, AS_TEXT(), `/agents?draft=${id}`)).page];
    const rename = async (page: Page, from: string, to: string) => {
      await editor(page).getByText(`"${from}"`, { exact: true }).dblclick();
      await page.keyboard.insertText(to);
    };
    await Promise.all([one, other].map((page) => editor(page).waitFor()));
    await rename(one, 'Ours', 'Mine');
    await one.getByRole('heading', { name: 'Mine', level: 1 }).waitFor();
    await saved(one);

    await rename(other, 'Ours', 'Theirs');
    const alert = other.getByRole('alert').filter({ hasText: 'Somebody else changed this draft.' });
    await alert.getByRole('button', { name: 'Load theirs' }).click();
    await other.getByRole('heading', { name: 'Mine', level: 1 }).waitFor();
    await alert.waitFor({ state: 'detached' });

    await rename(other, 'Mine', 'Second');
    await saved(other);
    await expect.poll(async () => ((await (await fetch(`${inject('address')}/api/agents/${id}`)).json()) as { name: string }).name).toBe('Second');
    await rename(one, 'Mine', 'Kept');
    await one.getByRole('button', { name: 'Keep mine' }).click();
    await saved(one);
    expect(((await (await fetch(`${inject('address')}/api/agents/${id}`)).json()) as { name: string }).name).toBe('Kept');
  });
});

describe('a run', () => {
  it('is begun by a form that says what it lacks, and by the same input again', async () => {
    const agent = await released(asking('Form'));
    const { page } = await visit(browser, {}, '/agents');
    await page.getByRole('button', { name: 'Run Form' }).first().click();
    await page.getByRole('heading', { name: 'Run Form' }).waitFor();
    await page.getByRole('button', { name: 'Start' }).click();
    await page.getByText('Fill in “Topic”').waitFor();
    await page.getByLabel('Length').fill('2.5');
    await page.getByLabel('Topic').fill('tea');
    await page.getByRole('button', { name: 'Start' }).click();
    await page.getByText('A whole number').waitFor();
    await page.getByLabel('Length').fill('3');
    await page.getByRole('button', { name: 'Start' }).click();

    await state(page, 'Waiting').waitFor();
    await page.getByRole('region', { name: 'A decision is needed' }).locator('strong', { hasText: 'tea' }).waitFor();
    await page.getByRole('textbox', { name: 'Note (optional)' }).fill('too short');
    await page.getByRole('button', { name: 'Refuse' }).click();
    await page.getByRole('region', { name: 'Answer' }).getByText('Not sent: too short').waitFor();
    const first = page.url();
    await page.getByRole('button', { name: 'Run with changes' }).click();
    expect(await page.getByLabel('Topic').inputValue()).toBe('tea');
    await page.goto(first);
    await page.getByRole('button', { name: 'Run again' }).click();
    await page.waitForURL((url) => url.href !== first && url.search.startsWith('?run='));
    await state(page, 'Waiting').waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'End it' }).click();
    await state(page, 'Cancelled').waitFor();
    expect(agent).not.toBe('');
  });

  it('is heard of where its stream does not come through', async () => {
    const long = {
      name: 'Slow', nodes: [
        { id: 'start', kind: 'input', next: 'tell' }, { id: 'tell', kind: 'model', prompt: 'Write a very long story about a lighthouse, with at least fifty paragraphs.', maxTokens: 80, next: 'said' },
        { id: 'said', kind: 'answer', text: 'The story: {{tell}}' },
      ],
    };
    const agent = await released(long);
    const { page } = await visit(browser, {}, `/agents?start=${agent}`);
    let kept = 0;
    await page.route('**/events', (route) => {
      kept++;
      return route.abort();
    });

    await page.getByRole('button', { name: 'Start' }).click();

    await state(page, 'Done').waitFor();
    await page.getByRole('region', { name: 'Answer' }).getByText('The story:').waitFor();
    expect(kept).toBeGreaterThan(0);
  });

  it('asks in two branches at once, tells where its steps stand, and until when it waits', async () => {
    const branches = {
      name: 'Two', nodes: [
        { id: 'start', kind: 'input', next: 'both' },
        { id: 'both', kind: 'parallel', branches: [{ name: 'left', next: 'sheet' }, { name: 'right', next: 'second' }], join: 'together' },
        { id: 'sheet', kind: 'template', text: 'left', next: 'first' },
        { id: 'first', kind: 'approval', question: 'Take the first?', approved: 'together', refused: 'together' },
        { id: 'second', kind: 'approval', question: 'Take the second?', approved: 'together', refused: 'together' },
        { id: 'together', kind: 'join', next: 'later' }, { id: 'later', kind: 'wait', seconds: 3600, next: 'said' }, { id: 'said', kind: 'answer', text: 'both' },
      ],
    };
    const { page, complaints } = await visit(browser, {}, `/agents?run=${await started(await released(branches), {})}`);
    const card = (question: string) => page.getByRole('region', { name: 'A decision is needed' }).filter({ hasText: question });
    await card('Take the second?').getByRole('button', { name: 'Refuse' }).click();
    await card('Take the second?').waitFor({ state: 'detached' });
    await card('Take the first?').getByRole('button', { name: 'Approve' }).click();

    await page.getByRole('alert').getByText(/^“later” waits until /).waitFor();
    expect(await step(page, 'sheet').locator('summary').innerText()).toMatch(/Template · \S+\.left\.\S+ · /);
    expect(await step(page, 'second').locator('summary').innerText()).toContain('Refused');
    expect(complaints).toEqual([]);
  });

  it('says why it failed, where, and what to do', async () => {
    const broken = { name: 'Broken', nodes: [{ id: 'start', kind: 'input', next: 'think' }, { id: 'think', kind: 'model', model: 'no-such-model', prompt: 'x', next: 'said' }, { id: 'said', kind: 'answer', text: '{{think}}' }] };
    const { page } = await visit(browser, {}, `/agents?run=${await started(await released(broken), {})}`);

    await page.getByRole('alert').getByText('The run failed at “think”').waitFor();
    await page.getByRole('alert').getByText('name another one in the draft').waitFor();
  });

  it('waits in the list of who decides, with its number in the side list, in Chinese at a phone’s width too', async () => {
    const run = await started(await released(asking('Waits')), { topic: '茶', length: 3 });
    await expect.poll(async () => (await (await fetch(`${inject('address')}/api/agent-approvals`)).text()).includes(run)).toBe(true);
    const wide = (await visit(browser)).page;
    await wide.getByRole('navigation').getByRole('button', { name: /Agents.*questions? waits? for you/ }).click();
    await wide.getByRole('heading', { name: 'Waits for you' }).waitFor();

    const { page, complaints } = await visit(browser, { viewport: PHONE, locale: 'zh-CN', colorScheme: 'dark' }, '/agents');
    const card = page.getByRole('region', { name: 'Waits', exact: true }).filter({ hasText: '茶' }).first();
    await fits(page, 375);
    await card.getByRole('button', { name: '批准' }).click();
    await card.waitFor({ state: 'detached' });
    await page.getByRole('tab', { name: '运行记录' }).click();
    await page.getByRole('link', { name: 'Waits' }).first().click();
    await state(page, '完成').waitFor();
    await fits(page, 375);
    expect(complaints).toEqual([]);
  });
});

describe.each([['light', 'en-GB', { width: 1280, height: 800 }], ['dark', 'zh-CN', PHONE]] as const)('in the %s, %s', (colorScheme, locale, viewport) => {
  it('axe finds nothing serious in the editor, the form and a run, and all fits', async () => {
    const wrong = asking('Seen');
    wrong.nodes[1]!.next = 'nobody';
    const draft = await drafted(wrong);
    const agent = await released(asking('Seen'));
    const run = await started(agent, { topic: 'tea', length: 3 });
    for (const path of [`/agents?draft=${draft}`, `/agents?start=${agent}`, `/agents?run=${run}`]) {
      const { page, complaints } = await visit(browser, { ...AS_TEXT(), colorScheme, locale, viewport, reducedMotion: 'reduce' }, path);
      await page.locator('main h1').waitFor();
      await page.locator('.cm-lintRange-error, form button[type=submit], main h3').first().waitFor();
      if (path.includes('run=')) await step(page, 'sheet').locator('summary').click();

      expect(await faults(page), path).toEqual([]);
      await fits(page, viewport.width, path);
      expect(complaints, path).toEqual([]);
      await page.context().close();
    }
  });
});

describe('where there are accounts', () => {
  let server: Running;
  beforeAll(async () => { server = await startServer(); });
  afterAll(() => server.stop());

  it('a member runs what a builder released, an administrator decides, and the log tells it in words', async () => {
    const { page: ada } = await visit(browser, {}, new URL(server.welcome).pathname + new URL(server.welcome).hash, server.address);
    await comeIn(ada, 'ada');
    const { token } = await sendAs<{ token: string }>(ada, '/api/members', { name: 'bob', role: 'MEMBER' });
    const definition = asking('Leave');
    Object.assign(definition.nodes[2]!, { by: 'admin' });
    const { id } = await sendAs<{ id: string }>(ada, '/api/agents', { draft: definition });
    await sendAs(ada, `/api/agents/${id}/releases`, {});

    const { page: bob, complaints } = await visit(browser, {}, `/welcome#${token}`, server.address);
    await comeIn(bob);
    await bob.getByRole('navigation').getByRole('button', { name: /Agents$/ }).click();
    await bob.getByRole('button', { name: 'Run Leave' }).click();
    await bob.getByLabel('Topic').fill('a week in May');
    await bob.getByRole('button', { name: 'Start' }).click();
    await bob.getByText('An owner or administrator decides this.').waitFor();
    expect(await bob.getByRole('button', { name: 'Approve' }).count()).toBe(0);

    await ada.goto(`${server.address}/agents`);
    const card = ada.getByRole('region', { name: 'Leave', exact: true }).filter({ hasText: 'a week in May' });
    await card.getByRole('button', { name: 'Approve' }).press('Enter');
    await card.waitFor({ state: 'detached' });

    await state(bob, 'Done').waitFor();
    await bob.getByRole('button', { name: 'Runs' }).click();
    await bob.getByRole('tab', { name: 'Runs' }).waitFor();
    expect(await bob.getByRole('tab', { name: 'Drafts' }).count()).toBe(0);
    expect(complaints).toEqual([]);
    await ada.goto(`${server.address}/audit`);
    for (const action of ['Released an agent', 'Started a run', 'Decided what a run asked']) await ada.getByRole('rowheader', { name: action }).first().waitFor();
  });
});
