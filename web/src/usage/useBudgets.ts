import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ledger, type BudgetAmount } from '../api/ledger';

/** Every budget, and the ways to change them. */
export function useBudgets() {
  const client = useQueryClient();
  const { data } = useQuery({ queryKey: ['budgets'], queryFn: ledger.budgets });
  const refresh = () => client.invalidateQueries({ queryKey: ['budgets'] });
  const set = async (budget: BudgetAmount) => {
    await ledger.setBudget(budget);
    await refresh();
  };
  const remove = async (id: string) => {
    await ledger.removeBudget(id);
    await refresh();
  };
  return { budgets: data, set, remove };
}
