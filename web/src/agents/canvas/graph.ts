export type Json = Record<string, unknown>;
export type Path = (string | number)[];

/** A way from a node to another: where it stands in the node, and what is told of it. */
export interface Way {
  /** Its place in the node: `next`, `cases/0/next`. */
  port: string;
  /** Id of the node that it leads to; empty for none. */
  to: string;
  /** What of the words names it; empty for the only one. */
  word: string;
  /** What people chose: a condition, a branch's name. */
  text: string;
}

/** A node as it is drawn. */
export interface GraphNode {
  /** Tells it from all others; its id where no other before it has the same. */
  key: string;
  id: string;
  kind: string;
  /** Where it stands in the draft. */
  path: Path;
  /** Key of the node whose body it stands in; empty for none. */
  owner: string;
  data: Json;
  ways: Way[];
}

/** What a parallel node walks at once: all nodes before its join. */
export interface Region {
  key: string;
  join: string;
  /** Keys, with the parallel node and the join. */
  members: Set<string>;
}

export interface Edge {
  key: string;
  from: string;
  to: string;
  way: Way;
}

/** A definition as it is drawn. */
export interface Graph {
  nodes: GraphNode[];
  byKey: Map<string, GraphNode>;
  edges: Edge[];
  regions: Region[];
}

export const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
export const textIn = (value: unknown): string => (typeof value === 'string' ? value : '');
export const listIn = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

export const isBody = (kind: string) => kind === 'loop' || kind === 'iterate';
export const isEnd = (kind: string) => kind === 'answer' || kind === 'result';

/** Ways out of a node, in the order in which they are drawn. What a join ends is no way of the parallel node. */
export function waysOf(kind: string, data: Json): Way[] {
  const way = (port: string, word = '', text = ''): Way => ({ port, word, text, to: textIn(port.split('/').reduce<unknown>((at, part) => (at as Json | undefined)?.[part], data)) });
  if (isEnd(kind)) return [];
  if (kind === 'branch') {
    const cases = listIn(data.cases).map((one, i) => {
      const { is, than } = isObject(one) ? one : {};
      return way(`cases/${i}/next`, textIn(is) || 'equal', textIn(than));
    });
    return [...cases, way('otherwise', 'otherwise')];
  }
  if (kind === 'check') return [way('passed', 'passed'), way('refused', 'unproven'), ...('failed' in data ? [way('failed', 'failed')] : [])];
  if (kind === 'approval') return [way('approved', 'approved'), way('refused', 'refused'), ...('late' in data || 'within' in data ? [way('late', 'late')] : [])];
  if (kind === 'question' || kind === 'event') return [way('next', 'late' in data || 'within' in data ? (kind === 'event' ? 'came' : 'answered') : ''), ...('late' in data || 'within' in data ? [way('late', 'late')] : [])];
  if (kind === 'parallel') return listIn(data.branches).map((one, i) => way(`branches/${i}/next`, '', isObject(one) ? textIn(one.name) : ''));
  return [way('next'), ...('failed' in data ? [way('failed', 'failed')] : [])];
}

/** All nodes of a draft, those of bodies after the node that they belong to, whatever is wrong with them. */
export function readGraph(draft: Json): Graph {
  const nodes: GraphNode[] = [];
  const byKey = new Map<string, GraphNode>();
  const read = (list: unknown, path: Path, owner: string) => listIn(list).forEach((data, i) => {
    if (!isObject(data)) return;
    const here = [...path, i];
    const id = textIn(data.id);
    const key = id && !byKey.has(id) ? id : `#${here.join('.')}`;
    const kind = textIn(data.kind);
    const node = { key, id, kind, path: here, owner, data, ways: waysOf(kind, data) };
    nodes.push(node);
    byKey.set(key, node);
    if (isBody(kind)) read(data.nodes, [...here, 'nodes'], key);
  });
  read(draft.nodes, ['nodes'], '');
  const edges = nodes.flatMap(({ key, ways }) => ways.filter(({ to }) => byKey.has(to)).map((way): Edge => ({ key: `${key}|${way.port}`, from: key, to: way.to, way })));
  const graph: Graph = { nodes, byKey, edges, regions: [] };
  graph.regions = nodes.filter(({ kind }) => kind === 'parallel').flatMap((node) => regionOf(graph, node) ?? []);
  return graph;
}

