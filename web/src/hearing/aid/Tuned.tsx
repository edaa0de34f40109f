import { Button } from 'antd';
import { useText } from '../../i18n';
import { NO_TRIMS, type Trims } from './protocol';

interface Props {
  tuned: Trims | null;
  /** Undefined where nothing can be undone. */
  before?: Trims | null | undefined;
  undo?: () => void;
}

/** What fine tuning found, in words. */
export function Tuned({ tuned, before, undo }: Props) {
  const words = useText().aid.tuning;
  if (tuned === null && before === undefined) return null;
  const { low, high, compression } = tuned ?? NO_TRIMS;
  const said = [
    low === high && low !== 0 ? words.all(low) : undefined,
    low !== high && low !== 0 ? words.low(low) : undefined,
    low !== high && high !== 0 ? words.high(high) : undefined,
    compression !== 1 ? words.compression(Math.round((compression - 1) * 100)) : undefined,
  ].filter((each) => each !== undefined);
  return (
    <div style={{ display: 'flex', flexWrap: 'wrap', gap: 12, alignItems: 'center' }}>
      <strong>{said.length === 0 ? words.nothing : said.join(words.and)}</strong>
      {undo && before !== undefined && <Button onClick={undo}>{words.undo}</Button>}
    </div>
  );
}
