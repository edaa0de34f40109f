import { Alert, App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { json } from '../api/client';
import type { SpaceUpload } from '../api/types';
import { PageFrame } from '../app/PageFrame';
import { go } from '../app/useRoute';
import { useText } from '../i18n';
import { clipIn, type Clip } from './bookmarklet';
import { fileName } from './fileName';
import { toMarkdown } from './markdown';

/** Read once: a page that somebody looked at does not stay in the address. */
let came: Clip | undefined;

function take(): Clip | undefined {
  if (location.pathname === '/clip' && location.hash !== '') {
    came = clipIn(location.hash);
    history.replaceState(null, '', '/clip');
  }
  return came;
}

/** What the bookmark brought: a person looks at it before it is kept. */
export default function ClipScreen() {
  const text = useText();
  const words = text.clip;
  const { message } = App.useApp();
  const [clip] = useState(take);
  const [title, setTitle] = useState(clip?.title ?? '');
  const [content, setContent] = useState(() => (clip ? toMarkdown(clip.html) : ''));
  const [keeping, setKeeping] = useState(false);
  const [kept, setKept] = useState('');
  if (!clip) return <PageFrame title={words.title}><Alert role="status" type="info" showIcon title={words.nothing} action={<Button onClick={() => go('/space')}>{words.toSpace}</Button>} /></PageFrame>;

  const keep = async () => {
    setKeeping(true);
    try {
      const source = clip.address && `<${clip.address}>\n\n`;
      const file = new Blob([`# ${title.trim() || clip.address}\n\n${source}${content}\n`]);
      const { document, known } = await json<SpaceUpload>(`/space/documents?folder=Web&name=${encodeURIComponent(fileName(title || clip.address, 'md'))}`, { method: 'POST', body: file });
      came = undefined;
      setKept(known ? words.known(document.name) : words.kept(document.name));
    } catch (e) {
      message.error((e as Error).message || text.offline);
    }
    setKeeping(false);
  };
  if (kept) {
    return (
      <PageFrame title={words.title}>
        <Alert role="status" type="success" showIcon title={kept} />
        <div style={{ display: 'flex', gap: 8 }}><Button onClick={() => close()}>{words.close}</Button><Button onClick={() => go('/space')}>{words.toSpace}</Button></div>
      </PageFrame>
    );
  }
  return (
    <PageFrame title={words.title} detail={words.detail}>
      <Form layout="vertical" onFinish={() => void keep()}>
        {clip.cut && <Alert role="status" type="warning" showIcon title={words.cut} style={{ marginBottom: 16 }} />}
        <Form.Item label={words.name} htmlFor="clip-title"><Input id="clip-title" maxLength={150} value={title} onChange={(e) => setTitle(e.target.value)} /></Form.Item>
        {clip.address && <p style={{ overflowWrap: 'anywhere' }}>{words.address}: {clip.address}</p>}
        <Form.Item label={words.text} htmlFor="clip-text"><Input.TextArea id="clip-text" rows={14} value={content} onChange={(e) => setContent(e.target.value)} /></Form.Item>
        <Button type="primary" htmlType="submit" loading={keeping} disabled={content.trim() === ''}>{words.keep}</Button>
      </Form>
    </PageFrame>
  );
}
