import { RedoOutlined } from '@ant-design/icons';
import { Bubble } from '@ant-design/x';
import { Button, Tag, Tooltip, theme } from 'antd';
import type { Message, SourceKind } from '../api/types';
import { HandOver } from '../assistants/HandOver';
import { useText } from '../i18n';
import { SaveAsNote } from '../notes/SaveAsNote';
import type { Dictionary } from '../i18n/en';
import { AnswerMemory } from '../memory/AnswerMemory';
import { ProvenAnswer } from '../proof/ProvenAnswer';
import { SourceList } from '../proof/SourceList';
import { ReadAloudButton } from '../voice/ReadAloudButton';
import { CopyButton } from './CopyButton';
import { Markdown } from './Markdown';
import { Stats } from './Stats';
import type { Turn } from './tree';
import { Versions } from './Versions';

interface Props {
  turn: Turn;
  last: boolean;
  busy: boolean;
  /** What has come so far, while it is coming. */
  streamed: string | undefined;
  show: (message: Message) => void;
  regenerate: (sources?: SourceKind[]) => void;
}

const endings = (text: Dictionary): Record<string, string> => ({
  interrupted: text.interrupted, cancelled: text.cancelled, length: text.lengthReached, error: text.failed,
});

export function AssistantMessage({ turn, last, busy, streamed, show, regenerate }: Props) {
  const text = useText();
  const { token } = theme.useToken();
  const { message } = turn;
  const streaming = streamed !== undefined;
  const content = streamed ?? message.content;
  const ending = message.finishReason === null ? undefined : endings(text)[message.finishReason];
  return (
    <li id={`message-${message.id}`} data-last={last || undefined} aria-busy={streaming}>
      <span className="visually-hidden">{text.assistant}</span>
      <Bubble
        variant="borderless" content={content} loading={streaming && content === ''} styles={{ root: { width: '100%' }, body: { width: '100%' }, content: { width: '100%', padding: 0 } }}
        contentRender={() => (streaming || !message.proof ? <Markdown content={content} streaming={streaming} /> : <ProvenAnswer message={message} />)}
      />
      {!streaming && <SourceList message={message} busy={busy} askFrom={regenerate} />}
      {ending && !streaming && <Tag color={message.finishReason === 'error' ? 'error' : 'default'} style={{ marginTop: 8 }}>{ending}</Tag>}
      {!streaming && message.leftOut > 0 && <p style={{ margin: '8px 0 0', fontSize: token.fontSizeSM, color: token.colorTextSecondary }}>{text.leftOut(message.leftOut)}</p>}
      {!streaming && (
        <div className="turn-actions" style={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 2, marginTop: 4, color: token.colorTextSecondary }}>
          <Versions turn={turn} show={show} disabled={busy} />
          <CopyButton content={content} />
          <ReadAloudButton id={message.id} content={content} />
          <HandOver content={content} />
          <SaveAsNote content={content} />
          <Tooltip title={text.regenerate}>
            <Button type="text" size="small" icon={<RedoOutlined />} aria-label={text.regenerate} disabled={busy} onClick={() => regenerate()} />
          </Tooltip>
          <Stats message={message} />
        </div>
      )}
      {!streaming && <AnswerMemory message={message} />}
    </li>
  );
}
