import { isObject, type Json } from './graph';

/** Cases in which a node is called something else: where it gives something, is expected, or is spoken of. */
export function renamedEvals(evals: Json, from: string, to: string): Json {
  const spoken = (value: unknown) =>
    typeof value === 'string' ? value.replace(/(\{\{\s*(?:asked\.)?)([a-z][a-z0-9_-]*)(?=[\s.}])/g, (whole, open: string, id: string) => (id === from ? open + to : whole)) : value;
  const expectation = (one: unknown) => (isObject(one) ? { ...one, ...('value' in one && { value: spoken(one.value) }), ...(one.passed === from && { passed: to }) } : one);
  const renamed = (one: unknown) => {
    if (!isObject(one)) return one;
    const { given, expect } = one;
    return {
      ...one,
      ...(isObject(given) && { given: Object.fromEntries(Object.entries(given).map(([id, value]) => [id === from ? to : id, value])) }),
      ...(Array.isArray(expect) && { expect: expect.map(expectation) }),
    };
  };
  return { ...evals, ...(Array.isArray(evals.cases) && { cases: evals.cases.map(renamed) }) };
}
