import { snippet, type Completion, type CompletionContext, type CompletionResult } from '@codemirror/autocomplete';
import { jsonLanguage } from '@codemirror/lang-json';
import { syntaxTree } from '@codemirror/language';
import type { SyntaxNode } from '@lezer/common';
import definition from '../../../server/src/main/resources/agents/agent.schema.json';
import { nameOf, nodesIn, property, textOf, type Written } from './places';

/** As much of JSON Schema as the server's schema of a definition uses. */
interface Schema {
  $ref?: string;
  description?: string;
  type?: string;
  const?: unknown;
  enum?: unknown[];
  required?: string[];
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  items?: Schema;
  propertyNames?: Schema;
  oneOf?: Schema[];
}

const ROOT = definition as Schema;
const DEFINITIONS = (definition as unknown as { $defs: Record<string, Schema> }).$defs;
const ID = '#/$defs/id';

/** What nodes of a kind give to others; an input gives its fields. */
const GIVES: Record<string, string[]> = {
  model: ['text'], template: ['text'], branch: ['next'], approval: ['approved', 'note', 'data'], question: ['text', 'by', 'data'], wait: ['at'], check: ['text', 'passed', 'verdict', 'why'], event: ['data', 'at'],
  agent: ['text', 'data', 'run', 'status'],
  http: ['status', 'headers', 'body', 'text'], mail: ['id', 'to', 'text'], inbox: ['mails', 'count', 'truncated', 'text'], file: ['name', 'text', 'bytes'], openapi: ['status', 'headers', 'body', 'text'],
  loop: ['text', 'rounds', 'met', 'round', 'last'], iterate: ['text', 'results', 'rounds', 'item', 'round', 'last'],
};

const followed = (schema: Schema | undefined): Schema => (schema?.$ref ? followed(DEFINITIONS[schema.$ref.slice('#/$defs/'.length)]) : (schema ?? {}));

const kindOf = (schema: Schema) => followed(followed(schema).properties?.kind).const;

/** The schema that holds for an object: of several kinds the one that it names, before that all of them. */
function narrowed(schema: Schema, object: SyntaxNode, text: string): Schema {
  const whole = followed(schema);
  // a definition is one of two as well: with nodes, or with a goal
  if (!whole.oneOf || whole.properties) return whole;
  const kind = textOf(object, 'kind', text);
  const one = whole.oneOf.find((each) => kindOf(each) === kind);
  return one ? followed(one) : { properties: { id: { $ref: ID }, kind: { enum: whole.oneOf.map(kindOf) } } };
}

/** The schema of a value by where it stands. */
function schemaOf(value: SyntaxNode, text: string): Schema {
  const parent = value.parent;
  if (!parent || parent.name === 'JsonText') return ROOT;
  if (parent.name === 'Array') return schemaOf(parent, text).items ?? {};
  if (parent.name !== 'Property' || !parent.parent) return {};
  const { properties = {}, additionalProperties } = narrowed(schemaOf(parent.parent, text), parent.parent, text);
  const own = properties[nameOf(parent, text)];
  return own ?? (typeof additionalProperties === 'object' ? additionalProperties : {});
}

const template = (schema: Schema): string => {
  const { type, enum: choices } = followed(schema);
  if (type === 'object') return '{${}}';
  if (type === 'array') return '[${}]';
  return type === 'string' || choices ? '"${}"' : '${}';
};

const option = (label: string, detail: string | undefined, apply?: Completion['apply']): Completion => ({ label, ...(detail && { info: detail }), ...(apply && { apply }) });

/** Fields that an object can have and has not yet; of one that has its colon already the name alone is put in. */
function fields(object: SyntaxNode, schema: Schema, text: string, hasColon: boolean): Completion[] {
  const { properties = {}, propertyNames } = narrowed(schema, object, text);
  // what nodes give in a case, by their ids
  const ids = propertyNames?.$ref === ID ? nodesIn(jsonLanguage.parser.parse(text), text).map(({ id }) => id) : [];
  const named = Object.fromEntries(ids.map((id): [string, Schema] => [id, { type: 'object' }]));
  return Object.entries({ ...named, ...properties })
    .filter(([name]) => !property(object, name, text))
    .map(([name, each]) => option(name, followed(each).description, snippet(hasColon ? `"${name}"` : `"${name}": ${template(each)}`)));
}

/** In the place of the quotes around a name that is being written, too. */
const withQuotes = ({ apply, ...rest }: Completion): Completion => ({
  ...rest,
  apply: (view, completion, from, to) => {
    const after = /^[\w-]*"?/.exec(view.state.sliceDoc(to, to + 100))?.[0].length ?? 0;
    if (typeof apply === 'function') apply(view, completion, from - 1, to + after);
  },
});

/** Whole nodes: all that each kind needs. */
const wholeNodes = (schema: Schema): Completion[] =>
  (followed(schema).oneOf ?? []).map((each) => {
    const { description, required = [], properties = {} } = followed(each);
    const parts = required.map((name) => `"${name}": ${name === 'kind' ? JSON.stringify(kindOf(each)) : template(properties[name] ?? {})}`);
    return option(String(kindOf(each)), description, snippet(`{${parts.join(', ')}}`));
  });

