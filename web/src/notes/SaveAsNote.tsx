import { FileAddOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Tooltip } from 'antd';
import { useState } from 'react';
import { useSession } from '../account/useSession';
import { go } from '../app/useRoute';
import { useText } from '../i18n';
import { notesApi } from './api';

/** Keeps an answer as a note of the personal space. */
export function SaveAsNote({ content }: { content: string }) {
  const text = useText();
  const words = text.notes;
  const client = useQueryClient();
  const { may } = useSession();
  const { message } = App.useApp();
  const [saving, setSaving] = useState(false);
  if (!may('OWN_SPACE')) return null;

  const save = async () => {
    setSaving(true);
    try {
      const { id } = await notesApi.add('', content);
      void client.invalidateQueries({ queryKey: ['space'] });
      message.success(<>{words.kept} <Button type="link" size="small" onClick={() => go(`/space/notes/${id}`)}>{words.open}</Button></>);
    } catch (e) {
      message.error((e as Error).message || text.offline);
    }
    setSaving(false);
  };
  return (
    <Tooltip title={words.keepAnswer}>
      <Button type="text" size="small" icon={<FileAddOutlined />} aria-label={words.keepAnswer} disabled={saving || content.trim() === ''} onClick={() => void save()} />
    </Tooltip>
  );
}
