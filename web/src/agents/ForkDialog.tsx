import { Alert, Checkbox, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import type { AgentRun, AgentStep } from '../api/types';
import { go } from '../app/useRoute';
import { useText } from '../i18n';
import { addressOf } from './address';
import { agentsApi } from './api';

/** What people, verifiers and the walk itself said is not put otherwise. */
const FIXED = ['input', 'approval', 'question', 'wait', 'parallel', 'join', 'round', 'answer', 'check'];

const written = (value: unknown) => JSON.stringify(value, null, 2);

const objectIn = (text: string): object | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

/** Begins another run in the middle of one: a step is done again, or said to have given something else. */
export function ForkDialog({ run, step, close }: { run: AgentRun; step: AgentStep; close: () => void }) {
  const text = useText();
  const words = text.runs;
  const [edits, setEdits] = useState(false);
  const [output, setOutput] = useState(written(step.output));
  const [changes, setChanges] = useState(step.kind === 'input');
  const [input, setInput] = useState(written(run.input));
  const [newest, setNewest] = useState(false);
  const [problem, setProblem] = useState('');
  const [beginning, setBeginning] = useState(false);

  const begin = async () => {
    const given = edits ? objectIn(output) : undefined;
    const started = changes ? objectIn(input) : undefined;
    if ((edits && !given) || (changes && !started)) return setProblem(words.notObject);
    setProblem('');
    setBeginning(true);
    try {
      const { id } = await agentsApi.fork(run.id, { at: String(step.position), ...(given && { output: given }), ...(started && { input: started }), release: newest ? 'NEWEST' : 'SAME' });
      close();
      go(addressOf({ view: 'run', id }));
    } catch (e) {
      setProblem((e as Error).message || text.offline);
      setBeginning(false);
    }
  };
  const json = (label: string, value: string, change: (value: string) => void) => (
    <Input.TextArea aria-label={label} value={value} onChange={(e) => change(e.target.value)} autoSize={{ minRows: 3, maxRows: 12 }} spellCheck={false} style={{ fontFamily: 'monospace' }} />
  );
  return (
    <Modal open title={words.forkTitle(step.node)} okText={words.forkGo} cancelText={words.close} confirmLoading={beginning} onOk={() => void begin()} onCancel={close}>
      <div style={{ display: 'grid', gap: 12, gridTemplateColumns: 'minmax(0, 1fr)' }}>
        <p style={{ margin: 0 }}>{words.forkHelp}</p>
        {!FIXED.includes(step.kind) && (
          <Radio.Group
            aria-label={words.forkTitle(step.node)} vertical value={edits} onChange={(e) => setEdits(e.target.value as boolean)}
            options={[{ value: false, label: words.forkAgain }, { value: true, label: words.forkOutput }]}
          />
        )}
        {edits && json(words.forkOutputLabel, output, setOutput)}
        <Checkbox checked={changes} onChange={(e) => setChanges(e.target.checked)}>{words.forkInput}</Checkbox>
        {changes && json(words.forkInputLabel, input, setInput)}
        <Checkbox checked={newest} onChange={(e) => setNewest(e.target.checked)}>{words.forkNewest}</Checkbox>
        {problem && <Alert role="alert" type="error" showIcon title={words.forkFailed} description={problem} />}
      </div>
    </Modal>
  );
}
