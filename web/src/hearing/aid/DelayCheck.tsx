import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useText } from '../../i18n';
import { REMOTE_MILLIS } from './loopback';

interface Props {
  own: number | undefined;
  /** Undefined where the burst was not heard. */
  measure: () => Promise<number | undefined> | undefined;
}

/** The delay of the device, measured; beyond a limit it is no hearing aid. */
export function DelayCheck({ own, measure }: Props) {
  const words = useText().aid;
  const [busy, setBusy] = useState(false);
  const [found, setFound] = useState<{ millis: number | undefined }>();
  const begin = async () => {
    setBusy(true);
    try {
      setFound({ millis: await measure() });
    } catch {
      setFound({ millis: undefined });
    } finally {
      setBusy(false);
    }
  };
  // what the device takes includes the aid's wait for a block, but not its own way through
  const whole = found?.millis === undefined || own === undefined ? undefined : found.millis + own;
  return (
    <div style={{ display: 'grid', gap: 8, justifyItems: 'start' }}>
      {own !== undefined && <span>{words.own(Math.round(own * 10) / 10)}</span>}
      <Button onClick={() => void begin()} loading={busy}>{busy ? words.measuring : words.measure}</Button>
      <span>{words.measureDetail}</span>
      {found && found.millis === undefined && <Alert type="info" showIcon title={words.notHeard} />}
      {found?.millis !== undefined && whole !== undefined && (
        <Alert role="status" type={whole > REMOTE_MILLIS ? 'warning' : 'success'} showIcon title={words.device(Math.round(found.millis))} description={whole > REMOTE_MILLIS ? words.asRemote : words.asAid} />
      )}
    </div>
  );
}
