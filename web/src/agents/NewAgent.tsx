import { PlusOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Dropdown } from 'antd';
import { useState } from 'react';
import { go } from '../app/useRoute';
import { useLanguage } from '../assistants/useAssistants';
import { useText } from '../i18n';
import { addressOf } from './address';
import { agentsApi, DRAFTS } from './api';
import { starter, STARTERS, type Starter } from './starters';

/** Begins an agent from one of the starters, and opens it. */
export function NewAgent() {
  const text = useText();
  const words = text.agents;
  const language = useLanguage();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [making, setMaking] = useState(false);

  const make = async (which: Starter) => {
    setMaking(true);
    try {
      const { id } = await agentsApi.create(starter(which, language));
      void client.invalidateQueries({ queryKey: DRAFTS });
      go(addressOf({ view: 'draft', id }));
    } catch (e) {
      message.error((e as Error).message || text.offline);
      setMaking(false);
    }
  };
  const items = STARTERS.map((which) => {
    const [title, detail] = words.starters[which] ?? [which, ''];
    return { key: which, label: <><div>{title}</div><div style={{ color: 'var(--ant-color-text-description)' }}>{detail}</div></> };
  });
  return (
    <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => void make(key as Starter) }}>
      <Button type="primary" icon={<PlusOutlined />} loading={making} aria-haspopup="menu">{words.create}</Button>
    </Dropdown>
  );
}
