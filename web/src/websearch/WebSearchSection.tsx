import { PlusOutlined } from '@ant-design/icons';
import { Alert, App, Button, Skeleton, Typography } from 'antd';
import { useState } from 'react';
import { LIST } from '../app/ListRow';
import { useText } from '../i18n';
import { webSearchApi, type WebService, type WebServices } from './api';
import { LabelledSwitch } from './LabelledSwitch';
import { useWebServices } from './useWebServices';
import { WebServiceForm } from './WebServiceForm';
import { WebServiceRow } from './WebServiceRow';

/** With which services the web is searched, and whether it is at all. */
export function WebSearchSection() {
  const words = useText();
  const text = words.webSearch;
  const { message } = App.useApp();
  const { data, isLoading, isError, change } = useWebServices();
  const [editing, setEditing] = useState<WebService | 'new' | undefined>();

  const make = (made: Promise<WebServices>) => change(made).catch((e: Error) => message.error(e.message));
  const services = data?.services ?? [];
  const move = (from: number, to: number) => {
    const ids = services.map((s) => s.id);
    const [moved] = ids.splice(from, 1);
    if (moved !== undefined) ids.splice(to, 0, moved);
    return make(webSearchApi.order(ids));
  };

  return (
    <section aria-labelledby="web-search-title">
      <Typography.Title level={2} id="web-search-title" style={{ fontSize: 20 }}>{text.title}</Typography.Title>
      <Typography.Paragraph type="secondary">{text.detail}</Typography.Paragraph>
      {isLoading && <Skeleton active />}
      {isError && <Alert type="error" title={words.loadFailed} />}
      {data && (
        <div style={{ display: 'grid', gap: 12, gridTemplateColumns: 'minmax(0, 1fr)' }}>
          <LabelledSwitch label={text.enabled} checked={data.enabled} set={(enabled) => make(webSearchApi.set({ enabled }))} />
          <LabelledSwitch label={text.readPages} detail={text.readPagesDetail} checked={data.readPages} set={(readPages) => make(webSearchApi.set({ readPages }))} />
          <div><Button icon={<PlusOutlined />} onClick={() => setEditing('new')}>{text.add}</Button></div>
          {services.length === 0 && <Typography.Text>{text.none}</Typography.Text>}
          {services.length > 1 && <Typography.Text type="secondary">{text.order}</Typography.Text>}
          <ol style={LIST}>
            {services.map((service, i) => (
              <WebServiceRow
                key={service.id} service={service} canTry={data.enabled} edit={() => setEditing(service)} remove={() => void make(webSearchApi.remove(service.id))}
                earlier={i > 0 ? () => move(i, i - 1) : undefined} later={i < services.length - 1 ? () => move(i, i + 1) : undefined}
              />
            ))}
          </ol>
        </div>
      )}
      {editing && data && (
        <WebServiceForm service={editing === 'new' ? undefined : editing} kinds={data.kinds} change={change} close={() => setEditing(undefined)} />
      )}
    </section>
  );
}
