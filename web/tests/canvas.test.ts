import { describe, expect, it } from 'vitest';
import { connect, duplicate, freshId, insert, kindsAt, remove, rename, spotAfter, targetsOf, withValue } from '../src/agents/canvas/edit';
import { formOf, kindsWith } from '../src/agents/canvas/forms';
import { bodyOf, inOrder, lineOf, readGraph, type Json } from '../src/agents/canvas/graph';
import { beginOf, layOut, type Box } from '../src/agents/canvas/layout';
import { nodeName } from '../src/agents/canvas/names';
import { goneWays, newsOf } from '../src/agents/canvas/overlay';
import type { AgentTool } from '../src/agents/canvas/tools';
import { moved } from '../src/agents/canvas/walk';
import { referencesIn } from '../src/agents/completion';
import { difference } from '../src/agents/JsonEditor';
import { starter, STARTERS } from '../src/agents/starters';
import { reasonsOf, restOf } from '../src/agents/verdicts';
import type { AgentStep, WholeRun } from '../src/api/types';
import { en } from '../src/i18n/en';

const WHOLE: Json = {
  name: 'N', input: { type: 'object', properties: { topic: { type: 'string' } } },
  nodes: [
    { id: 'start', kind: 'input', next: 'long' },
    { id: 'long', kind: 'branch', cases: [{ value: '{{start.topic}}', is: 'contains', than: 'x', next: 'both' }], otherwise: 'again' },
    { id: 'both', kind: 'parallel', branches: [{ name: 'left', next: 'a' }, { name: 'right', next: 'b' }], join: 'met' },
    { id: 'a', kind: 'template', text: 'a', next: 'met' }, { id: 'b', kind: 'model', prompt: 'b', next: 'b2' }, { id: 'b2', kind: 'template', text: '{{b}}', next: 'met' },
    { id: 'met', kind: 'join', next: 'again' },
    { id: 'again', kind: 'loop', most: 3, until: { value: '{{again}}', is: 'contains', than: 'OK' }, nodes: [{ id: 'check', kind: 'model', prompt: '{{again.last}}', next: 'checked' }, { id: 'checked', kind: 'result', text: '{{check}}' }], next: 'ask' },
    { id: 'ask', kind: 'approval', question: 'Send {{again}}?', approved: 'said', refused: 'no' },
    { id: 'said', kind: 'answer', text: '{{again}}' }, { id: 'no', kind: 'answer', text: '{{ask.note}}' },
  ],
};
const graph = readGraph(WHOLE);
const node = (draft: Json, key: string) => readGraph(draft).byKey.get(key)!;

describe('a definition as a graph', () => {
  it('has all nodes, those of bodies in them, and all ways with what they are called', () => {
    expect(graph.nodes.map(({ key, owner }) => (owner ? `${owner}/${key}` : key))).toEqual(['start', 'long', 'both', 'a', 'b', 'b2', 'met', 'again', 'again/check', 'again/checked', 'ask', 'said', 'no']);
    expect(node(WHOLE, 'long').ways).toEqual([{ port: 'cases/0/next', word: 'contains', text: 'x', to: 'both' }, { port: 'otherwise', word: 'otherwise', text: '', to: 'again' }]);
    expect(node(WHOLE, 'both').ways.map(({ text, to }) => [text, to])).toEqual([['left', 'a'], ['right', 'b']]);
    expect([...graph.regions[0]!.members].sort()).toEqual(['a', 'b', 'b2', 'both', 'met']);
  });

  it('is read in the order of a run, each node after all that lead to it', () =>
    expect(inOrder(graph).map(({ key }) => key)).toEqual(['start', 'long', 'both', 'a', 'b', 'b2', 'met', 'again', 'check', 'checked', 'ask', 'said', 'no']));

  it('says of a node what it is and where it leads', () => {
    expect(nodeName(node(WHOLE, 'b'), graph, en)).toBe('Model b, then b2');
    expect(nodeName(node(WHOLE, 'ask'), graph, en)).toBe('Approval ask, approved: said, refused: no');
    expect(nodeName(node(WHOLE, 'check'), graph, en)).toBe('Model check, then checked, in a round of again');
    expect(lineOf(node(WHOLE, 'ask'))).toBe('Send {{again}}?');
  });

  it.each([{}, { nodes: 3 }, { nodes: [null, {}, { id: 1 }, { id: 'a', kind: 'loop', nodes: 'x', next: 'a' }, { id: 'a', kind: 'branch', cases: [3], otherwise: 'nobody' }, { id: 'p', kind: 'parallel', branches: [{}], join: 'a' }] }] as Json[])(
    'of a draft that is not in order is drawn as far as it goes: %j', (odd) => {
      const drawn = readGraph(odd);
      expect(layOut(drawn, 'LR').boxes.size).toBeGreaterThanOrEqual(drawn.nodes.length);
      expect(inOrder(drawn)).toHaveLength(drawn.nodes.length);
      drawn.nodes.forEach(({ key }) => expect(() => [remove(odd, key), duplicate(odd, key), rename(odd, key, 'other'), spotAfter(drawn, key)]).not.toThrow());
    },
  );
});

