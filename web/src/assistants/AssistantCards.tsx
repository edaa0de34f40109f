import { Button, Skeleton } from 'antd';
import { LoadNote } from '../app/LoadNote';
import { useText } from '../i18n';
import { begin, useAssistants, useLanguage } from './useAssistants';

const HEIGHT = 92;
const GRID = { display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 220px), 1fr))', gap: 12, gridAutoRows: `minmax(${HEIGHT}px, auto)`, listStyle: 'none', margin: 0, padding: 0 } as const;
/** So many everybody has: their places are kept while they are fetched. */
const EXPECTED = 7;

/** The assistants that one may use, each a card that begins a conversation with it. */
export function AssistantCards() {
  const text = useText();
  const language = useLanguage();
  const { assistants, error, refetch } = useAssistants();

  if (error) return <LoadNote error={error} loading={false} retry={() => void refetch()} />;
  return (
    <ul aria-label={text.assistants.list} aria-busy={!assistants} style={GRID}>
      {!assistants && Array.from({ length: EXPECTED }, (_, i) => <li key={i}><Skeleton.Node active style={{ width: '100%', height: HEIGHT }} /></li>)}
      {assistants?.map(({ id, manifest }) => (
        <li key={id}>
          <Button
            block onClick={() => begin({ assistant: id })}
            style={{ height: '100%', padding: '12px 16px', whiteSpace: 'normal', textAlign: 'start', justifyContent: 'flex-start', alignItems: 'flex-start' }}
          >
            <span>
              <strong style={{ display: 'block', marginBottom: 4 }}>{manifest.name[language]}<span className="visually-hidden">: </span></strong>
              <span style={{ opacity: 0.75, overflowWrap: 'anywhere' }}>{manifest.purpose[language]}</span>
            </span>
          </Button>
        </li>
      ))}
    </ul>
  );
}
