import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Popconfirm } from 'antd';
import { useState } from 'react';
import { useSession } from '../account/useSession';
import { ApiError } from '../api/client';
import { LIST, ListRow } from '../app/ListRow';
import { LoadNote } from '../app/LoadNote';
import { dayOf } from '../app/time';
import { PasswordPrompt } from '../factor/PasswordPrompt';
import { useText } from '../i18n';
import { signOnApi } from './api';
import { SignOnProblem } from './SignOnProblem';

/** Who one is elsewhere, and signs in by here; nothing where the organisation has no provider and nothing is linked. */
export function Identities() {
  const text = useText();
  const words = text.signOn;
  const client = useQueryClient();
  const { message } = App.useApp();
  const { organisation, person } = useSession();
  const [asking, setAsking] = useState({ id: '', name: '', open: false });
  const identities = useQuery({ queryKey: ['identities'], queryFn: signOnApi.identities });
  const doors = useQuery({ queryKey: ['doors', organisation?.id], queryFn: () => signOnApi.doors(organisation?.id) });
  const said = (e: Error) => void message.error(e instanceof ApiError && e.status === 409 ? words.lastWay : e.message || text.offline);

  const link = (provider: string, password?: string) => signOnApi.link(provider, password).then(({ address }) => location.assign(address));
  const begin = (door: { id: string; name: string }) => (person.passwordSet ? setAsking({ ...door, open: true }) : void link(door.id).catch(said));
  const unlink = async (id: string) => {
    try {
      await signOnApi.unlink(id);
      await client.invalidateQueries({ queryKey: ['identities'] });
      void message.success(words.unlinked);
    } catch (e) {
      said(e as Error);
    }
  };

  if (!identities.data?.length && !doors.data?.providers.length && !identities.error) return null;
  return (
    <section aria-labelledby="identities-title">
      <h2 id="identities-title" style={{ margin: '0 0 4px', fontSize: 16 }}>{words.identities}</h2>
      <p style={{ margin: '0 0 12px' }}>{words.identitiesDetail}</p>
      <SignOnProblem />
      <LoadNote error={identities.error} loading={identities.isLoading} retry={() => void identities.refetch()} />
      <ul style={LIST}>
        {identities.data?.map((identity) => (
          <ListRow
            key={identity.id} name={identity.name} detail={[identity.issuer, words.linkedSince(dayOf(identity.createdAt, text.locale)), words.lastUsed(dayOf(identity.usedAt, text.locale))].join(' · ')}
            actions={(
              <Popconfirm title={words.unlinkSure(identity.name)} okText={words.unlink} onConfirm={() => void unlink(identity.id)} styles={{ root: { maxWidth: 320 } }}>
                <Button aria-label={words.unlinkLabel(identity.name)}>{words.unlink}</Button>
              </Popconfirm>
            )}
          />
        ))}
      </ul>
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8, marginTop: 12 }}>
        {doors.data?.providers.map((door) => <Button key={door.id} onClick={() => begin(door)}>{words.linkWith(door.name)}</Button>)}
      </div>
      <PasswordPrompt
        title={words.linkWith(asking.name)} detail={words.linkPassword} okText={text.factor.goOn}
        open={asking.open} close={() => setAsking({ ...asking, open: false })} act={(password) => link(asking.id, password)}
      />
    </section>
  );
}
