import { Form, InputNumber } from 'antd';
import { useText } from '../i18n';

const MOST = 1_000_000_000;

/** How much a key may ask in a minute: fields of a form. */
export function LimitFields() {
  const words = useText().keys;
  return (
    <div style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(160px, 1fr))', columnGap: 16 }}>
      {(['requestsPerMinute', 'tokensPerMinute'] as const).map((name) => (
        <Form.Item key={name} name={name} label={words[name]} extra={words.limitHelp}>
          <InputNumber min={1} max={MOST} precision={0} style={{ width: '100%' }} />
        </Form.Item>
      ))}
    </div>
  );
}
