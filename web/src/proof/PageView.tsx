import { Alert, Button, Spin, theme } from 'antd';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { DocumentPassages } from '../api/types';
import { useText } from '../i18n';
import { usePage } from './usePage';

interface Props {
  document: DocumentPassages['document'];
  /** The page on which the passage stands, and where on it. */
  cited: number;
  boxes: DocumentPassages['passages'][number]['boxes'];
  /** Hears whether the passage can't be seen on its page, so that its text is what is looked at. */
  unseen: (unseen: boolean) => void;
}

const CLOSER = 2;

/** The page of a document as people see it, the passage marked on it and in view; the other pages by buttons and arrow keys. */
export function PageView({ document, cited, boxes, unseen }: Props) {
  const text = useText();
  const words = text.proof;
  const { token } = theme.useToken();
  const [page, setPage] = useState(cited);
  const [close, setClose] = useState(false);
  const [last, setLast] = useState<number>();
  const { address, pages, error, refetch } = usePage(document.id, page);
  useEffect(() => setPage(cited), [cited]);
  useEffect(() => { if (pages) setLast(pages); }, [pages]);
  useEffect(() => unseen(page === cited && error !== null), [page, cited, error, unseen]);
  const turn = (to: number) => to >= 1 && to <= (last ?? cited) && setPage(to);
  const onKey = (e: KeyboardEvent) => {
    // enlarged, the arrows move the page under the frame
    if (close || e.ctrlKey || e.metaKey || e.altKey || e.shiftKey) return;
    if (e.key === 'ArrowLeft') turn(page - 1);
    else if (e.key === 'ArrowRight') turn(page + 1);
    else return;
    e.preventDefault();
  };
  const marks = page === cited ? boxes.filter((box) => box.page === page) : [];
  return (
    <section aria-label={words.pages} onKeyDown={onKey} style={{ display: 'grid', gap: 8, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8, alignItems: 'center' }}>
        <Button disabled={page <= 1} onClick={() => turn(page - 1)} aria-label={words.previousPage}>‹</Button>
        <span role="status">{last === undefined ? words.page(page) : words.pageOf(page, last)}</span>
        <Button disabled={page >= (last ?? page)} onClick={() => turn(page + 1)} aria-label={words.nextPage}>›</Button>
        <Button aria-pressed={close} type={close ? 'primary' : 'default'} onClick={() => setClose(!close)}>{words.closer}</Button>
        {page !== cited && <Button onClick={() => setPage(cited)}>{words.toCited}</Button>}
      </div>
      {error
        ? <Alert role="alert" type="warning" showIcon title={words.notDrawn} description={error.message || text.offline} action={<Button onClick={() => void refetch()}>{text.retry}</Button>} />
        : (
          <div
            tabIndex={0} role="group" aria-label={words.pageFrame} aria-busy={address === undefined}
            // as high before the page is here as after
            style={{ height: 'min(70vh, 860px)', overflow: 'auto', border: `1px solid ${token.colorBorder}`, borderRadius: token.borderRadius, background: token.colorFillTertiary, outlineOffset: 2 }}
          >
            {address === undefined
              ? <div role="status" style={{ height: '100%', display: 'grid', placeContent: 'center', justifyItems: 'center', gap: 8 }}><Spin />{words.drawing}</div>
              : <Drawn key={`${page}-${close}`} address={address} alt={words.pageAlt(page, document.name)} width={close ? CLOSER : 1} marks={marks} />}
          </div>
        )}
      {!error && page === cited && marks.length === 0 && <div style={{ color: token.colorTextSecondary, fontSize: 13 }}>{words.noPlace}</div>}
    </section>
  );
}

interface DrawnProps {
  address: string;
  alt: string;
  /** Of the frame's width. */
  width: number;
  marks: Props['boxes'];
}

/** Stays white in the dark: what is on it was made for paper. */
function Drawn({ address, alt, width, marks }: DrawnProps) {
  const first = useRef<HTMLDivElement>(null);
  const share = (length: number) => `${length * 100}%`;
  return (
    <div style={{ position: 'relative', width: share(width), background: '#fff' }}>
      <img src={address} alt={alt} style={{ display: 'block', width: '100%' }} onLoad={() => first.current?.scrollIntoView({ block: 'center', inline: 'start' })} />
      {marks.map((box, i) => (
        <div
          key={i} ref={i === 0 ? first : undefined} data-mark aria-hidden
          style={{
            position: 'absolute', left: share(box.x), top: share(box.y), width: share(box.width), height: share(box.height),
            background: 'rgba(255, 200, 0, 0.4)', mixBlendMode: 'multiply', outline: '1px solid #b25e00', borderRadius: 2, pointerEvents: 'none', scrollMargin: 12,
          }}
        />
      ))}
    </div>
  );
}
