import type { AgentTool } from './tools';
import { renamedEvals } from './evals';
import { bodyOf, edgesTo, isBody, isEnd, isObject, listIn, readGraph, textIn, type Graph, type GraphNode, type Json, type Path } from './graph';

/** What became of a draft, and which node to look at then. */
export interface Change {
  draft: Json;
  select: string;
}

/** Where a node is put: on a way out of a node, or (`begin`) where the body of one begins. */
export interface Spot {
  from: string;
  port: string;
}

export const BEGIN = 'begin';

const copied = <T>(value: T): T => structuredClone(value);

/** What stands at a path; undefined where nothing does. */
export const valueAt = (value: unknown, path: Path): unknown => path.reduce<unknown>((at, part) => (at as Json | undefined)?.[part], value);

const steps = (port: string): Path => port.split('/').map((part) => (/^\d+$/.test(part) ? Number(part) : part));

/** A draft with another value at a path; without the field where there is none. What is missing on the way there is made. */
export function withValue(draft: Json, path: Path, value: unknown): Json {
  const copy = copied(draft);
  let at = copy as Record<string | number, unknown>;
  path.slice(0, -1).forEach((part, i) => {
    if (typeof at[part] !== 'object' || at[part] === null) at[part] = typeof path[i + 1] === 'number' ? [] : {};
    at = at[part] as Record<string | number, unknown>;
  });
  const last = path.at(-1)!;
  if (value !== undefined) at[last] = value;
  else if (Array.isArray(at)) at.splice(Number(last), 1);
  else delete at[last];
  return copy;
}

/** An id that no node has: as its kind is called, with a number where that is taken. */
export function freshId(taken: Set<string>, wish: string): string {
  const base = (/^[a-z][a-z0-9_-]*/.exec(wish)?.[0] ?? 'node').slice(0, 44);
  for (let n = 1; ; n++) {
    const id = n === 1 ? base : `${base}${n}`;
    if (!taken.has(id)) return id;
  }
}

const idsIn = ({ nodes }: Graph) => new Set(nodes.map(({ id }) => id));

/** What a node gives that can be put into a text as it stands. */
function usualText({ byKey }: Graph, draft: Json, from: string): string {
  const node = byKey.get(from);
  if (!node) return '';
  if (node.kind === 'input') {
    const { properties } = isObject(draft.input) ? draft.input : {};
    const first = isObject(properties) ? Object.keys(properties)[0] : undefined;
    return first ? `{{${node.id}.${first}}}` : '';
  }
  return ['branch', 'approval', 'wait', 'event', 'parallel', 'join'].includes(node.kind) ? '' : `{{${node.id}}}`;
}

/** A new node, and the join of a parallel one: as much of it as each kind needs. */
function newNodes(kind: string, id: string, next: string, text: string, taken: Set<string>, tools: AgentTool[]): Json[] {
  const named = { id, kind };
  const result = () => [{ id: freshId(taken, 'result'), kind: 'result', text: isBody(kind) ? `{{${id}.${kind === 'loop' ? 'last' : 'item'}}}` : '' }];
  switch (kind) {
    case 'model': return [{ ...named, prompt: text, next }];
    case 'template': return [{ ...named, text, next }];
    case 'branch': return [{ ...named, cases: [{ value: text, is: 'contains', than: '', next: '' }], otherwise: next }];
    case 'approval': return [{ ...named, question: text, by: 'starter', approved: next, refused: '' }];
    case 'question': return [{ ...named, question: text, by: 'starter', next }];
    case 'event': return [{ ...named, name: id, next }];
    case 'check': return [{ ...named, text, rules: [{ is: 'contains', than: '' }], passed: next, refused: '' }];
    case 'wait': return [{ ...named, seconds: 60, next }];
    case 'loop': return [{ ...named, most: 3, until: { value: `{{${id}}}`, is: 'contains', than: '' }, nodes: result(), next }];
    case 'iterate': return [{ ...named, list: text, most: 20, nodes: result(), next }];
    case 'variable': return [{ ...named, set: {}, next }];
    case 'agent': return [{ ...named, agent: '', input: {}, next }];
    case 'answer': case 'result': return [{ ...named, text }];
    case 'parallel': {
      const join = freshId(taken, 'join');
      return [{ ...named, branches: [{ name: 'one', next: join }, { name: 'two', next: join }], join }, { id: join, kind: 'join', next }];
    }
    default: {
      const needed = (tools.find((tool) => tool.kind === kind)?.fields ?? []).filter(({ required }) => required);
      return [{ ...named, ...Object.fromEntries(needed.map(({ name, type, choices, least }) => [name, type === 'CHOICE' ? (choices[0] ?? '') : type === 'PAIRS' ? {} : type === 'NUMBER' ? least : type === 'FLAG' ? false : ''])), next }];
    }
  }
}

