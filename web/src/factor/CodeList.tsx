import { CheckOutlined, CopyOutlined, DownloadOutlined } from '@ant-design/icons';
import { Button, theme } from 'antd';
import type { Ref } from 'react';
import { useCopy } from '../chat/useCopy';
import { useText } from '../i18n';

/** Recovery codes, shown this once: to be copied or kept as a file. */
export function CodeList({ codes, first }: { codes: string[]; first: Ref<HTMLButtonElement> }) {
  const text = useText();
  const words = text.factor;
  const { token } = theme.useToken();
  const { copied, copy } = useCopy();

  const download = () => {
    const file = new Blob([`${words.fileTitle(location.host)}\n\n${codes.join('\n')}\n`], { type: 'text/plain' });
    const link = document.createElement('a');
    link.href = URL.createObjectURL(file);
    link.download = 'liaoyuan-recovery-codes.txt';
    link.click();
    URL.revokeObjectURL(link.href);
  };

  return (
    <>
      <p>{words.codesHow}</p>
      <ul
        aria-label={words.codes}
        style={{
          listStyle: 'none', margin: '0 0 12px', padding: 12, display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(190px, 1fr))', gap: '4px 16px', background: token.colorFillQuaternary,
          borderRadius: token.borderRadius, fontFamily: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
        }}
      >
        {codes.map((code) => <li key={code}>{code}</li>)}
      </ul>
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
        <Button ref={first} icon={copied ? <CheckOutlined /> : <CopyOutlined />} onClick={() => copy(codes.join('\n'))}>
          <span role="status">{copied ? text.copied : words.copyCodes}</span>
        </Button>
        <Button icon={<DownloadOutlined />} onClick={download}>{words.downloadCodes}</Button>
      </div>
    </>
  );
}
