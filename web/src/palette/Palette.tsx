import { SearchOutlined } from '@ant-design/icons';
import { Input, Modal, theme } from 'antd';
import { useEffect, useId, useState, type KeyboardEvent } from 'react';
import { useText } from '../i18n';
import { ChoiceRow } from './ChoiceRow';
import { usePalette, type Choice } from './usePalette';

interface Props {
  close: () => void;
  go: (address: string) => void;
}

/** A search over everything, and commands: a combobox whose list is always open (ARIA authoring practices, "list autocomplete"). */
export default function Palette({ close, go }: Props) {
  const text = useText();
  const words = text.palette;
  const { token } = theme.useToken();
  const [question, setQuestion] = useState('');
  const [at, setAt] = useState(0);
  const list = useId();
  const { groups, error, searching } = usePalette(question);
  const all = groups.flatMap((group) => group.choices);
  const chosen = all[Math.min(at, all.length - 1)];
  const idOf = (choice: Choice) => `${list}-${choice.key}`;

  useEffect(() => setAt(0), [question]);
  const active = chosen && idOf(chosen);
  useEffect(() => {
    if (active) document.getElementById(active)?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  const take = (choice: Choice) => {
    close();
    go(choice.to);
  };
  const step = (by: number) => setAt((now) => (all.length === 0 ? 0 : (Math.min(now, all.length - 1) + by + all.length) % all.length));
  const onKey = (e: KeyboardEvent) => {
    // Enter that ends a Chinese word chooses that word
    if (e.nativeEvent.isComposing) return;
    if (e.key === 'ArrowDown') step(1);
    else if (e.key === 'ArrowUp') step(-1);
    else if (e.key === 'Enter' && chosen && !searching) take(chosen);
    else return;
    e.preventDefault();
  };

  const status = error ? error.message || text.offline : searching ? words.searching : all.length === 0 ? words.nothing : words.found(all.length);
  return (
    <Modal
      open onCancel={close} footer={null} closable={false} title={<span className="visually-hidden">{words.open}</span>} width={640} style={{ top: 'min(12vh, 96px)', maxWidth: 'calc(100vw - 24px)' }}
      styles={{ header: { margin: 0, padding: 0 }, container: { padding: 0, overflow: 'hidden' } }} afterOpenChange={(open) => open && document.getElementById(`${list}-words`)?.focus()}
    >
      <Input
        id={`${list}-words`} autoFocus size="large" variant="borderless" prefix={<SearchOutlined aria-hidden />} maxLength={200} style={{ padding: '12px 16px' }}
        role="combobox" aria-expanded aria-controls={list} aria-autocomplete="list" aria-activedescendant={active} aria-label={words.label}
        placeholder={words.placeholder} value={question} onChange={(e) => setQuestion(e.target.value)} onKeyDown={onKey}
      />
      <div id={list} role="listbox" aria-label={words.results} aria-busy={searching} style={{ maxHeight: 'min(60vh, 480px)', overflowY: 'auto', borderTop: `1px solid ${token.colorBorderSecondary}`, padding: '4px 8px' }}>
        {groups.map((group) => (
          <div key={group.title} role="group" aria-label={group.title}>
            <div aria-hidden style={{ padding: '8px 8px 2px', fontSize: token.fontSizeSM, color: token.colorTextSecondary }}>{group.title}</div>
            {group.choices.map((choice) => (
              <ChoiceRow key={choice.key} id={idOf(choice)} choice={choice} active={choice === chosen} point={() => setAt(all.indexOf(choice))} take={() => take(choice)} />
            ))}
          </div>
        ))}
      </div>
      <div style={{ display: 'flex', flexWrap: 'wrap', justifyContent: 'space-between', gap: 8, padding: '8px 16px', borderTop: `1px solid ${token.colorBorderSecondary}`, fontSize: token.fontSizeSM, color: token.colorTextSecondary }}>
        <span role="status">{status}</span>
        <span>{words.help}</span>
      </div>
    </Modal>
  );
}
