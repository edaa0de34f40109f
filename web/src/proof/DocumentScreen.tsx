import { Button, Result, theme } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { ApiError } from '../api/client';
import type { DocumentPassages } from '../api/types';
import { LoadNote } from '../app/LoadNote';
import { PageFrame } from '../app/PageFrame';
import { DigestPanel } from '../digest/DigestPanel';
import { useText } from '../i18n';
import { MeetingPanel } from '../meeting/MeetingPanel';
import { fileAddress } from '../space/useSpace';
import { PageView } from './PageView';
import { SpeakersPanel } from '../speakers/SpeakersPanel';
import { SoundPlayer } from './SoundPlayer';
import { isSound, secondOf } from './sound';
import { pageOf } from './usePage';
import { usePassages } from './useSources';

/** Passages on each side of the one that was cited, and how many more at a click. */
const AROUND = 3;
const MORE = 10;

interface Props {
  id: string;
  passage: number;
}

/** The page on which a passage stands, and the document's text around it; the passage is marked and in view. */
export default function DocumentScreen({ id, passage }: Props) {
  const text = useText();
  const words = text.proof;
  const [range, setRange] = useState({ from: Math.max(0, passage - AROUND), to: passage + AROUND });
  const { data, error, isLoading, refetch } = usePassages(id, range.from, range.to);
  const [unseen, setUnseen] = useState(false);
  const cited = data?.passages.find(({ ordinal }) => ordinal === passage);
  const page = data && cited && pageOf(data.document, cited);
  const second = data && cited && isSound(data.document.type) ? secondOf(cited.headings) : undefined;
  if (error instanceof ApiError && (error.status === 404 || error.status === 400)) {
    return <Result status="404" title={words.gone} subTitle={words.goneDetail} extra={<Button onClick={() => history.back()}>{words.back}</Button>} />;
  }
  return (
    <PageFrame title={data?.document.name ?? ''} detail={page === undefined ? words.passageDetail : words.pageDetail}>
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
        <Button onClick={() => history.back()}>{words.back}</Button>
        {data && <Button href={fileAddress(id)} download={data.document.name}>{words.downloadFile}</Button>}
      </div>
      {data && data.document.collection === null && isSound(data.document.type) && <><SpeakersPanel id={id} /><MeetingPanel id={id} /></>}
      {data && data.document.collection === null && <DigestPanel id={id} />}
      {data && cited && page !== undefined && <PageView document={data.document} cited={page} boxes={cited.boxes} unseen={setUnseen} />}
      {data && second !== undefined && <SoundPlayer document={data.document} cited={second} />}
      <LoadNote error={error} loading={isLoading} retry={() => void refetch()} />
      {data && (
        <Passages
          data={data} cited={passage} inView={page === undefined || unseen}
          before={range.from > 0 ? () => setRange({ ...range, from: Math.max(0, range.from - MORE) }) : undefined}
          after={range.to + 1 < data.total ? () => setRange({ ...range, to: range.to + MORE }) : undefined}
        />
      )}
    </PageFrame>
  );
}

interface PassagesProps {
  data: DocumentPassages;
  cited: number;
  /** Whether the text that was cited is what is looked at first. */
  inView: boolean;
  before?: () => void;
  after?: () => void;
}

function Passages({ data, cited, inView, before, after }: PassagesProps) {
  const words = useText().proof;
  const { token } = theme.useToken();
  const mark = useRef<HTMLElement>(null);
  useEffect(() => {
    if (inView) mark.current?.scrollIntoView({ block: 'center' });
    mark.current?.focus({ preventScroll: true });
  }, [cited, inView]);
  if (data.passages.length === 0) return <p>{words.noText}</p>;
  return (
    <div style={{ display: 'grid', gap: 12, gridTemplateColumns: 'minmax(0, 1fr)', justifyItems: 'start' }}>
      {before && <Button type="link" onClick={before}>{words.before}</Button>}
      {data.passages.map((passage, i) => {
        const isCited = passage.ordinal === cited;
        const place = [...passage.headings, passage.page !== null && words.page(passage.page)].filter(Boolean).join(' › ');
        const former = data.passages[i - 1];
        const isNewPlace = !former || former.page !== passage.page || former.headings.join() !== passage.headings.join();
        return (
          <section
            key={passage.ordinal} ref={isCited ? mark : undefined} tabIndex={isCited ? -1 : undefined} aria-label={isCited ? words.cited : words.passage(passage.ordinal + 1, data.total)}
            style={{
              width: '100%', boxSizing: 'border-box', padding: '8px 12px', overflowWrap: 'anywhere', borderRadius: token.borderRadius, outlineOffset: 2,
              ...(isCited && { background: token.colorWarningBg, borderInlineStart: `4px solid ${token.colorWarning}` }),
            }}
          >
            {place && isNewPlace && <div style={{ color: token.colorTextSecondary, fontSize: 13 }}>{place}</div>}
            {isCited ? <mark style={{ background: 'none', color: 'inherit', whiteSpace: 'pre-line' }}>{passage.text}</mark> : <div style={{ whiteSpace: 'pre-line' }}>{passage.text}</div>}
          </section>
        );
      })}
      {after && <Button type="link" onClick={after}>{words.after}</Button>}
    </div>
  );
}
