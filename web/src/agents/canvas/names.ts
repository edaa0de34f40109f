import type { Dictionary } from '../../i18n/en';
import { isBody, type Graph, type GraphNode, type Way } from './graph';

/** What a way is called; empty for the only one of a node. */
export function wayName({ word, text }: Way, words: Dictionary['canvas']): string {
  const named = words.ways[word] ?? '';
  if (!named) return text;
  return text && !['approved', 'refused', 'answered', 'came', 'late', 'otherwise', 'empty', 'passed', 'unproven', 'number', 'json'].includes(word) ? words.caseIs(named, text) : named;
}

export const kindName = (kind: string, text: Dictionary) => text.runs.kinds[kind] ?? (kind || text.canvas.noKind);

/** A node in words: what it is, the line that is written on it, and where it leads. */
export function nodeName(node: GraphNode, graph: Graph, text: Dictionary, line = ''): string {
  const words = text.canvas;
  const to = (id: string) => (graph.byKey.has(id) ? id : words.nowhere);
  const ways = node.ways.map((way) => {
    const name = wayName(way, words);
    return name ? words.wayTo(name, to(way.to)) : words.then(to(way.to));
  });
  return [`${words.nodeIs(kindName(node.kind, text), node.id || words.noId)}${line && `: ${line}`}`, ...ways, node.owner ? words.inside(node.owner) : '', isBody(node.kind) ? words.hasBody : ''].filter(Boolean).join(', ');
}
