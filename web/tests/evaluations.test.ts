import { CompletionContext, type CompletionResult } from '@codemirror/autocomplete';
import { json, jsonLanguage } from '@codemirror/lang-json';
import { EditorState } from '@codemirror/state';
import { describe, expect, it } from 'vitest';
import { viewIn, addressOf } from '../src/agents/address';
import { renamedEvals } from '../src/agents/canvas/evals';
import { rename } from '../src/agents/canvas/edit';
import { casesIn, withCase } from '../src/agents/cases';
import { completeDefinition } from '../src/agents/completion';
import { nodesIn } from '../src/agents/places';
import { written } from '../src/agents/written';

const ONE = { name: 'one', given: { look: { id: 'x', text: 'look' } }, expect: [{ value: '{{look}} {{asked.look.place}} {{looks}}', is: 'contains', than: '{{look}}' }, { passed: 'look', not: true }, { data: { n: 1 } }] };
const DRAFT = { name: 'a', nodes: [{ id: 'start', kind: 'input', next: 'look' }, { id: 'look', kind: 'http', url: 'x', next: 'end' }, { id: 'end', kind: 'answer', text: '{{look}}' }], evals: { least: 0.5, cases: [ONE] } };

/** What is offered at |. */
const offered = (marked: string) => {
  const at = marked.indexOf('|');
  const state = EditorState.create({ doc: marked.replace('|', ''), extensions: [json()] });
  return (completeDefinition(() => [])(new CompletionContext(state, at, false)) as CompletionResult | null)?.options.map(({ label }) => label) ?? [];
};
const inCase = (part: string) => `{"nodes": [{"id": "look", "kind": "http"}], "evals": {"cases": [{${part}}]}}`;

describe('cases of a draft', () => {
  it('are completed as they are written', () => {
    expect(offered('{"evals": {"|"}}')).toEqual(['least', 'cases']);
    expect(offered(inCase('"|"'))).toEqual(['name', 'input', 'given', 'expect']);
    expect(offered(inCase('"given": {"|"}'))).toEqual(['look']);
    expect(offered(inCase('"expect": [{"|"}]'))).toEqual(['value', 'is', 'than', 'passed', 'data', 'not']);
    expect(offered(inCase('"expect": [{"passed": "|"}]'))).toEqual(['look']);
    expect(offered(inCase('"expect": [{"is": "|"}]'))).toContain('contains');
    expect(offered(inCase('"expect": [{"value": "{{|"}]'))).toEqual(expect.arrayContaining(['answer', 'status', 'asked', 'look']));
    expect(offered('{"nodes": [{"id": "a", "kind": "template", "text": "{{|"}]}')).not.toContain('status');
  });

  it('follow a node that is called something else', () => {
    const renamed = renamedEvals(DRAFT.evals, 'look', 'see') as typeof DRAFT.evals;

    expect(renamed.least).toBe(0.5);
    expect(renamed.cases[0]!.given).toEqual({ see: { id: 'x', text: 'look' } });
    expect(renamed.cases[0]!.expect).toEqual([{ value: '{{see}} {{asked.see.place}} {{looks}}', is: 'contains', than: '{{look}}' }, { passed: 'see', not: true }, { data: { n: 1 } }]);
    expect((rename(DRAFT, 'look', 'see').draft as unknown as typeof DRAFT).evals.cases[0]!.expect[1]).toEqual({ passed: 'see', not: true });
  });

  it('are said in words', () => {
    expect(casesIn(DRAFT, 'not')).toEqual([{ name: 'one', expect: ['{{look}} {{asked.look.place}} {{looks}} contains "{{look}}"', 'not passed look', 'data {"n":1}'] }]);
    expect(casesIn({ evals: { cases: [{ expect: [{ value: '{{answer}}' }, { value: '{{answer}}', is: 'empty' }, 3] }, 4] } }, 'not')).toEqual([
      { name: '', expect: ['{{answer}} equal ""', '{{answer}} empty', '3'] }, { name: '', expect: [] },
    ]);
    expect(casesIn(undefined, 'not')).toEqual([]);
  });

  it('are added under a name of their own', () => {
    const twice = withCase(withCase(DRAFT, ONE), ONE);

    expect(casesIn(twice, 'not').map(({ name }) => name)).toEqual(['one', 'one (2)', 'one (3)']);
    expect((twice.evals as typeof DRAFT.evals).least).toBe(0.5);
    expect(casesIn(withCase({ name: 'b' }, ONE), 'not')).toHaveLength(1);
  });

  it('stand behind the nodes, and what they give is no node', () => {
    const text = written(DRAFT);

    expect(text.indexOf('"evals"')).toBeGreaterThan(text.indexOf('"nodes"'));
    expect(nodesIn(jsonLanguage.parser.parse(text), text).map(({ id }) => id)).toEqual(['start', 'look', 'end']);
  });

  it('have an address', () => {
    const id = '0a000000-0000-4000-8000-000000000001';

    expect(viewIn(addressOf({ view: 'evaluations', id }).split('?')[1]!)).toEqual({ view: 'evaluations', id });
  });
});
