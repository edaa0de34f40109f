import { Alert, Button, theme } from 'antd';
import type { Evidence, Message, SourceKind } from '../api/types';
import { LIST } from '../app/ListRow';
import { useText } from '../i18n';
import { EvidenceLink } from './EvidenceLink';
import { used } from './citations';
import { kindsOf, useAvailable } from './useSources';

interface Props {
  message: Message;
  busy: boolean;
  /** Makes the answer again from other sources. */
  askFrom: (sources: SourceKind[]) => void;
}

/** What an answer stands on, below it; where it stands on nothing, what came closest and what else can be asked. */
export function SourceList({ message, busy, askFrom }: Props) {
  const words = useText().proof;
  const { token } = theme.useToken();
  const { web } = useAvailable();
  const { evidence, proof } = message;
  const refused = proof?.verdict === 'NOT_THERE';
  const numbers = used(message);
  const first = refused ? evidence : evidence.filter((each) => numbers.has(each.number));
  const rest = refused ? [] : evidence.filter((each) => !numbers.has(each.number));
  if ((message.sources.length === 0 && evidence.length === 0) || !proof) return null;
  return (
    <section aria-label={refused ? words.closest : words.sources} style={{ marginTop: 8, fontSize: 13, color: token.colorTextSecondary }}>
      {proof.missed.map((missed) => (
        <Alert key={missed.source} type="warning" showIcon title={words.missed(words.sourceName[missed.source], missed.message)} style={{ marginBottom: 8 }} />
      ))}
      {first.length > 0 && <>
        <div aria-hidden>{refused ? words.closest : words.sources}</div>
        <Sources list={first} />
      </>}
      {rest.length > 0 && (
        <details>
          <summary style={{ cursor: 'pointer' }}>{words.alsoShown(rest.length)}</summary>
          <Sources list={rest} />
        </details>
      )}
      {refused && (
        <div role="group" aria-label={words.ask} style={{ display: 'flex', flexWrap: 'wrap', gap: 8, marginTop: 8 }}>
          <Button size="small" disabled={busy} onClick={() => askFrom(kindsOf('model'))}>{words.askModel}</Button>
          {web && !message.sources.includes('WEB') && <Button size="small" disabled={busy} onClick={() => askFrom(kindsOf('web'))}>{words.askWeb}</Button>}
        </div>
      )}
    </section>
  );
}

function Sources({ list }: { list: Evidence[] }) {
  const words = useText().proof;
  return (
    <ol style={{ ...LIST, display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)', margin: 0 }}>
      {list.map((each) => {
        const place = [each.kind === 'WEB' && each.address !== null && siteOf(each.address), ...each.headings, each.page !== null && words.page(each.page), each.deleted && words.deleted, each.withheld && words.withheld].filter(Boolean).join(' › ');
        return (
          <li key={each.number} style={{ overflowWrap: 'anywhere' }}>
            [{each.number}] <EvidenceLink evidence={each}>{each.title}</EvidenceLink>{place && ` · ${place}`}
          </li>
        );
      })}
    </ol>
  );
}

const siteOf = (address: string) => new URL(address).hostname.replace(/^www\./, '');
