import { Alert, Input, theme } from 'antd';
import { useState } from 'react';
import type { FoundPassage } from '../api/types';
import { LIST } from '../app/ListRow';
import { useText } from '../i18n';
import { Marked } from './Marked';
import { fileAddress, useSpaceSearch } from './useSpace';

/** Finds passages, and shows where the words stand in them. */
export function SearchSection({ collection }: { collection?: string }) {
  const text = useText();
  const words = text.space;
  const label = collection === undefined ? words.search : text.collections.search;
  const [question, setQuestion] = useState('');
  const { data, error, isFetching } = useSpaceSearch(question, collection);
  const status = isFetching ? words.searching : data && (data.length > 0 ? words.found(data.length) : words.nothing);
  return (
    <section aria-label={label} style={{ display: 'grid', gap: 12, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <Input.Search
        allowClear enterButton type="search" maxLength={1_000} aria-label={label} placeholder={words.searchHelp}
        onSearch={(value) => setQuestion(value.trim())}
      />
      <div role="status">{question !== '' && !error && status}</div>
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
      <a href={fileAddress(passage.document)} download={passage.name} aria-label={words.downloadOf(passage.name)}>{passage.name}</a>
      {place && <span style={{ color: token.colorTextSecondary }}> · {place}</span>}
      <p style={{ margin: '4px 0 0', whiteSpace: 'pre-line' }}>
        <Marked text={passage.text} marks={passage.marks} />
      </p>
    </li>
  );
}