const overlap = (one: Box, other: Box) => one.x < other.x + other.width && other.x < one.x + one.width && one.y < other.y + other.height && other.y < one.y + one.height;

describe('a layout', () => {
  it.each(['LR', 'TB'] as const)('lays nothing over anything, and bodies inside (%s)', (direction) => {
    const { boxes } = layOut(graph, direction);
    const flat = graph.nodes.filter(({ owner }) => owner === '');
    flat.forEach((one, i) => flat.slice(i + 1).forEach((other) => expect(overlap(boxes.get(one.key)!, boxes.get(other.key)!), `${one.key} ${other.key}`).toBe(false)));
    const loop = boxes.get('again')!;
    [...bodyOf(graph, 'again').map(({ key }) => key), beginOf('again')].forEach((key) => {
      const { x, y, width, height } = boxes.get(key)!;
      expect(x >= 0 && y >= 0 && x + width <= loop.width && y + height <= loop.height, key).toBe(true);
    });
  });

  it('is quick enough for a hundred nodes', () => {
    const chain = Array.from({ length: 100 }, (_, i) => (i % 5 === 1 ? { id: `n${i}`, kind: 'branch', cases: [{ value: 'x', next: `n${Math.min(i + 1, 99)}` }], otherwise: `n${Math.min(i + 3, 99)}` } : { id: `n${i}`, kind: i === 0 ? 'input' : i === 99 ? 'answer' : 'template', text: 'x', next: `n${i + 1}` }));
    const before = performance.now();
    const { boxes } = layOut(readGraph({ nodes: chain }), 'LR');
    console.log(`100 nodes are laid out in ${Math.round(performance.now() - before)} ms`);
    expect(boxes.size).toBe(100);
  });
});

