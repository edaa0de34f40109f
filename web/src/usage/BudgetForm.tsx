import { App, Button, Form, Input, InputNumber, Select } from 'antd';
import { PERIODS, SUBJECTS, UNITS, type BudgetAmount } from '../api/ledger';
import { useSession } from '../account/useSession';
import { useText } from '../i18n';
import { useMembers } from '../members/useMembers';

/** Sets a budget; one for the same subject, period and unit is replaced. */
export function BudgetForm({ set }: { set: (budget: BudgetAmount) => Promise<void> }) {
  const { usage } = useText();
  const { message } = App.useApp();
  const [form] = Form.useForm<BudgetAmount>();
  const { signInNeeded, person } = useSession();
  const { members = [] } = useMembers();
  // people are known by name where they sign in; keys and organisations by their ids
  const ofPeople = Form.useWatch('subject', form) === 'PERSON' && signInNeeded;
  const options = <T extends string>(values: readonly T[], names: Record<T, string>) => values.map((value) => ({ value, label: names[value] }));

  const submit = (budget: BudgetAmount) =>
    set(budget).then(() => form.resetFields(['amount'])).catch((e: Error) => message.error(e.message));

  return (
    <Form
      form={form} layout="vertical" onFinish={(budget) => void submit(budget)} requiredMark={false}
      initialValues={{ subject: 'PERSON', subjectId: person.id, period: 'DAY', unit: 'TOKENS' }}
      style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(130px, 1fr))', columnGap: 12, alignItems: 'end' }}
    >
      <Form.Item name="subject" label={usage.subject}><Select options={options(SUBJECTS, usage.by)} /></Form.Item>
      <Form.Item name="subjectId" label={usage.subjectId} rules={[{ required: true, whitespace: true, message: '' }]}>
        {ofPeople ? <Select options={members.map((m) => ({ value: m.id, label: m.displayName || m.name }))} /> : <Input maxLength={100} />}
      </Form.Item>
      <Form.Item name="period" label={usage.period}><Select options={options(PERIODS, usage.periods)} /></Form.Item>
      <Form.Item name="unit" label={usage.unit}><Select options={options(UNITS, usage.units)} /></Form.Item>
      <Form.Item name="amount" label={usage.amount} rules={[{ required: true, message: '' }]}><InputNumber<number> min={0.000001} style={{ width: '100%' }} /></Form.Item>
      <Form.Item><Button htmlType="submit" block>{usage.setBudget}</Button></Form.Item>
    </Form>
  );
}
