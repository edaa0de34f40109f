import { DownloadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useSession } from '../account/useSession';
import { LoadNote } from '../app/LoadNote';
import { PageFrame } from '../app/PageFrame';
import { useText } from '../i18n';
import { AuditTable } from './AuditTable';
import { Filters } from './Filters';
import { EVERYTHING, exportAddress, useAudit } from './useAudit';
import { Retention } from './Retention';
import { Verified } from './Verified';

/** What was done in the organisation, and whether the log of it is as it was written. */
export default function AuditScreen() {
  const words = useText().audit;
  const { may } = useSession();
  const [filter, setFilter] = useState(EVERYTHING);
  const { rows, error, isLoading, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useAudit(filter);
  return (
    <PageFrame title={words.title} detail={words.detail}>
      {may('VERIFY_AUDIT') && <Verified />}
      {may('VERIFY_AUDIT') && <Retention />}
      <Filters filter={filter} change={setFilter} />
      <section aria-label={words.title}>
        <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8, alignItems: 'center', marginBottom: 12 }}>
          <span role="status" style={{ flex: 1, whiteSpace: 'nowrap' }}>{rows && words.rows(rows.length)}</span>
          <Button icon={<DownloadOutlined />} href={exportAddress('csv', filter)} download="liaoyuan-audit.csv">{words.csv}</Button>
          <Button icon={<DownloadOutlined />} href={exportAddress('json', filter)} download="liaoyuan-audit.json">{words.json}</Button>
        </div>
        <LoadNote error={error} loading={isLoading} retry={() => void refetch()} />
        {rows?.length === 0 && <p>{words.nothing}</p>}
        {rows && rows.length > 0 && <AuditTable rows={rows} />}
        {hasNextPage && <Button block loading={isFetchingNextPage} onClick={() => void fetchNextPage()} style={{ marginTop: 12 }}>{words.more}</Button>}
      </section>
    </PageFrame>
  );
}