describe('changing a drawing', () => {
  it('puts a node on a way, and what the way led to behind it', () => {
    const { draft, select } = insert(WHOLE, { from: 'start', port: 'next' }, 'model');

    expect(select).toBe('model');
    expect(node(draft, 'start').data.next).toBe('model');
    expect(node(draft, 'model').data).toEqual({ id: 'model', kind: 'model', prompt: '{{start.topic}}', next: 'long' });
    expect((draft.nodes as Json[])[1]!.id).toBe('model');
    expect(node(WHOLE, 'start').data.next).toBe('long');
  });

  it('puts one at the beginning of a body, on a case, and a parallel one with its join', () => {
    expect(bodyOf(readGraph(insert(WHOLE, { from: 'again', port: 'begin' }, 'template').draft), 'again').map(({ id }) => id)).toEqual(['template', 'check', 'checked']);
    expect(node(insert(WHOLE, { from: 'long', port: 'cases/0/next' }, 'wait').draft, 'long').ways[0]!.to).toBe('wait');
    const { draft } = insert(WHOLE, { from: 'ask', port: 'approved' }, 'parallel');
    expect(node(draft, 'parallel').data).toMatchObject({ join: 'join', branches: [{ name: 'one', next: 'join' }, { name: 'two', next: 'join' }] });
    expect(node(draft, 'join').data.next).toBe('said');
  });

  it('begins an agent from nothing', () => {
    const first = insert({ name: 'N' }, undefined, 'input').draft;
    const second = insert(first, spotAfter(readGraph(first), 'start'), 'model').draft;
    const { draft } = insert(second, spotAfter(readGraph(second), 'model'), 'answer');

    expect(draft.nodes).toEqual([{ id: 'start', kind: 'input', next: 'model' }, { id: 'model', kind: 'model', prompt: '', next: 'answer' }, { id: 'answer', kind: 'answer', text: '{{model}}' }]);
  });

  it('takes a node out, and leads past it where that is one way alone', () => {
    expect(node(remove(WHOLE, 'b2').draft, 'b').data.next).toBe('met');
    expect(node(remove(WHOLE, 'ask').draft, 'again').data.next).toBe('');
    expect(node(remove(WHOLE, 'said').draft, 'ask').data.approved).toBe('');
    expect(remove(WHOLE, 'a').select).toBe('both');
  });

  it('takes a parallel node with all that it walks, a loop with its body, and lets a body begin with what follows', () => {
    const { draft } = remove(WHOLE, 'both');
    expect(readGraph(draft).nodes.map(({ key }) => key)).toEqual(['start', 'long', 'again', 'check', 'checked', 'ask', 'said', 'no']);
    expect(node(draft, 'long').ways[0]!.to).toBe('again');
    expect(readGraph(remove(WHOLE, 'again').draft).nodes.map(({ key }) => key)).not.toContain('check');
    expect(bodyOf(readGraph(remove(WHOLE, 'check').draft), 'again').map(({ key }) => key)).toEqual(['checked']);
  });

  it('copies a node behind itself; what is inside speaks of itself', () => {
    const { draft, select } = duplicate(WHOLE, 'again');

    expect(select).toBe('again2');
    expect(node(draft, 'again').data.next).toBe('again2');
    expect(node(draft, 'again2').data).toMatchObject({ next: 'ask', until: { value: '{{again2}}' }, nodes: [{ id: 'check2', prompt: '{{again2.last}}', next: 'checked2' }, { id: 'checked2', text: '{{check2}}' }] });
  });

  it('leads a way for failure elsewhere as any way, keeps it out of what follows, and completes what is told on it', () => {
    const failing: Json = { nodes: [{ id: 'start', kind: 'input', next: 'call' }, { id: 'call', kind: 'model', prompt: '', next: 'said', failed: 'sorry' }, { id: 'sorry', kind: 'answer', text: '{{call.error}}' }, { id: 'said', kind: 'answer', text: '' }] };
    expect(node(rename(failing, 'sorry', 'oops').draft, 'call').ways).toEqual([{ port: 'next', word: '', text: '', to: 'said' }, { port: 'failed', word: 'failed', text: '', to: 'oops' }]);
    expect(node(connect(failing, { from: 'call', port: 'failed' }, 'said').draft, 'call').data.failed).toBe('said');
    expect(node(remove(failing, 'call').draft, 'start').data.next).toBe('said');
    expect(node(insert(failing, { from: 'call', port: 'failed' }, 'template').draft, 'template').data.next).toBe('sorry');
    expect(referencesIn(JSON.stringify(failing))).toEqual(expect.arrayContaining(['call.error', 'call.message']));
    expect(formOf('model', {}, []).find(({ name }) => name === 'failed')).toMatchObject({ type: 'way', required: false });
  });

  it('completes and shows variables, and calls no node as they are', () => {
    const counting: Json = { variables: { total: '0' }, nodes: [{ id: 'start', kind: 'input', next: 'add' }, { id: 'add', kind: 'variable', set: { total: '{{var.total}}1' }, next: 'sub' }, { id: 'sub', kind: 'agent', agent: 'Leads', input: {}, next: 'said' }, { id: 'said', kind: 'answer', text: '{{var.total}}' }] };
    expect(referencesIn(JSON.stringify(counting))).toEqual(expect.arrayContaining(['var.total', 'sub.text', 'sub.run']));
    expect(lineOf(node(counting, 'add'))).toBe('total = {{var.total}}1');
    expect(lineOf(node(counting, 'sub'))).toBe('Leads');
    expect(formOf('variable', {}, [])).toMatchObject([{ name: 'set', type: 'pairs', required: true }, { name: 'next', type: 'way' }]);
    expect(formOf('agent', {}, []).map(({ name, type }) => [name, type])).toEqual([['agent', 'line'], ['label', 'choice'], ['input', 'pairs'], ['unattended', 'flag'], ['next', 'way'], ['failed', 'way']]);
    expect(node(insert(counting, { from: 'sub', port: 'next' }, 'agent').draft, 'agent').data).toEqual({ id: 'agent', kind: 'agent', agent: '', input: {}, next: 'said' });
  });

  it('calls a node something else wherever it is spoken of, and nothing else', () => {
    const { draft, select } = rename({ ...WHOLE, name: '{{again}}' }, 'again', 'more');

    expect(select).toBe('more');
    expect(draft.name).toBe('{{again}}');
    expect(node(draft, 'met').data.next).toBe('more');
    expect(node(draft, 'ask').data.question).toBe('Send {{more}}?');
    expect(node(draft, 'check').data.prompt).toBe('{{more.last}}');
    expect(JSON.stringify(draft.nodes)).not.toContain('again');
  });

  it('leads a way elsewhere, to what is beside it and not to itself', () => {
    expect(node(connect(WHOLE, { from: 'ask', port: 'refused' }, 'said').draft, 'ask').data.refused).toBe('said');
    expect(targetsOf(graph, 'check').map(({ key }) => key)).toEqual(['checked']);
    expect(targetsOf(graph, 'ask').map(({ key }) => key)).not.toContain('start');
  });

  it('offers what can stand there', () => {
    const kinds = kindsWith([]);
    expect(kindsAt(graph, { from: 'check', port: 'next' }, kinds)).toEqual(expect.arrayContaining(['result', 'model']));
    expect(kindsAt(graph, { from: 'check', port: 'next' }, kinds)).not.toContain('answer');
    expect(kindsAt(graph, { from: 'a', port: 'next' }, kinds)).not.toContain('answer');
    expect(kindsAt(graph, { from: 'ask', port: 'refused' }, kinds)).toContain('answer');
    expect(kindsAt(graph, { from: 'ask', port: 'refused' }, kinds)).not.toContain('input');
  });

  it('takes fields in and out, also where nothing is yet', () => {
    expect(withValue({}, ['budget', 'steps'], 3)).toEqual({ budget: { steps: 3 } });
    expect(withValue({ a: [1, 2] }, ['a', 0], undefined)).toEqual({ a: [2] });
    expect(freshId(new Set(['a', 'a2']), 'a')).toBe('a3');
  });

  it('is a change of no more of the text than what changed', () => {
    expect(difference('{"a": 1}', '{"a": 12}')).toEqual({ from: 7, to: 7, insert: '2' });
    expect(difference('aa', 'aaa')).toEqual({ from: 2, to: 2, insert: 'a' });
    expect(difference('abc', 'abc')).toEqual({ from: 3, to: 3, insert: '' });
  });
});

