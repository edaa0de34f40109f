import { ApartmentOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, Button, Select, theme } from 'antd';
import type { AgentProblem } from '../../api/types';
import { useText } from '../../i18n';
import { agentsApi } from '../api';
import { referencesIn } from '../completion';
import { messageOf } from '../faults';
import { lineOf, type Parsed } from '../places';
import { written } from '../written';
import { AgentPanel } from './AgentPanel';
import { withValue } from './edit';
import { FieldControl, Group, Labelled, type FormAround } from './FieldControl';
import { formOf, partForm } from './forms';
import { isObject, listIn, textIn, type Json, type Path } from './graph';
import { kindName } from './names';
import { faultsBy } from './NodePanel';
import { SchemaFields } from './SchemaFields';
import { agentTools, TOOLS, type AgentTool } from './tools';

interface Props {
  text: string;
  parsed: Parsed;
  problems: AgentProblem[];
  models: string[];
  /** Another text of the draft; whether it is one more letter of what is being typed. */
  change: (text: string, typing: boolean) => void;
}

const GOAL = partForm('goal');
const TOOL = partForm('toolOfGoal').filter(({ name }) => name !== 'use' && name !== 'arguments');
const WAYS = ['next', 'failed', 'tries', 'seconds'];

/** An agent that has a goal: what it is to reach, and with what. How is planned when it is released, or here to go on with. */
export default function GoalForm({ text, parsed, problems, models, change }: Props) {
  const dictionary = useText();
  const words = dictionary.canvas;
  const { data: tools = [] } = useQuery({ queryKey: TOOLS, queryFn: agentTools, staleTime: Infinity, retry: false });
  const plan = useMutation({ mutationFn: (draft: Json) => agentsApi.plan(draft), onSuccess: (planned) => change(written(planned), false) });
  const { draft } = parsed;
  if (!draft) return <Alert type="warning" showIcon title={words.notDrawn(parsed.wrongAt ? lineOf(text, parsed.wrongAt.from) : 1)} />;
  const put = (path: Path, value: unknown, typing: boolean) => change(written(withValue(draft, path, value)), typing);
  const own = problems.filter(({ node }) => node === '');
  const message = (problem: AgentProblem) => messageOf(problem, dictionary.agents);
  const around: FormAround = { put, faultsAt: faultsBy(own, message), targets: [], models, references: referencesIn(text).filter((each) => each.startsWith('start.')) };
  const goal = isObject(draft.goal) ? draft.goal : {};
  const list = listIn(draft.tools).map((each) => (isObject(each) ? each : {}));
  return (
    <div style={{ height: '100%', overflowY: 'auto', display: 'grid', alignContent: 'start', gap: 24, gridTemplateColumns: 'repeat(auto-fit, minmax(min(340px, 100%), 1fr))' }}>
      <section aria-label={words.goal} style={COLUMN}>
        <h2 style={HEADING}>{words.goal}</h2>
        <p style={{ margin: 0 }}>{words.goalHelp}</p>
        <div><Button icon={<ApartmentOutlined />} loading={plan.isPending} disabled={problems.length > 0} onClick={() => plan.mutate(draft)}>{words.toGraph}</Button></div>
        {plan.error && <Alert role="alert" type="error" showIcon title={plan.error.message || dictionary.offline} />}
        {GOAL.map((field) => <FieldControl key={field.name} field={field.name === 'text' ? { ...field, label: words.goal } : field} value={goal[field.name]} path={['goal', field.name]} around={around} />)}
        <SchemaFields label={words.inputFields} names={['question', 'topic', 'text', 'number']} fresh={{ maxLength: 1000 }} schema={draft.input} put={(schema, typing) => put(['input'], schema, typing)} problems={own.filter(({ field }) => field.startsWith('input')).map(message)} />
      </section>
      <section aria-label={words.goalTools} style={COLUMN}>
        <h2 style={HEADING}>{words.goalTools}</h2>
        {list.map((tool, i) => <ToolForm key={i} tool={tool} at={i} tools={tools} around={around} below={(place) => own.filter(({ field }) => field.startsWith(place)).map(message)} />)}
        <div><Button icon={<PlusOutlined />} onClick={() => put(['tools', list.length], { name: freshName(list), description: '', use: { kind: tools[0]?.kind ?? 'http' } }, false)}>{words.addTool}</Button></div>
        <FieldControl field={{ ...KNOWLEDGE, help: words.knowledgeHelp }} value={draft.knowledge} path={['knowledge']} around={around} />
      </section>
      <section aria-label={words.agent} style={COLUMN}><AgentPanel draft={draft} problems={own.filter(({ field }) => !/^(goal|tools|knowledge|input)\b/.test(field))} put={put} /></section>
    </div>
  );
}

const COLUMN = { display: 'grid', alignContent: 'start', gap: 12, gridTemplateColumns: 'minmax(0, 1fr)' } as const;
const HEADING = { margin: 0, fontSize: 16 } as const;
const KNOWLEDGE = partForm('').find(({ name }) => name === 'knowledge')!;

const freshName = (list: Json[]) => {
  const taken = list.map(({ name }) => name);
  for (let n = 1; ; n++) if (!taken.includes(`tool${n}`)) return `tool${n}`;
};

/** A tool as the model is shown it, and the node that it is. */
function ToolForm({ tool, at, tools, around, below }: { tool: Json; at: number; tools: AgentTool[]; around: FormAround; below: (place: string) => string[] }) {
  const dictionary = useText();
  const words = dictionary.canvas;
  const { token } = theme.useToken();
  const path = ['tools', at];
  const use = isObject(tool.use) ? tool.use : {};
  const kind = textIn(use.kind);
  const filled = Object.keys(isObject(tool.arguments) && isObject(tool.arguments.properties) ? tool.arguments.properties : {}).map((name) => `arguments.${name}`);
  const inside: FormAround = { ...around, references: [...filled, ...around.references] };
  return (
    <Group title={textIn(tool.name)} remove={<Button size="small" icon={<DeleteOutlined />} onClick={() => around.put(path, undefined, false)}>{words.removePair(textIn(tool.name))}</Button>}>
      {TOOL.map((field) => <FieldControl key={field.name} field={field.name === 'ask' ? { ...field, help: words.askHelp } : field} value={tool[field.name]} path={[...path, field.name]} around={around} />)}
      <SchemaFields label={words.toolArguments} names={['query', 'number', 'text', 'name']} optional schema={tool.arguments} put={(schema, typing) => around.put([...path, 'arguments'], schema, typing)} problems={below(`tools/${at}/arguments`)} />
      <Labelled label={words.toolKind} faults={around.faultsAt(`tools/${at}/use/kind`)}>
        {({ id }) => <Select id={id} aria-label={words.toolKind} value={kind || null} options={['agent', ...tools.map((each) => each.kind)].map((value) => ({ value, label: kindName(value, dictionary) }))} onChange={(next: string) => around.put([...path, 'use'], { kind: next }, false)} />}
      </Labelled>
      {formOf(kind, use, tools).filter(({ name }) => !WAYS.includes(name)).map((field) => <FieldControl key={`${kind} ${field.name}`} field={field} value={use[field.name]} path={[...path, 'use', field.name]} around={inside} />)}
      {around.faultsAt(`tools/${at}/use`).map((fault) => <div key={fault} role="alert" style={{ color: token.colorErrorText }}>{fault}</div>)}
    </Group>
  );
}
