import { afterEach, expect, it, vi } from 'vitest';
import { newId } from '../src/api/newId';

afterEach(() => void vi.unstubAllGlobals());

it.each(['with', 'without'])('makes version 4 ids %s the browser’s function', (how) => {
  if (how === 'without') vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) });

  const ids = Array.from({ length: 50 }, newId);

  expect(new Set(ids).size).toBe(50);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