describe('forms', () => {
  const tools: AgentTool[] = [{ kind: 'http', fields: [{ name: 'url', type: 'FILLED', required: true, least: 0, most: 2000, usual: '', choices: [] }, { name: 'method', type: 'CHOICE', required: false, least: 0, most: 0, usual: 'get', choices: ['get', 'post'] }] }];

  it('of each kind are made of the schema, those of tools of what the server says', () => {
    expect(formOf('model', {}, []).map(({ name, type }) => [name, type])).toEqual([['model', 'model'], ['system', 'filled'], ['prompt', 'filled'], ['maxTokens', 'number'], ['temperature', 'number'], ['output', 'json'], ['next', 'way'], ['failed', 'way']]);
    expect(formOf('approval', {}, []).find(({ name }) => name === 'by')).toMatchObject({ type: 'choice', choices: ['starter', 'admin'] });
    expect(formOf('http', {}, tools).map(({ name }) => name)).toEqual(['url', 'method', 'seconds', 'tries', 'unattended', 'next', 'failed']);
    expect(insert(WHOLE, { from: 'start', port: 'next' }, 'http', tools).draft.nodes).toContainEqual({ id: 'http', kind: 'http', url: '', next: 'long' });
  });

  it('of what people are told by offer several at once', () => {
    expect(formOf('question', {}, []).find(({ name }) => name === 'tell')).toMatchObject({ type: 'choices', choices: ['mail', 'bot'], required: false });
    expect(formOf('event', {}, []).map(({ name, type }) => [name, type])).toEqual([['name', 'line'], ['key', 'filled'], ['within', 'number'], ['next', 'way'], ['late', 'way']]);
  });

  it('show what nobody knows as it stands', () => expect(formOf('odd', { id: 'x', kind: 'odd', colour: 'red' }, [])).toMatchObject([{ name: 'colour', type: 'json' }]));
});

