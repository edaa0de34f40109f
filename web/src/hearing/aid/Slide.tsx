import { Slider } from 'antd';
import { useId } from 'react';
import { useText } from '../../i18n';

interface Props {
  label: string;
  value: number;
  from: number;
  to: number;
  set: (value: number) => void;
}

/** Decibels, more or less. */
export function Slide({ label, value, from, to, set }: Props) {
  const words = useText().aid;
  const id = useId();
  return (
    <div style={{ display: 'grid', gridTemplateColumns: 'minmax(96px, auto) minmax(0, 1fr) minmax(64px, auto)', gap: 12, alignItems: 'center' }}>
      <span id={id}>{label}</span>
      <Slider min={from} max={to} value={value} onChange={set} ariaLabelledByForHandle={id} tooltip={{ formatter: (v) => words.volumeOf(v ?? 0) }} />
      <span style={{ fontVariantNumeric: 'tabular-nums', textAlign: 'right', whiteSpace: 'nowrap' }}>{words.volumeOf(value)}</span>
    </div>
  );
}
