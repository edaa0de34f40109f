import { useQuery } from '@tanstack/react-query';
import { theme } from 'antd';
import type { ReactNode } from 'react';
import { APIS_KEY, connectorsApi, type OpenApiOperations } from '../../connectors/api';
import { useText } from '../../i18n';
import { FieldControl, type FormAround } from './FieldControl';
import type { FieldType, FormField } from './forms';
import { isObject, textIn, type Json } from './graph';

/** Fields that this form has in the place of the usual ones. */
export const OF_OPERATIONS = ['api', 'operation', 'arguments', 'body'];

interface Props {
  data: Json;
  around: FormAround;
  /** What is wrong at a place of the node and further inside. */
  below: FormAround['faultsAt'];
}

const field = (name: string, type: FieldType, more: Partial<FormField> = {}): FormField => ({ name, type, required: false, detail: '', least: undefined, most: undefined, usual: '', choices: [], ...more });

/** A schema with what it refers to; one that refers to itself is followed for a while. */
function followed(schema: unknown, schemas: Json, hops = 10): Json {
  if (!isObject(schema)) return {};
  const name = textIn(schema.$ref).replace('#/$defs/', '');
  if (name && hops > 0) return { ...followed(schemas[name], schemas, hops - 1), ...schema, $ref: undefined };
  if (!Array.isArray(schema.allOf) || hops === 0) return schema;
  const parts = [...schema.allOf, { properties: schema.properties, required: schema.required }].map((each) => followed(each, schemas, hops - 1));
  return { ...schema, allOf: undefined, properties: Object.assign({}, ...parts.map(({ properties }) => properties)), required: parts.flatMap(({ required }) => (Array.isArray(required) ? required : [])) };
}

/** Texts may be references in any case: the server makes numbers of them. What has parts is written as JSON. */
function fieldOf(name: string, own: unknown, schemas: Json, required: boolean, description = ''): FormField {
  const { type, enum: choices, properties, items, default: usual, description: words } = followed(own, schemas);
  const types = Array.isArray(type) ? type : [type];
  const hasParts = types.includes('object') || types.includes('array') || isObject(properties) || isObject(items);
  const shown: FieldType = hasParts ? 'json' : Array.isArray(choices) ? 'choice' : 'filled';
  return field(name, shown, { label: name, required, help: description || textIn(words), usual: usual === undefined ? '' : String(usual), choices: Array.isArray(choices) ? choices.map(String) : [] });
}

/** As a form shows it: numbers and truths as their texts. */
const shown = (value: unknown, type: FieldType) => (type === 'json' || typeof value === 'string' || value === undefined ? value : JSON.stringify(value));

/** Which operation of which API a node calls, and with what: what the API's document says can be filled in. */
export function OperationFields({ data, around, below }: Props) {
  const words = useText().canvas;
  const name = textIn(data.api);
  const { data: apis = [] } = useQuery({ queryKey: APIS_KEY, queryFn: connectorsApi.apis, retry: false });
  const { data: can } = useQuery({ queryKey: [...APIS_KEY, name], queryFn: () => connectorsApi.operations(name), enabled: apis.some((each) => each.name === name), retry: false });
  const chosen = can?.operations.find(({ operation }) => operation === data.operation);
  const withOwn = (all: string[], own: unknown) => [...new Set([...all, ...(textIn(own) ? [textIn(own)] : [])])];
  const detail = chosen && [`${chosen.method} ${chosen.path}`, chosen.summary].filter(Boolean).join(' · ');
  return (
    <>
      <FieldControl field={field('api', 'choice', { required: true, choices: withOwn(apis.map((each) => each.name), data.api) })} value={data.api} path={['api']} around={around} />
      <FieldControl field={field('operation', 'choice', { required: true, help: detail ?? '', choices: withOwn(can?.operations.map(({ operation }) => operation) ?? [], data.operation) })} value={data.operation} path={['operation']} around={around} />
      {chosen && can ? <Asked operation={chosen} schemas={can.schemas as Json} data={data} around={{ ...around, faultsAt: below }} title={words.fields} /> : ['arguments', 'body'].map((each) => <FieldControl key={each} field={field(each, 'json')} value={data[each]} path={[each]} around={{ ...around, faultsAt: below }} />)}
    </>
  );
}

function Asked({ operation, schemas, data, around, title }: { operation: OpenApiOperations['operations'][number]; schemas: Json; data: Json; around: FormAround; title: Record<string, string> }) {
  const given = isObject(data.arguments) ? data.arguments : {};
  const known = operation.arguments.map((each) => fieldOf(each.name, each.schema, schemas, each.required, each.description));
  const unknown = Object.keys(given).filter((name) => !known.some((each) => each.name === name)).map((name) => field(name, 'filled', { label: name }));
  const body = followed(operation.body?.schema, schemas);
  const parts = Object.entries(isObject(body.properties) ? body.properties : {});
  const needed = Array.isArray(body.required) ? body.required : [];
  const inBody = isObject(data.body) ? data.body : {};
  const asFields = parts.length > 0 && (data.body === undefined || (isObject(data.body) && Object.keys(inBody).every((name) => parts.some(([part]) => part === name))));
  const each = (of: string, one: FormField, values: Json) => <FieldControl key={`${operation.operation} ${of} ${one.name}`} field={one} value={shown(values[one.name], one.type)} path={[of, one.name]} around={around} />;
  return (
    <>
      {known.length + unknown.length > 0 && <Group title={title.arguments ?? ''}>{[...known, ...unknown].map((one) => each('arguments', one, given))}</Group>}
      {asFields && operation.body && <Group title={title.body ?? ''}>{parts.map(([part, schema]) => each('body', fieldOf(part, schema, schemas, needed.includes(part)), inBody))}</Group>}
      {!asFields && (operation.body ?? data.body) !== undefined && (operation.body ?? data.body) !== null && <FieldControl field={field('body', 'json', { required: operation.body?.required ?? false })} value={data.body} path={['body']} around={around} />}
    </>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  const { token } = theme.useToken();
  return (
    <fieldset style={{ margin: 0, minWidth: 0, padding: 8, border: `1px solid ${token.colorBorderSecondary}`, borderRadius: token.borderRadius, display: 'grid', gap: 8, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <legend style={{ padding: '0 4px' }}>{title}</legend>
      {children}
    </fieldset>
  );
}
