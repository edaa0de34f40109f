import { useQuery } from '@tanstack/react-query';
import { Alert, InputNumber, theme } from 'antd';
import { useDeferredValue, useId, useState } from 'react';
import { ledger, type Calculation, type Servers } from '../api/ledger';
import { useText } from '../i18n';
import { decimal, whole, yuan } from './figures';

const EXAMPLE: Servers = {
  servers: 1000, kilowatts: 6.5, pue: 2, yuanPerKwh: 0.63, yuanPerServer: 1_000_000, years: 5, tokensPerSecond: 10_000, providerYuanPerMillion: 2,
};

/** What hardware of one's own costs beside a provider; the server does the sums. */
export function Calculator() {
  const { usage } = useText();
  const { token } = theme.useToken();
  const id = useId();
  const [servers, setServers] = useState(EXAMPLE);
  const asked = useDeferredValue(servers);
  const { data, error } = useQuery({ queryKey: ['calculation', asked], queryFn: () => ledger.calculate(asked), placeholderData: (old) => old });

  const field = (name: keyof Servers) => (
    <div key={name}>
      <label htmlFor={id + name} style={{ display: 'block', marginBottom: 4 }}>{usage.fields[name]}</label>
      <InputNumber<number> id={id + name} value={servers[name]} min={0} style={{ width: '100%' }} onChange={(n) => n !== null && setServers({ ...servers, [name]: n })} />
    </div>
  );
  const result = ([label, value]: [string, string]) => (
    <div key={label} style={{ display: 'flex', flexWrap: 'wrap', justifyContent: 'space-between', columnGap: 12, padding: '6px 0', borderTop: `1px solid ${token.colorBorderSecondary}` }}>
      <dt style={{ color: token.colorTextSecondary }}>{label}</dt>
      <dd style={{ margin: 0, fontVariantNumeric: 'tabular-nums' }}>{value}</dd>
    </div>
  );
  const results = ({ costs }: Calculation): [string, string][] => [
    [usage.results.kwhPerServerDay, `${decimal(costs.kwhPerServerDay)} kWh`],
    [usage.results.electricityPerServerDay, yuan(costs.electricityPerServerDay)],
    [usage.results.electricityPerDay, yuan(costs.electricityPerDay)],
    [usage.results.perDay, yuan(costs.perDay)],
    [usage.results.carbonKilogramsPerDay, `${whole(costs.carbonKilogramsPerDay)} kg`],
    [usage.results.yuanPerMillionFull, yuan(costs.yuanPerMillionFull)],
    [usage.results.breakEven, costs.breakEvenLoad <= 1 ? usage.breakEven(decimal(costs.breakEvenTokensPerDay / 1e6), decimal(100 * costs.breakEvenLoad)) : usage.neverBreaksEven],
  ];
  return (
    <section aria-label={usage.calculator}>
      <h2 style={{ margin: '0 0 4px', fontSize: 16 }}>{usage.calculator}</h2>
      <p style={{ margin: '0 0 12px', color: token.colorTextSecondary }}>{usage.calculatorDetail}</p>
      <div style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(210px, 1fr))', gap: 12, marginBottom: 16 }}>
        {(Object.keys(EXAMPLE) as (keyof Servers)[]).map(field)}
      </div>
      {error && <Alert type="error" role="alert" showIcon title={error.message} />}
      {data && !error && <dl aria-live="polite" style={{ margin: 0 }}>{results(data).map(result)}</dl>}
    </section>
  );
}
