import { Alert, Button, theme } from 'antd';
import type { ReactNode } from 'react';

/** Large enough for eyes that are as old as the ears. */
export const LARGE = { fontSize: 18, lineHeight: 1.6 } as const;

/** One step of a test: a heading, what it is about, and the way on. */
export function Step({ title, children, actions }: { title: string; children: ReactNode; actions?: ReactNode }) {
  return (
    <section aria-labelledby="hearing-step" style={{ display: 'grid', gap: 20, gridTemplateColumns: 'minmax(0, 1fr)', ...LARGE }}>
      <h2 id="hearing-step" tabIndex={-1} ref={focusOnce} style={{ margin: 0, fontSize: 24, outline: 'none' }}>{title}</h2>
      {children}
      {actions && <div style={{ display: 'flex', flexWrap: 'wrap', gap: 12 }}>{actions}</div>}
    </section>
  );
}

/** Who reads by ear or by keyboard is brought to what is new. */
const focusOnce = (heading: HTMLHeadingElement | null) => heading?.focus();

export function Big(props: { children: ReactNode; onClick: () => void; primary?: boolean; disabled?: boolean; loading?: boolean }) {
  const { children, onClick, primary, disabled, loading } = props;
  return (
    <Button size="large" type={primary ? 'primary' : 'default'} disabled={disabled} loading={loading} onClick={onClick} style={{ minHeight: 52, height: 'auto', padding: '10px 24px', fontSize: 18, whiteSpace: 'normal' }}>
      {children}
    </Button>
  );
}

export function NotMedical({ text }: { text: string }) {
  return <Alert type="warning" showIcon title={<span style={{ fontSize: 16 }}>{text}</span>} />;
}

/** How far a test has come. */
export function Progress({ value, label }: { value: number; label: string }) {
  const { token } = theme.useToken();
  return (
    <div>
      <div role="progressbar" aria-label={label} aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(value * 100)} style={{ height: 10, borderRadius: 5, background: token.colorFillSecondary }}>
        <div style={{ width: `${value * 100}%`, height: '100%', borderRadius: 5, background: token.colorPrimary }} />
      </div>
      <div aria-hidden style={{ marginTop: 4 }}>{label}</div>
    </div>
  );
}
