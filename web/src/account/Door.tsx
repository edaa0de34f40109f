import { theme, Typography } from 'antd';
import { useEffect, type ReactNode } from 'react';
import { useText } from '../i18n';

interface Props {
  title: string;
  detail: ReactNode;
  preferences: ReactNode;
  children: ReactNode;
}

/** The frame of what stands before the page: signing in, and the first password. */
export function Door({ title, detail, preferences, children }: Props) {
  const text = useText();
  const { token } = theme.useToken();

  useEffect(() => {
    document.title = `${title} · ${text.appName}`;
  }, [title, text]);

  return (
    <div style={{ minHeight: '100%', display: 'flex', flexDirection: 'column', background: token.colorBgLayout, color: token.colorText }}>
      <header style={{ display: 'flex', justifyContent: 'flex-end', padding: '8px 12px' }}>{preferences}</header>
      <main
        style={{
          width: 'calc(100% - 24px)', maxWidth: 440, boxSizing: 'border-box', margin: '4vh auto 48px', padding: '28px 24px 12px', background: token.colorBgContainer,
          border: `1px solid ${token.colorBorderSecondary}`, borderRadius: token.borderRadiusLG,
        }}
      >
        <div style={{ display: 'flex', alignItems: 'center', gap: 8, marginBottom: 20, fontWeight: 600 }}>
          <img src="/favicon.svg" alt="" width={24} height={24} />
          {text.appName}
        </div>
        <Typography.Title level={1} style={{ fontSize: 24, margin: '0 0 8px' }}>{title}</Typography.Title>
        {detail && <p style={{ margin: '0 0 20px', color: token.colorTextSecondary }}>{detail}</p>}
        {children}
      </main>
    </div>
  );
}
