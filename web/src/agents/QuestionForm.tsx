import { CheckOutlined, CloseOutlined, SendOutlined } from '@ant-design/icons';
import { Alert, Button, Form, Input } from 'antd';
import { useId, useState, type ReactNode } from 'react';
import { useText } from '../i18n';
import { InputItems } from './InputItems';
import { fieldsOf, inputOf, startValues, type InputValues } from './inputFields';

const MOST_NOTE = 2_000;
const MOST_ANSWER = 20_000;

/** What somebody says to a question: yes or no, or an answer. */
export type Said = { approved: boolean; note: string; data?: object } | { text?: string; data?: object };

interface Props {
  question: { asks: 'APPROVAL' | 'QUESTION'; form?: unknown; suggested?: unknown };
  /** Throws what is told to who sent it. */
  send: (said: Said) => Promise<void>;
  more?: ReactNode;
}

/** Where a question is answered: its form, or words, and for a decision yes and no with a note. */
export function QuestionForm({ question, send, more }: Props) {
  const text = useText();
  const words = text.runs;
  const id = useId();
  const [form] = Form.useForm<InputValues>();
  const fields = fieldsOf(question.form);
  const decides = question.asks === 'APPROVAL';
  const [note, setNote] = useState('');
  const [answer, setAnswer] = useState('');
  const [sending, setSending] = useState<'yes' | 'no'>();
  const [problem, setProblem] = useState('');

  const say = async (yes: boolean) => {
    const values = yes && fields.length > 0 ? await form.validateFields().catch(() => undefined) : undefined;
    if (yes && fields.length > 0 && !values) return;
    if (!decides && fields.length === 0 && answer.trim() === '') return setProblem(words.noWords);
    const data = values && { data: inputOf(fields, values) };
    setSending(yes ? 'yes' : 'no');
    setProblem('');
    try {
      await send(decides ? { approved: yes, note, ...data } : { ...(fields.length === 0 && { text: answer }), ...data });
    } catch (e) {
      setProblem((e as Error).message || text.offline);
      setSending(undefined);
    }
  };
  return (
    <>
      {fields.length > 0 && <Form form={form} name={id} layout="vertical" initialValues={startValues(fields, question.suggested)}><InputItems fields={fields} /></Form>}
      {decides && <Input.TextArea aria-label={words.note} placeholder={words.note} maxLength={MOST_NOTE} autoSize={{ minRows: 1, maxRows: 6 }} value={note} onChange={(e) => setNote(e.target.value)} />}
      {!decides && fields.length === 0 && <Input.TextArea aria-label={words.answerWords} placeholder={words.answerWords} maxLength={MOST_ANSWER} autoSize={{ minRows: 2, maxRows: 12 }} value={answer} onChange={(e) => setAnswer(e.target.value)} />}
      {problem && <Alert role="alert" type="error" showIcon title={decides ? words.decideFailed : words.answerFailed} description={problem} />}
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
        {decides ? <>
          <Button type="primary" icon={<CheckOutlined />} loading={sending === 'yes'} disabled={sending === 'no'} onClick={() => void say(true)}>{words.approve}</Button>
          <Button icon={<CloseOutlined />} loading={sending === 'no'} disabled={sending === 'yes'} onClick={() => void say(false)}>{words.refuse}</Button>
        </> : <Button type="primary" icon={<SendOutlined />} loading={sending === 'yes'} onClick={() => void say(true)}>{words.sendAnswer}</Button>}
        {more}
      </div>
    </>
  );
}
