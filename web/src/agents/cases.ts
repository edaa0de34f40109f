/** As much of a case as is shown. */
export interface Case {
  name: string;
  expect: string[];
}

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown) => (Array.isArray(value) ? (value as unknown[]) : []);

/** An expectation as it is read: what it looks at, how it compares, and with what. */
function said(one: unknown, not: string): string {
  if (!isObject(one)) return JSON.stringify(one);
  const start = one.not === true ? `${not} ` : '';
  if (one.passed !== undefined) return `${start}passed ${String(one.passed)}`;
  if (one.data !== undefined) return `${start}data ${JSON.stringify(one.data)}`;
  return start + [one.value, one.is ?? 'equal', one.is === 'empty' ? '' : JSON.stringify(one.than ?? '')].filter(Boolean).join(' ');
}

/** The cases of a definition, in their order. */
export function casesIn(draft: unknown, not: string): Case[] {
  const evals = isObject(draft) && isObject(draft.evals) ? draft.evals : {};
  return listOf(evals.cases).map((each) => ({ name: isObject(each) ? String(each.name ?? '') : '', expect: listOf(isObject(each) ? each.expect : []).map((one) => said(one, not)) }));
}

/** A definition with another case, under a name that no other has. */
export function withCase(draft: Json, added: Json): Json {
  const evals = isObject(draft.evals) ? draft.evals : {};
  const cases = listOf(evals.cases);
  const taken = new Set(cases.map((each) => (isObject(each) ? each.name : undefined)));
  const wish = String(added.name ?? '').slice(0, 190);
  let name = wish;
  for (let n = 2; taken.has(name); n++) name = `${wish} (${n})`;
  return { ...draft, evals: { ...evals, cases: [...cases, { ...added, name }] } };
}
