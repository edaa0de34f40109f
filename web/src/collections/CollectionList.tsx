import { Button, Empty, Tag, App } from 'antd';
import { useState } from 'react';
import { useSession } from '../account/useSession';
import { LIST, ListRow } from '../app/ListRow';
import { LoadNote } from '../app/LoadNote';
import { go } from '../app/useRoute';
import { useText } from '../i18n';
import { CollectionForm } from './CollectionForm';
import { useCollections } from './useCollections';

/** Of one; '' for the list of them. */
export const collectionAddress = (id: string) => `/space?collection=${id}`;

/** The collections that one may read. */
export function CollectionList() {
  const words = useText().collections;
  const { message } = App.useApp();
  const { may } = useSession();
  const { collections, error, isLoading, refetch, make } = useCollections();
  const [making, setMaking] = useState(false);
  return (
    <section aria-labelledby="collections-title">
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8, alignItems: 'center', justifyContent: 'space-between', marginBottom: 8 }}>
        <h2 id="collections-title" style={{ margin: 0, fontSize: 16 }}>{words.title}</h2>
        {may('MANAGE_COLLECTIONS') && <Button type="primary" onClick={() => setMaking(true)}>{words.make}</Button>}
      </div>
      <LoadNote error={error} loading={isLoading} retry={() => void refetch()} />
      {collections?.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={<><strong>{words.none}</strong><div>{words.noneDetail}</div></>} />}
      <ul style={LIST}>
        {collections?.map((each) => (
          <ListRow
            key={each.id} name={each.name}
            tags={<><Tag>{words.rights[each.right]}</Tag>{each.own && !each.shared && <Tag>{words.alone}</Tag>}</>}
            detail={<>
              {each.purpose && <div>{each.purpose}</div>}
              <div>{[words.documents(each.documents), !each.own && each.maker !== null && words.by(each.maker)].filter(Boolean).join(' · ')}</div>
            </>}
            actions={<Button aria-label={words.open(each.name)} onClick={() => go(collectionAddress(each.id))}>{words.openShort}</Button>}
          />
        ))}
      </ul>
      <CollectionForm
        title={words.make} called={undefined} open={making} close={() => setMaking(false)}
        save={async (called) => {
          const made = await make(called);
          message.success(words.made(made.name));
          go(collectionAddress(made.id));
        }}
      />
    </section>
  );
}
