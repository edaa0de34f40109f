import { FileOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { theme } from 'antd';
import type { WholeRun } from '../api/types';
import { useText } from '../i18n';
import { bytes } from '../i18n/units';
import { agentsApi, RUNS } from './api';

/** Files that a run wrote, to be saved; nothing where there are none. */
export function FileLinks({ whole: { run, steps } }: { whole: WholeRun }) {
  const words = useText().tools;
  const { token } = theme.useToken();
  const wrote = steps.filter(({ kind }) => kind === 'file').length;
  const { data = [] } = useQuery({ queryKey: [...RUNS, run.id, 'files', wrote], queryFn: () => agentsApi.files(run.id), enabled: wrote > 0 });
  if (data.length === 0) return null;
  return (
    <section aria-labelledby="run-files-title">
      <h2 id="run-files-title" style={{ margin: '0 0 8px', fontSize: 16 }}>{words.files}</h2>
      <ul style={{ listStyle: 'none', margin: 0, padding: 0 }}>
        {data.map((file) => (
          <li key={file.name} style={{ overflowWrap: 'anywhere' }}>
            <FileOutlined aria-hidden /> <a href={`/api/agent-runs/${run.id}/files/${encodeURIComponent(file.name)}`} download={file.name}>{file.name}</a>{' '}
            <span style={{ color: token.colorTextSecondary }}>{bytes(file.bytes)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
