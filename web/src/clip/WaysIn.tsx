import { BookOutlined } from '@ant-design/icons';
import { App, theme } from 'antd';
import { useLayoutEffect, useRef } from 'react';
import { useText } from '../i18n';
import { bookmarklet } from './bookmarklet';

/** The bookmark that keeps parts of other pages, and what else leads into the space. */
export function WaysIn() {
  const words = useText().clip;
  const { token } = theme.useToken();
  const { message } = App.useApp();
  const link = useRef<HTMLAnchorElement>(null);

  // React lets no address of this kind through, and the content policy none run here; to be dragged away it needs to stand there
  useLayoutEffect(() => link.current?.setAttribute('href', bookmarklet(location.origin)), []);

  return (
    <section aria-labelledby="space-ways-title" style={{ display: 'grid', gap: 8, gridTemplateColumns: 'minmax(0, 1fr)', color: token.colorTextSecondary }}>
      <h2 id="space-ways-title" style={{ margin: 0, fontSize: 16, color: token.colorText }}>{words.ways}</h2>
      <div style={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 8 }}>
        <a
          ref={link} draggable onClick={(e) => { e.preventDefault(); message.info(words.bookmarkDrag); }}
          style={{ border: `1px solid ${token.colorBorder}`, borderRadius: token.borderRadius, padding: '4px 12px', color: token.colorText, background: token.colorBgContainer, whiteSpace: 'nowrap' }}
        >
          <BookOutlined aria-hidden /> {words.bookmark}
        </a>
        <span style={{ flex: '1 1 240px' }}>{words.bookmarkHelp}</span>
      </div>
      <div>{words.pasteHelp}</div>
    </section>
  );
}
