import { CloseOutlined } from '@ant-design/icons';
import { Button, theme } from 'antd';
import type { AgentProblem } from '../../api/types';
import { useText } from '../../i18n';
import { messageOf } from '../faults';
import { FieldControl, type FormAround } from './FieldControl';
import { partForm, type FormField } from './forms';
import { isObject, type Json } from './graph';
import { faultsBy } from './NodePanel';
import { SchemaFields } from './SchemaFields';

const field = (name: string, type: FormField['type'], least?: number, most?: number): FormField => ({ name, type, required: name === 'name', detail: '', least, most, usual: name === 'steps' ? '1000' : '', choices: [] });
const OWN = [field('name', 'line'), field('description', 'text')];
const VARIABLES = field('variables', 'pairs', undefined, 50);
const CHANNELS = partForm('').find(({ name }) => name === 'channels')!;
const POLICIES = partForm('policies');
const OUTPUTS = ['result', 'summary', 'score', 'number'];
const BUDGET = [field('steps', 'number', 1, 10_000), field('tokens', 'number', 1), field('yuan', 'number', 0), field('seconds', 'number', 1)];

/** What is of the agent as a whole: what it is called, its variables, where it is open, what a run gives, may use and keeps to. */
export function AgentPanel({ draft, problems, put, close }: { draft: Json; problems: AgentProblem[]; put: FormAround['put']; close?: () => void }) {
  const text = useText();
  const words = text.canvas;
  const { token } = theme.useToken();
  const own = problems.filter(({ node }) => node === '');
  const around: FormAround = { put, faultsAt: faultsBy(own, (each) => messageOf(each, text.agents)), targets: [], models: [], references: [] };
  const budget = isObject(draft.budget) ? draft.budget : {};
  const policies = isObject(draft.policies) ? draft.policies : {};
  return (
    <>
      <div style={{ display: 'flex', alignItems: 'center', gap: 8 }}>
        <h2 style={{ margin: 0, fontSize: 16, flex: 1 }}>{words.agent}</h2>
        {close && <Button type="text" icon={<CloseOutlined />} aria-label={words.close} title={words.close} onClick={close} />}
      </div>
      {own.filter(({ field: at }) => !at.startsWith('output') && !OWN.some(({ name }) => name === at)).map((problem, i) => (
        <div key={i} role="alert" style={{ color: token.colorErrorText, overflowWrap: 'anywhere' }}>{[problem.field, messageOf(problem, text.agents)].filter(Boolean).join(' · ')}</div>
      ))}
      {OWN.map((each) => <FieldControl key={each.name} field={each} value={draft[each.name]} path={[each.name]} around={around} />)}
      {draft.goal === undefined && <FieldControl field={VARIABLES} value={draft.variables} path={['variables']} around={around} />}
      <FieldControl field={{ ...CHANNELS, help: words.channelsHelp }} value={draft.channels} path={['channels']} around={around} />
      <SchemaFields
        label={words.outputFields} schema={draft.output} put={(schema, typing) => put(['output'], schema, typing)} names={OUTPUTS} optional
        problems={own.filter(({ field: at }) => at.startsWith('output')).map((each) => messageOf(each, text.agents))}
      />
      <strong>{words.budget}</strong>
      {BUDGET.map((each) => <FieldControl key={each.name} field={each} value={budget[each.name]} path={['budget', each.name]} around={around} />)}
      <strong>{words.policies}</strong>
      {POLICIES.map((each) => <FieldControl key={each.name} field={{ ...each, ...(words.policyHelp[each.name] && { help: words.policyHelp[each.name]! }) }} value={policies[each.name]} path={['policies', each.name]} around={around} />)}
    </>
  );
}
