/** One field of the form that a run is started with. */
export interface InputField {
  name: string;
  title: string;
  description: string;
  type: 'string' | 'integer' | 'number' | 'boolean';
  required: boolean;
  options: string[];
  /** Of a text, in characters. */
  maxLength: number;
  minimum: number | undefined;
  maximum: number | undefined;
}

export type InputValue = string | number | boolean;
export type InputValues = Record<string, InputValue | null | undefined>;

/** The longest that a server takes of one field. */
const MOST_LENGTH = 100_000;

/** Up to here a text is asked for in one line. */
const ONE_LINE = 200;

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value: unknown) => (typeof value === 'string' ? value : '');
const number = (value: unknown) => (typeof value === 'number' ? value : undefined);
const texts = (value: unknown) => (Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []);
const TYPES = ['string', 'integer', 'number', 'boolean'];

/** What a form asks for by this schema: what is needed first, in the schema's order, then the rest. */
export function fieldsOf(schema: unknown): InputField[] {
  if (!isObject(schema) || !isObject(schema.properties)) return [];
  const needed = texts(schema.required);
  const all = Object.entries(schema.properties).filter(([, property]) => isObject(property)) as [string, Json][];
  const place = ([name]: [string, Json]) => (needed.includes(name) ? needed.indexOf(name) : needed.length);
  return all.sort((a, b) => place(a) - place(b)).map(([name, property]) => ({
    name, title: text(property.title) || name, description: text(property.description),
    type: (TYPES.includes(text(property.type)) ? property.type : 'string') as InputField['type'],
    required: needed.includes(name), options: texts(property.enum), maxLength: number(property.maxLength) ?? MOST_LENGTH,
    minimum: number(property.minimum), maximum: number(property.maximum),
  }));
}

export const isLong = ({ type, options, maxLength }: InputField) => type === 'string' && options.length === 0 && maxLength > ONE_LINE;

/** What the form begins with: a yes-or-no is no until somebody says yes. */
export const startValues = (fields: InputField[], before: unknown): InputValues =>
  Object.fromEntries(fields.map((field) => {
    const old = isObject(before) ? before[field.name] : undefined;
    const fits = typeof old === (field.type === 'string' ? 'string' : field.type === 'boolean' ? 'boolean' : 'number');
    return [field.name, fits ? (old as InputValue) : field.type === 'boolean' ? false : undefined];
  }));

/** What is sent: without the fields that were left empty. */
export const inputOf = (fields: InputField[], values: InputValues): Record<string, InputValue> =>
  Object.fromEntries(fields.flatMap(({ name }) => {
    const value = values[name];
    return value === undefined || value === null || value === '' ? [] : [[name, value]];
  }));

/** The field that a refusal is about; empty where it is about none of these. */
export function refusedField(message: string, fields: InputField[]): string {
  const named = /field '([^']*)'/.exec(message)?.[1] ?? '';
  return fields.some(({ name }) => name === named) ? named : '';
}