describe('walking by keys', () => {
  it('goes along the ways, aside to the other ways, and into bodies', () => {
    expect(moved(graph, 'start', 'onward')).toBe('long');
    expect(moved(graph, 'long', 'back')).toBe('start');
    expect(moved(graph, 'a', 'next')).toBe('b');
    expect(moved(graph, 'b', 'before')).toBe('a');
    expect(moved(graph, 'again', 'next')).toBe('check');
    expect(moved(graph, 'check', 'back')).toBe('again');
    expect(moved(graph, 'checked', 'onward')).toBe('again');
    expect(moved(graph, 'start', 'last')).toBe('no');
  });

  it('comes to every node', () => {
    const seen = new Set<string>(['start']);
    for (let before = 0; before !== seen.size;) {
      before = seen.size;
      [...seen].forEach((key) => (['onward', 'back', 'next', 'before'] as const).forEach((move) => seen.add(moved(graph, key, move))));
    }
    expect(seen.size).toBe(graph.nodes.length);
  });
});

const step = (position: string, id: string, kind: string, output: object = {}) => ({ position, node: id, kind, input: {}, output, startedAt: '', endedAt: '' }) as unknown as AgentStep;
const run = (steps: AgentStep[], more: Partial<WholeRun> = {}, state = 'RUNNING') => ({ run: { state, failedNode: null }, steps, approvals: [], pauses: [], awaited: [], outcomes: [], below: [], ...more }) as unknown as WholeRun;
const states = (whole: WholeRun) => Object.fromEntries([...newsOf(graph, whole)].filter(([, { state }]) => state !== 'untouched').map(([key, { state }]) => [key, state]));

describe('questions and signals on a drawing', () => {
  const waiting: Json = { nodes: [
    { id: 'start', kind: 'input', next: 'q' }, { id: 'q', kind: 'question', question: 'When?', within: 60, late: 'over', next: 'paid' }, { id: 'paid', kind: 'event', name: 'paid', next: 'said' },
    { id: 'said', kind: 'answer', text: '{{q}}' }, { id: 'over', kind: 'answer', text: 'over' },
  ] };
  const drawn = readGraph(waiting);

  it('have a way for what comes too late where there is a limit', () => {
    expect(nodeName(drawn.byKey.get('q')!, drawn, en)).toBe('Question q, answered: paid, late: over');
    expect(nodeName(drawn.byKey.get('paid')!, drawn, en)).toBe('Signal paid, then said');
    expect(lineOf(drawn.byKey.get('paid')!)).toBe('paid');
  });

  it('show the way that was gone, and what is waited for', () => {
    const late = run([step('0', 'start', 'input'), step('1', 'q', 'question', { late: true })]);
    expect([...goneWays(drawn, late)]).toEqual(['start|next', 'q|late']);
    const came = run([step('0', 'start', 'input'), step('1', 'q', 'question', { text: 'May', by: 'ada' })], { awaited: [{ position: '2', node: 'paid', open: true }] } as unknown as Partial<WholeRun>, 'WAITING');
    expect([...goneWays(drawn, came)]).toEqual(['start|next', 'q|next']);
    expect(newsOf(drawn, came).get('paid')).toMatchObject({ state: 'waiting' });
  });
});

