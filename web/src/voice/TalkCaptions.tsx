import { theme } from 'antd';
import { useEffect, useRef } from 'react';
import { useText } from '../i18n';
import type { Caption } from './useHandsFree';

interface Props {
  captions: readonly Caption[];
  /** What the person is saying. */
  partial: string;
}

/** What both sides said, newest at the end. What may still change is shown, and not announced. */
export function TalkCaptions({ captions, partial }: Props) {
  const text = useText();
  const { token } = theme.useToken();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.scrollTo({ top: box.current.scrollHeight });
  }, [captions, partial]);

  return (
    <div ref={box} tabIndex={0} role="region" aria-label={text.voice.captions} style={{ flex: 1, minHeight: 80, width: '100%', maxWidth: 720, overflowY: 'auto', fontSize: token.fontSizeLG, lineHeight: 1.6 }}>
      <div role="log" aria-live="polite" aria-relevant="additions text">
        {captions.map(({ who, text: said }, i) => (
          <p key={i} style={{ margin: '0 0 8px', overflowWrap: 'anywhere' }}>
            <strong style={{ color: who === 'person' ? token.colorLink : token.colorPrimary }}>{who === 'person' ? text.you : text.assistant}</strong> {said}
          </p>
        ))}
      </div>
      {partial !== '' && <p aria-hidden style={{ margin: 0, color: token.colorTextSecondary, overflowWrap: 'anywhere' }}>{partial}…</p>}
    </div>
  );
}
