import { Alert, Button, Empty, Skeleton, Typography } from 'antd';
import { useSession } from '../account/useSession';
import { useText } from '../i18n';
import { HeatMap, Legend } from './HeatMap';
import { MeasurePanel } from './MeasurePanel';
import { useProfiles } from './useProfiles';

/** What each model was measured to be able to do. */
export function AbilitiesScreen() {
  const text = useText();
  const { may } = useSession();
  const { profiles, isError, retry, measure, stop } = useProfiles();
  return (
    <div style={{ height: '100%', overflowY: 'auto' }}>
      <div style={{ maxWidth: 960, margin: '0 auto', padding: '16px 16px 48px', display: 'grid', gap: 16, gridTemplateColumns: 'minmax(0, 1fr)' }}>
        <div>
          <Typography.Title level={1} style={{ fontSize: 24, margin: '0 0 8px' }}>{text.abilities.title}</Typography.Title>
          <Typography.Text type="secondary">{text.abilities.intro}</Typography.Text>
        </div>
        {isError && <Alert role="alert" type="error" showIcon title={text.loadFailed} action={<Button onClick={() => void retry()}>{text.retry}</Button>} />}
        {!profiles && !isError && <Skeleton active paragraph={{ rows: 8 }} />}
        {profiles && (
          <>
            {may('MANAGE_MODELS') && <MeasurePanel profiles={profiles} measure={measure} stop={stop} />}
            {profiles.cells.length === 0 ? <Empty description={text.abilities.none} /> : (
              <>
                <HeatMap profiles={profiles} />
                <Legend />
              </>
            )}
          </>
        )}
      </div>
    </div>
  );
}