describe('a check on a drawing', () => {
  const checked: Json = { nodes: [
    { id: 'start', kind: 'input', next: 'proof' }, { id: 'proof', kind: 'check', text: '{{start.text}}', rules: [{ value: '{{start.n}}', is: 'greater', than: '0' }], judge: { question: 'Is {{start.text}} true?' }, passed: 'said', refused: 'no', failed: 'no' },
    { id: 'said', kind: 'answer', text: '{{proof}}' }, { id: 'no', kind: 'answer', text: '{{proof.why}}' },
  ] };
  const drawn = readGraph(checked);
  const came = (passed: boolean, more: object = {}) => run([step('0', 'start', 'input'), { ...step('1', 'proof', 'check', { passed, text: 'x', ...more }), failed: false } as AgentStep]);

  it('has a way for each verdict, and one for where there is none', () => {
    expect(nodeName(drawn.byKey.get('proof')!, drawn, en)).toBe('Check proof, passed: said, not passed: no, if it fails: no');
    expect(lineOf(drawn.byKey.get('proof')!)).toBe('{{start.text}}');
    expect(referencesIn(JSON.stringify(checked))).toEqual(expect.arrayContaining(['proof.why', 'proof.verdict', 'proof.error']));
  });

  it('shows its verdict and the way that was gone', () => {
    expect([...goneWays(drawn, came(true))]).toEqual(['start|next', 'proof|passed']);
    expect([...goneWays(drawn, came(false))]).toEqual(['start|next', 'proof|refused']);
    expect(newsOf(drawn, came(true)).get('said')).toMatchObject({ state: 'working' });
    expect(newsOf(drawn, came(false)).get('proof')).toMatchObject({ state: 'done', verdict: 'refused' });
    const broken = run([step('0', 'start', 'input'), { ...step('1', 'proof', 'check', { error: 'VALUE', message: 'x' }), failed: true } as AgentStep]);
    expect(newsOf(drawn, broken).get('proof')).toMatchObject({ state: 'handled', verdict: undefined });
    expect([...goneWays(drawn, broken)]).toEqual(['start|next', 'proof|failed']);
  });

  it('is put on a way with a rule to fill in, and speaks of others by their new names', () => {
    const { draft } = insert(WHOLE, { from: 'b', port: 'next' }, 'check');
    expect(node(draft, 'check2').data).toEqual({ id: 'check2', kind: 'check', text: '{{b}}', rules: [{ is: 'contains', than: '' }], passed: 'b2', refused: '' });
    expect(node(rename(checked, 'start', 'begin').draft, 'proof').data).toMatchObject({ rules: [{ value: '{{begin.n}}' }], judge: { question: 'Is {{begin.text}} true?' } });
    expect(node(rename(checked, 'said', 'told').draft, 'proof').data.passed).toBe('told');
  });

  it('says why it did not pass by its rules, else in the words of its judge', () => {
    const ruled = { output: { passed: false, why: 'names its source', failed: [{ rule: 0, is: 'contains', than: '[1]', value: 'a text', why: 'names its source' }], text: 'a text' } } as unknown as AgentStep;
    expect(reasonsOf(ruled)).toEqual({ why: '', failed: [{ is: 'contains', than: '[1]', not: false, value: 'a text', why: 'names its source' }] });
    expect(reasonsOf({ output: { passed: false, why: 'it is about tea', failed: [] } } as unknown as AgentStep)).toEqual({ why: 'it is about tea', failed: [] });
    expect(reasonsOf({ output: null } as unknown as AgentStep)).toEqual({ why: '', failed: [] });
    expect(restOf(ruled)).toEqual({ text: 'a text' });
  });
});

