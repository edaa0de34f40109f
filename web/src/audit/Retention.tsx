import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Popconfirm, Select } from 'antd';
import { useId, useState } from 'react';
import { useSession } from '../account/useSession';
import { body, json } from '../api/client';
import type { AuditKeeping } from '../api/types';
import { dayOf } from '../app/time';
import { useText } from '../i18n';
import { RETENTION, useRetention } from './useAudit';

/** In months; 0 stands for ever. */
const CHOICES = [0, 3, 6, 12, 24, 36, 60, 84, 120];

/** How long the log is kept, what is gone already, and changing it. */
export function Retention() {
  const text = useText();
  const words = text.audit;
  const { may } = useSession();
  const client = useQueryClient();
  const title = useId();
  const { data } = useRetention();
  const [chosen, setChosen] = useState<number>();
  const [problem, setProblem] = useState('');
  const [saving, setSaving] = useState(false);
  if (!data) return null;

  const kept = data.months ?? 0;
  const months = chosen ?? kept;
  const save = async () => {
    setSaving(true);
    setProblem('');
    try {
      client.setQueryData(RETENTION, await json<AuditKeeping>('/audit/retention', { method: 'PUT', body: body({ months: months || null }) }));
      setChosen(undefined);
      void client.invalidateQueries({ queryKey: ['audit'] });
    } catch (e) {
      setProblem((e as Error).message || text.offline);
    }
    setSaving(false);
  };
  const name = (n: number) => (n === 0 ? words.forEver : words.months(n));
  // rows go only where they are kept for less time than until now
  const shorter = months > 0 && (kept === 0 || months < kept);
  const button = <Button type="primary" loading={saving} disabled={months === kept} onClick={shorter ? undefined : () => void save()}>{words.save}</Button>;
  return (
    <section aria-labelledby={title}>
      <h2 id={title} style={{ margin: '0 0 8px', fontSize: 16 }}>{words.retention}</h2>
      {may('MANAGE_AUDIT') && !data.fixed ? (
        <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
          <Select
            aria-labelledby={title} value={months} onChange={setChosen} style={{ minWidth: 160 }}
            options={[...new Set([...CHOICES, kept])].sort((a, b) => a - b).map((n) => ({ value: n, label: name(n) }))}
          />
          {shorter && months !== kept
            ? <Popconfirm title={words.surely(name(months))} okText={words.save} okButtonProps={{ danger: true }} onConfirm={() => void save()} styles={{ root: { maxWidth: 320 } }}>{button}</Popconfirm>
            : button}
        </div>
      ) : <p style={{ margin: 0 }}>{name(kept)}{data.fixed && ` · ${words.fixed}`}</p>}
      <p style={{ margin: '8px 0 0' }}>
        {data.prunedUntil ? words.gone(data.pruned.toLocaleString(text.locale), dayOf(data.prunedUntil, text.locale)) : words.nothingGone}
      </p>
      {problem && <Alert role="alert" type="error" showIcon title={problem} style={{ marginTop: 8 }} />}
    </section>
  );
}
