import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useText } from '../../i18n';
import type { Lateness } from './liveAid';
import { REMOTE_MILLIS } from './loopback';

interface Props {
  lateness: Lateness | undefined;
  /** Undefined where the burst was not heard. */
  measure: () => Promise<{ device: number; whole: number } | undefined> | undefined;
}

/** The delay of the device, measured; beyond a limit it is no hearing aid. */
export function DelayCheck({ lateness, measure }: Props) {
  const words = useText().aid;
  const [busy, setBusy] = useState(false);
  const [found, setFound] = useState<{ delay: { device: number; whole: number } | undefined }>();
  const begin = async () => {
    setBusy(true);
    try {
      setFound({ delay: await measure() });
    } catch {
      setFound({ delay: undefined });
    } finally {
      setBusy(false);
    }
  };
  return (
    <div style={{ display: 'grid', gap: 8, justifyItems: 'start' }}>
      {lateness && <span role="status">{words.own(Math.round(lateness.millis * 10) / 10)}{lateness.ahead && ` ${words.ahead.now}`}</span>}
      <Button onClick={() => void begin()} loading={busy}>{busy ? words.measuring : words.measure}</Button>
      <span>{words.measureDetail}</span>
      {found && !found.delay && <Alert type="info" showIcon title={words.notHeard} />}
      {found?.delay && (
        <Alert role="status" type={found.delay.whole > REMOTE_MILLIS ? 'warning' : 'success'} showIcon title={words.device(Math.round(found.delay.device))} description={found.delay.whole > REMOTE_MILLIS ? words.asRemote : words.asAid} />
      )}
    </div>
  );
}
