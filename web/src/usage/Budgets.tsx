import { DeleteOutlined } from '@ant-design/icons';
import { App, Button, Progress, theme } from 'antd';
import type { BudgetStatus } from '../api/ledger';
import { useSession } from '../account/useSession';
import { useText } from '../i18n';
import { useMembers } from '../members/useMembers';
import { BudgetForm } from './BudgetForm';
import { decimal, whole } from './figures';
import { useBudgets } from './useBudgets';

const amount = (n: number) => (n >= 100 ? whole(n) : decimal(n));

/** What may be spent, how much of it is, and a form for more. */
export function Budgets() {
  const { usage } = useText();
  const { token } = theme.useToken();
  const { message } = App.useApp();
  const { budgets, set, remove } = useBudgets();
  const { signInNeeded, may } = useSession();
  const { nameOf } = useMembers();

  const row = (status: BudgetStatus) => {
    const { budget } = status;
    const whose = `${usage.by[budget.subject]} ${budget.subject === 'PERSON' && signInNeeded ? nameOf(budget.subjectId) : budget.subjectId}`;
    const used = usage.usedOf(amount(status.used), amount(budget.amount), usage.units[budget.unit], usage.periods[budget.period]);
    const color = status.exhausted ? token.colorError : status.warning ? token.colorWarning : token.colorPrimary;
    return (
      <li key={budget.id} style={{ display: 'flex', gap: 12, alignItems: 'center', padding: '8px 0', borderTop: `1px solid ${token.colorBorderSecondary}` }}>
        <div style={{ flex: 1, minWidth: 0 }}>
          <div style={{ display: 'flex', flexWrap: 'wrap', justifyContent: 'space-between', columnGap: 12 }}>
            <strong style={{ overflowWrap: 'anywhere' }}>{whose}</strong>
            <span style={{ color: token.colorTextSecondary }}>{used} · {usage.renews(new Date(status.renews).toLocaleDateString())}</span>
          </div>
          <Progress percent={Math.min(100, Math.floor(100 * status.share))} strokeColor={color} size="small" aria-label={`${whose}: ${used}`} />
        </div>
        {may('MANAGE_BUDGETS') && (
          <Button
            type="text" icon={<DeleteOutlined />} aria-label={usage.removeBudget(`${whose}, ${usage.periods[budget.period]}, ${usage.units[budget.unit]}`)}
            onClick={() => void remove(budget.id).catch((e: Error) => message.error(e.message))}
          />
        )}
      </li>
    );
  };

  return (
    <section aria-label={usage.budgets}>
      <h2 style={{ margin: '0 0 4px', fontSize: 16 }}>{usage.budgets}</h2>
      <p style={{ margin: '0 0 12px', color: token.colorTextSecondary }}>{budgets?.length === 0 ? usage.noBudgets : usage.budgetsDetail}</p>
      {budgets && budgets.length > 0 && <ul style={{ listStyle: 'none', margin: '0 0 16px', padding: 0 }}>{budgets.map(row)}</ul>}
      {may('MANAGE_BUDGETS') && <BudgetForm set={set} />}
    </section>
  );
}
