import { PlusOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useSession } from '../account/useSession';
import { LIST } from '../app/ListRow';
import { LoadNote } from '../app/LoadNote';
import { PageFrame } from '../app/PageFrame';
import { useText } from '../i18n';
import { useMembers } from '../members/useMembers';
import { CreateKey } from './CreateKey';
import { KeyRow } from './KeyRow';
import { useKeys } from './useKeys';

/** API keys for programs. */
export default function KeysScreen() {
  const words = useText().keys;
  const { signInNeeded, person } = useSession();
  const { keys, error, isLoading, refetch, create, change, revoke } = useKeys();
  const { nameOf } = useMembers();
  const [creating, setCreating] = useState(false);
  return (
    <PageFrame title={words.title} detail={words.detail}>
      <section aria-label={words.title}>
        {!signInNeeded && <Alert type="info" showIcon title={words.openHouse} style={{ marginBottom: 16 }} />}
        <Button icon={<PlusOutlined />} onClick={() => setCreating(true)} style={{ marginBottom: 16 }}>{words.create}</Button>
        <LoadNote error={error} loading={isLoading} retry={() => void refetch()} />
        {keys?.length === 0 && <p>{words.none}</p>}
        <ul style={LIST}>
          {keys?.map((key) => <KeyRow key={key.id} apiKey={key} of={key.person === person.id ? undefined : nameOf(key.person)} change={(terms) => change(key.id, terms)} revoke={() => revoke(key.id)} />)}
        </ul>
      </section>
      <CreateKey create={create} open={creating} close={() => setCreating(false)} />
    </PageFrame>
  );
}
