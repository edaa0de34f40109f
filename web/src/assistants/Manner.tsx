import { CloseOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { api } from '../api/client';
import type { Conversation } from '../api/types';
import { useText } from '../i18n';
import { MemorySwitch } from '../memory/MemorySwitch';
import { PersonaPicker, PLAIN } from './PersonaPicker';
import { begin, useAssistants, useLanguage, useNext, usePersonas } from './useAssistants';

/** With whom and how a conversation is had; of a new one what it will begin with. As high whatever it says. */
export function Manner({ conversation }: { conversation: Conversation | undefined }) {
  const text = useText();
  const language = useLanguage();
  const client = useQueryClient();
  const { message } = App.useApp();
  const next = useNext();
  const { assistants } = useAssistants();
  const { list } = usePersonas();
  const id = conversation ? conversation.assistant : next.assistant;
  const assistant = assistants?.find((each) => each.id === id);
  const usual = (id && list?.byAssistant[id]) || list?.everywhere || assistant?.manifest.persona || null;
  const wanted = next.persona === undefined ? usual : next.persona;

  const change = async (what: { assistant?: string; persona?: string }) => {
    if (!conversation) return begin({ ...next, ...what });
    client.setQueryData(['conversation', conversation.id], await api.change(conversation.id, what));
  };
  return (
    <div style={{ display: 'flex', alignItems: 'center', gap: 4, height: 32, overflow: 'hidden' }}>
      <PersonaPicker value={conversation ? conversation.persona : wanted === PLAIN ? null : wanted} assistant={assistant} change={(persona) => change({ persona })} />
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
