import { theme, Typography } from 'antd';
import { useEffect, type ReactNode } from 'react';
import { useText } from '../i18n';

interface Props {
  title: string;
  detail?: ReactNode;
  children: ReactNode;
}

/** A page beside the conversations: its title, a word about it, and what it shows one below the other. */
export function PageFrame({ title, detail, children }: Props) {
  const text = useText();
  const { token } = theme.useToken();

  useEffect(() => {
    document.title = `${title} · ${text.appName}`;
  }, [title, text]);

  return (
    <div style={{ height: '100%', overflowY: 'auto' }}>
      <div style={{ maxWidth: 800, margin: '0 auto', padding: '16px 16px 48px', display: 'grid', gap: 24, gridTemplateColumns: 'minmax(0, 1fr)' }}>
        <div>
          <Typography.Title level={1} style={{ fontSize: 24, margin: '0 0 8px' }}>{title}</Typography.Title>
          {detail && <p style={{ margin: 0, color: token.colorTextSecondary }}>{detail}</p>}
        </div>
        {children}
      </div>
    </div>
  );
}
