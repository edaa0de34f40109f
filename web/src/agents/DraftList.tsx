import { CopyOutlined, DeleteOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Popconfirm, Tag } from 'antd';
import type { Agent } from '../api/types';
import { LIST, ListRow } from '../app/ListRow';
import { LoadNote } from '../app/LoadNote';
import { moment } from '../app/time';
import { go } from '../app/useRoute';
import { useText } from '../i18n';
import { addressOf } from './address';
import { agentsApi, DRAFTS } from './api';
import { ImportAgent } from './ImportAgent';
import { NewAgent } from './NewAgent';
import { SecretList } from './SecretList';
import { TellingSection } from './TellingSection';

const MOST_NAME = 100;

/** What builders work on: the organisation's drafts, and a new one. */
export function DraftList() {
  const text = useText();
  const words = text.agents;
  const { data, error, isLoading, refetch } = useQuery({ queryKey: DRAFTS, queryFn: agentsApi.drafts });
  const client = useQueryClient();
  const { message } = App.useApp();
  const change = (done: Promise<unknown>) => done.then(() => client.invalidateQueries({ queryKey: DRAFTS })).catch((e: Error) => void message.error(e.message || text.offline));
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
        actions={<>
          <Button aria-label={text.doors.releasesOf(shown)} onClick={() => go(addressOf({ view: 'releases', id }))}>{text.doors.releases}</Button>
          <Button aria-label={words.openOf(shown)} onClick={() => go(address)}>{words.open}</Button>
          <Button icon={<CopyOutlined />} aria-label={`${words.copy}: ${shown}`} onClick={() => void change(agentsApi.copy(id, words.copyOf(shown).slice(0, MOST_NAME)))} />
          {released === null && (
            <Popconfirm title={words.removeSure} okText={words.remove} cancelText={words.removeNo} okButtonProps={{ danger: true }} onConfirm={() => change(agentsApi.remove(id))}>
              <Button danger icon={<DeleteOutlined />} aria-label={words.removeOf(shown)} />
            </Popconfirm>
          )}
        </>}
      />
    );
  };
  return (
    <section aria-label={words.drafts} style={{ display: 'grid', gap: 12, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}><NewAgent /><ImportAgent /></div>
      <LoadNote error={error} loading={isLoading} retry={() => void refetch()} />
      {data?.length === 0 && <p style={{ margin: 0 }}>{words.noDrafts}</p>}
      <ul style={LIST}>{data?.map(row)}</ul>
      <SecretList />
      <TellingSection />
    </section>
  );
}
