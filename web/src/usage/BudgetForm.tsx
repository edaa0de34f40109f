import { App, Button, Form, Input, InputNumber, Select } from 'antd';
import { PERIODS, SUBJECTS, UNITS, type BudgetAmount } from '../api/ledger';
import { useText } from '../i18n';

/** Sets a budget; one for the same subject, period and unit is replaced. */
export function BudgetForm({ set }: { set: (budget: BudgetAmount) => Promise<void> }) {
  const { usage } = useText();
  const { message } = App.useApp();
  const [form] = Form.useForm<BudgetAmount>();
  const options = <T extends string>(values: readonly T[], names: Record<T, string>) => values.map((value) => ({ value, label: names[value] }));

  const submit = (budget: BudgetAmount) =>
    set(budget).then(() => form.resetFields(['amount'])).catch((e: Error) => message.error(e.message));

  return (
    <Form
      form={form} layout="vertical" onFinish={(budget) => void submit(budget)} requiredMark={false}
      initialValues={{ subject: 'PERSON', subjectId: 'local', period: 'DAY', unit: 'TOKENS' }}
      style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(130px, 1fr))', columnGap: 12, alignItems: 'end' }}
    >
      <Form.Item name="subject" label={usage.subject}><Select options={options(SUBJECTS, usage.by)} /></Form.Item>
      <Form.Item name="subjectId" label={usage.subjectId} rules={[{ required: true, whitespace: true, message: '' }]}><Input maxLength={100} /></Form.Item>
      <Form.Item name="period" label={usage.period}><Select options={options(PERIODS, usage.periods)} /></Form.Item>
      <Form.Item name="unit" label={usage.unit}><Select options={options(UNITS, usage.units)} /></Form.Item>
      <Form.Item name="amount" label={usage.amount} rules={[{ required: true, message: '' }]}><InputNumber<number> min={0.000001} style={{ width: '100%' }} /></Form.Item>
      <Form.Item><Button htmlType="submit" block>{usage.setBudget}</Button></Form.Item>
    </Form>
  );
}
