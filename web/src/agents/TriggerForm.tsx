import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Checkbox, Form, Input, Modal, Select } from 'antd';
import { useId, useState } from 'react';
import type { AgentTrigger, CreatedAgentTrigger } from '../api/types';
import { ShownOnce } from '../app/ShownOnce';
import { moment } from '../app/time';
import { useText } from '../i18n';
import { agentsApi, RELEASED } from './api';
import { doorsApi, TRIGGERS } from './doorsApi';
import { InputItems } from './InputItems';
import { fieldsOf, inputOf, startValues, type InputValues } from './inputFields';

interface Fields {
  kind: 'SCHEDULE' | 'WEBHOOK';
  agent: string;
  name: string;
  label: string;
  cron: string;
  zone: string;
  missed: 'ONCE' | 'SKIP';
  signed: boolean;
}

const LABELS = ['dev', 'test', 'prod'];
const here = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Makes a trigger, or changes one; in the same dialog come the address and secret of a new webhook. */
export function TriggerForm({ trigger, close }: { trigger: AgentTrigger | undefined; close: () => void }) {
  const text = useText();
  const words = text.doors;
  const formId = useId();
  const client = useQueryClient();
  const [form] = Form.useForm<Fields>();
  const [inputs] = Form.useForm<InputValues>();
  const [created, setCreated] = useState<CreatedAgentTrigger>();
  const [problem, setProblem] = useState('');
  const [saving, setSaving] = useState(false);
  const released = useQuery({ queryKey: RELEASED, queryFn: agentsApi.released });
  const kind = Form.useWatch('kind', form) ?? trigger?.kind ?? 'SCHEDULE';
  const agent = Form.useWatch('agent', form) ?? trigger?.agent;
  const cron = Form.useWatch('cron', form) ?? '';
  const zone = Form.useWatch('zone', form) ?? '';
  const times = useQuery({ queryKey: [...TRIGGERS, 'times', cron, zone], queryFn: () => doorsApi.times(cron, zone), enabled: kind === 'SCHEDULE' && cron.trim().split(/\s+/).length === 5 && zone !== '', retry: false });
  const chosen = released.data?.find((each) => each.agent === agent);
  const fields = kind === 'SCHEDULE' ? fieldsOf(chosen?.input) : [];

  const save = async (said: Fields) => {
    setSaving(true);
    setProblem('');
    try {
      const input = fields.length > 0 ? inputOf(fields, await inputs.validateFields()) : (trigger?.kind === 'WEBHOOK' ? trigger.input : {});
      const schedule = said.kind === 'SCHEDULE';
      const wanted = {
        kind: said.kind, agent: said.agent, name: said.name, label: said.label || null, input, signed: !schedule && !!said.signed, paused: trigger?.paused ?? false,
        cron: schedule ? said.cron : null, zone: schedule ? said.zone : null, missed: schedule ? said.missed : null,
      };
      const made = trigger ? undefined : await doorsApi.createTrigger(wanted);
      if (trigger) await doorsApi.changeTrigger(trigger.id, wanted);
      await client.invalidateQueries({ queryKey: TRIGGERS });
      if (made?.address) setCreated(made);
      else close();
    } catch (e) {
      if (e instanceof Error) setProblem(e.message || text.offline);
    }
    setSaving(false);
  };
  const zones = [...new Set([here(), 'Asia/Shanghai', 'UTC', ...Intl.supportedValuesOf('timeZone')])].map((value) => ({ value, label: value }));
  const initial: Fields = {
    kind: trigger?.kind ?? 'SCHEDULE', agent: trigger?.agent ?? '', name: trigger?.name ?? '', label: trigger?.label ?? '', cron: trigger?.cron ?? '30 8 * * MON-FRI',
    zone: trigger?.zone ?? here(), missed: trigger?.missed ?? 'ONCE', signed: trigger?.signed ?? false,
  };
  return (
    <Modal
      open onCancel={close} confirmLoading={saving} okText={trigger ? words.save : words.create} cancelText={text.cancel} okButtonProps={{ htmlType: 'submit', form: formId }}
      title={trigger ? words.changeTrigger(trigger.name) : words.newTrigger} mask={{ closable: false }} {...(created && { footer: <Button type="primary" onClick={close}>{words.done}</Button> })}
    >
      {created ? (
        <div style={{ display: 'grid', gap: 12 }}>
          <ShownOnce label={words.address} secret={location.origin + created.address} />
          {created.secret && <ShownOnce label={words.secret} secret={created.secret} />}
          <p style={{ margin: 0 }}>{words.once}</p>
        </div>
      ) : (
        <>
          <Form id={formId} form={form} layout="vertical" requiredMark={false} initialValues={initial} onFinish={(said) => void save(said)}>
            <Form.Item name="name" label={words.name} rules={[{ required: true, whitespace: true, message: text.account.needed }]}><Input autoFocus autoComplete="off" maxLength={100} /></Form.Item>
            <Form.Item name="kind" label={words.kind}><Select disabled={!!trigger} options={['SCHEDULE', 'WEBHOOK'].map((value) => ({ value, label: words.kinds[value] }))} /></Form.Item>
            <Form.Item name="agent" label={words.agent} rules={[{ required: true, message: text.account.needed }]}>
              <Select showSearch={{ optionFilterProp: 'label' }} disabled={!!trigger} options={released.data?.map(({ agent: value, name: label }) => ({ value, label }))} />
            </Form.Item>
            <Form.Item name="label" label={words.whichRelease}><Select options={[{ value: '', label: words.byDefault }, ...LABELS.map((value) => ({ value, label: value }))]} /></Form.Item>
            {kind === 'SCHEDULE' ? (
              <>
                <Form.Item name="cron" label={words.cron} extra={<>{words.cronHelp}<br />{times.data && words.next(times.data.next.map((at) => moment(at, text.locale)).join(', '))}{times.error && (times.error as Error).message}</>}>
                  <Input autoComplete="off" maxLength={100} />
                </Form.Item>
                <Form.Item name="zone" label={words.zone}><Select showSearch={{ optionFilterProp: 'label' }} options={zones} /></Form.Item>
                <Form.Item name="missed" label={words.missed}><Select options={['ONCE', 'SKIP'].map((value) => ({ value, label: words.missedNames[value] }))} /></Form.Item>
              </>
            ) : (
              <>
                <p>{words.hookHelp}</p>
                <Form.Item name="signed" valuePropName="checked" extra={words.signedHelp}><Checkbox disabled={!!trigger}>{words.signed}</Checkbox></Form.Item>
              </>
            )}
          </Form>
          {fields.length > 0 && (
            <fieldset style={{ margin: 0, padding: 0, border: 0 }}>
              <legend style={{ fontWeight: 600, padding: 0, marginBottom: 8 }}>{words.input}</legend>
              <Form key={agent} form={inputs} name="trigger-input" layout="vertical" initialValues={startValues(fields, trigger?.input)}><InputItems fields={fields} /></Form>
            </fieldset>
          )}
          {problem && <Alert role="alert" type="error" showIcon title={problem} />}
        </>
      )}
    </Modal>
  );
}
