import { DeleteOutlined, DownloadOutlined, EditOutlined, EllipsisOutlined } from '@ant-design/icons';
import { App, Button, Dropdown, Input, theme } from 'antd';
import { useState, type CSSProperties } from 'react';
import type { Conversation } from '../api/types';
import { useText } from '../i18n';

const MOST_TITLE = 200;

interface Props {
  conversation: Conversation;
  active: boolean;
  open: () => void;
  rename: (title: string) => Promise<void>;
  remove: () => void;
}

export function ConversationRow({ conversation, active, open, rename, remove }: Props) {
  const text = useText();
  const { token } = theme.useToken();
  const { message } = App.useApp();
  const [title, setTitle] = useState<string>();
  const shown = conversation.title || text.untitled;

  const save = () => {
    const wanted = title?.trim();
    setTitle(undefined);
    if (wanted && wanted !== conversation.title) void rename(wanted).catch((e: Error) => message.error(e.message));
  };

  const actions: Record<string, () => void> = {
    rename: () => setTitle(conversation.title),
    export: () => location.assign(`/api/conversations/${conversation.id}/export.md`),
    remove,
  };
  const items = [
    { key: 'rename', label: text.rename, icon: <EditOutlined /> },
    { key: 'export', label: text.exportMarkdown, icon: <DownloadOutlined /> },
    { key: 'remove', label: text.remove, icon: <DeleteOutlined />, danger: true },
  ];
  const colours = { '--row-hover': token.colorFillTertiary, '--row-active': token.colorFillSecondary } as CSSProperties;

  return (
    <li className="list-row" data-active={active || undefined} style={{ ...colours, display: 'flex', alignItems: 'center', borderRadius: token.borderRadius }}>
      {title === undefined ? (
        <button
          type="button" onClick={open} aria-current={active ? 'page' : undefined} title={shown}
          style={{
            flex: 1, minWidth: 0, padding: '8px 12px', border: 0, background: 'none', color: 'inherit', font: 'inherit', textAlign: 'start',
            cursor: 'pointer', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap',
          }}
        >
          {shown}
        </button>
      ) : (
        <Input
          autoFocus value={title} maxLength={MOST_TITLE} aria-label={text.rename} onChange={(e) => setTitle(e.target.value)} onBlur={save}
          onPressEnter={(e) => { if (!e.nativeEvent.isComposing) save(); }}
          onKeyDown={(e) => { if (e.key === 'Escape') setTitle(undefined); }}
        />
      )}
      <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => actions[key]?.() }}>
        <Button className="row-menu" type="text" size="small" icon={<EllipsisOutlined />} aria-label={`${text.more}: ${shown}`} />
      </Dropdown>
    </li>
  );
}
