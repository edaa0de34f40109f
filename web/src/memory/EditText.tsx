import { Button, Input } from 'antd';
import { useState } from 'react';
import { useText } from '../i18n';

/** The server's own limit. */
export const MOST_CHARACTERS = 300;

interface Props {
  text: string;
  label: string;
  saveLabel?: string;
  save: (text: string) => Promise<unknown>;
  cancel: () => void;
}

/** A memory's words, being changed where they stand. Enter saves, Esc leaves. */
export function EditText({ text, label, saveLabel, save, cancel }: Props) {
  const words = useText().memory;
  const [draft, setDraft] = useState(text);
  const [busy, setBusy] = useState(false);
  const ready = draft.trim() !== '' && !busy;

  const submit = () => {
    if (!ready) return;
    setBusy(true);
    void save(draft.trim()).finally(() => setBusy(false));
  };
  return (
    <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
      <Input
        autoFocus aria-label={label} value={draft} maxLength={MOST_CHARACTERS} style={{ flex: '1 1 200px' }} onChange={(e) => setDraft(e.target.value)}
        onKeyDown={(e) => {
          if (e.key === 'Escape') { e.preventDefault(); cancel(); }
          if (e.key === 'Enter' && !e.nativeEvent.isComposing) { e.preventDefault(); submit(); }
        }}
      />
      <Button type="primary" disabled={!ready} onClick={submit}>{saveLabel ?? words.save}</Button>
      <Button onClick={cancel}>{words.cancel}</Button>
    </div>
  );
}
