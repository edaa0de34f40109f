import { ArrowLeftOutlined, CaretRightOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Form, Result } from 'antd';
import { useState } from 'react';
import { ApiError } from '../api/client';
import type { ReleasedAgent } from '../api/types';
import { LoadNote } from '../app/LoadNote';
import { PageFrame } from '../app/PageFrame';
import { go } from '../app/useRoute';
import { useText } from '../i18n';
import { addressOf } from './address';
import { agentsApi, RELEASED, RUNS } from './api';
import { InputItems } from './InputItems';
import { fieldsOf, inputOf, refusedField, startValues, type InputValues } from './inputFields';

/** Asks for what an agent is started with; filled in as in another run where one is named. */
export function StartScreen({ id, from }: { id: string; from: string | undefined }) {
  const text = useText();
  const released = useQuery({ queryKey: RELEASED, queryFn: agentsApi.released });
  const before = useQuery({ queryKey: [...RUNS, from], queryFn: () => agentsApi.run(from!), enabled: from !== undefined, retry: false });
  const agent = released.data?.find((each) => each.agent === id);
  if (released.data && !agent && !released.isFetching) return <Result status="404" title={text.runs.goneAgent} extra={<Button onClick={() => go('/agents')}>{text.agents.back}</Button>} />;
  if (!agent || (from && before.isLoading)) return <PageFrame title={text.agents.title}><LoadNote error={released.error} loading retry={() => void released.refetch()} /></PageFrame>;
  return <StartForm agent={agent} before={before.data?.run.input} />;
}

function StartForm({ agent, before }: { agent: ReleasedAgent; before: unknown }) {
  const text = useText();
  const words = text.runs;
  const [form] = Form.useForm<InputValues>();
  const [problem, setProblem] = useState('');
  const [starting, setStarting] = useState(false);
  const fields = fieldsOf(agent.input);

  const start = async (values: InputValues) => {
    setProblem('');
    setStarting(true);
    try {
      go(addressOf({ view: 'run', id: (await agentsApi.start(agent.agent, inputOf(fields, values))).id }));
    } catch (e) {
      const message = (e as Error).message || text.offline;
      const field = e instanceof ApiError && e.status === 400 ? refusedField(message, fields) : '';
      if (field) form.setFields([{ name: field, errors: [message] }]);
      else setProblem(message);
      setStarting(false);
    }
  };
  return (
    <PageFrame title={words.start(agent.name)} detail={agent.description}>
      <div><Button icon={<ArrowLeftOutlined />} onClick={() => go('/agents')}>{text.agents.back}</Button></div>
      <Form form={form} name="run" layout="vertical" initialValues={startValues(fields, before)} onFinish={(values) => void start(values)} scrollToFirstError={{ focus: true }}>
        {fields.length === 0 && <p>{words.nothingToFill}</p>}
        <InputItems fields={fields} />
        {problem && <Alert role="alert" type="error" showIcon title={words.startFailed} description={problem} style={{ marginBottom: 12 }} />}
        <Button type="primary" htmlType="submit" icon={<CaretRightOutlined />} loading={starting}>{words.begin}</Button>
      </Form>
    </PageFrame>
  );
}
