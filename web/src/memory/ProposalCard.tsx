import { App, Button, theme } from 'antd';
import { useState } from 'react';
import type { MemoryProposal } from '../api/types';
import { useText } from '../i18n';
import { EditText } from './EditText';
import { useMemoryChanges } from './useMemory';

/** A fact that may be kept: yes, in other words, or no. Nothing is kept before that. */
export function ProposalCard({ proposal }: { proposal: MemoryProposal }) {
  const text = useText();
  const words = text.memory;
  const { token } = theme.useToken();
  const { message } = App.useApp();
  const { keep, refuse } = useMemoryChanges();
  const [editing, setEditing] = useState(false);
  const [busy, setBusy] = useState(false);
  const { id, text: said, replaces } = proposal;

  const decide = async (action: Promise<unknown>, done?: string) => {
    setBusy(true);
    try {
      await action;
      if (done) void message.success(done);
    } catch (e) {
      void message.error((e as Error).message || text.offline);
    } finally {
      setBusy(false);
    }
  };
  const yes = (replace: boolean, wanted = said) => decide(keep(id, { text: wanted, replace }), words.added);
  return (
    <div role="group" aria-label={`${words.ask} ${said}`} style={{ marginTop: 8, padding: 12, border: `1px solid ${token.colorBorderSecondary}`, borderRadius: token.borderRadiusLG, background: token.colorFillQuaternary, maxWidth: 560, overflowWrap: 'anywhere' }}>
      <div style={{ color: token.colorTextSecondary }}>{words.ask}</div>
      {editing ? (
        <EditText text={said} label={words.yourWords} saveLabel={replaces ? words.replace : words.keep} save={(wanted) => yes(replaces !== null, wanted)} cancel={() => setEditing(false)} />
      ) : (
        <>
          <div style={{ margin: '4px 0 8px' }}>
            <strong>{said}</strong>
            {replaces && <div style={{ color: token.colorTextSecondary }}>{words.replaces(replaces.text)}</div>}
          </div>
          <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
            <Button size="small" type="primary" disabled={busy} onClick={() => void yes(replaces !== null)}>{replaces ? words.replace : words.keep}</Button>
            {replaces && <Button size="small" disabled={busy} onClick={() => void yes(false)}>{words.keepBoth}</Button>}
            <Button size="small" disabled={busy} onClick={() => setEditing(true)}>{words.change}</Button>
            <Button size="small" disabled={busy} onClick={() => void decide(refuse(id))}>{words.no}</Button>
          </div>
        </>
      )}
    </div>
  );
}
