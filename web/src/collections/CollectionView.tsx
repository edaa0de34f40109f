import { App, Button, Empty, Popconfirm, Result } from 'antd';
import { useState } from 'react';
import { useSession } from '../account/useSession';
import type { SpaceCollection } from '../api/types';
import { LIST } from '../app/ListRow';
import { LoadNote } from '../app/LoadNote';
import { go } from '../app/useRoute';
import { useText } from '../i18n';
import { DocumentRow } from '../space/DocumentRow';
import { FileFilter } from '../space/FileFilter';
import { ALL, FEW, foldersOf, passing, searchFilter } from '../space/filter';
import { SearchSection } from '../space/SearchSection';
import { UploadSection } from '../space/UploadSection';
import { olderVersions } from '../space/useSpace';
import { CollectionForm } from './CollectionForm';
import { collectionAddress } from './CollectionList';
import { ShareDialog } from './ShareDialog';
import { mayEdit, useCollectionDocuments, useCollections } from './useCollections';

/** One collection: what is in it, and what this person may do with it. */
export function CollectionView({ id, mostBytes }: { id: string; mostBytes: number }) {
  const text = useText();
  const { collections, error, isLoading, refetch } = useCollections();
  const words = text.collections;
  const collection = collections?.find((each) => each.id === id);
  const back = () => go(collectionAddress(''));
  if (collections && !collection) return <Result status="404" title={text.proof.gone} subTitle={text.proof.goneDetail} extra={<Button onClick={back}>{words.back}</Button>} />;
  return (
    <>
      <div><Button onClick={back}>{words.back}</Button></div>
      <LoadNote error={error} loading={isLoading} retry={() => void refetch()} />
      {collection && <Content collection={collection} mostBytes={mostBytes} />}
    </>
  );
}

function Content({ collection, mostBytes }: { collection: SpaceCollection; mostBytes: number }) {
  const text = useText();
  const words = text.collections;
  const { documents, error, isLoading, refetch, upload, retry, remove } = useCollectionDocuments(collection.id);
  const older = olderVersions(documents ?? []);
  const [filter, setFilter] = useState(ALL);
  const shown = passing(documents ?? [], filter, Date.now());
  const edits = mayEdit(collection);
  return (
    <>
      <section aria-labelledby="collection-title" style={{ display: 'grid', gap: 8 }}>
        <h2 id="collection-title" style={{ margin: 0, fontSize: 18, overflowWrap: 'anywhere' }}>{collection.name}</h2>
        {collection.purpose && <p style={{ margin: 0, overflowWrap: 'anywhere' }}>{collection.purpose}</p>}
        <Actions collection={collection} />
      </section>
      {edits && <UploadSection mostBytes={mostBytes} upload={upload} />}
      {collection.documents > 0 && <SearchSection collection={collection.id} filter={searchFilter(filter, Date.now())} />}
      <section aria-label={words.documents(collection.documents)}>
        <LoadNote error={error} loading={isLoading} retry={() => void refetch()} />
        {documents?.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={words.noDocuments} />}
        {documents && documents.length > FEW && <FileFilter filter={filter} shown={shown.length} folders={foldersOf(documents)} hasTags={false} change={setFilter} />}
        {documents && documents.length > 0 && shown.length === 0 && <p>{text.space.noneSuch}</p>}
        <ul style={LIST}>
          {shown.map((document) => (
            <DocumentRow
              key={document.id} document={document} older={older.has(document.id)}
              {...(edits && { retry: () => retry(document.id), remove: () => remove(document.id) })}
            />
          ))}
        </ul>
      </section>
    </>
  );
}

function Actions({ collection }: { collection: SpaceCollection }) {
  const text = useText();
  const words = text.collections;
  const { message } = App.useApp();
  const { may } = useSession();
  const { change, remove } = useCollections();
  const [naming, setNaming] = useState(false);
  const [sharing, setSharing] = useState(false);
  const { id, name, purpose } = collection;
  const manages = collection.right === 'MANAGE' && may('MANAGE_COLLECTIONS');
  const removed = () => void remove(id, () => go(collectionAddress(''))).then(() => message.success(words.removed(name))).catch((e: Error) => void message.error(e.message || text.offline));
  if (!mayEdit(collection)) return null;
  return (
    <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
      {manages && <Button type="primary" aria-label={words.shareOf(name)} onClick={() => setSharing(true)}>{words.share}</Button>}
      <Button aria-label={words.changeOf(name)} onClick={() => setNaming(true)}>{words.change}</Button>
      {manages && (
        <Popconfirm title={words.removeOf(name)} description={words.removeSure} okText={words.remove} okButtonProps={{ danger: true }} onConfirm={removed} styles={{ root: { maxWidth: 320 } }}>
          <Button danger aria-label={words.removeOf(name)}>{words.remove}</Button>
        </Popconfirm>
      )}
      <CollectionForm title={words.changeOf(name)} called={{ name, purpose }} open={naming} close={() => setNaming(false)} save={async (called) => void (await change(id, called))} />
      {manages && <ShareDialog collection={collection} open={sharing} close={() => setSharing(false)} />}
    </div>
  );
}
