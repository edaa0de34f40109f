import { DownOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useState, type CSSProperties } from 'react';
import type { Message, SourceKind } from '../api/types';
import { useText } from '../i18n';
import { AssistantMessage } from './AssistantMessage';
import type { Turn } from './tree';
import type { Running } from './useAnswer';
import { useStickToEnd } from './useStickToEnd';
import { UserMessage } from './UserMessage';

interface Props {
  turns: readonly Turn[];
  running: Running | undefined;
  /** Whether any answer is on its way, here or elsewhere. */
  busy: boolean;
  /** Whether the model has to be read into memory first, which takes seconds. */
  loadsModel: boolean;
  style: CSSProperties;
  show: (message: Message) => void;
  regenerate: (id: string, sources?: SourceKind[]) => void;
  edit: (message: Message, content: string) => void;
}

/** The turns of the branch that is shown. Follows the end while one is there; a reader who scrolled up is left alone. */
export function MessageList({ turns, running, busy, loadsModel, style, show, regenerate, edit }: Props) {
  const text = useText();
  const { box, atEnd, toEnd } = useStickToEnd(`${turns.length}:${turns.at(-1)?.message.id}:${running?.text.length}`);
  return (
    <div style={{ flex: 1, minHeight: 0, position: 'relative' }}>
      <div ref={box} style={{ height: '100%', overflowY: 'auto' }} tabIndex={0} role="region" aria-label={text.messages}>
        <ol style={{ ...style, listStyle: 'none', paddingTop: 24, paddingBottom: 8, display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 20 }}>
          {turns.map((turn, i) => {
            const shared = { turn, show, busy, last: i === turns.length - 1 };
            return turn.message.role === 'user' ? (
              <UserMessage key={turn.message.id} {...shared} edit={(content) => edit(turn.message, content)} />
            ) : (
              <AssistantMessage
                key={turn.message.id} {...shared} streamed={running?.messageId === turn.message.id ? running.text : undefined}
                regenerate={(sources) => regenerate(turn.message.id, sources)}
              />
            );
          })}
          {running && !running.messageId && <li style={{ opacity: 0.65 }}>{loadsModel ? text.loadingModel : text.thinking}</li>}
        </ol>
      </div>
      {!atEnd && (
        <Button
          shape="circle" icon={<DownOutlined />} aria-label={text.jumpToEnd} onClick={toEnd}
          style={{ position: 'absolute', bottom: 12, left: '50%', transform: 'translateX(-50%)' }}
        />
      )}
      <Announcer last={turns.at(-1)?.message} running={running} />
    </div>
  );
}

/** Tells a screen reader that an answer began and, when it is whole, what it says: not every word as it comes. */
function Announcer({ last, running }: { last: Message | undefined; running: Running | undefined }) {
  const text = useText();
  const [heard, setHeard] = useState(false);
  const isRunning = running !== undefined;

  useEffect(() => {
    if (isRunning) setHeard(true);
  }, [isRunning]);

  const said = isRunning ? text.answering : heard && last?.role === 'assistant' ? last.content : '';
  return (
    <div className="visually-hidden" role="status" aria-live="polite">
      {said}
    </div>
  );
}