/** Nothing where it has no join that could end it. */
function regionOf({ byKey }: Graph, { key, owner, data, ways }: GraphNode): Region | undefined {
  const join = byKey.get(textIn(data.join));
  if (join?.kind !== 'join' || join.owner !== owner) return undefined;
  const members = new Set([key, join.key]);
  const open = ways.map(({ to }) => to);
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const node = byKey.get(id);
    if (!node || members.has(node.key) || node.owner !== owner || node.kind === 'input') continue;
    members.add(node.key);
    open.push(...node.ways.map(({ to }) => to), textIn(node.data.join));
  }
  return { key, join: join.key, members };
}

/** The regions that a node stands in, the innermost first; a parallel node and its join stand in their own. */
export const regionsAround = ({ regions }: Graph, key: string) => regions.filter(({ members }) => members.has(key)).sort((a, b) => a.members.size - b.members.size);

/** Keys of what stands in a body, first the node that a round begins with. */
export const bodyOf = ({ nodes }: Graph, owner: string) => nodes.filter((node) => node.owner === owner);

/** What leads to a node. */
export const edgesTo = ({ edges }: Graph, key: string) => edges.filter(({ to }) => to === key);

const FIRST_WORDS = ['agent', 'prompt', 'question', 'name', 'text', 'list', 'value', 'at', 'url', 'statement', 'query', 'code'];

/** A line of what a node is about. */
export function lineOf({ kind, data }: GraphNode): string {
  if (kind === 'branch') return listIn(data.cases).map((one) => (isObject(one) ? textIn(one.value) : '')).filter(Boolean).join(', ');
  if (kind === 'wait' && typeof data.seconds === 'number') return `${data.seconds} s`;
  if (kind === 'variable' && isObject(data.set)) return Object.entries(data.set).map(([name, value]) => `${name} = ${textIn(value)}`).join(', ').slice(0, 120);
  if (kind === 'loop' && isObject(data.until)) return [data.until.value, data.until.is ?? 'equal', data.until.than].map((each) => textIn(each)).join(' ');
  const known = FIRST_WORDS.map((name) => textIn(data[name])).find(Boolean);
  const other = Object.entries(data).find(([name, value]) => !['id', 'kind', 'next', 'failed'].includes(name) && typeof value === 'string' && value)?.[1];
  return (known ?? textIn(isBody(kind) || kind === 'parallel' || kind === 'join' ? '' : other)).replace(/\s+/g, ' ').trim().slice(0, 120);
}

/** Keys of what ways lead to from here, and this one. */
export function reachedFrom(graph: Graph, starts: string[]): Set<string> {
  const seen = new Set<string>();
  const open = [...starts];
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    const node = graph.byKey.get(key);
    if (!node || seen.has(key)) continue;
    seen.add(key);
    open.push(...node.ways.map(({ to }) => to));
  }
  return seen;
}

/** All nodes in the order in which a run may come to them, where ways come together after all of these; what no way leads to at the end. */
export function inOrder(graph: Graph): GraphNode[] {
  const before = new Map<string, string[]>();
  graph.edges.forEach(({ from, to }) => before.set(to, [...(before.get(to) ?? []), from]));
  const seen = new Set<string>();
  const order: GraphNode[] = [];
  const region = (starts: string[]) => {
    const reached = reachedFrom(graph, starts);
    const go = (key: string) => {
      const node = graph.byKey.get(key);
      if (!node || seen.has(key)) return;
      const open = (before.get(key) ?? []).filter((from) => reached.has(from) && !seen.has(from));
      if (open.length > 0 && open.some((from) => !reachedFrom(graph, [key]).has(from))) return;
      seen.add(key);
      order.push(node);
      if (isBody(node.kind)) region(bodyOf(graph, key).slice(0, 1).map((first) => first.key));
      node.ways.forEach(({ to }) => go(to));
    };
    starts.forEach(go);
  };
  region(graph.nodes.filter(({ kind, owner }) => kind === 'input' && owner === '').map(({ key }) => key));
  graph.nodes.forEach(({ key }) => region([key]));
  return order;
}
