import definition from '../../../../server/src/main/resources/agents/agent.schema.json';
import { isObject, textIn, type Json } from './graph';
import type { AgentTool, ToolField } from './tools';

export type FieldType = 'line' | 'text' | 'filled' | 'number' | 'flag' | 'choice' | 'choices' | 'pairs' | 'model' | 'way' | 'cases' | 'branches' | 'until' | 'body' | 'words' | 'json';

/** A field of a node's form. */
export interface FormField {
  name: string;
  /** What it is called, where that is not ours to say. */
  label?: string;
  /** More about it, in its own words. */
  help?: string;
  type: FieldType;
  required: boolean;
  detail: string;
  least: number | undefined;
  most: number | undefined;
  usual: string;
  choices: string[];
}

interface Kind {
  detail: string;
  fields: FormField[];
}

const DEFINITIONS = definition.$defs as unknown as Record<string, Json>;
const REF = '#/$defs/';

const followed = (schema: unknown): Json => {
  if (!isObject(schema)) return {};
  const name = textIn(schema.$ref);
  return name ? { ...DEFINITIONS[name.slice(REF.length)], ...schema } : schema;
};

const number = (value: unknown) => (typeof value === 'number' ? value : undefined);
const texts = (value: unknown) => (Array.isArray(value) ? value.map(String) : []);

/** Of these the schema's shape alone does not say how they are written best. */
const OWN: Record<string, FieldType> = { cases: 'cases', branches: 'branches', until: 'until', nodes: 'body', model: 'model' };

/** Texts that are read as they stand; all others may refer to what nodes gave. */
const PLAIN = new Set(['name', 'description', 'agent']);

function typeOf(name: string, schema: unknown): FieldType {
  if (OWN[name]) return OWN[name];
  if (isObject(schema) && schema.$ref === `${REF}id`) return 'way';
  const { type, enum: choices, maxLength, additionalProperties, items } = followed(schema);
  if (choices) return 'choice';
  if (type === 'array' && isObject(items) && Array.isArray(items.enum)) return 'choices';
  if (type === 'array' && isObject(items) && items.type === 'string') return 'words';
  if (type === 'object' && isObject(additionalProperties) && additionalProperties.type === 'string') return 'pairs';
  if (type === 'integer' || type === 'number') return 'number';
  if (type === 'boolean') return 'flag';
  if (type !== 'string') return 'json';
  return PLAIN.has(name) ? ((number(maxLength) ?? 0) > 200 ? 'text' : 'line') : 'filled';
}

function fieldOf(name: string, schema: unknown, required: boolean): FormField {
  const { description, minimum, maximum, maxLength, default: usual, enum: choices, items } = followed(schema);
  return {
    name, type: typeOf(name, schema), required, detail: textIn(description), least: number(minimum), most: number(maximum) ?? number(maxLength),
    usual: usual === undefined ? '' : String(usual), choices: texts(choices ?? (isObject(items) ? items.enum : undefined)),
  };
}

const TOOL_TYPES: Record<ToolField['type'], FieldType> = { TEXT: 'text', FILLED: 'filled', NUMBER: 'number', FLAG: 'flag', CHOICE: 'choice', PAIRS: 'pairs', JSON: 'json' };

/** What the server says of its tools, and what all their nodes have. */
function toolKind({ fields, summary = '' }: AgentTool): Kind {
  const own = fields.map(({ name, type, required, least, most, usual, choices }): FormField => ({ name, type: TOOL_TYPES[type] ?? 'json', required, detail: '', least, most, usual, choices }));
  const common: FormField[] = [
    { name: 'seconds', type: 'number', required: false, detail: '', least: 1, most: 600, usual: '30', choices: [] },
    { name: 'tries', type: 'number', required: false, detail: '', least: 1, most: 4, usual: '', choices: [] },
    { name: 'unattended', type: 'flag', required: false, detail: '', least: undefined, most: undefined, usual: '', choices: [] },
    { name: 'next', type: 'way', required: true, detail: '', least: undefined, most: undefined, usual: '', choices: [] },
    { name: 'failed', type: 'way', required: false, detail: '', least: undefined, most: undefined, usual: '', choices: [] },
  ];
  return { detail: summary, fields: [...own, ...common.filter(({ name }) => !own.some((each) => each.name === name))] };
}

const kinds: [string, Kind][] = ((DEFINITIONS.node as { oneOf?: unknown[] } | undefined)?.oneOf ?? []).flatMap((each) => {
  const { properties, required, description } = followed(each);
  if (!isObject(properties)) return [];
  const kind = textIn(followed(properties.kind).const);
  const fields = Object.entries(properties).filter(([name]) => name !== 'id' && name !== 'kind').map(([name, schema]) => fieldOf(name, schema, texts(required).includes(name)));
  return kind ? [[kind, { detail: textIn(description), fields }] as [string, Kind]] : [];
});

const KINDS = new Map(kinds);

/** Fields of a part of the definition that is no node; of the definition itself where no name is given. */
export function partForm(name: string): FormField[] {
  const { properties, required } = name === '' ? (definition as unknown as Json) : followed(DEFINITIONS[name]);
  return isObject(properties) ? Object.entries(properties).map(([field, schema]) => fieldOf(field, schema, texts(required).includes(field))) : [];
}

/** Kinds of nodes, the tools' at the end. */
export const kindsWith = (tools: AgentTool[]) => [...KINDS.keys(), ...tools.map(({ kind }) => kind).filter((kind) => !KINDS.has(kind))];

/** Fields of a node's form; of a kind that nobody knows those that it has. */
export function formOf(kind: string, data: Json, tools: AgentTool[]): FormField[] {
  const tool = tools.find((each) => each.kind === kind);
  // of tools the server knows best what their fields are
  const known = tool ? toolKind(tool) : KINDS.get(kind);
  const fields = known?.fields ?? [];
  const others = Object.keys(data).filter((name) => name !== 'id' && name !== 'kind' && !fields.some((each) => each.name === name));
  return [...fields, ...others.map((name): FormField => ({ name, type: 'json', required: false, detail: '', least: undefined, most: undefined, usual: '', choices: [] }))];
}
