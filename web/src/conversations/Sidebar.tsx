import { PlusOutlined, SearchOutlined } from '@ant-design/icons';
import { App, Button, Input, Skeleton, theme } from 'antd';
import { useDeferredValue, useState } from 'react';
import { AccountMenu } from '../account/AccountMenu';
import { useText } from '../i18n';
import type { Conversation } from '../api/types';
import type { Page } from '../app/useRoute';
import { PageList } from '../app/PageList';
import { byDay } from './byDay';
import { ConversationRow } from './ConversationRow';
import { UNDO_MILLIS, useConversations } from './useConversations';

interface Props {
  current: string | undefined;
  page: Page;
  openPage: (page: Page) => void;
  open: (id: string | undefined) => void;
  /** Opens the search over everything. */
  search: () => void;
}

/** Every conversation, newest first, with a search over titles and texts. */
export function Sidebar({ current, page, open, openPage, search }: Props) {
  const text = useText();
  const { token } = theme.useToken();
  const { notification } = App.useApp();
  const [words, setWords] = useState('');
  const { data, isLoading, isError, remove, undo, rename } = useConversations(useDeferredValue(words.trim()));
  const { today, earlier } = byDay(data ?? [], new Date());

  const removeWithUndo = (conversation: Conversation) => {
    remove(conversation.id);
    if (conversation.id === current) open(undefined);
    notification.open({
      key: conversation.id,
      title: text.removed,
      description: conversation.title || text.untitled,
      duration: UNDO_MILLIS / 1000 - 0.5,
      placement: 'bottomLeft',
      actions: (
        <Button type="link" onClick={() => { undo(conversation.id); notification.destroy(conversation.id); }}>
          {text.undo}
        </Button>
      ),
    });
  };

  const section = (title: string, conversations: Conversation[]) =>
    conversations.length > 0 && (
      <section aria-label={title}>
        <h2 style={{ margin: '12px 12px 4px', fontSize: token.fontSizeSM, fontWeight: 500, color: token.colorTextSecondary }}>{title}</h2>
        <ul style={{ listStyle: 'none', margin: 0, padding: 0 }}>
          {conversations.map((c) => (
            <ConversationRow
              key={c.id} conversation={c} active={c.id === current} open={() => open(c.id)}
              rename={(title) => rename(c.id, title)} remove={() => removeWithUndo(c)}
            />
          ))}
        </ul>
      </section>
    );

  const empty = isError ? text.loadFailed : words.trim() ? text.nothingFound : text.noConversations;
  return (
    <nav aria-label={text.conversations} style={{ display: 'flex', flexDirection: 'column', height: '100%' }}>
      <div style={{ padding: 12, display: 'grid', gap: 8 }}>
        <div style={{ display: 'flex', alignItems: 'center', gap: 8, padding: '2px 4px', fontSize: token.fontSizeLG, fontWeight: 600 }}>
          <img src="/favicon.svg" alt="" width={24} height={24} />
          {text.appName}
        </div>
        <Button block icon={<PlusOutlined />} onClick={() => open(undefined)} title="Ctrl+Shift+O">
          {text.newChat}
        </Button>
        <Button block type="text" icon={<SearchOutlined />} onClick={search} title="Ctrl+K" style={{ justifyContent: 'flex-start' }}>
          <span style={{ flex: 1, textAlign: 'start' }}>{text.palette.open}</span>
          <kbd aria-hidden style={{ font: 'inherit', fontSize: token.fontSizeSM, color: token.colorTextSecondary }}>Ctrl K</kbd>
        </Button>
        <Input
          type="search" allowClear prefix={<SearchOutlined />} aria-label={text.search} placeholder={text.search}
          value={words} onChange={(e) => setWords(e.target.value)}
        />
      </div>
      <div style={{ flex: 1, overflowY: 'auto', padding: '0 8px 12px' }}>
        {isLoading && <Skeleton active title={false} paragraph={{ rows: 4 }} style={{ padding: 12 }} />}
        {section(text.today, today)}
        {section(text.earlier, earlier)}
        {!isLoading && data?.length !== 0 && !isError ? null : !isLoading && (
          <p style={{ padding: 12, color: token.colorTextSecondary }}>{empty}</p>
        )}
      </div>
      <div style={{ padding: 8, borderTop: `1px solid ${token.colorBorderSecondary}` }}>
        <PageList page={page} openPage={openPage} />
        <AccountMenu open={() => openPage('account')} leave={() => open(undefined)} />
      </div>
    </nav>
  );
}
