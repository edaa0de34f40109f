import { PlusOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Skeleton, Tag, Typography } from 'antd';
import { useState } from 'react';
import { useSession } from '../account/useSession';
import { useText } from '../i18n';
import { providersApi, type Provider, type Tested } from './api';
import { ProviderForm } from './ProviderForm';
import { Row } from './Row';

/** Every provider, with a test of each. */
export function ProviderSection() {
  const words = useText();
  const text = words.providers;
  const client = useQueryClient();
  const { may } = useSession();
  const { message } = App.useApp();
  const { data, isLoading, isError } = useQuery({ queryKey: ['providers'], queryFn: providersApi.list });
  const [editing, setEditing] = useState<Provider | 'new' | undefined>();
  const [tests, setTests] = useState<Record<string, Tested | 'running'>>({});

  const changed = async () => {
    setEditing(undefined);
    await client.invalidateQueries({ queryKey: ['providers'] });
    await client.invalidateQueries({ queryKey: ['models'] });
  };
  const remove = (id: string) => providersApi.remove(id).then(changed).catch((e: Error) => message.error(e.message));
  const test = (id: string) => {
    setTests((all) => ({ ...all, [id]: 'running' }));
    providersApi.test(id)
      .catch((e: Error): Tested => ({ ok: false, millis: 0, models: [], problem: e.message }))
      .then((result) => setTests((all) => ({ ...all, [id]: result })));
  };

  return (
    <section aria-labelledby="providers-title">
      <Typography.Title level={2} id="providers-title" style={{ fontSize: 20 }}>{text.title}</Typography.Title>
      <Typography.Paragraph type="secondary">{text.detail}</Typography.Paragraph>
      {may('MANAGE_MODELS') && <Button icon={<PlusOutlined />} onClick={() => setEditing('new')}>{text.add}</Button>}
      {isLoading && <Skeleton active style={{ marginTop: 16 }} />}
      {isError && <Alert type="error" title={words.loadFailed} style={{ marginTop: 16 }} />}
      {data?.length === 0 && <Typography.Paragraph style={{ marginTop: 16 }}>{text.none}</Typography.Paragraph>}
      <ul style={{ listStyle: 'none', padding: 0 }}>
        {data?.map((provider) => (
          <Row
            key={provider.id} name={provider.id} isFixed={provider.isFixed} edit={() => setEditing(provider)} remove={() => void remove(provider.id)}
            tags={<>
              <Tag color={provider.inHouse ? 'success' : 'warning'}>{provider.inHouse ? text.own : text.leaves}</Tag>
              {provider.hasKey && <Tag>{text.withKey}</Tag>}
            </>}
            detail={<>
              <div>{provider.baseUrl}</div>
              <div>{provider.models.map((m) => `${provider.id}/${m.name}`).join(' · ')}</div>
              <Outcome of={tests[provider.id]} />
            </>}
            actions={may('MANAGE_MODELS') && (
              <Button aria-label={text.testLabel(provider.id)} loading={tests[provider.id] === 'running'} onClick={() => test(provider.id)}>{text.test}</Button>
            )}
          />
        ))}
      </ul>
      {editing && <ProviderForm provider={editing === 'new' ? undefined : editing} done={() => void changed()} cancel={() => setEditing(undefined)} />}
    </section>
  );
}

function Outcome({ of }: { of: Tested | 'running' | undefined }) {
  const text = useText().providers;
  if (!of || of === 'running') return null;
  return (
    <div role="status">
      {of.ok ? <Typography.Text type="success">{text.works(of.models.length, of.millis)}</Typography.Text> : <Typography.Text type="danger">{of.problem}</Typography.Text>}
    </div>
  );
}
