import { CheckOutlined, CopyOutlined } from '@ant-design/icons';
import { Button, Input, Space } from 'antd';
import { useId } from 'react';
import { useCopy } from '../chat/useCopy';
import { useText } from '../i18n';

/** A secret that is shown this once, to be copied. */
export function ShownOnce({ label, secret }: { label: string; secret: string }) {
  const text = useText();
  const id = useId();
  const { copied, copy } = useCopy();
  return (
    <div>
      <label htmlFor={id} style={{ display: 'block', marginBottom: 4 }}>{label}</label>
      <Space.Compact block>
        <Input id={id} readOnly autoFocus value={secret} onFocus={(e) => e.target.select()} style={{ fontFamily: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace' }} />
        <Button type="primary" icon={copied ? <CheckOutlined /> : <CopyOutlined />} onClick={() => copy(secret)}>
          <span role="status">{copied ? text.copied : text.copy}</span>
        </Button>
      </Space.Compact>
    </div>
  );
}
