import { Alert, Button, Modal, Tag } from 'antd';
import { useState } from 'react';
import { ListRow } from '../app/ListRow';
import { moment } from '../app/time';
import { useText } from '../i18n';
import { watchedApi, type WatchedFolder } from './api';
import { WatchedFiles } from './WatchedFiles';

interface Props {
  folder: WatchedFolder;
  make: (made: Promise<unknown>) => unknown;
}

/** One folder: how it is, looking at it, what of it is not followed, ending it. */
export function WatchedRow({ folder, make }: Props) {
  const words = useText();
  const text = words.watched;
  const { name } = folder;
  const [open, setOpen] = useState(false);
  const [stopping, setStopping] = useState(false);
  const problem = text.problems[folder.state];
  const counts = [
    text.files(folder.files),
    folder.waiting > 0 && text.waiting(folder.waiting),
    folder.failed > 0 && text.failed(folder.failed),
    folder.left > 0 && text.left(folder.left),
    folder.dropped > 0 && text.dropped(folder.dropped),
    folder.gone > 0 && text.gone(folder.gone),
    folder.removed > 0 && text.removed(folder.removed),
    folder.lookedAt && text.lookedAt(moment(folder.lookedAt, words.locale)),
  ].filter(Boolean);
  const notable = folder.own && folder.left + folder.dropped + folder.gone + folder.removed > 0;
  const stop = (keep: boolean) => {
    setStopping(false);
    // its list is not asked for once more
    setOpen(false);
    void make(watchedApi.remove(folder.id, keep));
  };

  return (
    <ListRow
      name={name}
      tags={<>
        <Tag>{text.states[folder.state]}</Tag>
        {folder.configured && <Tag>{text.configured}</Tag>}
        {!folder.own && <Tag>{text.of(folder.person)}</Tag>}
      </>}
      detail={<>
        <div>{folder.path}</div>
        <div>{counts.join(' · ')}</div>
        {problem && <Alert type="warning" showIcon title={problem} style={{ marginBlock: 4 }} />}
        {open && notable && <WatchedFiles folder={folder.id} make={make} />}
        <Modal
          open={stopping} title={text.stopOf(name)} onCancel={() => setStopping(false)}
          footer={<div style={{ display: 'flex', flexWrap: 'wrap', gap: 8, justifyContent: 'flex-end' }}>
            <Button onClick={() => setStopping(false)}>{words.cancel}</Button>
            <Button danger onClick={() => stop(false)}>{text.stopRemove}</Button>
            <Button type="primary" onClick={() => stop(true)}>{text.stopKeep}</Button>
          </div>}
        >
          {text.stopHelp}
        </Modal>
      </>}
      actions={<>
        {notable && <Button aria-expanded={open} aria-label={text.showOf(name)} onClick={() => setOpen(!open)}>{open ? text.hide : text.show}</Button>}
        {folder.own && <Button aria-label={text.lookAt(name)} onClick={() => make(watchedApi.look(folder.id))}>{text.look}</Button>}
        {folder.own && !folder.configured && <Button aria-label={text.stopOf(name)} onClick={() => setStopping(true)}>{text.stop}</Button>}
      </>}
    />
  );
}
