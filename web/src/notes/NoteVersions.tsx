import { HistoryOutlined } from '@ant-design/icons';
import { App, Button, Dropdown } from 'antd';
import { useState } from 'react';
import { request } from '../api/client';
import type { SpaceDocument } from '../api/types';
import { moment } from '../app/time';
import { useText } from '../i18n';
import { fileAddress } from '../space/useSpace';
import { notesApi } from './api';

interface Props {
  id: string;
  bringBack: (text: string) => void;
}

/** What was kept of a note, ten minutes apart; one of them can be had back. */
export function NoteVersions({ id, bringBack }: Props) {
  const text = useText();
  const words = text.notes;
  const { message } = App.useApp();
  const [versions, setVersions] = useState<SpaceDocument[]>();

  const failed = (e: Error) => void message.error(e.message || text.offline);
  const take = async (version: SpaceDocument) => {
    const written = await (await request(fileAddress(version.id))).text();
    // the title stands above the text where there is one
    bringBack(written.replace(/^# .*\n\n/, ''));
  };
  const items = versions?.map((version) => ({ key: version.id, label: words.bringBack(moment(version.createdAt, text.locale)) })) ?? [];
  return (
    <Dropdown
      trigger={['click']} onOpenChange={(open) => open && void notesApi.versions(id).then(setVersions).catch(failed)}
      menu={{ items, onClick: ({ key }) => void take(versions!.find((version) => version.id === key)!).catch(failed) }}
    >
      <Button type="text" icon={<HistoryOutlined />} aria-label={words.versions} title={words.versions} />
    </Dropdown>
  );
}
