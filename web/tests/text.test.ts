import { describe, expect, it } from 'vitest';
import { en } from '../src/i18n/en';
import { bytes, duration, figure } from '../src/i18n/units';
import { zh } from '../src/i18n/zh';
import { byDay } from '../src/conversations/byDay';
import { conversationIn } from '../src/app/useRoute';
import type { Conversation } from '../src/api/types';

describe('units', () => {
  it.each([
    [0, '0 B'], [999, '999 B'], [1_000, '1.0 kB'], [98_362_432, '98 MB'], [999_600_000, '1.0 GB'], [1_117_320_768, '1.1 GB'], [2 ** 53, '9007 TB'],
  ])('says %i bytes as %s', (n, said) => expect(bytes(n)).toBe(said));

  it('says short times in seconds and long ones in minutes', () => {
    expect([0.2, 90, 91, 3600].map((s) => duration(s, en))).toEqual(['1 s', '90 s', '2 min', '60 min']);
  });

  it('keeps three digits', () => expect([0.04, 33.84, 201.3].map(figure)).toEqual(['0.0', '33.8', '201']));
});

describe('languages', () => {
  it('have the same entries, none of them empty', () => {
    expect(Object.keys(zh).sort()).toEqual(Object.keys(en).sort());
    for (const [key, value] of [...Object.entries(zh), ...Object.entries(en)]) expect(value, key).not.toBe('');
  });

  it('says Chinese in Chinese', () => {
    const plain = Object.entries(zh).filter(([key, value]) => typeof value === 'string' && !['language', 'locale'].includes(key));
    for (const [key, value] of plain) expect(value, key).toMatch(/\p{Script=Han}/u);
  });
});

describe('conversations', () => {
  it('are cut at the last midnight', () => {
    const now = new Date(2026, 4, 2, 9);
    const at = (id: string, date: Date) => ({ id, updatedAt: date.toISOString() }) as Conversation;
    const { today, earlier } = byDay([at('new', new Date(2026, 4, 2, 0, 1)), at('old', new Date(2026, 4, 1, 23, 59))], now);

    expect([today.map((c) => c.id), earlier.map((c) => c.id)]).toEqual([['new'], ['old']]);
  });

  it.each([['/', undefined], ['/c/x', undefined], ['/c/123e4567-e89b-12d3-a456-426614174000', '123e4567-e89b-12d3-a456-426614174000']])(
    'are found in the address %s', (path, id) => expect(conversationIn(path)).toBe(id),
  );
});
