import { theme } from 'antd';
import { useText } from '../i18n';
import type { RunWords } from './runWords';

const shown = (value: unknown, words: RunWords): string =>
  typeof value === 'string' ? value : typeof value === 'boolean' ? (value ? words.yes : words.no) : value === null || typeof value === 'number' ? String(value) : JSON.stringify(value, null, 2);

/** What scrolls in its place is reached by keyboard. */
const isLong = (text: string) => text.length > 200 || text.split('\n').length > 8;

/** What a step was given or gave, field by field, as it is: text of models is data here and nothing is made of it. */
export function Values({ title, of }: { title: string; of: unknown }) {
  const words = useText().runs;
  const { token } = theme.useToken();
  const entries: [string, unknown][] = typeof of === 'object' && of !== null && !Array.isArray(of) ? Object.entries(of) : [['', of]];
  const filled = entries.filter(([, value]) => value !== '');
  return (
    <section aria-label={title} style={{ marginTop: 8 }}>
      <h4 style={{ margin: '0 0 4px', fontSize: 14 }}>{title}</h4>
      {filled.length === 0 && <div style={{ color: token.colorTextSecondary }}>{words.nothing}</div>}
      <dl style={{ margin: 0 }}>
        {filled.map(([name, value]) => (
          <div key={name} style={{ marginBottom: 4 }}>
            <dt style={{ color: token.colorTextSecondary, fontSize: token.fontSizeSM }}>{words.fields[name] ?? name}</dt>
            <dd {...(isLong(shown(value, words)) && { tabIndex: 0 })} style={{ margin: 0, padding: '4px 8px', maxHeight: 240, overflowY: 'auto', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', background: token.colorFillQuaternary, borderRadius: token.borderRadius }}>
              {shown(value, words)}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
