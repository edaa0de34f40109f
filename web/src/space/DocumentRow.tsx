import { App, Button, Checkbox, Popconfirm, Tag } from 'antd';
import type { ReactNode } from 'react';
import type { Digest, SpaceDocument } from '../api/types';
import { ListRow } from '../app/ListRow';
import { moment } from '../app/time';
import { go } from '../app/useRoute';
import { useText } from '../i18n';
import { bytes } from '../i18n/units';
import { isSound } from '../proof/sound';
import { TagButton } from '../tags/TagButton';
import { fileAddress } from './useSpace';

interface Props {
  document: SpaceDocument;
  older: boolean;
  /** What a model says of it; of one's own. */
  digest?: Digest | undefined;
  chosen?: boolean;
  /** Left out where it is chosen for nothing: tags are given to one's own. */
  choose?: (chosen: boolean) => void;
  /** Left out where this person may not. */
  retry?: () => Promise<void>;
  remove?: () => Promise<void>;
  /** What else can be done. */
  more?: ReactNode;
}

const COLORS = { WAITING: 'default', READING: 'processing', INDEXED: 'success', FAILED: 'error' } as const;

const ONE_LINE = { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' } as const;

/** One file: how far it is, why it could not be read, and what can be done. */
export function DocumentRow({ document, older, digest, chosen, choose, retry, remove, more }: Props) {
  const text = useText();
  const words = text.space;
  const { message } = App.useApp();
  const { id, name, state, reason } = document;

  const failed = (e: Error) => void message.error(e.message || text.offline);
  const removed = () => void remove?.().then(() => message.success(words.removed(name))).catch(failed);
  const facts = [
    document.folder, bytes(document.bytes), document.passages > 0 && words.passages(document.passages), moment(document.createdAt, text.locale),
  ];
  return (
    <ListRow
      name={choose ? <Checkbox checked={chosen} onChange={(e) => choose(e.target.checked)} aria-label={text.tags.choose(name)}>{name}</Checkbox> : name}
      tags={<>
        <Tag color={COLORS[state]}>{words.states[state]}</Tag>
        {document.version > 1 && <Tag>{words.version(document.version)}</Tag>}
        {older && <Tag>{words.older}</Tag>}
        {document.tags.map((tag) => <Tag key={tag}>#{tag}</Tag>)}
      </>}
      detail={<>
        <div>{facts.filter(Boolean).join(' · ')}</div>
        {digest?.state === 'READY' && <div style={ONE_LINE} title={text.digest.madeBy(digest.model ?? '')}>{digest.summary}</div>}
        {document.pictures !== null && <div role="status">{(isSound(document.type) ? words.writingDown : words.readingPictures)(document.picturesRead ?? 0, document.pictures)}</div>}
        {reason && <div>{words.reasons[reason]}</div>}
      </>}
      actions={<>
        {state === 'FAILED' && retry && <Button aria-label={words.retryOf(name)} onClick={() => void retry().catch(failed)}>{words.retry}</Button>}
        {state === 'INDEXED' && <Button aria-label={words.openOf(name)} onClick={() => go(`/space/documents/${id}`)}>{words.open}</Button>}
        {choose && <TagButton document={document} />}
        <Button href={fileAddress(id)} download={name} aria-label={words.downloadOf(name)}>{words.download}</Button>
        {more}
        {remove && <Popconfirm title={words.removeOf(name)} description={words.removeSure} okText={words.remove} okButtonProps={{ danger: true }} onConfirm={removed} styles={{ root: { maxWidth: 320 } }}>
          <Button danger aria-label={words.removeOf(name)}>{words.remove}</Button>
        </Popconfirm>}
      </>}
    />
  );
}
