import { describe, expect, it } from 'vitest';
import { parts } from '../src/space/marks';
import { searchOf } from '../src/palette/usePalette';
import { filterQuery, narrows, WHOLE } from '../src/proof/material';
import { ALL, foldersOf, kindOf, passing, searchFilter } from '../src/space/filter';
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
  const file = (name: string, folder: string, type: string, createdAt: string, tags: string[] = []) => ({ name, folder, type, createdAt, tags });
  const report = file('Report.pdf', 'work/2026', 'application/pdf', '2026-03-01T00:00:00Z', ['plan', '工作']);
  const diary = file('diary.md', '', 'text/markdown', '2025-12-01T00:00:00Z');

  it('is shortened by name or folder, kind and time', () => {
    expect(passing([report, diary], ALL, now)).toEqual([report, diary]);
    expect(passing([report, diary], { ...ALL, words: ' WORK/' }, now)).toEqual([report]);
    expect(passing([report, diary], { ...ALL, kind: 'text' }, now)).toEqual([diary]);
    expect(passing([report, diary], { ...ALL, days: 1 }, now)).toEqual([report]);
    expect(passing([report, diary], { ...ALL, words: 'diary', kind: 'pdf' }, now)).toEqual([]);
  });

  it('is shortened to what has all tags and stands in a folder or below', () => {
    expect(passing([report, diary], { ...ALL, tags: ['plan', '工作'] }, now)).toEqual([report]);
    expect(passing([report, diary], { ...ALL, tags: ['plan', 'other'] }, now)).toEqual([]);
    expect(passing([report, diary], { ...ALL, folder: 'work' }, now)).toEqual([report]);
    expect(passing([report, diary], { ...ALL, folder: 'wor' }, now)).toEqual([]);
    expect(foldersOf([report, diary])).toEqual(['work', 'work/2026']);
  });

  it('is asked of a search in the same way', () => {
    expect(narrows(searchFilter(ALL, now))).toBe(false);
    expect(narrows(WHOLE)).toBe(false);
    expect(filterQuery(searchFilter({ ...ALL, kind: 'pdf', days: 1, tags: ['a b', '工'], folder: 'x/y' }, now)))
      .toBe('&tag=a+b&tag=%E5%B7%A5&kind=PDF&folder=x%2Fy&after=2026-02-28T12%3A00%3A00.000Z');
    expect(searchOf('ferry #trip tickets #')).toBe('q=ferry+tickets+%23&tag=trip');
  });

  it.each([
    ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'office'], ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'table'],
    ['text/csv', 'table'], ['application/vnd.ms-powerpoint', 'slides'], ['text/html', 'web'], ['application/xhtml+xml', 'web'], ['message/rfc822', 'mail'], ['audio/mpeg', 'sound'], ['video/mp4', 'sound'], ['text/x-java-source', 'text'], ['', 'other'],
  ])('knows %s as %s', (type, kind) => expect(kindOf(type)).toBe(kind));
});
