import { DeleteOutlined } from '@ant-design/icons';
import { Button, theme } from 'antd';
import { useText } from '../../i18n';
import { FieldControl, Wrong, type FormAround } from './FieldControl';
import { isObject, listIn, textIn } from './graph';

/** What an answer gives beside its text: a text for each field of the agent's output. Of fields that this has no more nothing is lost by itself. */
export function AnswerData({ output, data, around }: { output: unknown; data: unknown; around: FormAround }) {
  const words = useText().canvas;
  const { token } = theme.useToken();
  const label = words.fields.data ?? '';
  const schema = isObject(output) ? output : {};
  const properties = isObject(schema.properties) ? Object.entries(schema.properties) : [];
  const required = listIn(schema.required).map(String);
  const own = isObject(data) ? data : {};
  const others = Object.keys(own).filter((name) => !properties.some(([known]) => known === name));
  // with the last field the object goes, too
  const takeOut = (name: string) => around.put(Object.keys(own).length > 1 ? ['data', name] : ['data'], undefined, false);
  return (
    <div role="group" aria-label={label} style={{ display: 'grid', gap: 8, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <strong>{label}</strong>
      {properties.length === 0 && others.length === 0 && <p style={{ margin: 0, color: token.colorTextSecondary }}>{words.noOutput}</p>}
      {properties.map(([name, each]) => {
        const { title, type } = isObject(each) ? each : {};
        const field = { name, label: textIn(title) || name, type: 'filled', required: required.includes(name), detail: '', help: words.types[textIn(type)] ?? '', least: undefined, most: undefined, usual: '', choices: [] } as const;
        return <FieldControl key={name} field={{ ...field, choices: [] }} value={own[name]} path={['data', name]} around={around} />;
      })}
      {others.map((name) => (
        <div key={name}>
          <code>{name}</code>: {textIn(own[name])}
          {around.faultsAt(`data/${name}`).map((fault) => <Wrong key={fault}>{fault}</Wrong>)}
          <Button size="small" icon={<DeleteOutlined />} onClick={() => takeOut(name)}>{words.removeField(name)}</Button>
        </div>
      ))}
      {around.faultsAt('data').map((fault) => <Wrong key={fault}>{fault}</Wrong>)}
    </div>
  );
}
