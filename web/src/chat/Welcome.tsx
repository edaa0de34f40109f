import { Button, Typography, theme } from 'antd';
import type { CSSProperties } from 'react';
import { useText } from '../i18n';

interface Props {
  style: CSSProperties;
  disabled: boolean;
  ask: (words: string) => void;
}

/** What a new conversation shows: a word of welcome and a few things to try. */
export function Welcome({ style, disabled, ask }: Props) {
  const text = useText();
  const { token } = theme.useToken();
  return (
    <div style={{ flex: 1, minHeight: 0, overflowY: 'auto', display: 'flex' }}>
      <div style={{ ...style, margin: 'auto', paddingTop: 24, paddingBottom: 24 }}>
        <Typography.Title level={1} style={{ fontSize: token.fontSizeHeading2, textAlign: 'center', marginBottom: 8 }}>{text.welcome}</Typography.Title>
        <Typography.Paragraph type="secondary" style={{ textAlign: 'center', marginBottom: 24 }}>{text.welcomeDetail}</Typography.Paragraph>
        <div style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 260px), 1fr))', gap: 12 }}>
          {text.suggestions.map((words) => (
            <Button
              key={words} disabled={disabled} onClick={() => ask(words)}
              style={{ height: 'auto', padding: '12px 16px', whiteSpace: 'normal', textAlign: 'start', justifyContent: 'flex-start' }}
            >
              {words}
            </Button>
          ))}
        </div>
      </div>
    </div>
  );
}
