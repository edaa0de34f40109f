import { PlusOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Dropdown } from 'antd';
import { useState } from 'react';
import { go } from '../app/useRoute';
import { useLanguage } from '../assistants/useAssistants';
import { useText } from '../i18n';
import { addressOf } from './address';
import { agentsApi, DRAFTS, LIBRARY } from './api';
import { starter, STARTERS, type Starter } from './starters';
import { TakeAgent } from './TakeAgent';

const FROM_LIBRARY = 'library/';

/** Begins an agent from one of the starters or of the library, and opens it. */
export function NewAgent() {
  const text = useText();
  const words = text.agents;
  const language = useLanguage();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [making, setMaking] = useState(false);
  const [taking, setTaking] = useState('');
  const { data: library = [] } = useQuery({ queryKey: [...LIBRARY, language], queryFn: () => agentsApi.library(language), staleTime: Infinity });

  const make = async (which: Starter) => {
    setMaking(true);
    try {
      opened((await agentsApi.create(starter(which, language))).id);
    } catch (e) {
      message.error((e as Error).message || text.offline);
      setMaking(false);
    }
  };
  const opened = (id: string) => {
    setTaking('');
    void client.invalidateQueries({ queryKey: DRAFTS });
    go(addressOf({ view: 'draft', id }));
  };
  const item = (key: string, title: string, detail: string) =>
    ({ key, label: <><div>{title}</div><div style={{ color: 'var(--ant-color-text-description)' }}>{detail}</div></> });
  const items = [
    ...STARTERS.map((which) => item(which, ...(words.starters[which] ?? [which, ''] as [string, string]))),
    ...(library.length > 0 ? [{ type: 'group' as const, key: 'library', label: words.library, children: library.map(({ name, title, description }) => item(FROM_LIBRARY + name, title, description)) }] : []),
  ];
  const choose = (key: string) => (key.startsWith(FROM_LIBRARY) ? setTaking(key.slice(FROM_LIBRARY.length)) : void make(key as Starter));
  return (
    <>
      <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => choose(key), style: { maxWidth: 'min(440px, 92vw)', maxHeight: '70vh', overflowY: 'auto' } }}>
        <Button type="primary" icon={<PlusOutlined />} loading={making} aria-haspopup="menu">{words.create}</Button>
      </Dropdown>
      <TakeAgent agent={library.find(({ name }) => name === taking) ?? null} language={language} close={() => setTaking('')} made={opened} />
    </>
  );
}
