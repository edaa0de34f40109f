import { PlusOutlined, UploadOutlined } from '@ant-design/icons';
import { App, Button, Popconfirm, Tag } from 'antd';
import { useRef, useState } from 'react';
import type { Assistant } from '../api/types';
import { LIST, ListRow } from '../app/ListRow';
import { LoadNote } from '../app/LoadNote';
import { PageFrame } from '../app/PageFrame';
import { useText } from '../i18n';
import { assistantsApi, type WantedManifest } from './api';
import { AssistantEditor } from './AssistantEditor';
import { EvaluationModal } from './EvaluationModal';
import { PersonaSection } from './PersonaSection';
import { useAssistants, useLanguage } from './useAssistants';

/** The assistants that one may use, and what can be done to one's own. */
export default function AssistantsScreen() {
  const text = useText();
  const words = text.assistants;
  const language = useLanguage();
  const { message } = App.useApp();
  const { assistants, error, isLoading, refetch, then } = useAssistants();
  const [editing, setEditing] = useState<Assistant>();
  const [open, setOpen] = useState(false);
  const [tried, setTried] = useState<Assistant>();
  const file = useRef<HTMLInputElement>(null);

  const tell = (action: Promise<Assistant>) => void then(action).then((made) => message.success(words.done(made.manifest.name[language]))).catch((e: Error) => message.error(e.message || text.offline));
  const edit = (assistant: Assistant | undefined) => {
    setEditing(assistant);
    setOpen(true);
  };
  const save = async (manifest: WantedManifest, shared: boolean) => {
    const made = editing ?? (await assistantsApi.create(manifest));
    const kept = editing || shared ? await assistantsApi.put(made.id, manifest, shared) : made;
    await then(Promise.resolve());
    message.success(words.saved(kept.manifest.name[language]));
  };
  const take = (chosen: File | undefined) => {
    if (chosen) tell(assistantsApi.import(chosen));
    if (file.current) file.current.value = '';
  };
  const origin = ({ origin: from, shared }: Assistant) =>
    from === 'BUILT_IN' ? words.builtIn : from === 'SHARED' ? words.sharedByOther : shared ? words.sharedByYou : words.own;

  const row = (assistant: Assistant) => {
    const name = assistant.manifest.name[language];
    return (
      <ListRow
        key={assistant.id} name={name} tags={<Tag>{origin(assistant)}</Tag>} detail={assistant.manifest.purpose[language]}
        actions={<>
          {assistant.origin === 'OWN' && <Button aria-label={words.change(name)} onClick={() => edit(assistant)}>{words.changeShort}</Button>}
          <Button aria-label={words.copy(name)} onClick={() => tell(assistantsApi.copy(assistant.id))}>{words.copyShort}</Button>
          {assistant.evalCases > 0 && <Button aria-label={words.evaluation(name)} onClick={() => setTried(assistant)}>{words.evaluateShort}</Button>}
          <Button aria-label={words.export(name)} href={assistantsApi.exportPath(assistant.id)} download>{words.exportShort}</Button>
          {assistant.origin === 'OWN' && (
            <Popconfirm
              title={words.remove(name)} description={words.removeSure} okText={words.removeShort} okButtonProps={{ danger: true }} styles={{ root: { maxWidth: 320 } }}
              onConfirm={() => void then(assistantsApi.remove(assistant.id)).catch((e: Error) => message.error(e.message || text.offline))}
            >
              <Button danger aria-label={words.remove(name)}>{words.removeShort}</Button>
            </Popconfirm>
          )}
        </>}
      />
    );
  };
  return (
    <PageFrame title={words.title} detail={words.detail}>
      <section aria-labelledby="assistants-title">
        <h2 id="assistants-title" style={{ margin: '0 0 12px', fontSize: 16 }}>{words.list}</h2>
        <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8, marginBottom: 12 }}>
          <Button type="primary" icon={<PlusOutlined />} onClick={() => edit(undefined)}>{words.create}</Button>
          <input ref={file} type="file" accept=".zip,application/zip" aria-label={words.import} hidden onChange={(e) => take(e.target.files?.[0])} />
          <Button icon={<UploadOutlined />} onClick={() => file.current?.click()}>{words.import}</Button>
        </div>
        <LoadNote error={error} loading={isLoading} retry={() => void refetch()} />
        <ul style={LIST}>{assistants?.map(row)}</ul>
      </section>
      <PersonaSection />
      {tried && <EvaluationModal assistant={tried} close={() => setTried(undefined)} />}
      <AssistantEditor key={editing?.id ?? 'new'} assistant={editing} open={open} close={() => setOpen(false)} save={save} />
    </PageFrame>
  );
}