describe('a run on a drawing', () => {
  const begun = [step('0', 'start', 'input'), step('1', 'long', 'branch', { next: 'both' }), step('2', 'both', 'parallel')];

  it('begins at its input', () => expect(states(run([]))).toEqual({ start: 'working' }));

  it('shows what is done and what is at work in each branch', () => {
    expect(states(run(begun))).toEqual({ start: 'done', long: 'done', both: 'done', a: 'working', b: 'working' });
    expect(states(run([...begun, step('2.right.0', 'b', 'model'), step('2.left.0', 'a', 'template')]))).toEqual({ start: 'done', long: 'done', both: 'done', a: 'done', b: 'done', b2: 'working' });
    expect([...goneWays(graph, run(begun))]).toEqual(['start|next', 'long|cases/0/next', 'both|branches/0/next', 'both|branches/1/next']);
  });

  it('counts rounds, and shows a loop at work while its body is', () => {
    const looping = run([step('0', 'start', 'input'), step('1', 'long', 'branch', { next: 'again' }), step('2.1', 'again', 'round'), step('2.1.0', 'check', 'model'), step('2.1.1', 'checked', 'result'), step('2.2', 'again', 'round')]);
    expect(states(looping)).toEqual({ start: 'done', long: 'done', again: 'working', check: 'working', checked: 'done' });
    expect(newsOf(graph, looping).get('again')).toMatchObject({ rounds: 2, times: 0 });
  });

  it('shows a failure that had a way of its own, the way that was gone, and what is at work there', () => {
    const failing = readGraph({ nodes: [{ id: 'start', kind: 'input', next: 'call' }, { id: 'call', kind: 'http', next: 'said', failed: 'sorry' }, { id: 'sorry', kind: 'model', next: 'said' }, { id: 'said', kind: 'answer' }] });
    const failed = run([step('0', 'start', 'input'), { ...step('1', 'call', 'http'), failed: true, output: { error: 'NO_ANSWER', message: '' } }]);
    expect([...newsOf(failing, failed)].map(([key, { state }]) => [key, state])).toEqual([['start', 'done'], ['call', 'handled'], ['sorry', 'working'], ['said', 'untouched']]);
    expect([...goneWays(failing, failed)]).toEqual(['start|next', 'call|failed']);
    expect(nodeName(failing.byKey.get('call')!, failing, en)).toBe('HTTP request call, then said, if it fails: sorry');
    expect(moved(failing, 'said', 'next')).not.toBe('said');
    expect([...failing.edges].map(({ key }) => key)).toContain('call|failed');
  });

  it('shows who is waited for, and where it failed', () => {
    const waits = run([step('0', 'start', 'input'), step('1', 'long', 'branch', { next: 'again' }), step('2', 'again', 'loop')], { approvals: [{ position: '3', node: 'ask', open: true }] } as unknown as Partial<WholeRun>, 'WAITING');
    expect(states(waits)).toEqual({ start: 'done', long: 'done', again: 'done', ask: 'waiting' });
    expect(states({ ...run(begun, {}, 'FAILED'), run: { state: 'FAILED', failedNode: 'b' } } as unknown as WholeRun)).toEqual({ start: 'done', long: 'done', both: 'done', b: 'failed' });
  });
});

describe('references', () => {
  it('name the branches that come together in a join', () => expect(referencesIn(JSON.stringify(WHOLE))).toEqual(expect.arrayContaining(['met', 'met.left', 'met.right', 'start.topic', 'check.text'])));

  it.each(STARTERS)('of the starter %s name what is there', (which) => {
    const draft = starter(which, 'en');
    const known = new Set(referencesIn(JSON.stringify(draft)));
    const used = [...JSON.stringify(draft).matchAll(/\{\{([\w.]+)\}\}/g)].map(([, each]) => each!);
    used.forEach((each) => expect(known.has(each), each).toBe(true));
  });
});
