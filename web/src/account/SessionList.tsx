import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Popconfirm, Tag } from 'antd';
import type { OpenSession } from '../api/types';
import { LIST, ListRow } from '../app/ListRow';
import { LoadNote } from '../app/LoadNote';
import { moment } from '../app/time';
import { useText } from '../i18n';
import { agentName } from './agent';
import { accountApi } from './api';
import { useSession } from './useSession';

/** Where one is signed in, and the ways to end that. */
export function SessionList() {
  const text = useText();
  const words = text.account;
  const client = useQueryClient();
  const { message } = App.useApp();
  const { refresh } = useSession();
  const { data, error, isLoading, refetch } = useQuery({ queryKey: ['sessions'], queryFn: accountApi.sessions });
  const or = (action: Promise<unknown>) => void action.catch((e: Error) => message.error(e.message || text.offline));

  const end = async (id: string) => {
    await accountApi.endSession(id);
    await client.invalidateQueries({ queryKey: ['sessions'] });
    void message.success(words.signedOutThere);
  };
  const endAll = async () => {
    await accountApi.endSessions();
    await refresh();
  };

  const row = (session: OpenSession) => {
    const where = agentName(session.userAgent) || session.address;
    return (
      <ListRow
        key={session.id} name={where} tags={session.current && <Tag color="success">{words.here}</Tag>}
        detail={[session.address, words.seen(moment(session.lastSeenAt, text.locale)), words.since(moment(session.createdAt, text.locale))].join(' · ')}
        actions={!session.current && <Button aria-label={words.signOutThereLabel(where)} onClick={() => or(end(session.id))}>{words.signOutThere}</Button>}
      />
    );
  };
  return (
    <section aria-labelledby="sessions-title">
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8, justifyContent: 'space-between', alignItems: 'center', marginBottom: 12 }}>
        <h2 id="sessions-title" style={{ margin: 0, fontSize: 16 }}>{words.sessions}</h2>
        <Popconfirm title={words.everywhereSure} okText={words.signOut} onConfirm={() => or(endAll())}>
          <Button danger>{words.everywhere}</Button>
        </Popconfirm>
      </div>
      <LoadNote error={error} loading={isLoading} retry={() => void refetch()} />
      {data && <ul style={LIST}>{data.map(row)}</ul>}
    </section>
  );
}
