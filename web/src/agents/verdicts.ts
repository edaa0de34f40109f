import type { AgentStep } from '../api/types';

export type Verdict = 'passed' | 'refused';

/** A rule that did not hold. */
export interface FailedRule {
  is: string;
  than: string;
  not: boolean;
  value: string;
  why: string;
}

/** What came of a step that verifies; nothing of any other, and of one that could not be done. */
export function verdictOf(step: Pick<AgentStep, 'kind' | 'output' | 'failed'> | undefined): Verdict | undefined {
  if (step?.kind !== 'check' || step.failed) return undefined;
  return (step.output as { passed?: unknown } | null)?.passed === true ? 'passed' : 'refused';
}

const text = (value: unknown) => (typeof value === 'string' ? value : '');

/** Rules that did not hold, and why it came out as it did: in words of whoever drew the agent, or of the judge. */
export function reasonsOf({ output }: Pick<AgentStep, 'output'>): { why: string; failed: FailedRule[] } {
  const { why, failed } = (output ?? {}) as { why?: unknown; failed?: unknown };
  const rules = (Array.isArray(failed) ? (failed as Record<string, unknown>[]) : []).map((rule) => ({ is: text(rule.is), than: text(rule.than), not: rule.not === true, value: text(rule.value), why: text(rule.why) }));
  // of rules it is put together from what each says itself
  return { why: rules.length > 0 ? '' : text(why), failed: rules };
}

/** What a check gave beside its verdict. */
export function restOf({ output }: Pick<AgentStep, 'output'>): unknown {
  const { passed, verdict, failed, why, ...rest } = (output ?? {}) as Record<string, unknown>;
  return rest;
}
