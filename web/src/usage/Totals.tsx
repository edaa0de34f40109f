import { theme } from 'antd';
import type { Sum } from '../api/ledger';
import { useText } from '../i18n';
import { carbon, energy, whole, yuan } from './figures';

/** The range in six figures. */
export function Totals({ total }: { total: Sum }) {
  const { usage } = useText();
  const { token } = theme.useToken();
  const figures: [string, string, string?][] = [
    [usage.money, yuan(total.yuan)],
    [usage.requests, whole(total.requests)],
    [usage.tokensIn, whole(total.tokensIn)],
    [usage.tokensOut, whole(total.tokensOut)],
    [usage.energy, energy(total.joules), `${energy(total.facilityJoules)} ${usage.energyWithCooling}`],
    [usage.carbon, carbon(total.carbonGrams)],
  ];
  return (
    <section aria-label={usage.total}>
      <dl style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(135px, 1fr))', gap: 12, margin: 0 }}>
        {figures.map(([label, value, detail]) => (
          <div key={label} style={{ padding: 12, border: `1px solid ${token.colorBorderSecondary}`, borderRadius: token.borderRadiusLG }}>
            <dt style={{ color: token.colorTextSecondary, fontSize: token.fontSizeSM }}>{label}</dt>
            <dd style={{ margin: 0, fontSize: 20, fontVariantNumeric: 'tabular-nums' }}>{value}</dd>
            {detail && <dd style={{ margin: 0, color: token.colorTextSecondary, fontSize: token.fontSizeSM }}>{detail}</dd>}
          </div>
        ))}
      </dl>
      {total.joules > 0 && <p style={{ margin: '8px 0 0', color: token.colorTextSecondary, fontSize: token.fontSizeSM }}>{total.measured ? usage.measured : usage.modelled}</p>}
    </section>
  );
}
