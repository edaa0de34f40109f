import { CompletionContext, type CompletionResult } from '@codemirror/autocomplete';
import { json } from '@codemirror/lang-json';
import { EditorState } from '@codemirror/state';
import { describe, expect, it } from 'vitest';
import { addressOf, viewIn } from '../src/agents/address';
import type { RunEvent } from '../src/agents/api';
import { completeDefinition } from '../src/agents/completion';
import { faultsOf } from '../src/agents/faults';
import { answerOf, follow, heard, openOutcomes, openPauses, openQuestions, REST, sumsOf, type Source } from '../src/agents/follow';
import { fieldsOf, inputOf, isLong, refusedField, startValues } from '../src/agents/inputFields';
import { parse, placesIn } from '../src/agents/places';
import { spent } from '../src/agents/spent';
import { starter, STARTERS } from '../src/agents/starters';
import { agentsEn } from '../src/agents/words';
import { unattendedIn } from '../src/agents/unattended';
import { written } from '../src/agents/written';
import type { AgentApproval, AgentOutcome, AgentProblem, AgentStep, WholeRun } from '../src/api/types';
import { ApiError } from '../src/api/client';
import { en } from '../src/i18n/en';

const ID = '123e4567-e89b-12d3-a456-426614174000';

describe('the address of the agents', () => {
  it.each(['/agents', '/agents?drafts', '/agents?runs', `/agents?draft=${ID}`, `/agents?run=${ID}`, `/agents?start=${ID}`, `/agents?start=${ID}&from=${ID}`])(
    'says of %s what is shown', (address) => expect(addressOf(viewIn(new URL(address, 'http://x').search))).toBe(address),
  );

  it('falls back to what can be run', () => expect(viewIn('?run=../../x')).toEqual({ view: 'ready' }));
});

describe('a form from a schema', () => {
  const schema = {
    type: 'object', required: ['topic', 'size'],
    properties: { on: { type: 'boolean' }, size: { type: 'integer', minimum: 1, maximum: 9 }, tone: { type: 'string', enum: ['a', 'b'] }, topic: { type: 'string', title: 'Topic', maxLength: 200 }, text: { type: 'string' } },
  };
  const fields = fieldsOf(schema);

  it('asks first for what is needed, in the order of the schema', () => expect(fields.map((f) => f.name)).toEqual(['topic', 'size', 'on', 'tone', 'text']));

  it('knows titles, bounds and choices', () => {
    expect(fields[0]).toMatchObject({ title: 'Topic', required: true, maxLength: 200 });
    expect(fields[1]).toMatchObject({ type: 'integer', minimum: 1, maximum: 9 });
    expect(fields[3]).toMatchObject({ options: ['a', 'b'], required: false });
    expect(fields.map(isLong)).toEqual([false, false, false, false, true]);
  });

  it('takes what fits of another run and leaves the rest', () =>
    expect(startValues(fields, { topic: 'tea', size: 'big', gone: 1 })).toEqual({ topic: 'tea', size: undefined, on: false, tone: undefined, text: undefined }));

  it('sends no field that was left empty', () => expect(inputOf(fields, { topic: 'tea', size: 0, on: false, tone: undefined, text: '' })).toEqual({ topic: 'tea', size: 0, on: false }));

  it('finds the field of a refusal', () => {
    expect(refusedField("The agent can't be started with this input: field 'topic': it is needed", fields)).toBe('topic');
    expect(refusedField("field 'other': no", fields)).toBe('');
  });

  it.each([undefined, null, [], 'x', { properties: { a: 1 } }])('of %j is empty', (odd) => expect(fieldsOf(odd)).toEqual([]));
});

