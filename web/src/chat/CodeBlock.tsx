import { CheckOutlined, CopyOutlined } from '@ant-design/icons';
import { Button, theme } from 'antd';
import { useEffect, useState } from 'react';
import { useText } from '../i18n';
import { useCopy } from './useCopy';

/** Code with its language, colours and a copy button. The highlighter is loaded when the first code is shown. */
export function CodeBlock({ code, language }: { code: string; language: string }) {
  const text = useText();
  const { token } = theme.useToken();
  const { copied, copy } = useCopy();
  const [html, setHtml] = useState<string>();

  useEffect(() => {
    let current = true;
    void import('./highlight').then(({ highlight }) => {
      if (current) setHtml(highlight(code, language));
    });
    return () => {
      current = false;
    };
  }, [code, language]);

  return (
    <div style={{ border: `1px solid ${token.colorBorderSecondary}`, borderRadius: token.borderRadiusLG, margin: '8px 0', overflow: 'hidden' }}>
      <div style={{ display: 'flex', justifyContent: 'space-between', alignItems: 'center', padding: '2px 4px 2px 12px', background: token.colorFillTertiary }}>
        <span style={{ color: token.colorTextSecondary, fontSize: token.fontSizeSM }}>{language || 'text'}</span>
        <Button
          type="text" size="small" aria-label={copied ? text.copied : text.copyCode}
          icon={copied ? <CheckOutlined /> : <CopyOutlined />} onClick={() => copy(code)}
        />
      </div>
      <pre className="code" tabIndex={0} style={{ margin: 0, padding: 12, overflowX: 'auto', fontSize: 13, lineHeight: 1.5, background: token.colorFillQuaternary }}>
        {html === undefined ? <code>{code}</code> : <code dangerouslySetInnerHTML={{ __html: html }} />}
      </pre>
    </div>
  );
}
