import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Switch } from 'antd';
import { useText } from '../../i18n';
import { COMPARISONS, compares, FieldControl, Group, Labelled, Wrong, type FormAround } from './FieldControl';
import type { FieldType, FormField } from './forms';
import { isObject, listIn } from './graph';

const field = (name: string, type: FieldType, more: Partial<FormField> = {}): FormField => ({ name, type, required: false, detail: '', least: undefined, most: undefined, usual: '', choices: [], ...more });

const IS = field('is', 'choice', { required: true, choices: COMPARISONS });
const THAN = field('than', 'line', { required: true });
const NOT = field('not', 'flag');
const WHY = field('why', 'line');

const column = { display: 'grid', gap: 8, gridTemplateColumns: 'minmax(0, 1fr)' } as const;

/** What has to hold of a text: each rule with what it looks at, how it compares and what it is for. */
export function Rules({ value, around }: { value: unknown; around: FormAround }) {
  const words = useText().canvas;
  const rules = listIn(value);
  const label = words.fields.rules ?? '';
  const VALUE = field('value', 'filled', { help: words.ruleValue });
  const removed = (i: number) => around.put(rules.length > 1 ? ['rules', i] : ['rules'], undefined, false);
  return (
    <div role="group" aria-label={label} style={column}>
      <strong>{label}</strong>
      {rules.map((one, i) => {
        const each = isObject(one) ? one : {};
        const control = (own: FormField) => <FieldControl field={own} value={each[own.name]} path={['rules', i, own.name]} around={around} />;
        return (
          <Group key={i} title={words.ruleOf(i + 1)} remove={<Button size="small" icon={<DeleteOutlined />} onClick={() => removed(i)}>{words.removeRule(i + 1)}</Button>}>
            {control(IS)}
            {compares(each.is) && control(THAN)}
            {control(NOT)}
            {control(VALUE)}
            {control(WHY)}
            {around.faultsAt(`rules/${i}`).map((fault) => <Wrong key={fault}>{fault}</Wrong>)}
          </Group>
        );
      })}
      {around.faultsAt('rules').map((fault) => <Wrong key={fault}>{fault}</Wrong>)}
      <div><Button size="small" icon={<PlusOutlined />} onClick={() => around.put(['rules', rules.length], { is: 'contains', than: '' }, false)}>{words.addRule}</Button></div>
    </div>
  );
}

/** A model that is asked about the text, where one is. */
export function JudgeFields({ value, around }: { value: unknown; around: FormAround }) {
  const words = useText().canvas;
  const label = words.fields.judge ?? '';
  const judge = isObject(value) ? value : undefined;
  const fields = [field('question', 'filled', { required: true, help: words.judgeQuestion }), field('by', 'filled', { label: words.judgeBy, help: words.judgeByHelp }), field('model', 'model'), field('system', 'text')];
  return (
    <div role="group" aria-label={label} style={column}>
      <strong>{label}</strong>
      <Labelled label={words.asksJudge} help={words.asksJudgeHelp} faults={around.faultsAt('judge')}>
        {({ id, described }) => <Switch id={id} aria-describedby={described} style={{ justifySelf: 'start' }} checked={judge !== undefined} onChange={(on) => around.put(['judge'], on ? { question: '' } : undefined, false)} />}
      </Labelled>
      {judge && fields.map((own) => <FieldControl key={own.name} field={own} value={judge[own.name]} path={['judge', own.name]} around={around} />)}
    </div>
  );
}
