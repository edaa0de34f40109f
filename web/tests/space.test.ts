import { describe, expect, it } from 'vitest';
import { parts } from '../src/space/marks';
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
