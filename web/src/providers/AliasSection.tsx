import { PlusOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Skeleton, Tag, Typography } from 'antd';
import { useState } from 'react';
import { useSession } from '../account/useSession';
import { useText } from '../i18n';
import { AliasForm } from './AliasForm';
import { providersApi, type Alias } from './api';
import { Row } from './Row';

/** Every name that stands for several models. */
export function AliasSection() {
  const words = useText();
  const text = words.providers;
  const client = useQueryClient();
  const { may } = useSession();
  const { message } = App.useApp();
  const { data, isLoading, isError } = useQuery({ queryKey: ['aliases'], queryFn: providersApi.aliases });
  const [editing, setEditing] = useState<Alias | 'new' | undefined>();

  const changed = async () => {
    setEditing(undefined);
    await client.invalidateQueries({ queryKey: ['aliases'] });
    await client.invalidateQueries({ queryKey: ['models'] });
  };
  const remove = (name: string) => providersApi.removeAlias(name).then(changed).catch((e: Error) => message.error(e.message));

  return (
    <section aria-labelledby="aliases-title">
      <Typography.Title level={2} id="aliases-title" style={{ fontSize: 20 }}>{text.aliases}</Typography.Title>
      <Typography.Paragraph type="secondary">{text.aliasesDetail}</Typography.Paragraph>
      {may('MANAGE_MODELS') && <Button icon={<PlusOutlined />} onClick={() => setEditing('new')}>{text.addAlias}</Button>}
      {isLoading && <Skeleton active style={{ marginTop: 16 }} />}
      {isError && <Alert type="error" title={words.loadFailed} style={{ marginTop: 16 }} />}
      {data?.length === 0 && <Typography.Paragraph style={{ marginTop: 16 }}>{text.noAliases}</Typography.Paragraph>}
      <ul style={{ listStyle: 'none', padding: 0 }}>
        {data?.map((alias) => (
          <Row
            key={alias.name} name={alias.name} isFixed={alias.isFixed} edit={() => setEditing(alias)} remove={() => void remove(alias.name)}
            tags={<><Tag>{text.policies[alias.policy]}</Tag>{alias.localOnly && <Tag color="success">{text.own}</Tag>}</>}
            detail={alias.targets.join(' → ')}
          />
        ))}
      </ul>
      {editing && <AliasForm alias={editing === 'new' ? undefined : editing} done={() => void changed()} cancel={() => setEditing(undefined)} />}
    </section>
  );
}
