import { Alert } from 'antd';
import { useText } from '../i18n';
import { useBudgets } from './useBudgets';

/** A word above the composer when a budget of the person is nearly or wholly used up. */
export function BudgetNote({ person }: { person: string }) {
  const { usage } = useText();
  const { budgets } = useBudgets();
  const [worst] = (budgets ?? []).filter((b) => b.budget.subject === 'PERSON' && b.budget.subjectId === person && b.warning).sort((a, b) => b.share - a.share);
  if (!worst) return null;
  const title = worst.exhausted ? usage.budgetUsedUp : usage.budgetNearlyUsed(Math.floor(100 * worst.share));
  return (
    <Alert
      role="status" banner showIcon type={worst.exhausted ? 'error' : 'warning'} style={{ marginBottom: 8 }}
      title={`${title} · ${usage.renews(new Date(worst.renews).toLocaleString())}`}
    />
  );
}
