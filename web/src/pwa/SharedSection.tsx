import { App, Button, Card } from 'antd';
import { useEffect, useState } from 'react';
import type { SpaceUpload } from '../api/types';
import { LIST } from '../app/ListRow';
import { go } from '../app/useRoute';
import { useText } from '../i18n';
import { notesApi } from '../notes/api';
import { clear, lookUp, type SharedThing } from './shared';

/** What another app shared with this one: kept when a person says so, and only then. Nothing where nothing came. */
export function SharedSection({ upload }: { upload: (file: File, folder: string) => Promise<SpaceUpload> }) {
  const text = useText();
  const words = text.pwa;
  const { message } = App.useApp();
  const [things, setThings] = useState<(SharedThing & { beginning: string })[]>([]);
  const [keeping, setKeeping] = useState(false);

  useEffect(() => {
    if (location.pathname !== '/space/shared' || !('caches' in window)) return;
    const read = async () => {
      const found = await lookUp(caches);
      setThings(await Promise.all(found.map(async (thing) => ({ ...thing, beginning: thing.file.name || (await thing.file.slice(0, 600).text()) }))));
    };
    void read();
  }, []);
  if (things.length === 0) return null;

  const end = async () => {
    await clear(caches);
    setThings([]);
  };
  const keep = async () => {
    setKeeping(true);
    try {
      let note: string | undefined;
      for (const { file } of things) {
        if (file.name) await upload(file, '');
        else note = (await notesApi.add('', await file.text())).id;
      }
      await end();
      go(note ? `/space/notes/${note}` : '/space');
    } catch (e) {
      message.error((e as Error).message || text.offline);
    }
    setKeeping(false);
  };
  return (
    <section aria-label={words.shared}>
      <Card title={words.shared} size="small">
        <p style={{ marginTop: 0 }}>{words.sharedDetail}</p>
        <ul style={{ ...LIST, overflowWrap: 'anywhere' }}>{things.map(({ key, file, beginning }) => <li key={key}>{file.name ? beginning : <>{words.sharedText}: {beginning}</>}</li>)}</ul>
        <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8, marginTop: 12 }}>
          <Button type="primary" loading={keeping} onClick={() => void keep()}>{words.keepShared}</Button>
          <Button onClick={() => void end()}>{words.dropShared}</Button>
        </div>
      </Card>
    </section>
  );
}
