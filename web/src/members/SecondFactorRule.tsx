import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Switch } from 'antd';
import { useId, useState } from 'react';
import { ApiError, body, json } from '../api/client';
import type { OrganisationRules } from '../api/types';
import { useText } from '../i18n';

const RULES = ['rules'] as const;

/** Whether the organisation wants a second factor of everybody. */
export function SecondFactorRule() {
  const text = useText();
  const words = text.members;
  const client = useQueryClient();
  const title = useId();
  const detail = useId();
  const { data } = useQuery({ queryKey: RULES, queryFn: () => json<OrganisationRules>('/organisation/rules') });
  const [problem, setProblem] = useState('');
  const [saving, setSaving] = useState(false);

  const set = async (secondFactorNeeded: boolean) => {
    setSaving(true);
    setProblem('');
    try {
      client.setQueryData(RULES, await json<OrganisationRules>('/organisation/rules', { method: 'PUT', body: body({ secondFactorNeeded }) }));
    } catch (e) {
      setProblem(e instanceof ApiError && e.status === 409 ? words.ruleOwn : (e as Error).message || text.offline);
    }
    setSaving(false);
  };

  return (
    <section aria-labelledby={title}>
      <div style={{ display: 'flex', gap: 12, alignItems: 'center' }}>
        <Switch aria-labelledby={title} aria-describedby={detail} checked={data?.secondFactorNeeded ?? false} disabled={!data} loading={saving} onChange={(wanted) => void set(wanted)} />
        <h2 id={title} style={{ margin: 0, fontSize: 16 }}>{words.rule}</h2>
      </div>
      <p id={detail} style={{ margin: '4px 0 0' }}>{words.ruleDetail}</p>
      {problem && <Alert role="alert" type="error" showIcon title={problem} style={{ marginTop: 8 }} />}
    </section>
  );
}