/** Of joins: the branches that come together there. */
function branchesOf(join: string, nodes: Written[], text: string): string[] {
  const parallel = nodes.find(({ kind, at }) => kind === 'parallel' && textOf(at, 'join', text) === join);
  const list = parallel && property(parallel.at, 'branches', text)?.lastChild;
  return list?.name === 'Array' ? list.getChildren('Object').map((each) => textOf(each, 'name', text)).filter(Boolean) : [];
}

/** Of a goal's tools: what the model fills in. */
function argumentsIn(root: SyntaxNode, text: string): string[] {
  const names = (object: SyntaxNode | null | undefined) => (object?.name === 'Object' ? object.getChildren('Property').map((each) => nameOf(each, text)) : []);
  const tools = property(root, 'tools', text)?.lastChild;
  const all = tools?.name === 'Array' ? tools.getChildren('Object') : [];
  return [...new Set(all.flatMap((tool) => {
    const given = property(tool, 'arguments', text)?.lastChild;
    return given?.name === 'Object' ? names(property(given, 'properties', text)?.lastChild).map((name) => `arguments.${name}`) : [];
  }))];
}

function references(nodes: Written[], root: SyntaxNode | null, text: string): Completion[] {
  const input = root && property(root, 'input', text)?.lastChild;
  const asked = input?.name === 'Object' && property(input, 'properties', text)?.lastChild;
  const given = asked ? asked.getChildren('Property').map((each) => nameOf(each, text)) : [];
  const own = ({ id, kind }: Written) => (kind === 'input' ? given : kind === 'join' ? branchesOf(id, nodes, text) : (GIVES[kind] ?? []));
  // on the way for its failure
  const gives = (node: Written) => [...own(node), ...(property(node.at, 'failed', text) ? ['error', 'message'] : [])];
  const goal = root && property(root, 'goal', text) ? [...given.map((field) => `start.${field}`), ...argumentsIn(root, text)] : [];
  const variables = root && property(root, 'variables', text)?.lastChild;
  const named = variables?.name === 'Object' ? variables.getChildren('Property').map((each) => `var.${nameOf(each, text)}`) : [];
  return [...goal, ...named, ...nodes
    .filter(({ kind }) => kind !== 'answer')
    .flatMap((node) => [node.id, ...gives(node).map((field) => `${node.id}.${field}`)])]
    .map((label) => ({ label, type: 'variable' }));
}

/** What expectations of cases speak of beside nodes. */
const OF_A_RUN: Completion[] = ['answer', 'answer.data', 'status', 'asked'].map((label) => ({ label, type: 'variable' }));

const isInCases = (at: SyntaxNode | null, text: string): boolean => at !== null && ((at.name === 'Property' && nameOf(at, text) === 'evals') || isInCases(at.parent, text));

/** All that can stand between {{ and }} in a definition. */
export function referencesIn(text: string): string[] {
  const tree = jsonLanguage.parser.parse(text);
  return references(nodesIn(tree, text), tree.topNode.firstChild, text).map(({ label }) => label);
}

/** Completes what is being written of a definition: fields, kinds, ids of nodes, models, and what stands for outputs of others. */
export const completeDefinition = (models: () => string[]) => (context: CompletionContext): CompletionResult | null => {
  const text = context.state.doc.toString();
  const tree = syntaxTree(context.state);
  const at = tree.resolveInner(context.pos, -1);
  if (at.name === 'PropertyName' && at.parent?.parent) {
    const hasColon = /^[\w-]*"\s*:/.test(text.slice(context.pos, context.pos + 100));
    const options = fields(at.parent.parent, schemaOf(at.parent.parent, text), text, hasColon).map(withQuotes);
    return { from: at.from + 1, options, validFor: /^[\w-]*$/ };
  }
  if (at.name === 'String' && context.pos > at.from) return inText(context, at, text, models);
  if (!context.explicit) return null;
  const around = at.name === 'Object' || at.name === 'Array' ? at : /^\w/.test(at.name) ? null : at.parent;
  if (around?.name === 'Array') return { from: context.pos, options: wholeNodes(schemaOf(around, text).items ?? {}) };
  return around?.name === 'Object' ? { from: context.pos, options: fields(around, schemaOf(around, text), text, false) } : null;
};

function inText(context: CompletionContext, at: SyntaxNode, text: string, models: () => string[]): CompletionResult | null {
  const root = syntaxTree(context.state).topNode.firstChild;
  const before = text.slice(at.from, context.pos);
  const nodes = nodesIn(syntaxTree(context.state), text);
  const reference = /\{\{([\w.-]*)$/.exec(before);
  if (reference) {
    const closed = text.startsWith('}}', context.pos);
    const options = [...(isInCases(at, text) ? OF_A_RUN : []), ...references(nodes, root, text)].map((each) => ({ ...each, apply: closed ? each.label : `${each.label}}}` }));
    return { from: context.pos - reference[1]!.length, options, validFor: /^[\w.-]*$/ };
  }
  const name = at.parent?.name === 'Property' ? nameOf(at.parent, text) : '';
  const schema = schemaOf(at, text);
  const choices = followed(schema).enum ?? (followed(schema).const === undefined ? undefined : [followed(schema).const]);
  const values = choices?.map(String) ?? (schema.$ref === ID && name !== 'id' ? nodes.map(({ id }) => id) : name === 'model' ? models() : undefined);
  return values ? { from: at.from + 1, options: values.map((label) => ({ label })), validFor: /^[^"]*$/ } : null;
}