describe('a definition as text', () => {
  it.each(STARTERS.flatMap((which) => [[which, 'en'], [which, 'zh']] as const))('says the same as the starter %s in %s', (which, language) => {
    const text = written(starter(which, language));

    expect(JSON.parse(text)).toEqual(starter(which, language));
    expect(text.split('\n')).not.toContain('');
  });

  it('reads from the name to the ways on, whatever order the database gave', () => {
    const text = written({ nodes: [{ next: 'b', id: 'a', kind: 'input' }], name: 'N', input: { properties: { z: { type: 'string' }, a: { type: 'string' } }, type: 'object' } });

    expect(text).toBe('{\n  "name": "N",\n  "input": {\n    "type": "object",\n    "properties": {\n      "z": {"type": "string"},\n      "a": {"type": "string"}\n    }\n  },\n  "nodes": [\n    {"id": "a", "kind": "input", "next": "b"}\n  ]\n}');
  });

  it('keeps what a definition may not hold, too', () => {
    for (const odd of [{}, { a: null, nodes: 3 }, { nodes: [[], {}, 'x', [{ id: 1 }]] }]) expect(JSON.parse(written(odd))).toEqual(odd);
  });
});

const TEXT = `{
  "name": "N",
  "nodes": [
    {"id": "start", "kind": "input", "next": "ask"},
    {"id": "ask", "kind": "model", "prompt": "About {{start.topic}} and {{later}}", "colour": "red", "next": "nobody"},
    {"id": "ask", "kind": "answer", "text": ""}
  ]
}`;
const problem = (node: string, field: string, wrong: AgentProblem['wrong'], detail = ''): AgentProblem => ({ node, field, wrong, detail });
const marked = (p: AgentProblem) => {
  const { from, to } = placesIn(TEXT)(p);
  return TEXT.slice(from, to);
};

describe('a problem', () => {
  it('stands where the value is that is wrong', () => {
    expect(marked(problem('ask', 'prompt', 'MISSING'))).toBe('"About {{start.topic}} and {{later}}"');
    expect(marked(problem('', 'nodes/1/id', 'RANGE'))).toBe('"ask"');
    expect(marked(problem('', 'name', 'RANGE'))).toBe('"N"');
  });

  it('stands at the very words that it quotes', () => {
    expect(marked(problem('ask', 'prompt', 'UNKNOWN_NODE', "{{later}} refers to 'later', which no node is called"))).toBe('{{later}}');
    expect(marked(problem('ask', '', 'UNKNOWN_NODE', "a way leads to 'nobody', which no node is called"))).toBe('"nobody"');
  });

  it('stands at the name of a field that is none, at the second of two nodes, at what a node is called', () => {
    expect(marked(problem('ask', 'colour', 'UNKNOWN_FIELD'))).toBe('"colour"');
    expect(placesIn(TEXT)(problem('ask', 'id', 'DUPLICATE')).from).toBe(TEXT.lastIndexOf('"ask"'));
    expect(marked(problem('start', '', 'UNREACHABLE'))).toBe('"start"');
  });

  it('stands as near as it can where its place is gone', () => {
    expect(marked(problem('start', 'prompt/3/x', 'MISSING'))).toBe('"start"');
    expect(placesIn('')(problem('gone', 'x', 'MISSING'))).toEqual({ from: 0, to: 0 });
  });

  it('is told by its line', () => {
    const [fault] = faultsOf(TEXT, parse(TEXT), [problem('ask', 'colour', 'UNKNOWN_FIELD', 'expected one of id')], agentsEn);

    expect(fault).toMatchObject({ line: 5, at: 'ask · colour', message: 'There is no such field: expected one of id' });
  });
});

describe('text that is no JSON', () => {
  it.each([['{\n  "a": 1,\n  "b": }\n', 3], ['{\n  "a": 1\n  "b": 2\n}', 3], ['{\n  "a": [1,\n', 2], ['', 1]])('%j is told at line %i', (text, line) => {
    expect(parse(text).draft).toBeUndefined();
    expect(faultsOf(text, parse(text), [], agentsEn)[0]!.line).toBe(line);
  });

  it('and what is no object is told as that', () => expect(faultsOf('[1]', parse('[1]'), [], agentsEn)[0]!.message).toBe(agentsEn.notObject));
});

/** What is offered where | stands. */
const offered = (text: string, explicit = false): string[] => {
  const at = text.indexOf('|');
  const state = EditorState.create({ doc: text.replace('|', ''), extensions: [json()] });
  const result = completeDefinition(() => ['default', 'far/m'])(new CompletionContext(state, at, explicit)) as CompletionResult | null;
  return result?.options.map((o) => o.label) ?? [];
};

