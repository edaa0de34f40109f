import { App, Button, Popconfirm, Tag } from 'antd';
import { ApiError } from '../api/client';
import type { Organisation } from '../api/types';
import { LIST, ListRow } from '../app/ListRow';
import { useText } from '../i18n';
import { accountApi } from './api';
import { useSession } from './useSession';

/** The organisations that one belongs to: for which one acts, and the way out of each. */
export function OrganisationList() {
  const text = useText();
  const words = text.account;
  const { message } = App.useApp();
  const { organisation, organisations, actFor, refresh } = useSession();

  const leave = async (o: Organisation, name: string) => {
    try {
      await accountApi.leave(o.id);
      void message.success(words.left(name));
      await refresh();
    } catch (e) {
      const refused = e instanceof ApiError && e.status === 409;
      void message.error(refused ? (o.role === 'OWNER' ? text.members.ownerNeeded : words.keptInIt) : (e as Error).message || text.offline);
    }
  };
  const row = (o: Organisation) => {
    const name = o.name || words.mainOrganisation;
    return (
      <ListRow
        key={o.id} name={name} tags={<><Tag>{text.members.roles[o.role]}</Tag>{o.id === organisation?.id && <Tag color="success">{words.actingFor}</Tag>}</>}
        actions={<>
          {o.id !== organisation?.id && <Button onClick={() => void actFor(o.id)}>{words.switchTo(name)}</Button>}
          <Popconfirm title={words.leave(name)} description={words.leaveSure} okText={words.leaveShort} okButtonProps={{ danger: true }} onConfirm={() => leave(o, name)} styles={{ root: { maxWidth: 320 } }}>
            <Button type="text" danger aria-label={words.leave(name)}>{words.leaveShort}</Button>
          </Popconfirm>
        </>}
      />
    );
  };
  return (
    <section aria-labelledby="organisations-title">
      <h2 id="organisations-title" style={{ margin: '0 0 4px', fontSize: 16 }}>{words.organisations}</h2>
      <p style={{ margin: '0 0 12px' }}>{words.organisationsDetail}</p>
      <ul style={LIST}>{organisations.map(row)}</ul>
    </section>
  );
}
