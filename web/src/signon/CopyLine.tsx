import { CheckOutlined, CopyOutlined } from '@ant-design/icons';
import { Button, Input, Space } from 'antd';
import { useId } from 'react';
import { useCopy } from '../chat/useCopy';
import { useText } from '../i18n';

/** Something to be entered elsewhere. */
export function CopyLine({ label, value }: { label: string; value: string }) {
  const text = useText();
  const id = useId();
  const { copied, copy } = useCopy();
  return (
    <div style={{ marginBottom: 16 }}>
      <label htmlFor={id} style={{ display: 'block', marginBottom: 4 }}>{label}</label>
      <Space.Compact block>
        <Input id={id} readOnly value={value} onFocus={(e) => e.target.select()} />
        <Button icon={copied ? <CheckOutlined /> : <CopyOutlined />} onClick={() => copy(value)}><span role="status">{copied ? text.copied : text.copy}</span></Button>
      </Space.Compact>
    </div>
  );
}
