import { CloseOutlined, CopyOutlined, DeleteOutlined, NodeExpandOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, theme } from 'antd';
import { useMemo } from 'react';
import type { AgentProblem } from '../../api/types';
import { useText } from '../../i18n';
import { messageOf } from '../faults';
import { AnswerData } from './AnswerData';
import { JudgeFields, Rules } from './CheckFields';
import { canDuplicate, targetsOf } from './edit';
import { Committed, FieldControl, Labelled, type FormAround } from './FieldControl';
import { formOf, type FormField } from './forms';
import { bodyOf, isBody, type Graph, type GraphNode, type Json } from './graph';
import { KindIcon } from './kinds';
import { OF_OPERATIONS, OperationFields } from './OperationFields';
import { kindName } from './names';
import { SchemaFields } from './SchemaFields';
import type { AgentTool } from './tools';

export interface NodeActions {
  add: () => void;
  addInside: () => void;
  connect: () => void;
  duplicate: () => void;
  remove: () => void;
  close: () => void;
  rename: (id: string) => void;
}

interface Props {
  node: GraphNode;
  graph: Graph;
  draft: Json;
  tools: AgentTool[];
  models: string[];
  references: string[];
  problems: AgentProblem[];
  put: FormAround['put'];
  actions: NodeActions;
}

const INPUTS = ['text', 'topic', 'notes', 'number'];
const ANSWERS = ['answer', 'reason', 'number', 'text'];
const FRESH = { maxLength: 1000 };
const ID = /^[a-z][a-z0-9_-]{0,49}$/;

/** What is wrong at each place; what is wrong further inside is told where its field stands. */
export const faultsBy = (problems: AgentProblem[], message: (problem: AgentProblem) => string) => (place: string) =>
  problems.filter(({ field }) => field === place).map(message);

/** A node's fields, each with what is wrong with it, and what can be done with the node. */
export function NodePanel({ node, graph, draft, tools, models, references, problems, put, actions }: Props) {
  const text = useText();
  const words = text.canvas;
  const { token } = theme.useToken();
  const own = useMemo(() => problems.filter((each) => each.node === node.id), [problems, node.id]);
  const fields = formOf(node.kind, node.data, tools);
  const message = (problem: AgentProblem) => messageOf(problem, text.agents);
  const around: FormAround = {
    put: (path, value, typing) => put([...node.path, ...path], value, typing), faultsAt: faultsBy(own, message), targets: targetsOf(graph, node.key).map(({ id }) => id), models, references,
  };
  const shown = new Set(fields.map(({ name }) => name));
  // of a field that no form shows, and of the node as a whole
  const rest = own.filter(({ field }) => field === '' || (field !== 'id' && !shown.has(field.split('/')[0] ?? '')));
  const inside = bodyOf(graph, node.key).length;
  return (
    <>
      <div style={{ display: 'flex', alignItems: 'center', gap: 8 }}>
        <KindIcon kind={node.kind} />
        <h2 style={{ margin: 0, fontSize: 16, flex: 1, overflowWrap: 'anywhere' }}>{node.id || words.noId} <span style={{ color: token.colorTextSecondary, fontWeight: 400 }}>{kindName(node.kind, text)}</span></h2>
        <Button type="text" icon={<CloseOutlined />} aria-label={words.close} title={words.close} onClick={actions.close} />
      </div>
      <div role="toolbar" aria-label={node.id} style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
        <Button size="small" icon={<PlusOutlined />} onClick={actions.add}>{words.add}</Button>
        {node.ways.length > 0 && <Button size="small" icon={<NodeExpandOutlined />} onClick={actions.connect}>{words.connect}</Button>}
        {canDuplicate(node) && <Button size="small" icon={<CopyOutlined />} onClick={actions.duplicate}>{words.duplicate}</Button>}
        <Button size="small" danger icon={<DeleteOutlined />} onClick={actions.remove}>{words.remove}</Button>
      </div>
      {rest.map((problem, i) => <div key={i} role="alert" style={{ color: token.colorErrorText, overflowWrap: 'anywhere' }}>{[problem.field, message(problem)].filter(Boolean).join(' · ')}</div>)}
      <Labelled label={words.id} faults={around.faultsAt('id')}>
        {({ id }) => (
          <Committed
            id={id} label={words.id} value={node.id} commit={actions.rename}
            wrong={(next) => (!ID.test(next) || next === 'secret' || next === 'var' ? words.idRule : graph.byKey.has(next) ? words.idTaken : '')}
          />
        )}
      </Labelled>
      {node.kind === 'input' && <SchemaFields label={words.inputFields} names={INPUTS} fresh={FRESH} schema={draft.input} put={(schema, typing) => put(['input'], schema, typing)} problems={problems.filter((each) => each.node === '' && each.field.startsWith('input')).map(message)} />}
      {node.kind === 'openapi' && <OperationFields data={node.data} around={around} below={(place) => own.filter(({ field }) => field === place || field.startsWith(`${place}/`)).map(message)} />}
      {fields.filter(({ name }) => node.kind !== 'openapi' || !OF_OPERATIONS.includes(name)).map((field) => <Field key={`${node.key} ${field.name}`} field={field} node={node} draft={draft} around={around} />)}
      {isBody(node.kind) && (
        <div>
          <strong>{words.body}</strong>
          <p style={{ margin: '4px 0', color: token.colorTextSecondary }}>{words.bodyHelp(inside)}</p>
          {around.faultsAt('nodes').map((fault) => <div key={fault} role="alert" style={{ color: token.colorErrorText }}>{fault}</div>)}
          <Button size="small" icon={<PlusOutlined />} onClick={actions.addInside}>{words.addInside}</Button>
        </div>
      )}
    </>
  );
}

/** A field as its node's kind has it written; most are written as their type is. */
function Field({ field, node: { kind, data }, draft, around }: { field: FormField; node: GraphNode; draft: Json; around: FormAround }) {
  const words = useText().canvas;
  if (kind === 'check' && field.name === 'rules') return <Rules value={data.rules} around={around} />;
  if (kind === 'check' && field.name === 'judge') return <JudgeFields value={data.judge} around={around} />;
  if (kind === 'model' && field.name === 'output') {
    return <SchemaFields label={words.fields.output ?? ''} names={ANSWERS} optional schema={data.output} put={(schema, typing) => around.put(['output'], schema, typing)} problems={around.faultsAt('output')} />;
  }
  if (kind === 'answer' && field.name === 'data') return <AnswerData output={draft.output} data={data.data} around={around} />;
  const named = kind === 'check' && field.name === 'refused' ? { ...field, label: words.whenUnproven } : field;
  return <FieldControl field={named} value={data[field.name]} path={[field.name]} around={around} />;
}
