import { DownloadOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Segmented, Skeleton, theme } from 'antd';
import { useState } from 'react';
import { GROUPINGS, ledger, type Grouping } from '../api/ledger';
import { useText } from '../i18n';
import { SumTable } from './SumTable';

/** The table, by what the person chooses, and its export. */
export function SumsByGroup({ from }: { from: string }) {
  const { usage } = useText();
  const { token } = theme.useToken();
  const [by, setBy] = useState<Grouping>('DAY');
  const { data } = useQuery({ queryKey: ['sums', by, from], queryFn: () => ledger.sums(by, from), placeholderData: (old) => old });
  return (
    <section aria-label={usage.sumBy}>
      <div style={{ overflowX: 'auto', marginBottom: 8 }}>
        <Segmented<Grouping> aria-label={usage.sumBy} value={by} onChange={setBy} options={GROUPINGS.map((g) => ({ value: g, label: usage.by[g] }))} />
      </div>
      {!data && <Skeleton active />}
      {data && data.rows.length === 0 && <p style={{ color: token.colorTextSecondary }}>{usage.nothing}</p>}
      {data && data.rows.length > 0 && <SumTable sums={data} />}
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8, marginTop: 12 }}>
        <Button icon={<DownloadOutlined />} href={ledger.sumsCsv(by, from)} download={`liaoyuan-${by.toLowerCase()}-${from}.csv`}>{usage.exportSums}</Button>
        <Button icon={<DownloadOutlined />} href={ledger.entriesCsv(from)} download={`liaoyuan-ledger-${from}.csv`}>{usage.exportEntries}</Button>
      </div>
    </section>
  );
}
