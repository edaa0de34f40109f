import { Form, Input, theme } from 'antd';
import { useId } from 'react';
import { useText } from '../i18n';
import { charactersOf, isTaken, SHORTEST, strengthOf } from './password';

const FILLED = { short: 1, enough: 2, good: 3, strong: 4, long: 0 } as const;
const STEPS = [1, 2, 3, 4];

/** A field of a form for a new password, with how strong it is by its length. */
export function NewPassword({ name, label }: { name: string; label: string }) {
  const words = useText().account;
  const { token } = theme.useToken();
  const hint = useId();
  const form = Form.useFormInstance();
  const password: string = Form.useWatch(name, form) ?? '';
  const strength = strengthOf(password);
  const colour = isTaken(password) ? token.colorSuccess : token.colorWarning;
  return (
    <>
      <Form.Item
        name={name} label={label} style={{ marginBottom: 8 }} validateTrigger="onSubmit"
        rules={[{ validator: (_, value: string = '') => (isTaken(value) ? Promise.resolve() : Promise.reject(new Error(words.lengthHelp))) }]}
      >
        <Input.Password autoComplete="new-password" aria-describedby={hint} />
      </Form.Item>
      <div id={hint} style={{ marginBottom: 20, color: token.colorTextSecondary }}>
        <div aria-hidden style={{ display: 'flex', gap: 4, marginBottom: 4 }}>
          {STEPS.map((step) => (
            <span key={step} style={{ flex: 1, height: 4, borderRadius: 2, background: strength !== 'empty' && step <= FILLED[strength] ? colour : token.colorFillSecondary }} />
          ))}
        </div>
        <span role="status" style={{ color: token.colorText }}>
          {strength !== 'empty' && `${words.strengths[strength](SHORTEST - charactersOf(password))} · `}
        </span>
        {words.lengthHelp}
      </div>
    </>
  );
}