describe('completion', () => {
  it('offers the fields of a definition, and those of a node by its kind', () => {
    expect(offered('{"|"}')).toEqual(expect.arrayContaining(['name', 'description', 'input', 'nodes']));
    expect(offered('{"nodes": [{"id": "a", "kind": "model", "|"}]}')).toEqual(['model', 'system', 'prompt', 'maxTokens', 'temperature', 'output', 'next', 'failed']);
    expect(offered('{"nodes": [{"|"}]}')).toEqual(['id', 'kind']);
  });

  it('offers kinds, ids of nodes and models', () => {
    expect(offered('{"nodes": [{"kind": "|"}]}')).toContain('approval');
    expect(offered('{"nodes": [{"id": "a", "kind": "input", "next": "|"}, {"id": "b", "kind": "answer"}]}')).toEqual(['a', 'b']);
    expect(offered('{"nodes": [{"kind": "model", "model": "|"}]}')).toEqual(['default', 'far/m']);
    expect(offered('{"nodes": [{"kind": "branch", "cases": [{"is": "|"}]}]}')).toContain('greater');
    expect(offered('{"input": {"properties": {"x": {"type": "|"}}}}')).toContain('integer');
  });

  it('offers in texts what other nodes give', () => {
    const text = '{"input": {"properties": {"topic": {}}}, "nodes": [{"id": "s", "kind": "input"}, {"id": "m", "kind": "model", "prompt": "{{|"}, {"id": "q", "kind": "approval"}]}';
    expect(offered(text)).toEqual(['s', 's.topic', 'm', 'm.text', 'q', 'q.approved', 'q.note', 'q.data']);
    expect(offered(text.replace('approval', 'question'))).toContain('q.by');
    expect(offered(text.replace('approval', 'event'))).toEqual(['s', 's.topic', 'm', 'm.text', 'q', 'q.data', 'q.at']);
    expect(offered('{"nodes": [{"id": "m", "kind": "model", "prompt": "say |"}]}')).toEqual([]);
  });

  it('offers whole nodes where it is asked to', () => {
    expect(offered('{"nodes": [|]}')).toEqual([]);
    expect(offered('{"nodes": [|]}', true)).toContain('branch');
    expect(offered('{"name": "x", |}', true)).toContain('nodes');
    expect(offered('{"name": "x", |}', true)).not.toContain('name');
  });
});

const step = (position: unknown, more: Partial<AgentStep> = {}) =>
  ({ position, node: 'n', kind: 'model', startedAt: '2026-01-01T00:00:00Z', endedAt: '2026-01-01T00:00:02Z', promptTokens: 3, completionTokens: 2, joules: 1, yuan: 0.5, ...more }) as AgentStep;
const approval = (position: unknown) => ({ position, approved: null, open: true }) as AgentApproval;
const begun: WholeRun = { run: { state: 'RUNNING', startedAt: '2026-01-01T00:00:00Z', endedAt: null } as WholeRun['run'], steps: [], approvals: [], pauses: [], awaited: [], outcomes: [], below: [] };
const ended: RunEvent = { name: 'run', data: { ...begun.run, state: 'DONE' } };

