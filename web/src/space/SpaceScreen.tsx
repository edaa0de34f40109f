import { Empty, Segmented } from 'antd';
import { useMemo, useState } from 'react';
import { useSession } from '../account/useSession';
import { LIST } from '../app/ListRow';
import { LoadNote } from '../app/LoadNote';
import { PageFrame } from '../app/PageFrame';
import { go, useRoute } from '../app/useRoute';
import { collectionAddress, CollectionList } from '../collections/CollectionList';
import { CollectionView } from '../collections/CollectionView';
import { PutIntoCollection } from '../collections/PutIntoCollection';
import { useText } from '../i18n';
import { WaysIn } from '../clip/WaysIn';
import { NotesSection } from '../notes/NotesSection';
import { SharedSection } from '../pwa/SharedSection';
import { DocumentRow } from './DocumentRow';
import { FileFilter } from './FileFilter';
import { DigestSwitch } from '../digest/DigestSwitch';
import { useDigests } from '../digest/useDigests';
import { ChosenBar } from '../tags/ChosenBar';
import { TagManager } from '../tags/TagManager';
import { useTags } from '../tags/useTags';
import { ALL, FEW, foldersOf, passing, searchFilter } from './filter';
import { ReadingPart } from './ReadingPart';
import { SearchSection } from './SearchSection';
import { bytes } from '../i18n/units';
import { UploadSection } from './UploadSection';
import { olderVersions, useSpace } from './useSpace';

/** Until the server said how large a file may be. */
const ANY_SIZE = 100 * 1024 * 1024;

/** One's own files, and finding what they say; or the collections that one may read. */
export default function SpaceScreen() {
  const text = useText();
  const words = text.collections;
  const { collectionId } = useRoute();
  const { space } = useSpace();
  const shared = collectionId !== undefined;
  return (
    <PageFrame title={shared ? words.title : text.space.title} detail={shared ? words.detail : text.space.detail}>
      <div>
        <Segmented
          aria-label={words.view} value={shared} options={[{ value: false, label: words.mine }, { value: true, label: words.title }]}
          onChange={(wanted) => go(wanted ? collectionAddress('') : '/space')}
        />
      </div>
      {!shared && <Mine />}
      {collectionId === '' && <CollectionList />}
      {collectionId && <CollectionView key={collectionId} id={collectionId} mostBytes={space?.mostFileBytes ?? ANY_SIZE} />}
    </PageFrame>
  );
}

function Mine() {
  const text = useText();
  const words = text.space;
  const { documents, space, error, isLoading, refetch, upload, retry, remove, rerank } = useSpace();
  const manages = useSession().may('MANAGE_MODELS');
  const older = olderVersions(documents ?? []);
  const [filter, setFilter] = useState(ALL);
  const shown = passing(documents ?? [], filter, Date.now());
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const { tags } = useTags();
  const digests = useDigests();
  const digestOf = useMemo(() => new Map(digests?.map((digest) => [digest.document, digest])), [digests]);
  const hasTags = tags !== undefined && tags.length > 0;
  const choose = (id: string, on: boolean) => setChosen((old) => new Set(on ? [...old, id] : [...old].filter((each) => each !== id)));
  return (
    <>
      <UploadSection mostBytes={space?.mostFileBytes ?? ANY_SIZE} upload={upload} />
      {space && !space.readsPictures && (manages || documents?.some(({ reason }) => reason === 'NEEDS_OCR')) && (
        <ReadingPart name={space.pictureModel} reads="pictures" may={manages} />
      )}
      {space && !space.readsSound && documents?.some(({ reason }) => reason === 'NEEDS_SPEECH') && (
        <ReadingPart name={space.soundModel} reads="sound" may={manages} />
      )}
      {space && space.readsSound && !space.tellsSpeakers && documents?.some(({ reason }) => reason === 'NEEDS_SPEAKERS') && (
        <ReadingPart name={space.speakerModel} reads="speakers" may={manages} />
      )}
      <SharedSection upload={upload} />
      {space && space.documents > 0 && <SearchSection filter={searchFilter(filter, Date.now())} reranks={space.reranks} rerank={rerank} />}
      <NotesSection />
      <section aria-labelledby="space-files-title">
        <h2 id="space-files-title" style={{ margin: '0 0 8px', fontSize: 16 }}>{words.files}</h2>
        {space && documents && documents.length > 0 && <p style={{ margin: '0 0 8px' }}>{words.used(space.documents, bytes(space.bytes), bytes(space.mostBytes))}</p>}
        <DigestSwitch />
        <LoadNote error={error} loading={isLoading} retry={() => void refetch()} />
        {documents?.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={<><strong>{words.none}</strong><div>{words.noneDetail}</div></>} />}
        {documents && (documents.length > FEW || hasTags) && <FileFilter filter={filter} shown={shown.length} folders={foldersOf(documents)} hasTags={hasTags} change={setFilter} />}
        <TagManager />
        {shown.length > 0 && <ChosenBar shown={shown.map(({ id }) => id)} chosen={chosen} choose={setChosen} />}
        {documents && documents.length > 0 && shown.length === 0 && <p>{words.noneSuch}</p>}
        <ul style={LIST}>
          {shown.map((document) => (
            <DocumentRow
              key={document.id} document={document} older={older.has(document.id)} digest={digestOf.get(document.id)} chosen={chosen.has(document.id)} choose={(on) => choose(document.id, on)}
              retry={() => retry(document.id)} remove={() => remove(document.id)} more={<PutIntoCollection document={document} />}
            />
          ))}
        </ul>
      </section>
      <WaysIn />
    </>
  );
}
