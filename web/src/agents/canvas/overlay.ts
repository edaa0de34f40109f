import type { AgentStep, WholeRun } from '../../api/types';
import { verdictOf, type Verdict } from '../verdicts';
import { isEnd, openAwaited, openPauses, openQuestions } from '../follow';
import { bodyOf, isBody, isObject, textIn, type Graph } from './graph';

export type NodeState = 'done' | 'handled' | 'working' | 'waiting' | 'failed' | 'untouched';

/** What became of a node in a run. */
export interface NodeNews {
  state: NodeState;
  /** How often it was done. */
  times: number;
  /** Of a loop: its rounds so far. */
  rounds: number;
  /** Each time that it was done, the last one at the end. */
  steps: AgentStep[];
  /** Of a check: what came of it the last time. */
  verdict: Verdict | undefined;
}

const outer = (position: string) => position.split('.').slice(0, -1);
const stretch = (position: string) => outer(position).join('.');
const at = (place: string, index: number) => (place ? `${place}.${index}` : String(index));

/** Which nodes are reached and not done: what follows a step in its stretch, where nothing is recorded yet. */
function begun(graph: Graph, steps: AgentStep[]): Map<string, string> {
  const recorded = new Set(steps.map(({ position }) => String(position)));
  const found = new Map<string, string>();
  const reach = (position: string, key: string) => {
    const node = graph.byKey.get(key);
    // a join is no work, and where its branches stand they say themselves
    if (!node || recorded.has(position) || node.kind === 'join') return;
    found.set(position, key);
  };
  if (steps.length === 0) graph.nodes.filter(({ kind }) => kind === 'input').forEach(({ key }) => found.set('0', key));
  steps.forEach((step) => {
    const position = String(step.position);
    const node = graph.byKey.get(step.node);
    if (!node) return;
    if (step.kind === 'round') {
      const first = bodyOf(graph, node.key)[0];
      if (first) reach(at(position, 0), first.key);
      // the loop itself is at work until its own step is there
      reach(stretch(position), node.key);
      return;
    }
    const index = Number(position.split('.').at(-1));
    const next = at(stretch(position), index + 1);
    if (node.kind === 'parallel') return node.ways.forEach(({ text, to }) => reach(at(`${position}.${text}`, 0), to));
    const taken = takenBy(step, graph);
    if (taken) reach(next, taken);
  });
  return found;
}

/** Kinds of which what they gave says the way: what was said or sent in time, what came of a check. */
const ASKS = ['approval', 'question', 'event', 'check'];

/** The node that a step led to. */
export function takenBy(step: AgentStep, graph: Graph): string {
  const node = graph.byKey.get(step.node);
  const output = isObject(step.output) ? step.output : {};
  if (step.failed) return node?.ways.find(({ port }) => port === 'failed')?.to ?? '';
  if (step.kind === 'branch') return textIn(output.next);
  if (ASKS.includes(step.kind)) {
    const port = portOf(step);
    return node?.ways.find((way) => way.port === port)?.to ?? '';
  }
  return node?.ways[0]?.to ?? '';
}

/** Runs of other agents that wait themselves. */
const openBelow = ({ below = [] }: { below?: WholeRun['below'] }) => below.filter(({ state }) => state === 'WAITING' || state === 'PAUSED');

/** Calls of which a person has to say what became of them. */
const openOutcomes = ({ outcomes = [] }: { outcomes?: { position: string; node: string; open: boolean }[] }) => outcomes.filter((each) => each.open);

/** How each node of a run stands, by its key. */
export function newsOf(graph: Graph, whole: WholeRun): Map<string, NodeNews> {
  const { run, steps } = whole;
  const ended = isEnd(run.state);
  const byNode = new Map<string, AgentStep[]>();
  const rounds = new Map<string, number>();
  steps.forEach((step) => {
    if (step.kind === 'round') rounds.set(step.node, (rounds.get(step.node) ?? 0) + 1);
    else byNode.set(step.node, [...(byNode.get(step.node) ?? []), step]);
  });
  const waiting = new Map([...openQuestions(whole), ...openPauses(whole), ...openAwaited(whole), ...openOutcomes(whole), ...openBelow(whole)].map(({ position, node }) => [String(position), node]));
  const open = ended ? new Map<string, string>() : begun(graph, steps);
  const working = new Set([...open].filter(([position]) => !waiting.has(position)).map(([, key]) => key));
  const waits = new Set(waiting.values());
  const isInside = (owner: string, keys: Set<string>): boolean => bodyOf(graph, owner).some(({ key, kind }) => keys.has(key) || (isBody(kind) && isInside(key, keys)));
  return new Map(graph.nodes.map(({ key, kind }) => {
    const own = byNode.get(key) ?? [];
    const state: NodeState = run.failedNode === key ? 'failed'
      : waits.has(key) ? 'waiting'
        : working.has(key) ? (isBody(kind) && isInside(key, waits) ? 'waiting' : 'working')
          : own.length === 0 ? 'untouched' : own.at(-1)!.failed ? 'handled' : 'done';
    return [key, { state, times: own.length, rounds: rounds.get(key) ?? 0, steps: own, verdict: verdictOf(own.at(-1)) }];
  }));
}

/** Ways that the run has gone, by the edge's key. */
export function goneWays(graph: Graph, { steps }: WholeRun): Set<string> {
  return new Set(steps.filter(({ kind }) => kind !== 'round').flatMap((step) => {
    const node = graph.byKey.get(step.node);
    if (!node) return [];
    if (node.kind === 'parallel') return node.ways.map(({ port }) => `${node.key}|${port}`);
    const to = takenBy(step, graph);
    const port = step.failed ? 'failed' : ASKS.includes(step.kind) ? portOf(step) : undefined;
    const way = node.ways.find((each) => each.to === to && (port === undefined || each.port === port));
    return way ? [`${node.key}|${way.port}`] : [];
  }));
}

function portOf({ kind, output }: AgentStep): string {
  const said = isObject(output) ? output : {};
  if (kind === 'check') return said.passed === true ? 'passed' : 'refused';
  return said.late === true ? 'late' : kind !== 'approval' ? 'next' : said.approved === true ? 'approved' : 'refused';
}
