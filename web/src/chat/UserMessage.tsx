import { EditOutlined } from '@ant-design/icons';
import { Bubble } from '@ant-design/x';
import { Button, Input, Tooltip } from 'antd';
import { useState } from 'react';
import type { Message } from '../api/types';
import { useText } from '../i18n';
import { CopyButton } from './CopyButton';
import type { Turn } from './tree';
import { Versions } from './Versions';

interface Props {
  turn: Turn;
  last: boolean;
  busy: boolean;
  show: (message: Message) => void;
  edit: (content: string) => void;
}

/** A person's turn. Editing it begins a branch beside it; the old one stays. */
export function UserMessage({ turn, last, busy, show, edit }: Props) {
  const text = useText();
  const [draft, setDraft] = useState<string>();
  const content = turn.message.content;

  if (draft !== undefined) {
    const send = () => {
      if (draft.trim() === '' || busy) return;
      setDraft(undefined);
      edit(draft.trim());
    };
    return (
      <li>
        <Input.TextArea
          autoFocus autoSize={{ minRows: 2, maxRows: 12 }} aria-label={text.editLabel} value={draft} onChange={(e) => setDraft(e.target.value)}
          onKeyDown={(e) => {
            if (e.key === 'Escape') setDraft(undefined);
            if (e.key === 'Enter' && !e.shiftKey && !e.nativeEvent.isComposing) { e.preventDefault(); send(); }
          }}
        />
        <div style={{ display: 'flex', justifyContent: 'flex-end', gap: 8, marginTop: 8 }}>
          <Button onClick={() => setDraft(undefined)}>{text.cancel}</Button>
          <Button type="primary" disabled={draft.trim() === '' || busy} onClick={send}>{text.editSend}</Button>
        </div>
      </li>
    );
  }
  return (
    <li id={`message-${turn.message.id}`} data-last={last || undefined}>
      <span className="visually-hidden">{text.you}</span>
      <Bubble placement="end" variant="filled" content={content} styles={{ content: { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' } }} />
      <div className="turn-actions" style={{ display: 'flex', justifyContent: 'flex-end', alignItems: 'center', gap: 2, marginTop: 2 }}>
        <Versions turn={turn} show={show} disabled={busy} />
        <CopyButton content={content} />
        <Tooltip title={text.edit}>
          <Button type="text" size="small" icon={<EditOutlined />} aria-label={text.edit} disabled={busy} onClick={() => setDraft(content)} />
        </Tooltip>
      </div>
    </li>
  );
}
