import { PlusOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Dropdown, Tag } from 'antd';
import { useState } from 'react';
import type { Agent } from '../api/types';
import { LIST, ListRow } from '../app/ListRow';
import { LoadNote } from '../app/LoadNote';
import { moment } from '../app/time';
import { go } from '../app/useRoute';
import { useLanguage } from '../assistants/useAssistants';
import { useText } from '../i18n';
import { addressOf } from './address';
import { agentsApi, DRAFTS } from './api';
import { starter, STARTERS, type Starter } from './starters';

/** What builders work on: the organisation's drafts, and a new one from a starter. */
export function DraftList() {
  const text = useText();
  const words = text.agents;
  const { data, error, isLoading, refetch } = useQuery({ queryKey: DRAFTS, queryFn: agentsApi.drafts });
  const row = ({ id, name, problems, released, changedAt }: Agent) => {
    const shown = name || words.untitled;
    const address = addressOf({ view: 'draft', id });
    return (
      <ListRow
        key={id} name={<a href={address} onClick={(e) => { e.preventDefault(); go(address); }}>{shown}</a>}
        tags={<>
          <Tag>{released === null ? words.notReleased : words.release(released)}</Tag>
          {problems.length > 0 && <Tag color="warning">{words.problemCount(problems.length)}</Tag>}
        </>}
        detail={words.changedAt(moment(changedAt, text.locale))}
        actions={<Button aria-label={words.openOf(shown)} onClick={() => go(address)}>{words.open}</Button>}
      />
    );
  };
  return (
    <section aria-label={words.drafts} style={{ display: 'grid', gap: 12, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <div><NewAgent /></div>
      <LoadNote error={error} loading={isLoading} retry={() => void refetch()} />
      {data?.length === 0 && <p style={{ margin: 0 }}>{words.noDrafts}</p>}
      <ul style={LIST}>{data?.map(row)}</ul>
    </section>
  );
}

function NewAgent() {
  const text = useText();
  const words = text.agents;
  const language = useLanguage();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [making, setMaking] = useState(false);

  const make = async (which: Starter) => {
    setMaking(true);
    try {
      const { id } = await agentsApi.create(starter(which, language));
      void client.invalidateQueries({ queryKey: DRAFTS });
      go(addressOf({ view: 'draft', id }));
    } catch (e) {
      message.error((e as Error).message || text.offline);
      setMaking(false);
    }
  };
  const items = STARTERS.map((which) => {
    const [title, detail] = words.starters[which] ?? [which, ''];
    return { key: which, label: <><div>{title}</div><div style={{ color: 'var(--ant-color-text-description)' }}>{detail}</div></> };
  });
  return (
    <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => void make(key as Starter) }}>
      <Button type="primary" icon={<PlusOutlined />} loading={making} aria-haspopup="menu">{words.create}</Button>
    </Dropdown>
  );
}
