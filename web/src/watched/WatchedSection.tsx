import { FolderAddOutlined } from '@ant-design/icons';
import { Button, Typography } from 'antd';
import { useState } from 'react';
import { LIST } from '../app/ListRow';
import { LoadNote } from '../app/LoadNote';
import { useText } from '../i18n';
import { AddFolder } from './AddFolder';
import { useWatched } from './useWatched';
import { WatchedRow } from './WatchedRow';

/** Folders of the server's machine that spaces follow. */
export function WatchedSection() {
  const text = useText().watched;
  const { data, error, isLoading, refetch, add, make } = useWatched();
  const [adding, setAdding] = useState(false);
  return (
    <section aria-labelledby="watched-title">
      <Typography.Title level={2} id="watched-title" style={{ fontSize: 20 }}>{text.title}</Typography.Title>
      <Typography.Paragraph type="secondary">{text.detail}</Typography.Paragraph>
      <LoadNote error={error} loading={isLoading} retry={() => void refetch()} />
      {data && (
        <div style={{ display: 'grid', gap: 12, gridTemplateColumns: 'minmax(0, 1fr)' }}>
          {data.root === null
            ? <Typography.Text style={{ overflowWrap: 'anywhere' }}>{text.closed}</Typography.Text>
            : <div><Button icon={<FolderAddOutlined />} onClick={() => setAdding(true)}>{text.add}</Button></div>}
          {data.folders.length === 0 && <Typography.Text>{text.none}</Typography.Text>}
          <ul style={LIST}>
            {data.folders.map((folder) => <WatchedRow key={folder.id} folder={folder} make={make} />)}
          </ul>
          {adding && data.root !== null && <AddFolder root={data.root} add={add} close={() => setAdding(false)} />}
        </div>
      )}
    </section>
  );
}
