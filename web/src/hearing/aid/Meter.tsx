import { Progress, theme } from 'antd';
import { useText } from '../../i18n';

const LOWEST = -90;

/** How loud, from -90 dB FS to full scale. */
export function Meter({ label, level, note }: { label: string; level: number | undefined; note?: string }) {
  const words = useText().aid;
  const { token } = theme.useToken();
  const shown = Math.round(Math.max(LOWEST, level ?? LOWEST));
  return (
    <div>
      <div style={{ display: 'flex', justifyContent: 'space-between', gap: 8 }}>
        <span>{label}</span>
        <span style={{ fontVariantNumeric: 'tabular-nums' }}>{level === undefined ? '–' : words.level(shown)}</span>
      </div>
      <div role="meter" aria-label={label} aria-valuemin={LOWEST} aria-valuemax={0} aria-valuenow={shown}>
        <Progress percent={((shown - LOWEST) / -LOWEST) * 100} showInfo={false} size="small" strokeColor={note ? token.colorWarning : undefined} aria-hidden />
      </div>
      {note && <div style={{ color: token.colorWarningText }}>{note}</div>}
    </div>
  );
}
