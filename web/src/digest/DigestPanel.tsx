import { App, Button, theme } from 'antd';
import type { Digest } from '../api/types';
import { go } from '../app/useRoute';
import { begin } from '../assistants/useAssistants';
import { useText } from '../i18n';
import { WHOLE } from '../proof/material';
import { useDigest } from './useDigests';

/** What a model says of a document, above its text: plain text, for the document may have made the model say it. */
export function DigestPanel({ id }: { id: string }) {
  const text = useText();
  const words = text.digest;
  const { token } = theme.useToken();
  const { message } = App.useApp();
  const { digest, possible, make, remove } = useDigest(id);
  if (!digest) return null;
  const failed = (e: Error) => void message.error(e.message || text.offline);
  const ready = digest.state === 'READY';
  const unfinished = digest.state === 'WAITING' || digest.state === 'MAKING';
  return (
    <section aria-labelledby="digest-title" style={{ border: `1px solid ${token.colorBorderSecondary}`, borderRadius: token.borderRadiusLG, padding: 12, display: 'grid', gap: 8, gridTemplateColumns: 'minmax(0, 1fr)', overflowWrap: 'anywhere' }}>
      <h2 id="digest-title" style={{ margin: 0, fontSize: 16 }}>{words.title}</h2>
      {ready ? <Ready digest={digest} /> : <div role="status">{possible === false && digest.state !== 'FAILED' ? words.impossible : stateOf(digest, words)}</div>}
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
        {!unfinished && <Button disabled={possible === false} onClick={() => void make().catch(failed)}>{ready ? words.again : words.make}</Button>}
        {(ready || unfinished) && <Button onClick={() => void remove().then(() => message.success(words.removed)).catch(failed)}>{words.remove}</Button>}
      </div>
    </section>
  );
}

function stateOf({ state, reason }: Digest, words: ReturnType<typeof useText>['digest']) {
  if (state === 'WAITING') return words.waiting;
  if (state === 'MAKING') return words.making;
  return reason ? words.failed[reason] : words.none;
}

function Ready({ digest }: { digest: Digest }) {
  const words = useText().digest;
  const { token } = theme.useToken();
  const ask = (question: string) => {
    begin({ ask: { content: question, material: { ...WHOLE, documents: [digest.document] } } });
    go('/');
  };
  return (
    <>
      <p style={{ margin: 0 }}>{digest.summary}</p>
      <div style={{ color: token.colorTextSecondary }}>{words.madeBy(digest.model ?? '')}{!digest.whole && ` ${words.parts}`}</div>
      <h3 id="digest-questions" style={{ margin: 0, fontSize: 14 }}>{words.questions}</h3>
      <div role="group" aria-labelledby="digest-questions" style={{ display: 'grid', gap: 8, gridTemplateColumns: 'minmax(0, 1fr)', justifyItems: 'start' }}>
        {digest.questions.map((question) => (
          <Button key={question} aria-label={words.ask(question)} onClick={() => ask(question)} style={{ maxWidth: '100%', height: 'auto', whiteSpace: 'normal', textAlign: 'start' }}>{question}</Button>
        ))}
      </div>
    </>
  );
}
