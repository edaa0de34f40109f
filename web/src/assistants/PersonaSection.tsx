import { PlusOutlined } from '@ant-design/icons';
import { App, Button, Popconfirm, Tag } from 'antd';
import { useState } from 'react';
import type { Persona } from '../api/types';
import { LIST, ListRow } from '../app/ListRow';
import { LoadNote } from '../app/LoadNote';
import { useText } from '../i18n';
import { assistantsApi, type WantedStyle } from './api';
import { PersonaEditor } from './PersonaEditor';
import { useLanguage, usePersonas } from './useAssistants';

/** The personas that one may use, and what can be done to one's own. */
export function PersonaSection() {
  const text = useText();
  const words = text.assistants;
  const language = useLanguage();
  const { message } = App.useApp();
  const { list, error, isLoading, refetch, then } = usePersonas();
  const [editing, setEditing] = useState<Persona>();
  const [open, setOpen] = useState(false);

  const edit = (persona: Persona | undefined) => {
    setEditing(persona);
    setOpen(true);
  };
  const save = async (style: WantedStyle) => {
    await then<unknown>(editing ? assistantsApi.putPersona(editing.id, style) : assistantsApi.createPersona(style));
  };
  const row = (persona: Persona) => {
    const name = persona.style.name[language];
    return (
      <ListRow
        key={persona.id} name={name} tags={<Tag>{persona.own ? words.own : words.builtIn}</Tag>} detail={persona.style.voice[language] || persona.style.example[language]}
        actions={persona.own && <>
          <Button aria-label={words.change(name)} onClick={() => edit(persona)}>{words.changeShort}</Button>
          <Popconfirm
            title={words.remove(name)} okText={words.removeShort} okButtonProps={{ danger: true }}
            onConfirm={() => void then(assistantsApi.removePersona(persona.id)).catch((e: Error) => message.error(e.message || text.offline))}
          >
            <Button danger aria-label={words.remove(name)}>{words.removeShort}</Button>
          </Popconfirm>
        </>}
      />
    );
  };
  return (
    <section aria-labelledby="personas-title">
      <h2 id="personas-title" style={{ margin: '0 0 4px', fontSize: 16 }}>{words.personas}</h2>
      <p style={{ margin: '0 0 12px' }}>{words.personasDetail}</p>
      <Button icon={<PlusOutlined />} onClick={() => edit(undefined)} style={{ marginBottom: 12 }}>{words.createPersona}</Button>
      <LoadNote error={error} loading={isLoading} retry={() => void refetch()} />
      <ul style={LIST}>{list?.personas.map(row)}</ul>
      <PersonaEditor key={editing?.id ?? 'new'} persona={editing} open={open} close={() => setOpen(false)} save={save} />
    </section>
  );
}
