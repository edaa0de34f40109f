import { BulbOutlined } from '@ant-design/icons';
import { App, Button, theme } from 'antd';
import { useId, useState } from 'react';
import type { Message, UsedMemory } from '../api/types';
import { LIST } from '../app/ListRow';
import { useRoute } from '../app/useRoute';
import { useText } from '../i18n';
import { EditText } from './EditText';
import { ProposalCard } from './ProposalCard';
import { useForget } from './useForget';
import { useConversationMemory, useMemoryChanges } from './useMemory';

/** Under an answer: the memories that it was given, and what of its turn may be kept. */
export function AnswerMemory({ message }: { message: Message }) {
  const memory = useConversationMemory(message.conversationId);
  const used = memory?.answers.find(({ answer }) => answer === message.id)?.used ?? [];
  const proposals = memory?.proposals.filter(({ turn }) => turn === message.parentId) ?? [];
  return (
    <>
      {used.length > 0 && <UsedMemories used={used} />}
      {proposals.map((proposal) => <ProposalCard key={proposal.id} proposal={proposal} />)}
    </>
  );
}

function UsedMemories({ used }: { used: UsedMemory[] }) {
  const words = useText().memory;
  const { openPage } = useRoute();
  const { hidden, forget } = useForget();
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <div style={{ marginTop: 4 }}>
      <Button type="text" size="small" icon={<BulbOutlined />} aria-expanded={open} aria-controls={open ? id : undefined} onClick={() => setOpen(!open)}>
        {words.usedHere(used.length)}
      </Button>
      {open && (
        <div id={id} style={{ maxWidth: 560 }}>
          <ol aria-label={words.usedList} style={LIST}>
            {used.map((each, i) => (
              <Used key={each.id ?? `gone-${i}`} number={i + 1} memory={each.id !== null && hidden.has(each.id) ? { id: null, text: null } : each} forget={forget} />
            ))}
          </ol>
          <Button type="link" size="small" onClick={() => openPage('memory')}>{words.manage}</Button>
        </div>
      )}
    </div>
  );
}

function Used({ number, memory, forget }: { number: number; memory: UsedMemory; forget: (id: string, text: string) => void }) {
  const text = useText();
  const words = text.memory;
  const { token } = theme.useToken();
  const { message } = App.useApp();
  const { change } = useMemoryChanges();
  const [editing, setEditing] = useState(false);
  const { id, text: said } = memory;
  const row = { display: 'flex', flexWrap: 'wrap', gap: 4, alignItems: 'center', padding: '4px 7px' } as const;

  if (id === null || said === null) {
    return <li style={{ ...row, color: token.colorTextSecondary, fontStyle: 'italic' }}>{number}. {words.forgottenHere}</li>;
  }
  if (editing) {
    const save = (wanted: string) =>
      change(id, { text: wanted }).then(() => setEditing(false)).catch((e: Error) => void message.error(e.message || text.offline));
    return <li style={{ padding: '4px 7px' }}><EditText text={said} label={words.editOf(said)} save={save} cancel={() => setEditing(false)} /></li>;
  }
  return (
    <li style={row}>
      <span style={{ flex: '1 1 160px', minWidth: 0, overflowWrap: 'anywhere' }}>{number}. {said}</span>
      <Button size="small" type="text" aria-label={words.editOf(said)} onClick={() => setEditing(true)}>{words.edit}</Button>
      <Button size="small" type="text" danger aria-label={words.forgetOf(said)} onClick={() => forget(id, said)}>{words.forget}</Button>
    </li>
  );
}
