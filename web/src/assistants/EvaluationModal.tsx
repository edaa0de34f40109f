import { CheckCircleOutlined, CloseCircleOutlined } from '@ant-design/icons';
import { Alert, Button, Collapse, Modal, Progress } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { Assistant, EvaluatedCase } from '../api/types';
import { useText } from '../i18n';
import { evaluate } from './api';
import { useLanguage } from './useAssistants';

/** Asks the default model an assistant's cases; the results come one by one. Closing ends it. */
export function EvaluationModal({ assistant, close }: { assistant: Assistant; close: () => void }) {
  const text = useText();
  const words = text.assistants;
  const language = useLanguage();
  const [cases, setCases] = useState<EvaluatedCase[]>([]);
  const [model, setModel] = useState('');
  const [running, setRunning] = useState(false);
  const [problem, setProblem] = useState('');
  const abort = useRef<AbortController>(undefined);
  useEffect(() => () => abort.current?.abort(), []);

  const run = async () => {
    const controller = new AbortController();
    abort.current = controller;
    setCases([]);
    setModel('');
    setProblem('');
    setRunning(true);
    try {
      for await (const event of evaluate(assistant.id, controller.signal)) {
        if (event.name === 'result') setCases((old) => [...old, event.data]);
        else setModel(event.data.model);
      }
    } catch (e) {
      if (!controller.signal.aborted) setProblem((e as Error).message || text.offline);
    }
    if (!controller.signal.aborted) setRunning(false);
  };
  const passed = cases.filter((each) => each.passed).length;
  const label = (each: EvaluatedCase) => <>
    {each.passed ? <CheckCircleOutlined style={{ color: 'var(--ant-color-success)' }} /> : <CloseCircleOutlined style={{ color: 'var(--ant-color-error)' }} />}
    {' '}{each.id} · {each.failure ? words.failures[each.failure] : words.passed}
  </>;
  const body = (each: EvaluatedCase) => <div style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
    <strong>{words.caseAsked}</strong>{'\n'}{each.turn}{'\n\n'}<strong>{words.caseAnswered}</strong>{'\n'}{each.answer}
  </div>;
  return (
    <Modal open onCancel={close} title={words.evaluation(assistant.manifest.name[language])} footer={<Button onClick={close}>{words.closeEvaluation}</Button>}>
      <p>{words.evaluationDetail(assistant.evalCases)}</p>
      <Button type="primary" onClick={() => void run()} loading={running} disabled={assistant.evalCases === 0}>{words.evaluate}</Button>
      {(running || cases.length > 0) && <Progress percent={Math.round((100 * cases.length) / assistant.evalCases)} aria-label={words.evaluate} />}
      <p role="status">{model && words.evaluated(model, passed, cases.length)}</p>
      {problem && <Alert role="alert" type="error" showIcon title={problem} style={{ marginBottom: 12 }} />}
      {cases.length > 0 && <Collapse size="small" items={cases.map((each) => ({ key: each.id, label: label(each), children: body(each) }))} />}
    </Modal>
  );
}
