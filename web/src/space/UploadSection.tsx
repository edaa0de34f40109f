import { Alert } from 'antd';
import { useState } from 'react';
import type { SpaceUpload } from '../api/types';
import { useText } from '../i18n';
import { DropArea } from './DropArea';
import type { Placed } from './folders';
import { usePaste } from './usePaste';
import { bytes } from '../i18n/units';

interface Props {
  mostBytes: number;
  upload: (file: File, folder: string) => Promise<SpaceUpload>;
}

interface Note {
  id: number;
  kind: 'info' | 'error';
  text: string;
}

let notes = 0;

/** Uploads one file after the other, and says of each what came of it where the list doesn't. */
export function UploadSection({ mostBytes, upload }: Props) {
  const text = useText();
  const words = text.space;
  const [sending, setSending] = useState<string[]>([]);
  const [said, setSaid] = useState<Note[]>([]);

  const say = (kind: Note['kind'], what: string) => setSaid((before) => [...before, { id: ++notes, kind, text: what }]);

  const send = async ({ file, folder }: Placed) => {
    if (file.size > mostBytes) {
      say('error', words.notSent(file.name, words.tooBig(bytes(mostBytes))));
      return;
    }
    try {
      const { document, known } = await upload(file, folder);
      if (known) say('info', words.known(file.name, document.name));
    } catch (e) {
      say('error', words.notSent(file.name, (e as Error).message || text.offline));
    }
  };

  const take = async (files: Placed[]) => {
    setSaid([]);
    setSending((before) => [...before, ...files.map(({ file }) => file.name)]);
    for (const placed of files) {
      await send(placed);
      setSending((before) => before.slice(1));
    }
  };

  usePaste((files) => void take(files));

  return (
    <section aria-label={words.add} style={{ display: 'grid', gap: 8 }}>
      <DropArea most={bytes(mostBytes)} take={(files) => void take(files)} />
      <div role="status">{sending[0] !== undefined && words.sending(sending[0])}</div>
      {said.map((note) => (
        <Alert
          key={note.id} type={note.kind} showIcon role={note.kind === 'error' ? 'alert' : 'status'} title={note.text}
          closable={{ 'aria-label': words.dismiss, onClose: () => setSaid((before) => before.filter((other) => other.id !== note.id)) }}
        />
      ))}
    </section>
  );
}
