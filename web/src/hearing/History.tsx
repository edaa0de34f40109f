import { App, Button, Popconfirm, Tag } from 'antd';
import { LIST, ListRow } from '../app/ListRow';
import { useText } from '../i18n';
import type { Known, useHearing } from './useHearing';

/** What came of tests so far; where each is kept, and what may be done with it. */
export function History({ hearing: { results, save, remove }, show }: { hearing: ReturnType<typeof useHearing>; show: (result: Known) => void }) {
  const text = useText();
  const words = text.hearing;
  const { message } = App.useApp();
  const told = (made: Promise<unknown>, success: string) => void made.then(() => message.success(success)).catch((e: Error) => message.error(e.message || text.offline));
  return (
    <section aria-labelledby="hearing-history">
      <h2 id="hearing-history" style={{ margin: '0 0 8px', fontSize: 20 }}>{words.history}</h2>
      {results.length === 0 && <p style={{ margin: 0 }}>{words.none}</p>}
      <ul style={LIST}>
        {results.map((result) => {
          const when = new Date(result.measuredAt).toLocaleDateString(text.locale, { dateStyle: 'medium' });
          const name = result.digits ? `${words.digitsTitle}: ${words.srt(result.digits.srt.toFixed(1), result.digits.standardError.toFixed(1))}` : words.audiogram;
          return (
            <ListRow
              key={result.id} name={name}
              tags={<>{result.device && <Tag>{words.onDevice}</Tag>}{result.server && <Tag color="blue">{words.onServer}</Tag>}</>}
              detail={`${when}, ${words.sources[result.source]}`}
              actions={
                <>
                  <Button size="large" aria-label={`${words.show}: ${name}, ${when}`} onClick={() => show(result)}>{words.show}</Button>
                  {!result.server && <Button size="large" aria-label={`${words.save}: ${name}, ${when}`} onClick={() => told(save(result), words.saved)}>{words.save}</Button>}
                  <Popconfirm title={words.removeSure} okText={words.remove} cancelText={text.cancel} okButtonProps={{ danger: true }} onConfirm={() => told(remove(result), words.removed)}>
                    <Button size="large" danger aria-label={`${words.remove}: ${name}, ${when}`}>{words.remove}</Button>
                  </Popconfirm>
                </>
              }
            />
          );
        })}
      </ul>
    </section>
  );
}
