import { CheckOutlined, CopyOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { useText } from '../i18n';
import { useCopy } from './useCopy';

export function CopyButton({ content }: { content: string }) {
  const text = useText();
  const { copied, copy } = useCopy();
  const label = copied ? text.copied : text.copy;
  return (
    <Tooltip title={label}>
      <Button type="text" size="small" icon={copied ? <CheckOutlined /> : <CopyOutlined />} aria-label={label} onClick={() => copy(content)} />
    </Tooltip>
  );
}
