import type { AgentApproval, AgentOutcome, AgentStep, RunState, WholeRun } from '../api/types';
import { ApiError } from '../api/client';
import type { RunEvent } from './api';

export const isEnd = (state: RunState) => state === 'DONE' || state === 'FAILED' || state === 'CANCELLED';

/** Nothing is under way, and it may be so for weeks. */
const rests = (state: RunState) => state === 'WAITING' || state === 'PAUSED';

/** Positions are names of places in a run, and nothing is to be made of them. */
const isAt = (position: string | number) => (other: { position: string | number }) => String(other.position) === String(position);

const put = <T extends AgentStep | AgentApproval | AgentOutcome>(all: T[], one: T): T[] => {
  const place = all.findIndex(isAt(one.position));
  return place < 0 ? [...all, one] : all.map((old, i) => (i === place ? one : old));
};

/** A run once this has been heard of it. */
export function heard(whole: WholeRun, event: RunEvent): WholeRun {
  if (event.name === 'step') return { ...whole, steps: put(whole.steps, event.data) };
  if (event.name === 'approval') return { ...whole, approvals: put(whole.approvals, event.data) };
  if (event.name === 'outcome') return { ...whole, outcomes: put(whole.outcomes, event.data) };
  return event.name === 'run' ? { ...whole, run: event.data } : whole;
}

/** Questions that nobody has answered yet: one that was answered is a step. */
export const openQuestions = ({ run, steps, approvals }: WholeRun) =>
  isEnd(run.state) ? [] : approvals.filter((each) => each.open && !steps.some(isAt(each.position)));

/** Calls of which nobody has said yet what became of them. */
export const openOutcomes = ({ run, steps, outcomes }: WholeRun) =>
  isEnd(run.state) ? [] : outcomes.filter((each) => each.open && !steps.some(isAt(each.position)));

/** Times that are waited for. */
export const openPauses = ({ run, steps, pauses }: WholeRun) => (isEnd(run.state) ? [] : pauses.filter((each) => each.open && !steps.some(isAt(each.position))));

/** Signals that are waited for. */
export const openAwaited = ({ run, steps, awaited = [] }: Omit<WholeRun, 'awaited'> & { awaited?: WholeRun['awaited'] }) => (isEnd(run.state) ? [] : awaited.filter((each) => each.open && !steps.some(isAt(each.position))));

export interface Source {
  stream: (signal: AbortSignal) => AsyncIterable<RunEvent>;
  whole: () => Promise<WholeRun>;
  wait: (millis: number) => Promise<void>;
}

const LONGEST_WAIT = 5_000;
/** The server says how things stand at once; from a stream that is silent something on the way keeps its pieces. */
export const SILENCE = 5_000;
/** How often a run that waits is looked at: it may wait for weeks, and a browser has few connections. */
export const REST = 3_000;

/**
 * Tells how a run stands until it ends. A stream that drops is asked for again; while there is none, or something on the way holds it
 * back, the run is asked for each time. So it is while it waits or is paused.
 */
export async function follow(source: Source, first: WholeRun, tell: (whole: WholeRun) => void, signal: AbortSignal): Promise<void> {
  let whole = first;
  const now = (next: WholeRun) => {
    whole = next;
    if (!signal.aborted) tell(next);
  };
  const state = () => whole.run.state;
  for (let tries = 0; !signal.aborted && !isEnd(state()); tries++) {
    if (rests(state())) {
      await source.wait(REST);
    } else {
      const before = whole;
      if (!(await streamed(source, () => whole, now, signal))) return;
      if (isEnd(state())) return;
      if (whole !== before) tries = 0;
      // for what it waits the run itself says
      if (!rests(state())) await source.wait(Math.min(LONGEST_WAIT, 500 * 2 ** tries));
    }
    if (!signal.aborted) await source.whole().then(now, () => {});
  }
}

/** Hears a stream to where it drops, or the run ends or waits. False where the server refuses it. */
async function streamed(source: Source, whole: () => WholeRun, now: (next: WholeRun) => void, signal: AbortSignal): Promise<boolean> {
  const attempt = new AbortController();
  const leave = () => attempt.abort();
  signal.addEventListener('abort', leave);
  const silent = setTimeout(leave, SILENCE);
  try {
    for await (const event of source.stream(attempt.signal)) {
      clearTimeout(silent);
      now(heard(whole(), event));
      if (rests(whole().run.state)) return true;
    }
  } catch (e) {
    return !(e instanceof ApiError && e.status >= 400 && e.status < 500);
  } finally {
    clearTimeout(silent);
    signal.removeEventListener('abort', leave);
    leave();
  }
  return true;
}

export interface Sums {
  millis: number;
  prompt: number;
  completion: number;
  joules: number;
  yuan: number;
}

const millis = (from: string, to: string) => Math.max(0, Date.parse(to) - Date.parse(from));

/** How long a step took; of an approval, how long was waited. */
export const took = (step: Pick<AgentStep, 'startedAt' | 'endedAt'>) => millis(step.startedAt, step.endedAt);

/** What a run took altogether, so far. */
export function sumsOf({ run, steps }: WholeRun, now = new Date()): Sums {
  const sum = (of: (step: AgentStep) => number) => steps.reduce((all, step) => all + of(step), 0);
  return {
    millis: millis(run.startedAt, run.endedAt ?? now.toISOString()),
    prompt: sum((s) => s.promptTokens), completion: sum((s) => s.completionTokens), joules: sum((s) => s.joules), yuan: sum((s) => s.yuan),
  };
}

/** What an answer says; whatever it is where it is no text. */
/** What an answer gives beside its text, where the agent says what that is. */
export const dataOf = (output: unknown): object | undefined => {
  const data = (output as { data?: unknown } | null | undefined)?.data;
  return typeof data === 'object' && data !== null ? data : undefined;
};

export const answerOf = (output: unknown): string => {
  if (output === null || output === undefined) return '';
  const said = (output as Record<string, unknown>).text;
  return typeof said === 'string' ? said : JSON.stringify(output, null, 2);
};
