import { PlusOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Tag } from 'antd';
import { useState } from 'react';
import type { AgentTrigger } from '../api/types';
import { LIST, ListRow } from '../app/ListRow';
import { LoadNote } from '../app/LoadNote';
import { moment } from '../app/time';
import { go } from '../app/useRoute';
import { useText } from '../i18n';
import { addressOf } from './address';
import { doorsApi, TRIGGERS } from './doorsApi';
import { TriggerForm } from './TriggerForm';

const SHOWN_TIMES = 3;

/** What starts runs by itself. */
export default function TriggerList() {
  const text = useText();
  const words = text.doors;
  const { data, error, isLoading, refetch } = useQuery({ queryKey: TRIGGERS, queryFn: doorsApi.triggers });
  const [open, setOpen] = useState<AgentTrigger | 'new'>();
  return (
    <section aria-label={words.triggers} style={{ display: 'grid', gap: 12, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <p style={{ margin: 0 }}>{words.triggersDetail}</p>
      <div><Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen('new')}>{words.newTrigger}</Button></div>
      <LoadNote error={error} loading={isLoading} retry={() => void refetch()} />
      {data?.length === 0 && <p style={{ margin: 0 }}>{words.noTriggers}</p>}
      <ul style={LIST}>{data?.map((trigger) => <TriggerRow key={trigger.id} trigger={trigger} edit={() => setOpen(trigger)} />)}</ul>
      {open && <TriggerForm trigger={open === 'new' ? undefined : open} close={() => setOpen(undefined)} />}
    </section>
  );
}

function TriggerRow({ trigger, edit }: { trigger: AgentTrigger; edit: () => void }) {
  const text = useText();
  const words = text.doors;
  const client = useQueryClient();
  const { message, modal } = App.useApp();
  const { id, name, agentName, own, paused, nextAt, next, lastAt, lastRun, problem, kind, cron, zone } = trigger;
  const done = async (what: Promise<unknown>) => {
    try {
      await what;
      await client.invalidateQueries({ queryKey: TRIGGERS });
    } catch (e) {
      message.error((e as Error).message || text.offline);
    }
  };
  const remove = () => modal.confirm({ title: words.deleteOf(name), content: words.deleteSure, okText: words.delete, okButtonProps: { danger: true }, cancelText: text.cancel, onOk: () => done(doorsApi.deleteTrigger(id)) });
  const times = nextAt ? [nextAt, ...next].slice(0, SHOWN_TIMES).map((at) => moment(at, text.locale)).join(', ') : '';
  return (
    <ListRow
      name={name}
      tags={<><Tag>{words.kinds[kind]}</Tag>{paused && <Tag color="warning">{words.paused}</Tag>}{!own && <Tag>{words.others}</Tag>}</>}
      detail={<>
        <div>{agentName}{cron && ` · ${cron} · ${zone}`}</div>
        {times && <div>{words.next(times)}</div>}
        {lastAt && <div>{words.last(moment(lastAt, text.locale))} {lastRun && !problem && <a href={addressOf({ view: 'run', id: lastRun })} onClick={(e) => { e.preventDefault(); go(addressOf({ view: 'run', id: lastRun })); }}>{words.openRun}</a>}</div>}
        {problem && <div role="alert">{problem}</div>}
      </>}
      actions={<>
        {own && <Button aria-label={words.changeTrigger(name)} onClick={edit}>{words.edit}</Button>}
        {own && <Button aria-label={paused ? words.resumeOf(name) : words.pauseOf(name)} onClick={() => void done(doorsApi.changeTrigger(id, { ...trigger, paused: !paused }))}>{paused ? words.resume : words.pause}</Button>}
        <Button danger aria-label={words.deleteOf(name)} onClick={remove}>{words.delete}</Button>
      </>}
    />
  );
}