const listWith = (draft: Json, path: Path) => valueAt(draft, path.slice(0, -1)) as Json[];

/** Whose body something stands in that is put there. */
export const ownerAt = ({ byKey }: Graph, { from, port }: Spot) => (port === BEGIN ? from : (byKey.get(from)?.owner ?? ''));

/** Puts a new node on a way: what the way led to follows it. One that ends takes the way's end. Without a place it is the first of all. */
export function insert(draft: Json, spot: Spot | undefined, kind: string, tools: AgentTool[] = []): Change {
  const copy = copied(draft);
  const graph = readGraph(copy);
  const taken = idsIn(graph);
  const id = freshId(taken, kind === 'input' ? 'start' : kind);
  taken.add(id);
  const from = spot && graph.byKey.get(spot.from);
  if (!spot || !from) {
    const first = kind === 'input' ? graph.nodes.find(({ owner }) => owner === '')?.id ?? '' : '';
    if (!Array.isArray(copy.nodes)) copy.nodes = [];
    const made = kind === 'input' ? [{ id, kind, next: first }] : newNodes(kind, id, '', '', taken, tools);
    if (kind === 'input') (copy.nodes as Json[]).unshift(...made);
    else (copy.nodes as Json[]).push(...made);
    return { draft: copy, select: id };
  }
  const inBody = spot.port === BEGIN;
  const next = inBody ? (bodyOf(graph, from.key)[0]?.id ?? '') : (from.ways.find(({ port }) => port === spot.port)?.to ?? '');
  const made = newNodes(kind, id, next, inBody ? `{{${from.id}.last}}` : usualText(graph, copy, from.key), taken, tools);
  if (inBody) {
    const target = valueAt(copy, from.path) as Json;
    target.nodes = [...made, ...listIn(target.nodes)];
  } else {
    listWith(copy, from.path).splice(Number(from.path.at(-1)) + 1, 0, ...made);
    lead(copy, from, spot.port, id);
  }
  return { draft: copy, select: id };
}

/** Has a way lead there; before the node's place changes. */
function lead(copy: Json, node: GraphNode, port: string, to: string) {
  const path = [...node.path, ...steps(port)];
  const target = valueAt(copy, path.slice(0, -1));
  if (typeof target === 'object' && target !== null) (target as Json)[String(path.at(-1))] = to;
}

/** Has a way lead to a node; to none where that is empty. */
export function connect(draft: Json, { from, port }: Spot, to: string): Change {
  const copy = copied(draft);
  const graph = readGraph(copy);
  const node = graph.byKey.get(from);
  if (node) lead(copy, node, port, graph.byKey.get(to)?.id ?? '');
  return { draft: copy, select: from };
}

/** Nodes that a way out of this one may lead to: those beside it. */
export const targetsOf = ({ nodes, byKey }: Graph, from: string) => {
  const owner = byKey.get(from)?.owner;
  return nodes.filter((node) => node.key !== from && node.owner === owner && node.kind !== 'input' && node.key === node.id);
};

/**
 * Takes a node out. What led to it leads to what followed it, if that is one node alone; else nowhere, which the server marks. A parallel
 * node goes with its branches and its join, a loop with its body.
 */
export function remove(draft: Json, key: string): Change {
  const copy = copied(draft);
  const graph = readGraph(copy);
  const node = graph.byKey.get(key);
  if (!node) return { draft, select: key };
  const region = graph.regions.find((each) => each.key === key);
  const gone = region?.members ?? new Set([key]);
  const leaving = [...gone].flatMap((each) => graph.byKey.get(each)?.ways ?? []).filter(({ port }) => port !== 'failed').map(({ to }) => to).filter((to) => to && !gone.has(to));
  const after = region ? textIn(graph.byKey.get(region.join)?.data.next) : new Set(leaving).size === 1 && leaving[0] !== node.id ? leaving[0]! : '';
  const before = graph.edges.filter(({ from, to }) => gone.has(to) && !gone.has(from));
  before.forEach(({ from, way }) => lead(copy, graph.byKey.get(from)!, way.port, after));
  if (node.kind === 'join') graph.regions.filter(({ join }) => join === key).forEach((each) => Object.assign(valueAt(copy, graph.byKey.get(each.key)!.path) as Json, { join: '' }));
  const list = listWith(copy, node.path);
  const kept = list.filter((_, i) => ![...gone].some((each) => graph.byKey.get(each)?.path.join() === [...node.path.slice(0, -1), i].join()));
  // a body begins with what followed its first node
  const follows = kept.findIndex((each) => isObject(each) && each.id === after);
  if (node.owner && Number(node.path.at(-1)) === 0 && follows > 0) kept.unshift(...kept.splice(follows, 1));
  list.splice(0, list.length, ...kept);
  return { draft: copy, select: before[0]?.from ?? (after || (node.owner || (readGraph(copy).nodes[0]?.key ?? ''))) };
}

