import { ArrowUpOutlined } from '@ant-design/icons';
import { Sender } from '@ant-design/x';
import { Button, Grid, theme } from 'antd';
import { useEffect, useRef, type ComponentRef, type KeyboardEvent } from 'react';
import { useText } from '../i18n';
import { MicrophoneButton } from '../voice/MicrophoneButton';
import { RecordingBar } from '../voice/RecordingBar';
import { useDictation } from '../voice/useDictation';
import { useParts } from '../voice/useParts';
import type { SpeechLanguage } from '../voice/preferences';

/** The server's own limit. */
const MOST_CHARACTERS = 200_000;

interface Props {
  draft: string;
  change: (draft: string) => void;
  disabled: boolean;
  running: boolean;
  /** What is spoken into it; undefined where nothing can be. */
  speech: SpeechLanguage | undefined;
  send: (content: string) => void;
  stop: () => void;
}

/** Where the next turn is written. Enter sends unless an input method is composing; Esc stops; "/" comes here. */
export function Composer({ draft, change, disabled, running, speech, send, stop }: Props) {
  const text = useText();
  const { token } = theme.useToken();
  const wide = Grid.useBreakpoint().md ?? true;
  const sender = useRef<ComponentRef<typeof Sender>>(null);
  const { phase, levels, ...dictation } = useDictation(draft, change, speech ?? 'auto');
  const { known, ready } = useParts();
  const speaks = phase !== 'idle';
  const canSend = !disabled && !running && !speaks && draft.trim() !== '' && draft.length <= MOST_CHARACTERS;

  useEffect(() => {
    if (matchMedia('(hover: hover)').matches) sender.current?.focus();
  }, []);

  useEffect(() => {
    const onKey = (e: globalThis.KeyboardEvent) => {
      if (e.key === 'Escape' && running && !e.defaultPrevented) stop();
      const writing = e.target instanceof HTMLElement && (e.target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName));
      if (e.key === '/' && !writing && !e.ctrlKey && !e.metaKey && !e.altKey) {
        e.preventDefault();
        sender.current?.focus();
      }
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [running, stop]);

  // Sender sends by its own button only; with another button beside the text, Enter is ours to hear.
  const onKeyDown = (e: KeyboardEvent) => {
    if (e.key !== 'Enter' || e.shiftKey || e.nativeEvent.isComposing) return;
    e.preventDefault();
    if (canSend) send(draft.trim());
    return false;
  };

  const stopButton = (
    <Button
      shape="circle" type="primary" aria-label={text.stop} title={`${text.stop} (Esc)`} onClick={stop}
      icon={<span style={{ width: 10, height: 10, borderRadius: 2, background: token.colorTextLightSolid, display: 'inline-block' }} />}
    />
  );
  const sendButton = <Button shape="circle" type="primary" icon={<ArrowUpOutlined />} aria-label={text.send} disabled={!canSend} onClick={() => send(draft.trim())} />;
  const microphone = speech !== undefined && <MicrophoneButton disabled={!known} phase={phase} start={() => { if (ready('TRANSCRIPTION')) void dictation.start(); }} stop={() => void dictation.stop()} />;
  return (
    <Sender
      ref={sender} value={draft} onChange={change} aria-label={text.placeholderShort} placeholder={wide ? text.placeholder : text.placeholderShort}
      autoSize={{ minRows: 1, maxRows: 8 }} onKeyDown={onKeyDown} readOnly={speaks}
      header={speaks && <RecordingBar phase={phase} levels={levels} cancel={dictation.cancel} />}
      suffix={<div style={{ display: 'flex', gap: 4 }}>{microphone}{running ? stopButton : sendButton}</div>}
    />
  );
}
