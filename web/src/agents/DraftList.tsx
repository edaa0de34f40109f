import { useQuery } from '@tanstack/react-query';
import { Button, Tag } from 'antd';
import type { Agent } from '../api/types';
import { LIST, ListRow } from '../app/ListRow';
import { LoadNote } from '../app/LoadNote';
import { moment } from '../app/time';
import { go } from '../app/useRoute';
import { useText } from '../i18n';
import { addressOf } from './address';
import { agentsApi, DRAFTS } from './api';
import { NewAgent } from './NewAgent';
import { SecretList } from './SecretList';

/** What builders work on: the organisation's drafts, and a new one. */
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
      <SecretList />
    </section>
  );
}