export const canDuplicate = ({ kind }: GraphNode) => !['input', 'parallel', 'join'].includes(kind);

/** Puts a copy after a node, on its first way; of what ends, beside it. Nodes in a copied body get names of their own, and speak of each other by these. */
export function duplicate(draft: Json, key: string): Change {
  const copy = copied(draft);
  const graph = readGraph(copy);
  const node = graph.byKey.get(key);
  if (!node || !canDuplicate(node)) return { draft, select: key };
  const taken = idsIn(graph);
  const names = new Map<string, string>();
  const inside = (owner: string): GraphNode[] => bodyOf(graph, owner).flatMap((each) => [each, ...inside(each.key)]);
  [node, ...inside(key)].forEach(({ id }) => {
    const fresh = freshId(taken, id.replace(/\d+$/, '') || 'node');
    taken.add(fresh);
    names.set(id, fresh);
  });
  const own = node.ways.map(({ to }) => to);
  const made = renamed(copied(node.data), names) as Json;
  listWith(copy, node.path).splice(Number(node.path.at(-1)) + 1, 0, made);
  const first = node.ways[0];
  if (first) lead(copy, node, first.port, textIn(made.id));
  return { draft: copy, select: own.includes(textIn(made.id)) ? key : textIn(made.id) };
}

/** Calls a node something else, wherever it is spoken of. */
export function rename(draft: Json, key: string, id: string): Change {
  const copy = copied(draft);
  const graph = readGraph(copy);
  const node = graph.byKey.get(key);
  if (!node || !id || id === node.id) return { draft, select: key };
  // of two with one name, ways and references mean the first
  if (key === node.id) copy.nodes = renamed(copy.nodes, new Map([[node.id, id]]), 'nodes');
  (valueAt(copy, node.path) as Json).id = id;
  if (key === node.id && isObject(copy.evals)) copy.evals = renamedEvals(copy.evals, node.id, id);
  const now = readGraph(copy);
  return { draft: copy, select: now.nodes.find(({ path }) => path.join() === node.path.join())!.key };
}

const WAYS = new Set(['id', 'next', 'otherwise', 'passed', 'approved', 'refused', 'late', 'failed', 'join']);

/** @param field that it stands in; of cases and branches `next` is a way as well */
function renamed(value: unknown, names: Map<string, string>, field = ''): unknown {
  if (typeof value === 'string') return value.replace(/(\{\{\s*)([a-z][a-z0-9_-]*)(?=[\s.}])/g, (whole, open: string, id: string) => (names.has(id) ? open + names.get(id)! : whole));
  if (Array.isArray(value)) return value.map((each) => renamed(each, names, field));
  if (!isObject(value)) return value;
  const hasWays = field === '' || field === 'nodes' || field === 'cases' || field === 'branches';
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, hasWays && WAYS.has(name) && typeof each === 'string' ? (names.get(each) ?? each) : renamed(each, names, name)]));
}

const BEGINS = ['input', 'answer'];

/** Kinds that can be put there: a run ends outside of bodies and branches alone, a round inside of a body. */
export function kindsAt(graph: Graph, spot: Spot | undefined, kinds: string[]): string[] {
  const inBody = spot !== undefined && ownerAt(graph, spot) !== '';
  const inBranch = spot !== undefined && graph.regions.some(({ members, join }) => spot.port !== BEGIN && members.has(spot.from) && spot.from !== join);
  const hasInput = graph.nodes.some(({ kind }) => kind === 'input');
  return kinds.filter((kind) => {
    if (kind === 'join') return false;
    if (kind === 'input') return !hasInput && !spot;
    if (kind === 'result') return inBody && !inBranch;
    return !(BEGINS.includes(kind) && (inBody || inBranch));
  });
}

/** Where a node is added after this one: on its first way that leads nowhere, else on the first; before what ends. */
export function spotAfter(graph: Graph, key: string): Spot | undefined {
  const node = graph.byKey.get(key);
  if (!node) return undefined;
  const way = node.ways.find(({ to }) => !to) ?? node.ways[0];
  if (way) return { from: key, port: way.port };
  const [before] = isEnd(node.kind) ? edgesTo(graph, key) : [];
  if (before) return { from: before.from, port: before.way.port };
  return node.owner && bodyOf(graph, node.owner)[0]?.key === key ? { from: node.owner, port: BEGIN } : undefined;
}
