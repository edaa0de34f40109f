import { describe, expect, it } from 'vitest';
import type { Evidence, Message } from '../src/api/types';
import { documentIn, passageIn } from '../src/app/useRoute';
import { linked, used } from '../src/proof/citations';
import { pageOf } from '../src/proof/usePage';
import { isSound, secondOf } from '../src/proof/sound';
import { choiceOf, lastChoice } from '../src/proof/useSources';

const evidence = [{ number: 1 }, { number: 2 }] as Evidence[];
const claim = (start: number, end: number, numbers: number[], supported: boolean) => ({ start, end, numbers, support: supported ? 1 : 0, supported, cited: true });
const proof = (...claims: ReturnType<typeof claim>[]): Message['proof'] => ({ verdict: 'SHOWN', claims, missed: [] });

it('makes links of citations that exist, and of nothing in code or other links', () => {
  const content = 'Built in 1907 [1][2]. See [3], `a[1]`, [1](https://example.org).\n```\nb[2]\n```\nAnd [2].';

  expect(linked({ content, evidence, proof: proof() })).toBe(
    'Built in 1907 [1](#evidence-1)[2](#evidence-2). See [3], `a[1]`, [1](https://example.org).\n```\nb[2]\n```\nAnd [2](#evidence-2).',
  );
});

it('says at the end of a sentence that it does not stand in the sources', () => {
  const content = '灯塔很高。建于1907年 [1]。';

  expect(linked({ content, evidence, proof: proof(claim(0, 5, [], false), claim(5, 17, [1], true)) })).toBe('灯塔很高。 [?](#unsupported)建于1907年 [1](#evidence-1)。');
});

it('leaves an answer without evidence as it is', () => {
  expect(linked({ content: 'As [1] says.', evidence: [], proof: null })).toBe('As [1] says.');
});

it('knows what an answer uses', () => {
  expect([...used({ proof: proof(claim(0, 1, [2], true), claim(1, 2, [2, 1], false)) })]).toEqual([2, 1]);
});

it('goes on with what the last turn was answered from', () => {
  const turn = (role: Message['role'], sources: Message['sources']) => ({ message: { role, sources } });

  expect(lastChoice([turn('user', ['MATERIAL']), turn('assistant', [])])).toBe('material');
  expect(lastChoice([])).toBe('model');
  expect(choiceOf(['MATERIAL', 'WEB'])).toBe('web');
});

it('finds the document and the passage in an address', () => {
  expect(documentIn('/space/documents/123e4567-e89b-12d3-a456-426614174000')).toBe('123e4567-e89b-12d3-a456-426614174000');
  expect(documentIn('/space')).toBeUndefined();
  expect(passageIn('?passage=7')).toBe(7);
  expect(passageIn('?passage=-1')).toBe(0);
  expect(passageIn('?passage=x')).toBe(0);
});

describe('the page on which a passage stands', () => {
  const box = { page: 3, x: 0, y: 0, width: 1, height: 1 };

  it('is that of its first box, else that of its text', () => {
    expect(pageOf({ type: 'application/pdf' }, { page: 2, boxes: [box] })).toBe(3);
    expect(pageOf({ type: 'application/pdf' }, { page: 2, boxes: [] })).toBe(2);
    expect(pageOf({ type: 'application/pdf' }, { page: null, boxes: [] })).toBeUndefined();
  });

  it('is the only one of a photo, and none of what is not drawn', () => {
    expect(pageOf({ type: 'image/jpeg' }, { page: null, boxes: [] })).toBe(1);
    expect(pageOf({ type: 'application/zip' }, { page: 2, boxes: [box] })).toBeUndefined();
  });
});

describe('a recording', () => {
  it.each([['audio/mpeg', true], ['video/mp4', true], ['application/pdf', false], ['', false]])('is told by its type %s', (type, is) => expect(isSound(type)).toBe(is));

  it.each([
    [['12:05–12:41'], 725], [['Part 2', '1:02:05–1:02:41'], 3725], [['0:00–0:09'], 0], [['Chapter 1'], undefined], [[], undefined], [['1:5–2:00'], undefined],
  ])('is played from where %s says', (headings, second) => expect(secondOf(headings as string[])).toBe(second));
});
