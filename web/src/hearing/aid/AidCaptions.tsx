import { Alert, Switch, theme } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useText } from '../../i18n';
import { useParts } from '../../voice/useParts';
import { Captioning, type CaptionState } from './captioning';

/** What is shown at once; older ones are forgotten. */
const MOST = 50;

/** Captions of what the aid's microphone hears. Off until somebody switches them on: for them sound goes to the server. */
export function AidCaptions({ stream }: { stream: MediaStream | undefined }) {
  const words = useText().aid.captions;
  const { allowed, missing } = useParts();
  const [wanted, setWanted] = useState(false);
  const absent = missing('TRANSCRIPTION') !== undefined;
  return (
    <div style={{ display: 'grid', gap: 12 }}>
      <label style={{ display: 'flex', gap: 12, alignItems: 'center' }}>
        <Switch aria-label={words.show} checked={wanted} disabled={!allowed || absent} onChange={setWanted} />
        <span>
          {words.show}
          <small style={{ display: 'block' }}>{allowed ? (absent ? words.missing : words.detail) : words.notAllowed}</small>
        </span>
      </label>
      {wanted && (stream ? <Box stream={stream} /> : <span>{words.aidOff}</span>)}
    </div>
  );
}

function Box({ stream }: { stream: MediaStream }) {
  const words = useText().aid.captions;
  const { token } = theme.useToken();
  const [state, setState] = useState<CaptionState>('connecting');
  const [said, setSaid] = useState<{ key: number; text: string }[]>([]);
  const [partial, setPartial] = useState('');
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const captioning = new Captioning(stream, {
      state: setState,
      partial: setPartial,
      final: (text) => {
        setPartial('');
        setSaid((all) => [...all, { key: (all.at(-1)?.key ?? 0) + 1, text }].slice(-MOST));
      },
    });
    return () => captioning.close();
  }, [stream]);
  useEffect(() => {
    box.current?.scrollTo({ top: box.current.scrollHeight });
  }, [said, partial]);
  return (
    <>
      {state === 'lost' && <Alert role="alert" type="warning" showIcon title={words.lost} />}
      {state === 'failed' && <Alert role="alert" type="error" showIcon title={words.failed} />}
      <div
        ref={box} tabIndex={0} role="region" aria-label={words.box}
        style={{ minHeight: 120, maxHeight: '45vh', overflowY: 'auto', padding: 16, borderRadius: token.borderRadiusLG, border: `1px solid ${token.colorBorder}`, background: token.colorBgContainer, fontSize: 26, lineHeight: 1.5 }}
      >
        <div role="log" aria-live="polite" aria-relevant="additions">
          {said.map(({ key, text }) => <p key={key} style={{ margin: '0 0 8px', overflowWrap: 'anywhere' }}>{text}</p>)}
        </div>
        {partial !== '' && <p aria-hidden style={{ margin: 0, color: token.colorTextSecondary, overflowWrap: 'anywhere' }}>{partial}…</p>}
        {said.length === 0 && partial === '' && <p style={{ margin: 0, color: token.colorTextSecondary }}>{state === 'connecting' ? words.connecting : words.waiting}</p>}
      </div>
    </>
  );
}
