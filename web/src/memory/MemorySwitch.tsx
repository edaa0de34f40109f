import { BulbFilled, BulbOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { begin, useNext } from '../assistants/useAssistants';
import { useText } from '../i18n';
import { useConversationMemory, useMemories, useMemoryChanges } from './useMemory';

/** Holds a conversation, or the one that begins next, with or without memory. Not there where memory is off altogether. */
export function MemorySwitch({ conversation }: { conversation: string | undefined }) {
  const text = useText();
  const words = text.memory;
  const { message } = App.useApp();
  const next = useNext();
  const { list } = useMemories();
  const memory = useConversationMemory(conversation);
  const { hold } = useMemoryChanges();
  if (!list?.setting.active || (conversation !== undefined && memory === undefined)) return null;

  const on = conversation === undefined ? next.memory !== false : memory?.on === true;
  const change = () => {
    if (conversation === undefined) begin({ ...next, memory: !on });
    else void hold(conversation, !on).catch((e: Error) => message.error(e.message || text.offline));
  };
  const label = on ? words.on : words.off;
  return (
    <Button type="text" size="small" icon={on ? <BulbFilled /> : <BulbOutlined />} role="switch" aria-checked={on} aria-label={words.active} title={label} onClick={change}>
      {!on && words.offShort}
    </Button>
  );
}
