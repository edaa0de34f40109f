import { bodyOf, edgesTo, inOrder, isBody, type Graph } from './graph';

export type Move = 'onward' | 'back' | 'next' | 'before' | 'first' | 'last';

/** Which node a key leads to: along the ways, or to one beside it (another way from the same node), else in the order of a run. */
export function moved(graph: Graph, key: string, move: Move): string {
  const order = inOrder(graph).map((node) => node.key);
  const node = graph.byKey.get(key);
  if (!node) return order[0] ?? '';
  const begins = node.owner && bodyOf(graph, node.owner)[0]?.key === key;
  const from = edgesTo(graph, key)[0]?.from;
  const place = order.indexOf(key);
  const beside = from ? [...new Set(graph.byKey.get(from)!.ways.map(({ to }) => to))].filter((to) => graph.byKey.has(to)) : [];
  const at = beside.indexOf(key);
  switch (move) {
    case 'onward': return node.ways.map(({ to }) => to).find((to) => graph.byKey.has(to)) ?? (node.owner || key);
    case 'back': return from ?? (begins ? node.owner : key);
    case 'next': return (isBody(node.kind) && bodyOf(graph, key)[0]?.key) || beside[at + 1] || (order[place + 1] ?? key);
    case 'before': return (at > 0 && beside[at - 1]) || (order[place - 1] ?? key);
    case 'first': return order[0] ?? key;
    case 'last': return order.at(-1) ?? key;
  }
}
