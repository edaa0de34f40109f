import { Button, theme } from 'antd';
import { useEffect, useState } from 'react';
import { useText } from '../i18n';

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'];
const UNCLEAR = '?';
const PLACES = 3;
const KEY = { height: 64, fontSize: 28, fontWeight: 600 } as const;

/** Takes three digits from a finger, a mouse or a keyboard; ? stands for one that was not understood. */
export function Keypad({ enter }: { enter: (digits: number[]) => void }) {
  const words = useText().hearing;
  const { token } = theme.useToken();
  const [typed, setTyped] = useState('');
  const full = typed.length === PLACES;
  const type = (key: string) => setTyped((now) => (now.length < PLACES ? now + key : now));
  const submit = () => {
    if (full) enter([...typed].map((key) => (key === UNCLEAR ? -1 : Number(key))));
  };

  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (/^[0-9?]$/.test(event.key)) type(event.key);
      else if (event.key === 'Backspace') setTyped((now) => now.slice(0, -1));
      // a button that has the focus is pressed by Enter itself, but for digits when there are three already
      else if (event.key === 'Enter' && (!(document.activeElement instanceof HTMLButtonElement) || (full && document.activeElement.dataset.digit !== undefined))) submit();
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  });

  return (
    <div role="group" aria-label={words.keypad} style={{ display: 'grid', gap: 12, maxWidth: 420, width: '100%', justifySelf: 'center' }}>
      <div aria-hidden style={{ display: 'grid', gridTemplateColumns: `repeat(${PLACES}, 1fr)`, gap: 12 }}>
        {Array.from({ length: PLACES }, (_, i) => (
          <span key={i} style={{ height: 64, border: `2px solid ${i === typed.length ? token.colorPrimary : token.colorBorder}`, borderRadius: 12, display: 'grid', placeItems: 'center', fontSize: 36, fontWeight: 600 }}>{typed[i] ?? ''}</span>
        ))}
      </div>
      <div role="status" className="visually-hidden">{words.entered([...typed].join(' ') || words.empty)}</div>
      <div style={{ display: 'grid', gridTemplateColumns: 'repeat(3, minmax(0, 1fr))', gap: 10 }}>
        {KEYS.slice(0, 9).map((key) => <Button key={key} data-digit size="large" style={KEY} onClick={() => type(key)}>{key}</Button>)}
        <Button data-digit size="large" style={{ ...KEY, fontSize: 16, whiteSpace: 'normal', lineHeight: 1.2, padding: 4 }} onClick={() => type(UNCLEAR)}>{words.unclear}</Button>
        <Button data-digit size="large" style={KEY} onClick={() => type('0')}>0</Button>
        <Button size="large" style={{ ...KEY, fontSize: 16 }} onClick={() => setTyped((now) => now.slice(0, -1))}>{words.undo}</Button>
      </div>
      <Button size="large" type="primary" disabled={!full} style={KEY} onClick={submit}>{words.enter}</Button>
    </div>
  );
}