describe('a run that is followed', () => {
  it('has each step once, however often it is told of it', () => {
    const told = [step('4.left.0'), step('4.right.0'), step('4.left.0')].reduce((whole, data) => heard(whole, { name: 'step', data }), begun);

    expect(told.steps.map((s) => String(s.position))).toEqual(['4.left.0', '4.right.0']);
  });

  it('asks what is not decided, until a step says that it was', () => {
    const asking = heard(begun, { name: 'approval', data: approval('2') });

    expect(openQuestions(asking)).toHaveLength(1);
    expect(openQuestions(heard(asking, { name: 'step', data: step('2', { kind: 'approval' }) }))).toEqual([]);
    expect(openQuestions(heard(asking, ended))).toEqual([]);
    expect(openQuestions(heard(begun, { name: 'approval', data: { ...approval('2'), open: false } }))).toEqual([]);
  });

  it('asks what became of a call, once more where it broke off again, until a step says it', () => {
    const call = (askedAt: string, open: boolean) => ({ position: '2', open, askedAt }) as AgentOutcome;
    const asking = heard(begun, { name: 'outcome', data: call('1', true) });

    expect(openOutcomes(asking)).toHaveLength(1);
    expect(openOutcomes(heard(asking, { name: 'outcome', data: call('1', false) }))).toEqual([]);
    expect(openOutcomes(heard(asking, { name: 'outcome', data: call('2', true) }))).toEqual([call('2', true)]);
    expect(openOutcomes(heard(asking, { name: 'step', data: step('2', { kind: 'http' }) }))).toEqual([]);
    expect(openOutcomes(heard(asking, ended))).toEqual([]);
  });

  const streams = (...of: (() => AsyncIterable<RunEvent>)[]): Source & { waits: number[] } => {
    const waits: number[] = [];
    return { waits, stream: () => of.shift()!(), whole: async () => begun, wait: async (millis) => void waits.push(millis) };
  };
  async function* telling(...events: RunEvent[]) { yield* events; }
  // eslint-disable-next-line require-yield
  async function* dropping(): AsyncGenerator<RunEvent> { throw new ApiError(0, ''); }

  it('is asked for again when the stream drops, less and less often', async () => {
    const seen: WholeRun[] = [];
    const source = streams(dropping, dropping, dropping, () => telling({ name: 'step', data: step('0') }), () => telling(ended));

    await follow(source, begun, (whole) => seen.push(whole), new AbortController().signal);

    expect(source.waits).toEqual([500, 1000, 2000, 500]);
    expect(seen.at(-1)!.run.state).toBe('DONE');
  });

  it('is asked for where there is no stream, and the last word is heard that way too', async () => {
    const seen: WholeRun[] = [];
    const source = { ...streams(dropping), whole: async () => heard(begun, ended) };

    await follow(source, begun, (whole) => seen.push(whole), new AbortController().signal);

    expect(seen).toHaveLength(1);
  });

  it('is looked at now and then while it waits, for what and until when', async () => {
    const pause = { position: '3', node: 'later', open: true, dueAt: '2026-01-02T00:00:00Z' };
    const waiting: RunEvent = { name: 'run', data: { ...begun.run, state: 'WAITING' } };
    const wholes = [{ ...heard(begun, waiting), pauses: [pause] } as WholeRun, heard(begun, ended)];
    const seen: WholeRun[] = [];
    const plain = streams(() => telling(waiting));

    await follow({ ...plain, whole: async () => wholes.shift()! }, begun, (whole) => seen.push(whole), new AbortController().signal);

    expect(seen.map(openPauses)).toEqual([[], [pause], []]);
    expect(plain.waits).toEqual([REST]);
  });

  it('is left where the server says that it is not ours', async () => {
    const source = streams(() => { throw new ApiError(404, ''); });

    await follow(source, begun, () => { throw new Error('told of nothing'); }, new AbortController().signal);

    expect(source.waits).toEqual([]);
  });

  it('takes as much as its steps', () =>
    expect(sumsOf({ ...begun, steps: [step('0'), step('1')] }, new Date('2026-01-01T00:00:07Z'))).toEqual({ millis: 7000, prompt: 6, completion: 4, joules: 2, yuan: 1 }));
});

describe('what a run says', () => {
  it('is its text, or whatever it is', () => expect([answerOf({ text: 'hi' }), answerOf({ a: 1 }), answerOf(null)]).toEqual(['hi', '{\n  "a": 1\n}', '']));

  it('took so long', () => expect([0, 999, 1500, 89_000, 600_000, 7_200_000, 5 * 86_400_000].map((n) => spent(n, en))).toEqual(['0 ms', '999 ms', '1.5 s', '89 s', '10 min', '2 h', '5 d']));
});

describe('what acts without asking', () => {
  it('is found in bodies too, and nowhere in what is no JSON', () => {
    expect(unattendedIn('{"nodes": [{"id": "a", "unattended": true}, {"id": "b", "unattended": "yes"}, null, {"id": "c", "nodes": [{"id": "d", "unattended": true}]}]}')).toEqual(['a', 'd']);
    for (const text of ['{', 'null', '[]', '{"nodes": 5}']) expect(unattendedIn(text)).toEqual([]);
  });
});
