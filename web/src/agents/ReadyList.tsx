import { CaretRightOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Tag } from 'antd';
import { useSession } from '../account/useSession';
import { LIST, ListRow } from '../app/ListRow';
import { LoadNote } from '../app/LoadNote';
import { moment } from '../app/time';
import { go } from '../app/useRoute';
import { useText } from '../i18n';
import { addressOf } from './address';
import { agentsApi, RELEASED } from './api';
import { NewAgent } from './NewAgent';

/** Agents that were released: everybody who may run agents runs these. */
export function ReadyList() {
  const text = useText();
  const words = text.agents;
  const { may } = useSession();
  const builds = may('BUILD_AGENTS');
  const { data, error, isLoading, refetch } = useQuery({ queryKey: RELEASED, queryFn: agentsApi.released });
  const sorted = data && [...data].sort((a, b) => a.name.localeCompare(b.name, text.locale));
  return (
    <section aria-label={words.ready}>
      <LoadNote error={error} loading={isLoading} retry={() => void refetch()} />
      {data?.length === 0 && <p style={{ margin: '0 0 12px' }}>{words.noneReady}<br />{builds ? words.noneReadyBuild : words.noneReadyAsk}</p>}
      {data?.length === 0 && builds && <NewAgent />}
      <ul style={LIST}>
        {sorted?.map(({ agent, number, name, description, releasedAt }) => (
          <ListRow
            key={agent} name={name} tags={<Tag>{words.release(number)}</Tag>}
            detail={<>{description && <div>{description}</div>}<div>{words.releasedAt(moment(releasedAt, text.locale))}</div></>}
            actions={<>
              {builds && <Button aria-label={words.openOf(name)} onClick={() => go(addressOf({ view: 'draft', id: agent }))}>{text.runs.openDraft}</Button>}
              <Button type="primary" icon={<CaretRightOutlined />} aria-label={words.runOf(name)} onClick={() => go(addressOf({ view: 'start', id: agent, from: undefined }))}>{words.run}</Button>
            </>}
          />
        ))}
      </ul>
    </section>
  );
}
