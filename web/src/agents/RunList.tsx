import { useQuery } from '@tanstack/react-query';
import { Tag } from 'antd';
import { LIST, ListRow } from '../app/ListRow';
import { LoadNote } from '../app/LoadNote';
import { moment } from '../app/time';
import { go } from '../app/useRoute';
import { useText } from '../i18n';
import { addressOf } from './address';
import { agentsApi, RUNS } from './api';
import { isEnd } from './follow';
import { spent } from './spent';
import { StateTag } from './states';

/** So many the server lists. */
const MOST = 200;
const LOOK_MILLIS = 5_000;

/** Runs, the newest first; looked at again while one of them is on its way. */
export function RunList() {
  const text = useText();
  const words = text.runs;
  const { data, error, isLoading, refetch } = useQuery({
    queryKey: RUNS, queryFn: agentsApi.runs, refetchInterval: ({ state }) => (state.data?.some((run) => !isEnd(run.state)) ? LOOK_MILLIS : false),
  });
  return (
    <section aria-label={text.agents.runs}>
      <LoadNote error={error} loading={isLoading} retry={() => void refetch()} />
      {data?.length === 0 && <p style={{ margin: 0 }}>{words.none}</p>}
      <ul style={LIST}>
        {data?.map((run) => {
          const address = addressOf({ view: 'run', id: run.id });
          const time = run.endedAt && words.took(spent(Date.parse(run.endedAt) - Date.parse(run.startedAt), text));
          return (
            <ListRow
              key={run.id} name={<a href={address} onClick={(e) => { e.preventDefault(); go(address); }}>{run.name}</a>}
              tags={<><StateTag state={run.state} />{!run.own && <Tag>{words.others}</Tag>}</>}
              detail={[words.startedAt(moment(run.startedAt, text.locale)), text.agents.release(run.release), time].filter(Boolean).join(' · ')}
            />
          );
        })}
      </ul>
      {data && data.length >= MOST && <p>{words.most(MOST)}</p>}
    </section>
  );
}
