import { App, Button, Empty, Form, Input, Popconfirm, Switch, theme } from 'antd';
import { useId, useState } from 'react';
import { LIST } from '../app/ListRow';
import { LoadNote } from '../app/LoadNote';
import { PageFrame } from '../app/PageFrame';
import { useText } from '../i18n';
import { MOST_CHARACTERS } from './EditText';
import { MemoryRow } from './MemoryRow';
import { useForget } from './useForget';
import { useMemories, useMemoryChanges } from './useMemory';

/** What is remembered of oneself: shown, changed, forgotten. */
export default function MemoryScreen() {
  const text = useText();
  const words = text.memory;
  const { message } = App.useApp();
  const { list, error, isLoading, refetch } = useMemories();
  const { add, set, forgetAll } = useMemoryChanges();
  const { hidden, forget } = useForget();
  const [wanted, setWanted] = useState('');
  const [form] = Form.useForm<{ text: string }>();

  const failed = (e: Error) => void message.error(e.message || text.offline);
  const remembered = list?.memories.filter(({ id }) => !hidden.has(id)) ?? [];
  const needle = wanted.trim().toLowerCase();
  const shown = remembered.filter((memory) => `${memory.text} ${words.kinds[memory.kind]}`.toLowerCase().includes(needle));
  const write = ({ text: said }: { text: string }) =>
    void add(said.trim()).then(() => { form.resetFields(); void message.success(words.added); }).catch(failed);
  return (
    <PageFrame title={words.title} detail={words.detail}>
      <LoadNote error={error} loading={isLoading} retry={() => void refetch()} />
      {list && (
        <section aria-label={words.title} style={{ display: 'grid', gap: 12 }}>
          <Setting label={words.active} detail={words.activeDetail} on={list.setting.active} set={(active) => void set({ active }).catch(failed)} />
          <Setting label={words.proposes} detail={words.proposesDetail} on={list.setting.proposes && list.setting.active} disabled={!list.setting.active} set={(proposes) => void set({ proposes }).catch(failed)} />
        </section>
      )}
      {list && (
        <Form form={form} onFinish={write} style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
          <Form.Item name="text" noStyle rules={[{ required: true, whitespace: true }]}>
            <Input aria-label={words.add} placeholder={words.addHelp} maxLength={MOST_CHARACTERS} style={{ flex: '1 1 200px' }} />
          </Form.Item>
          <Button type="primary" htmlType="submit">{words.addButton}</Button>
        </Form>
      )}
      {list && (
        <section aria-labelledby="memory-list-title">
          <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8, alignItems: 'center', justifyContent: 'space-between', marginBottom: 8 }}>
            <h2 id="memory-list-title" style={{ margin: 0, fontSize: 16 }}>{words.list} <small style={{ fontWeight: 400 }}>{words.count(remembered.length, list.most)}</small></h2>
            {remembered.length > 0 && (
              <Popconfirm
                title={words.forgetAll} description={words.forgetAllSure} okText={words.forgetAll} okButtonProps={{ danger: true }} styles={{ root: { maxWidth: 320 } }}
                onConfirm={() => void forgetAll().then(() => message.success(words.allForgotten)).catch(failed)}
              >
                <Button danger>{words.forgetAll}</Button>
              </Popconfirm>
            )}
          </div>
          {remembered.length > 0 && <Input type="search" allowClear aria-label={words.search} placeholder={words.search} value={wanted} onChange={(e) => setWanted(e.target.value)} style={{ marginBottom: 8 }} />}
          {remembered.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={<><strong>{words.none}</strong><div>{words.noneDetail}</div></>} />}
          <div role="status">{remembered.length > 0 && shown.length === 0 && words.nothing}</div>
          <ul style={LIST}>
            {shown.map((memory) => <MemoryRow key={memory.id} memory={memory} forget={() => forget(memory.id, memory.text)} />)}
          </ul>
        </section>
      )}
    </PageFrame>
  );
}

function Setting({ label, detail, on, disabled = false, set }: { label: string; detail: string; on: boolean; disabled?: boolean; set: (on: boolean) => void }) {
  const { token } = theme.useToken();
  const id = useId();
  return (
    <div style={{ display: 'flex', gap: 12, alignItems: 'flex-start' }}>
      <Switch checked={on} disabled={disabled} aria-label={label} aria-describedby={id} onChange={set} />
      <div>
        <strong>{label}</strong>
        <div id={id} style={{ color: token.colorTextSecondary }}>{detail}</div>
      </div>
    </div>
  );
}
