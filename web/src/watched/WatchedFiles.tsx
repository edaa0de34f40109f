import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { LoadNote } from '../app/LoadNote';
import { useText } from '../i18n';
import { WATCHED, watchedApi, type WatchedFile } from './api';

interface Props {
  folder: string;
  make: (made: Promise<unknown>) => unknown;
}

/** What of a folder is left out and why, and what is gone from it. */
export function WatchedFiles({ folder, make }: Props) {
  const client = useQueryClient();
  const key = [...WATCHED, folder];
  const { data, error, isLoading, refetch } = useQuery({ queryKey: key, queryFn: () => watchedApi.files(folder) });
  const back = (path: string) => make(watchedApi.bringBack(folder, path).then(() => client.invalidateQueries({ queryKey: key })));
  return (
    <>
      <LoadNote error={error} loading={isLoading} retry={() => void refetch()} />
      <ul style={{ margin: 0, paddingInlineStart: 20 }}>
        {data?.map((file) => <FileLine key={file.path} file={file} back={() => back(file.path)} />)}
      </ul>
    </>
  );
}

function FileLine({ file, back }: { file: WatchedFile; back: () => void }) {
  const text = useText().watched;
  const why = file.reason ? text.reasons[file.reason] : text.fileStates[file.state];
  const stays = file.state === 'GONE';
  return (
    <li style={{ overflowWrap: 'anywhere' }}>
      {file.path} · {why}
      {file.state !== 'LEFT' && (
        <Button type="link" size="small" aria-label={stays ? text.keepOf(file.path) : text.backOf(file.path)} onClick={back}>{stays ? text.keep : text.back}</Button>
      )}
    </li>
  );
}
