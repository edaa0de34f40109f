import { describe, expect, it } from 'vitest';
import { parts } from '../src/space/marks';
import { ALL, kindOf, passing } from '../src/space/filter';
import { olderVersions } from '../src/space/useSpace';

describe('a found passage', () => {
  it('is cut at its marks, and nothing is lost', () => {
    const cut = parts('红旗 and flags', [{ start: 0, end: 2 }, { start: 7, end: 12 }]);

    expect(cut).toEqual([
      { text: '红旗', marked: true }, { text: ' and ', marked: false }, { text: 'flags', marked: true },
    ]);
    expect(parts('plain', [])).toEqual([{ text: 'plain', marked: false }]);
  });
});

describe('versions of a file', () => {
  const version = (id: string, number: number, state: 'INDEXED' | 'FAILED' | 'READING', name = 'a', folder = '') => ({ id, folder, name, version: number, state });

  it('are older once a newer one can be found', () => {
    expect([...olderVersions([version('1', 1, 'INDEXED'), version('2', 2, 'INDEXED'), version('b', 1, 'INDEXED', 'b')])]).toEqual(['1']);
  });

  it('are told apart by their folder', () => {
    expect(olderVersions([version('1', 1, 'INDEXED', 'a', 'x'), version('2', 2, 'INDEXED', 'a', 'y')]).size).toBe(0);
  });

  it('are not replaced by one that is not read yet, or could not be', () => {
    expect(olderVersions([version('1', 1, 'INDEXED'), version('2', 2, 'FAILED'), version('3', 3, 'READING')]).size).toBe(0);
  });
});

describe('the list of files', () => {
  const now = Date.parse('2026-03-01T12:00:00Z');
  const file = (name: string, folder: string, type: string, createdAt: string) => ({ name, folder, type, createdAt });
  const report = file('Report.pdf', 'work/2026', 'application/pdf', '2026-03-01T00:00:00Z');
  const diary = file('diary.md', '', 'text/markdown', '2025-12-01T00:00:00Z');

  it('is shortened by name or folder, kind and time', () => {
    expect(passing([report, diary], ALL, now)).toEqual([report, diary]);
    expect(passing([report, diary], { ...ALL, words: ' WORK/' }, now)).toEqual([report]);
    expect(passing([report, diary], { ...ALL, kind: 'text' }, now)).toEqual([diary]);
    expect(passing([report, diary], { ...ALL, days: 1 }, now)).toEqual([report]);
    expect(passing([report, diary], { words: 'diary', kind: 'pdf', days: undefined }, now)).toEqual([]);
  });

  it.each([
    ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'office'], ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'table'],
    ['text/csv', 'table'], ['application/vnd.ms-powerpoint', 'slides'], ['text/html', 'web'], ['application/xhtml+xml', 'web'], ['message/rfc822', 'mail'], ['text/x-java-source', 'text'], ['', 'other'],
  ])('knows %s as %s', (type, kind) => expect(kindOf(type)).toBe(kind));
});
