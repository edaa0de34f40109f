import { UploadOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useRef, useState } from 'react';
import { go } from '../app/useRoute';
import { useText } from '../i18n';
import { addressOf } from './address';
import { DRAFTS } from './api';
import { doorsApi } from './doorsApi';

/** Begins an agent with a file that was exported, and opens it. */
export function ImportAgent() {
  const text = useText();
  const words = text.doors;
  const client = useQueryClient();
  const { message } = App.useApp();
  const chosen = useRef<HTMLInputElement>(null);
  const [sending, setSending] = useState(false);
  const take = async (file: File | undefined) => {
    if (!file) return;
    setSending(true);
    try {
      const { id, problems } = await doorsApi.take(file);
      void client.invalidateQueries({ queryKey: DRAFTS });
      message.success(words.imported(problems.length));
      go(addressOf({ view: 'draft', id }));
    } catch (e) {
      message.error((e as Error).message || text.offline);
      setSending(false);
    }
  };
  return (
    <>
      <input
        ref={chosen} type="file" accept=".zip,.yaml,.yml,application/zip" aria-label={words.import} hidden
        onChange={(e) => { void take(e.target.files?.[0]); e.target.value = ''; }}
      />
      <Button icon={<UploadOutlined />} loading={sending} onClick={() => chosen.current?.click()}>{words.import}</Button>
    </>
  );
}
