import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input, Select, Switch, theme } from 'antd';
import { useText } from '../../i18n';
import { Committed, Labelled } from './FieldControl';
import { isObject, listIn, textIn, type Json } from './graph';

const NAME = /^[A-Za-z][A-Za-z0-9_-]{0,49}$/;

interface Props {
  /** What the fields are for. */
  label: string;
  schema: unknown;
  /** Another schema; undefined where the last field was taken out of one that need not be there. */
  put: (schema: Json | undefined, typing: boolean) => void;
  problems: string[];
  /** What is said of a new field beside its kind. */
  fresh?: Json;
  /** Names that are offered first. */
  names: string[];
  optional?: boolean;
}

/** Fields of a schema: what a run is started with, what it gives. What else the schema says of them stays. */
export function SchemaFields({ label, schema, put, problems, fresh: usual = {}, names, optional }: Props) {
  const words = useText().canvas;
  const { token } = theme.useToken();
  const whole: Json = isObject(schema) ? schema : { type: 'object' };
  const properties = isObject(whole.properties) ? whole.properties : {};
  const entries = Object.entries(properties).map(([name, each]) => [name, isObject(each) ? each : {}] as const);
  const required = listIn(whole.required).map(String);
  const set = (next: (readonly [string, Json])[], needed: string[], typing = false) => put(optional && next.length === 0 ? undefined : { ...whole, type: 'object', required: needed, properties: Object.fromEntries(next) }, typing);
  const change = (name: string, more: Json, typing = false) => set(entries.map(([other, each]) => [other, other === name ? Object.fromEntries(Object.entries({ ...each, ...more }).filter(([, value]) => value !== undefined)) : each]), required, typing);
  const fresh = names.find((name) => !(name in properties)) ?? `field${entries.length + 1}`;
  return (
    <div role="group" aria-label={label} style={{ display: 'grid', gap: 8, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <strong>{label}</strong>
      {entries.map(([name, each], i) => (
        <fieldset key={i} style={{ margin: 0, minWidth: 0, padding: 8, border: `1px solid ${token.colorBorderSecondary}`, borderRadius: token.borderRadius, display: 'grid', gap: 8, gridTemplateColumns: 'minmax(0, 1fr)' }}>
          <legend style={{ padding: '0 4px' }}>{name}</legend>
          <Labelled label={words.fieldName} faults={[]}>
            {({ id }) => (
              <Committed
                id={id} label={words.fieldName} value={name} wrong={(next) => (!NAME.test(next) || next in properties ? words.idTaken : '')}
                commit={(next) => set(entries.map(([other, what]) => [other === name ? next : other, what]), required.map((other) => (other === name ? next : other)))}
              />
            )}
          </Labelled>
          <Labelled label={words.fieldTitle} faults={[]}>{({ id }) => <Input id={id} value={textIn(each.title)} onChange={(e) => change(name, { title: e.target.value || undefined }, true)} />}</Labelled>
          <Labelled label={words.fieldType} faults={[]}>
            {({ id }) => <Select id={id} aria-label={words.fieldType} value={textIn(each.type) || 'string'} options={Object.entries(words.types).map(([value, label]) => ({ value, label }))} onChange={(type: string) => change(name, { type, ...(type !== 'string' && { maxLength: undefined, enum: undefined }) })} />}
          </Labelled>
          <Labelled label={words.fieldNeeded} faults={[]}>{({ id }) => <Switch id={id} style={{ justifySelf: 'start' }} checked={required.includes(name)} onChange={(on) => set(entries, on ? [...required, name] : required.filter((other) => other !== name))} />}</Labelled>
          <div><Button size="small" icon={<DeleteOutlined />} onClick={() => set(entries.filter(([other]) => other !== name), required.filter((other) => other !== name))}>{words.removeField(name)}</Button></div>
        </fieldset>
      ))}
      {problems.map((fault) => <div key={fault} role="alert" style={{ color: token.colorErrorText }}>{fault}</div>)}
      <div><Button size="small" icon={<PlusOutlined />} onClick={() => set([...entries, [fresh, { type: 'string', ...usual }]], [...required, fresh])}>{words.addField}</Button></div>
    </div>
  );
}
