import { useEffect, useRef } from 'react';
import { App } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { go } from '../app/useRoute';
import { useText } from '../i18n';
import { notesApi } from '../notes/api';
import { placedIn, type Placed } from './folders';

const isWriting = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || (target instanceof HTMLInputElement && target.type !== 'button') || target instanceof HTMLTextAreaElement);

/** What a browser calls a picture that was copied says nothing; the moment does. */
function named(file: File, picture: string): File {
  if (!/^image\.\w+$/.test(file.name)) return file;
  const moment = new Date().toISOString().slice(0, 19).replace('T', ' ').replaceAll(':', '-');
  return new File([file], `${picture} ${moment}.${file.name.slice(6)}`, { type: file.type });
}

/** Takes what is pasted anywhere on the page but into its fields: files as files, text as a note that is opened. */
export function usePaste(take: (files: Placed[]) => void) {
  const text = useText();
  const client = useQueryClient();
  const { message } = App.useApp();
  const paste = useRef<(e: ClipboardEvent) => void>(() => {});
  paste.current = (e) => {
    const data = e.clipboardData;
    if (!data || isWriting(e.target)) return;
    if (data.files.length > 0) {
      e.preventDefault();
      void placedIn(data.items).then((files) => take(files.map(({ file, folder }) => ({ file: named(file, text.space.picture), folder }))));
      return;
    }
    const words = data.getData('text/plain').trim();
    if (words === '') return;
    e.preventDefault();
    notesApi.add('', words).then(
      ({ id }) => {
        void client.invalidateQueries({ queryKey: ['space'] });
        go(`/space/notes/${id}`);
      },
      (error: Error) => void message.error(error.message || text.offline),
    );
  };
  useEffect(() => {
    const onPaste = (e: ClipboardEvent) => paste.current(e);
    addEventListener('paste', onPaste);
    return () => removeEventListener('paste', onPaste);
  }, []);
}
