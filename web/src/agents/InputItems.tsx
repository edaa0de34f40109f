import { Form, Input, InputNumber, Select, Switch, type FormRule } from 'antd';
import { useText } from '../i18n';
import { isLong, type InputField } from './inputFields';
import type { RunWords } from './runWords';

/** A length is counted for who writes where it can be reached. */
const COUNTED = 10_000;

const rulesOf = (field: InputField, words: RunWords): FormRule[] => {
  const { type, required, minimum, maximum, maxLength, title } = field;
  const needed: FormRule[] = required && type !== 'boolean' ? [{ required: true, ...(type === 'string' && { whitespace: field.options.length === 0 }), message: words.required(title) }] : [];
  if (type === 'string') return [...needed, { max: maxLength, message: words.tooLong(maxLength) }];
  if (type === 'boolean') return needed;
  const bounds: FormRule[] = minimum === undefined && maximum === undefined ? []
    : [{ type: 'number', ...(minimum !== undefined && { min: minimum }), ...(maximum !== undefined && { max: maximum }), message: words.between(minimum, maximum) }];
  return [...needed, ...bounds, ...(type === 'integer' ? [{ type: 'integer', message: words.whole } satisfies FormRule] : [])];
};

const control = (field: InputField) => {
  const { type, options, maxLength, required } = field;
  if (type === 'boolean') return <Switch />;
  if (type !== 'string') return <InputNumber style={{ width: '100%', maxWidth: 240 }} />;
  if (options.length > 0) return <Select allowClear={!required} options={options.map((value) => ({ value, label: value }))} />;
  return isLong(field) ? <Input.TextArea autoSize={{ minRows: 3, maxRows: 14 }} showCount={maxLength <= COUNTED} maxLength={maxLength} /> : <Input maxLength={maxLength} autoComplete="off" />;
};

/** The fields of an agent's input, each with what is wrong with it. */
export function InputItems({ fields }: { fields: InputField[] }) {
  const words = useText().runs;
  return fields.map((field) => (
    <Form.Item
      key={field.name} name={field.name} label={field.title} extra={field.description || undefined} required={field.required && field.type !== 'boolean'}
      rules={rulesOf(field, words)} valuePropName={field.type === 'boolean' ? 'checked' : 'value'}
    >
      {control(field)}
    </Form.Item>
  ));
}
