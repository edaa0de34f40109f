import { Alert, theme } from 'antd';
import { useText } from '../i18n';
import type { usePreview } from './usePreview';

/** Where a persona's words appear; as high before as after. */
export function Preview({ of, said, problem }: Pick<ReturnType<typeof usePreview>, 'of' | 'said' | 'problem'>) {
  const text = useText();
  const { token } = theme.useToken();
  return (
    <div role="status" aria-live="polite" style={{ height: 132, overflowY: 'auto', marginTop: 12, padding: 12, borderRadius: 8, background: token.colorFillQuaternary }}>
      {of && <div style={{ color: token.colorTextSecondary, marginBottom: 4 }}>{text.assistants.previewing(of)}</div>}
      {problem ? <Alert type="error" title={problem} /> : <div style={{ whiteSpace: 'pre-wrap' }}>{said || (of && text.thinking)}</div>}
    </div>
  );
}
