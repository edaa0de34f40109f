import { DownloadOutlined, UploadOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useRef, useState } from 'react';
import { useText } from '../i18n';
import { accountApi } from './api';
import { DeleteAccount } from './DeleteAccount';
import { useSession } from './useSession';

/** The person that an installation began with stays as long as it does. */
const FIRST = 'local';

/** What is kept of oneself: taken along, brought along, or gone. */
export function OwnData() {
  const text = useText();
  const words = text.ownData;
  const client = useQueryClient();
  const { person } = useSession();
  const file = useRef<HTMLInputElement>(null);
  const [sending, setSending] = useState('');
  const [done, setDone] = useState('');
  const [problem, setProblem] = useState('');

  const take = async (chosen: File | undefined) => {
    if (!chosen) return;
    setSending(chosen.name);
    setDone('');
    setProblem('');
    try {
      const report = await accountApi.importConversations(chosen);
      setDone(words.imported(report.imported, report.known, report.empty));
      void client.invalidateQueries({ queryKey: ['conversations'] });
    } catch (e) {
      setProblem((e as Error).message || text.offline);
    }
    setSending('');
    if (file.current) file.current.value = '';
  };

  return (
    <section aria-labelledby="own-data-title" style={{ maxWidth: 640 }}>
      <h2 id="own-data-title" style={{ margin: '0 0 12px', fontSize: 16 }}>{words.title}</h2>
      <p style={{ margin: '0 0 8px' }}>{words.exportDetail}</p>
      <Button icon={<DownloadOutlined />} href="/api/account/export" download>{words.export}</Button>
      <p style={{ margin: '16px 0 8px' }}>{words.importDetail}</p>
      <input
        ref={file} type="file" accept=".zip,.json,application/zip,application/json" aria-label={words.import} hidden
        onChange={(e) => void take(e.target.files?.[0])}
      />
      <Button icon={<UploadOutlined />} loading={sending !== ''} onClick={() => file.current?.click()}>{words.import}</Button>
      <div role="status" style={{ marginTop: 8 }}>
        {sending && words.importing(sending)}
        {done && <Alert type="success" showIcon title={done} />}
      </div>
      {problem && <Alert role="alert" type="error" showIcon title={problem} style={{ marginTop: 8 }} />}
      {person.passwordSet && person.id !== FIRST && <DeleteAccount />}
    </section>
  );
}
