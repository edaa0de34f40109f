import { CloseOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { useEffect } from 'react';
import { useText } from '../i18n';
import { ModelDownload } from '../models/ModelDownload';
import { note, useNotice, type PartPurpose } from './notice';
import { useParts } from './useParts';

/** Why the page can't hear or speak, and what helps. */
export function VoiceNote() {
  const words = useText().voice;
  const notice = useNotice();
  if (!notice) return null;
  if (notice.kind === 'part') return <MissingPart purpose={notice.purpose} />;
  const title = notice.kind === 'microphone' ? words.faults[notice.fault] : notice.kind === 'hear' ? words.hearFailed : words.speakFailed;
  return (
    <Alert
      role="alert" type="error" showIcon closable={{ onClose: () => note(undefined) }} style={{ marginBottom: 8 }} title={title}
      description={(notice.kind !== 'microphone' && notice.message) || undefined}
    />
  );
}

function MissingPart({ purpose }: { purpose: PartPurpose }) {
  const text = useText();
  const words = text.voice;
  const { missing, pull } = useParts();
  const part = missing(purpose);
  useEffect(() => {
    if (!part) note(undefined);
  }, [part]);
  if (!part) return null;
  const said = purpose === 'SPEECH' ? { title: words.speechTitle, once: words.speechAbsent } : { title: words.recognitionTitle, once: words.recognitionAbsent };
  return (
    <div style={{ position: 'relative', marginBottom: 8 }}>
      <ModelDownload model={part} pull={pull} words={{ ...said, ask: words.askForPart }} />
      <Button type="text" size="small" icon={<CloseOutlined />} aria-label={text.cancel} onClick={() => note(undefined)} style={{ position: 'absolute', insetInlineEnd: 8, top: 8 }} />
    </div>
  );
}
