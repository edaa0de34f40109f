import { Alert, Form, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import type { LibraryAgent } from '../api/types';
import { useText, type Language } from '../i18n';
import { agentsApi } from './api';

interface Props {
  /** Null while none is chosen. */
  agent: LibraryAgent | null;
  language: Language;
  close: () => void;
  /** Gets the id of the draft. */
  made: (id: string) => void;
}

/** Asks what of one's own an agent of the library works with, and makes a draft of it. */
export function TakeAgent({ agent, language, close, made }: Props) {
  const text = useText();
  const words = text.agents;
  const id = useId();
  const [making, setMaking] = useState(false);
  const [problem, setProblem] = useState('');
  const make = async (values: Record<string, string>) => {
    if (!agent) return;
    setMaking(true);
    setProblem('');
    try {
      made((await agentsApi.take(agent.name, language, values)).id);
    } catch (e) {
      setProblem((e as Error).message || text.offline);
    }
    setMaking(false);
  };
  return (
    <Modal
      open={agent !== null} destroyOnHidden onCancel={close} afterClose={() => setProblem('')} title={agent?.title}
      okText={words.take} cancelText={text.cancel} okButtonProps={{ htmlType: 'submit', form: id }} confirmLoading={making}
    >
      <p>{agent?.description}</p>
      <p>{words.takeHelp}</p>
      <Form
        id={id} layout="vertical" requiredMark={false} preserve={false} onFinish={(values: Record<string, string>) => void make(values)}
        initialValues={Object.fromEntries(agent?.needs.map(({ name, usual }) => [name, usual]) ?? [])}
      >
        {agent?.needs.map(({ name, title }) => (
          <Form.Item key={name} name={name} label={title}><Input autoComplete="off" maxLength={2000} /></Form.Item>
        ))}
        {problem && <Alert role="alert" type="error" showIcon title={problem} />}
      </Form>
    </Modal>
  );
}
