import { graphlib, layout as arrange } from '@dagrejs/dagre';
import { bodyOf, isBody, regionsAround, type Graph, type GraphNode } from './graph';

export interface Point {
  x: number;
  y: number;
}

export interface Box extends Point {
  width: number;
  height: number;
}

/** Where things are drawn: from left to right where there is room, else from top to bottom. */
export type Direction = 'LR' | 'TB';

export interface Layout {
  direction: Direction;
  /** Of nodes, and of the signs where bodies begin, by key: from the corner of the body that they stand in. */
  boxes: Map<string, Box>;
  /** Where long ways bend, by the edge's key: from the corner of the whole. */
  bends: Map<string, Point[]>;
}

export const WIDTH = 220;
const HEIGHT = 64;
/** Each way out of a node begins at a place of its own. */
const PER_WAY = 22;
/** Room around what stands in a body, and for its title. */
const PAD = 20;
export const TITLE = 64;
const BEGIN = 16;

/** The sign where the body of a node begins. */
export const beginOf = (owner: string) => `${owner} begins`;

const heightOf = ({ ways }: GraphNode) => Math.max(HEIGHT, ways.length * PER_WAY + 12);

/** A part that is laid out by itself: the whole (empty), a body, a region. */
const body = (owner: string) => (owner === '' ? '' : `body ${owner}`);
const region = (key: string) => `region ${key}`;

/** Lays out a graph by itself: nothing of it is kept in the definition. */
export function layOut(graph: Graph, direction: Direction): Layout {
  const around = new Map(graph.nodes.map(({ key }) => [key, regionsAround(graph, key)]));
  const partOf = (node: GraphNode) => (around.get(node.key)![0] ? region(around.get(node.key)![0]!.key) : body(node.owner));
  const partAround = (key: string) => {
    const node = graph.byKey.get(key)!;
    const outer = around.get(key)!.find((each) => each.key !== key && each.members.size > graph.regions.find((own) => own.key === key)!.members.size);
    return outer ? region(outer.key) : body(node.owner);
  };
  const items = new Map<string, Item[]>();
  const put = (part: string, item: Item) => items.set(part, [...(items.get(part) ?? []), item]);
  graph.regions.forEach(({ key }) => put(partAround(key), { key: region(key), part: region(key), pad: 0, title: 0 }));
  graph.nodes.forEach((node) => put(partOf(node), isBody(node.kind) ? { key: node.key, part: body(node.key), pad: PAD, title: TITLE } : { key: node.key, width: WIDTH, height: heightOf(node) }));
  graph.nodes.filter(({ kind }) => isBody(kind)).forEach(({ key }) => put(body(key), { key: beginOf(key), width: BEGIN, height: BEGIN }));

  /** By which item of a part a node is in it; each stands in all parts around it. */
  const chains = new Map<string, Map<string, string>>();
  graph.nodes.forEach((node) => {
    const chain = new Map<string, string>();
    for (let at: GraphNode | undefined = node, part = partOf(node), item = node.key; ;) {
      chain.set(part, item);
      if (part.startsWith('region ')) {
        item = part;
        part = partAround(part.slice('region '.length));
      } else if (at && at.owner !== '') {
        item = at.owner;
        at = graph.byKey.get(at.owner);
        if (!at) break;
        part = partOf(at);
      } else break;
    }
    chains.set(node.key, chain);
  });
  const links = [
    ...graph.edges.map(({ key, from, to }) => ({ key, from: chains.get(from)!, to: chains.get(to)! })),
    ...graph.nodes.filter(({ kind }) => isBody(kind)).flatMap(({ key }) => bodyOf(graph, key).slice(0, 1).map((first) => ({ key: beginOf(key), from: new Map([[body(key), beginOf(key)]]), to: chains.get(first.key)! }))),
  ];
  const laid = new Map<string, Part>();
  const part = (name: string): Part => {
    const mine = (items.get(name) ?? []).map((item) => ('part' in item ? sized(item, part(item.part)) : item));
    const ways = links.flatMap(({ key, from, to }) => (from.has(name) && to.has(name) && from.get(name) !== to.get(name) ? [{ key, from: from.get(name)!, to: to.get(name)! }] : []));
    const made = dagre(mine, ways, direction);
    laid.set(name, made);
    return made;
  };
  part('');
  return placed(items, laid, direction);
}

interface Sized {
  key: string;
  width: number;
  height: number;
}

type Item = Sized | { key: string; part: string; pad: number; title: number };

interface Part {
  width: number;
  height: number;
  boxes: Map<string, Box>;
  bends: Map<string, Point[]>;
}

const sized = ({ key, pad, title }: { key: string; pad: number; title: number }, { width, height }: Part): Sized => ({ key, width: Math.max(width + 2 * pad, title ? WIDTH : 0), height: height + 2 * pad + title });

function dagre(items: Sized[], ways: { key: string; from: string; to: string }[], direction: Direction): Part {
  const graph = new graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: direction, nodesep: direction === 'LR' ? 28 : 20, ranksep: direction === 'LR' ? 110 : 64, edgesep: 24 });
  items.forEach(({ key, width, height }) => graph.setNode(key, { width, height }));
  ways.forEach(({ key, from, to }) => graph.setEdge(from, to, {}, key));
  arrange(graph);
  const boxes = new Map(items.map(({ key }) => {
    const { x, y, width, height } = graph.node(key) as Box;
    return [key, { x: x - width / 2, y: y - height / 2, width, height }];
  }));
  const bends = new Map(ways.map(({ key, from, to }) => [key, ((graph.edge(from, to, key) as { points?: Point[] } | undefined)?.points ?? []).slice(1, -1)]));
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number };
  return { width, height, boxes, bends };
}

/** Puts the parts into each other. */
function placed(items: Map<string, Item[]>, parts: Map<string, Part>, direction: Direction): Layout {
  const boxes = new Map<string, Box>();
  const bends = new Map<string, Point[]>();
  const put = (name: string, corner: Point, whole: Point) => {
    const made = parts.get(name);
    made?.bends.forEach((points, key) => points.length > 1 && bends.set(key, points.map(({ x, y }) => ({ x: x + whole.x, y: y + whole.y }))));
    (items.get(name) ?? []).forEach((item) => {
      const box = made?.boxes.get(item.key);
      if (!box) return;
      const here = { x: box.x + corner.x, y: box.y + corner.y };
      const there = { x: box.x + whole.x, y: box.y + whole.y };
      if (!('part' in item)) boxes.set(item.key, { ...box, ...here });
      else if (item.pad === 0) put(item.part, here, there);
      else {
        boxes.set(item.key, { ...box, ...here });
        put(item.part, { x: item.pad, y: item.pad + item.title }, { x: there.x + item.pad, y: there.y + item.pad + item.title });
      }
    });
  };
  put('', { x: 0, y: 0 }, { x: 0, y: 0 });
  return { direction, boxes, bends };
}
