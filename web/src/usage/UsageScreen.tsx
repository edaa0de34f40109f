import { useQuery } from '@tanstack/react-query';
import { Button, Result, Select, Skeleton, Typography } from 'antd';
import { useEffect, useState } from 'react';
import { useSession } from '../account/useSession';
import { ledger } from '../api/ledger';
import { useText } from '../i18n';
import { Budgets } from './Budgets';
import { Calculator } from './Calculator';
import { DayChart } from './DayChart';
import { isoDay } from './figures';
import { SumsByGroup } from './SumsByGroup';
import { Totals } from './Totals';

const RANGES = [7, 30, 90];

/** What was used and what it cost, what may be spent, and what own servers would cost. */
export default function UsageScreen() {
  const text = useText();
  const { may } = useSession();
  const [length, setLength] = useState(30);
  const start = new Date();
  start.setDate(start.getDate() - length + 1);
  const from = isoDay(start);
  const { data, error, refetch } = useQuery({ queryKey: ['sums', 'DAY', from], queryFn: () => ledger.sums('DAY', from) });

  useEffect(() => {
    document.title = `${text.usage.title} · ${text.appName}`;
  }, [text]);

  const failed = error && <Result status="warning" title={text.loadFailed} subTitle={error.message || text.offline} extra={<Button onClick={() => void refetch()}>{text.retry}</Button>} />;
  return (
    <div style={{ height: '100%', overflowY: 'auto' }}>
      <div style={{ maxWidth: 960, margin: '0 auto', padding: '16px 16px 48px', display: 'grid', gap: 32, gridTemplateColumns: 'minmax(0, 1fr)' }}>
        <div style={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', justifyContent: 'space-between', gap: 12 }}>
          <Typography.Title level={1} style={{ margin: 0, fontSize: 24 }}>{text.usage.title}</Typography.Title>
          <Select
            aria-label={text.usage.range} value={length} onChange={setLength} style={{ minWidth: 140 }}
            options={RANGES.map((n) => ({ value: n, label: text.usage.lastDays(n) }))}
          />
        </div>
        {failed}
        {!data && !error && <Skeleton active />}
        {data && <Totals total={data.total} />}
        {data && <DayChart sums={data} />}
        {!error && <SumsByGroup from={from} />}
        {may('SEE_BUDGETS') && <Budgets />}
        <Calculator />
      </div>
    </div>
  );
}
