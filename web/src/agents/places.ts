import { jsonLanguage } from '@codemirror/lang-json';
import type { SyntaxNode, Tree } from '@lezer/common';
import type { AgentProblem } from '../api/types';

/** A piece of the text. */
export interface Place {
  from: number;
  to: number;
}

/** A text as it is written: its draft, or from where on it is none. */
export type Parsed = { draft: Record<string, unknown>; wrongAt?: never } | { draft?: never; wrongAt: Place };

const VALUES = ['Object', 'Array', 'String', 'Number', 'True', 'False', 'Null'];

const unquoted = (node: SyntaxNode, text: string): string => {
  try {
    return String(JSON.parse(text.slice(node.from, node.to)));
  } catch {
    return text.slice(node.from + 1, node.to);
  }
};

export const nameOf = (property: SyntaxNode, text: string) => {
  const name = property.getChild('PropertyName');
  return name ? unquoted(name, text) : '';
};

export const valueOf = (property: SyntaxNode): SyntaxNode | null =>
  property.lastChild && VALUES.includes(property.lastChild.name) ? property.lastChild : null;

export const property = (object: SyntaxNode, name: string, text: string) => object.getChildren('Property').find((each) => nameOf(each, text) === name);

const elements = (array: SyntaxNode) => VALUES.flatMap((kind) => array.getChildren(kind)).sort((a, b) => a.from - b.from);

/** What a field of an object says; empty where it is no text. */
export const textOf = (object: SyntaxNode, name: string, text: string): string => {
  const found = property(object, name, text);
  const value = found && valueOf(found);
  return value?.name === 'String' ? unquoted(value, text) : '';
};

/** A node as it stands in the text, wherever it stands. */
export interface Written {
  id: string;
  kind: string;
  at: SyntaxNode;
}

export function nodesIn(tree: Tree, text: string): Written[] {
  const found: Written[] = [];
  tree.iterate({
    enter: ({ node }) => {
      // what a case gives may look like a node
      if (node.name === 'Property' && nameOf(node, text) === 'evals') return false;
      const id = node.name === 'Object' ? textOf(node, 'id', text) : '';
      if (id) found.push({ id, kind: textOf(node, 'kind', text), at: node });
      return undefined;
    },
  });
  return found;
}

export function parse(text: string): Parsed {
  try {
    const draft: unknown = JSON.parse(text);
    if (typeof draft === 'object' && draft !== null && !Array.isArray(draft)) return { draft: draft as Record<string, unknown> };
    return { wrongAt: { from: 0, to: text.length } };
  } catch (e) {
    return { wrongAt: brokenAt(text, String((e as Error).message)) };
  }
}

function brokenAt(text: string, message: string): Place {
  let at = -1;
  jsonLanguage.parser.parse(text).iterate({
    enter: (node) => {
      if (at < 0 && node.type.isError) at = node.from;
    },
  });
  // what the editor's grammar lets through, the browser's own parser may name
  if (at < 0) at = Number(/position (\d+)/.exec(message)?.[1] ?? text.length);
  const from = Math.min(at, Math.max(0, text.length - 1));
  return { from, to: Math.min(text.length, from + 1) };
}

export const lineOf = (text: string, at: number) => text.slice(0, at).split('\n').length;

/** Where in a text problems are: as near as it can be told. */
export function placesIn(text: string): (problem: AgentProblem) => Place {
  const tree = jsonLanguage.parser.parse(text);
  const root = tree.topNode.firstChild;
  const nodes = nodesIn(tree, text);
  return (problem) => {
    const all = nodes.filter(({ id }) => id === problem.node);
    // of two nodes with one name the second is too many
    const start = (problem.wrong === 'DUPLICATE' ? all.at(-1) : all[0])?.at ?? root;
    if (!start) return { from: 0, to: 0 };
    const { value, name } = walk(start, problem.field, text);
    if (problem.wrong === 'UNKNOWN_FIELD' && name) return { from: name.from, to: name.to };
    return named(problem.detail, value, text) ?? head(value, name, text);
  };
}

function walk(start: SyntaxNode, field: string, text: string) {
  let value = start;
  let name: SyntaxNode | null = null;
  for (const part of field.split('/').filter(Boolean)) {
    const found = value.name === 'Object' ? property(value, part, text) : undefined;
    const next = found ? valueOf(found) : value.name === 'Array' ? elements(value)[Number(part)] : undefined;
    if (!next) break;
    value = next;
    name = found?.getChild('PropertyName') ?? null;
  }
  return { value, name };
}

/** The very words that a problem quotes, where they stand in this value: a reference, or the node that a way leads to. */
function named(detail: string, { from, to }: SyntaxNode, text: string): Place | undefined {
  const reference = /\{\{[^{}]*\}\}/.exec(detail)?.[0];
  const way = /^a way leads to '([^']+)'/.exec(detail)?.[1];
  const words = reference ?? (way && JSON.stringify(way));
  const at = words ? text.slice(from, to).indexOf(words) : -1;
  return at < 0 || !words ? undefined : { from: from + at, to: from + at + words.length };
}

/** Of what goes over many lines only what it is called by is marked. */
function head(value: SyntaxNode, name: SyntaxNode | null, text: string): Place {
  if (value.name !== 'Object' && value.name !== 'Array') return { from: value.from, to: value.to };
  const id = value.name === 'Object' ? property(value, 'id', text) : undefined;
  const called = (id && valueOf(id)) ?? name;
  return called ? { from: called.from, to: called.to } : { from: value.from, to: value.from + 1 };
}
