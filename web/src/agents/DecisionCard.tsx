import { CheckOutlined, CloseOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input, theme } from 'antd';
import { useId, useState, type ReactNode } from 'react';
import type { WholeRun } from '../api/types';
import { moment } from '../app/time';
import { Markdown } from '../chat/Markdown';
import { useText } from '../i18n';
import { useMembers } from '../members/useMembers';
import { agentsApi, RUNS, WAITING } from './api';
import { HandOn } from './HandOn';
import { InputItems } from './InputItems';
import { fieldsOf, inputOf, startValues, type InputValues } from './inputFields';

const MOST_NOTE = 2_000;

interface Props {
  run: string;
  /** What the question stands under; the heading of the card. */
  title: string;
  question: {
    position: string | number; question: string; by: 'STARTER' | 'ADMIN'; askedAt: string; dueAt?: string | null;
    form?: unknown; suggested?: unknown; delegate?: string | null; escalatedAt?: string | null; escalatedTo?: string | null;
  };
  mayDecide: boolean;
  /** With the run as it stands then, where it is to be seen; without after it was handed on. */
  decided: (whole?: WholeRun) => void;
  more?: ReactNode;
}

/** Lines stay lines: what asks is written as a letter is, not as Markdown, in which one end of a line is a space. */
const asWritten = (question: string) => question.replace(/([^\n])\n(?!\n)/g, '$1  \n');

/** What a run waits for: the question, and whoever may decide says yes or no. What is asked holds what a model wrote and is shown as an answer is. */
export function DecisionCard({ run, title, question, mayDecide, decided, more }: Props) {
  const text = useText();
  const words = text.runs;
  const { token } = theme.useToken();
  const client = useQueryClient();
  const id = useId();
  const [form] = Form.useForm<InputValues>();
  const fields = fieldsOf(question.form);
  const { nameOf } = useMembers();
  const [note, setNote] = useState('');
  const [sending, setSending] = useState<boolean>();
  const [problem, setProblem] = useState('');

  const decide = async (approved: boolean) => {
    const values = approved && fields.length > 0 ? await form.validateFields().catch(() => undefined) : undefined;
    if (approved && fields.length > 0 && !values) return;
    setSending(approved);
    setProblem('');
    try {
      decided(await agentsApi.decide(run, String(question.position), approved, note, values && inputOf(fields, values)));
      void client.invalidateQueries({ queryKey: RUNS, exact: true });
    } catch (e) {
      setProblem((e as Error).message || text.offline);
      setSending(undefined);
    }
    void client.invalidateQueries({ queryKey: WAITING });
  };
  const card = { border: `1px solid ${token.colorWarningBorder}`, background: token.colorWarningBg, borderRadius: token.borderRadiusLG, padding: 16, display: 'grid', gap: 12, gridTemplateColumns: 'minmax(0, 1fr)' };
  return (
    <section aria-labelledby={id} style={card}>
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8, alignItems: 'baseline' }}>
        <h3 id={id} style={{ margin: 0, fontSize: 16, flex: '1 1 auto', overflowWrap: 'anywhere' }}>{title}</h3>
        <span style={{ color: token.colorTextSecondary }}>{words.askedAt(moment(question.askedAt, text.locale))}</span>
      </div>
      <div style={{ maxHeight: 320, overflowY: 'auto' }} tabIndex={0} role="group" aria-label={words.fields.question}><Markdown content={asWritten(question.question)} streaming={false} /></div>
      {question.dueAt && <p style={{ margin: 0 }}>{words.until(moment(question.dueAt, text.locale))}</p>}
      {question.delegate && <p style={{ margin: 0 }}>{words.handedTo(nameOf(question.delegate))}</p>}
      {question.escalatedAt && <p style={{ margin: 0 }}>{words.escalated(moment(question.escalatedAt, text.locale), question.escalatedTo ? nameOf(question.escalatedTo) : '')}</p>}
      {mayDecide ? <>
        {fields.length > 0 && <Form form={form} name={id} layout="vertical" initialValues={startValues(fields, question.suggested)}><InputItems fields={fields} /></Form>}
        <Input.TextArea aria-label={words.note} placeholder={words.note} maxLength={MOST_NOTE} autoSize={{ minRows: 1, maxRows: 6 }} value={note} onChange={(e) => setNote(e.target.value)} />
        {problem && <Alert role="alert" type="error" showIcon title={words.decideFailed} description={problem} />}
        <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
          <Button type="primary" icon={<CheckOutlined />} loading={sending === true} disabled={sending === false} onClick={() => void decide(true)}>{words.approve}</Button>
          <Button icon={<CloseOutlined />} loading={sending === false} disabled={sending === true} onClick={() => void decide(false)}>{words.refuse}</Button>
          <HandOn run={run} position={String(question.position)} done={() => { decided(); void client.invalidateQueries({ queryKey: WAITING }); }} />
          {more}
        </div>
      </> : <p style={{ margin: 0 }}>{question.by === 'ADMIN' ? words.forAdmin : words.forStarter}</p>}
    </section>
  );
}
