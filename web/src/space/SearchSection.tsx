import { Alert, App, Input, theme } from 'antd';
import { useState } from 'react';
import type { FoundPassage, SpaceFilter } from '../api/types';
import { LIST } from '../app/ListRow';
import { useText } from '../i18n';
import { Link, passageAddress } from '../proof/EvidenceLink';
import { narrows, WHOLE } from '../proof/material';
import { LabelledSwitch } from '../websearch/LabelledSwitch';
import { Marked } from './Marked';
import { useSpaceSearch } from './useSpace';

interface Props {
  /** One that is searched in place of one's own space. */
  collection?: string;
  filter?: SpaceFilter;
  /** Whether a model puts what is found in order; null where there is none for it. */
  reranks?: boolean | null;
  rerank?: (wanted: boolean) => Promise<void>;
}

/** Finds passages, and shows where the words stand in them. */
export function SearchSection({ collection, filter = WHOLE, reranks = null, rerank }: Props) {
  const text = useText();
  const words = text.space;
  const label = collection === undefined ? words.search : text.collections.search;
  const { message } = App.useApp();
  const [question, setQuestion] = useState('');
  const { data, error, isFetching } = useSpaceSearch(question, filter, collection);
  const status = isFetching ? words.searching : data && (data.length > 0 ? words.found(data.length) : words.nothing);
  return (
    <section aria-label={label} style={{ display: 'grid', gap: 12, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <Input.Search
        allowClear enterButton type="search" maxLength={1_000} aria-label={label} placeholder={words.searchHelp}
        onSearch={(value) => setQuestion(value.trim())}
      />
      {reranks !== null && rerank && <LabelledSwitch label={words.rerank} checked={reranks} set={(wanted) => rerank(wanted).catch((e: Error) => message.error(e.message))} />}
      <div role="status">{question !== '' && !error && status}</div>
      {question !== '' && narrows(filter) && <div>{text.tags.searchNarrowed}</div>}
      {error && <Alert role="alert" type="error" showIcon title={error.message || text.offline} />}
      {data && data.length > 0 && (
        <ol style={{ ...LIST, display: 'grid', gap: 12, gridTemplateColumns: 'minmax(0, 1fr)' }}>
          {data.map((passage) => <Found key={`${passage.document}-${passage.ordinal}`} passage={passage} />)}
        </ol>
      )}
    </section>
  );
}

function Found({ passage }: { passage: FoundPassage }) {
  const words = useText().space;
  const { token } = theme.useToken();
  const place = [...passage.headings, passage.page !== null && words.page(passage.page)].filter(Boolean).join(' › ');
  return (
    <li style={{ border: `1px solid ${token.colorBorderSecondary}`, borderRadius: token.borderRadiusLG, padding: 12, overflowWrap: 'anywhere' }}>
      <Link address={passageAddress(passage)}>{passage.name}</Link>
      {place && <span style={{ color: token.colorTextSecondary }}> · {place}</span>}
      <p style={{ margin: '4px 0 0', whiteSpace: 'pre-line' }}>
        <Marked text={passage.text} marks={passage.marks} />
      </p>
    </li>
  );
}
