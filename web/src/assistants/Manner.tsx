import { CloseOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { api } from '../api/client';
import type { Conversation } from '../api/types';
import { useText } from '../i18n';
import { MemorySwitch } from '../memory/MemorySwitch';
import { PersonaPicker } from './PersonaPicker';
import { begin, useLanguage, useNext } from './useAssistants';
import { useWith } from './useWith';

/** With whom and how a conversation is had; of a new one what it will begin with. As high whatever it says. */
export function Manner({ conversation }: { conversation: Conversation | undefined }) {
  const text = useText();
  const language = useLanguage();
  const client = useQueryClient();
  const { message } = App.useApp();
  const next = useNext();
  const { id, assistants, assistant, personaId } = useWith(conversation);

  const change = async (what: { assistant?: string; persona?: string }) => {
    if (!conversation) return begin({ ...next, ...what });
    client.setQueryData(['conversation', conversation.id], await api.change(conversation.id, what));
  };
  return (
    <div style={{ display: 'flex', alignItems: 'center', gap: 4, height: 32, overflow: 'hidden' }}>
      <PersonaPicker value={personaId} assistant={assistant} change={(persona) => change({ persona })} />
      <MemorySwitch conversation={conversation?.id} />
      {conversation && id && assistants && (
        <span style={{ display: 'flex', alignItems: 'center', minWidth: 0 }}>
          <span style={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
            {assistant ? text.assistants.with(assistant.manifest.name[language]) : text.assistants.gone}
          </span>
          <Button type="text" size="small" icon={<CloseOutlined />} aria-label={text.assistants.leave} title={text.assistants.leave} onClick={() => void change({ assistant: '' }).catch((e: Error) => message.error(e.message || text.offline))} />
        </span>
      )}
    </div>
  );
}
