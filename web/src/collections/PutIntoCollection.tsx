import { Alert, App, Button, Modal, Radio, Select } from 'antd';
import { useState } from 'react';
import type { SpaceDocument } from '../api/types';
import { useText } from '../i18n';
import { mayEdit, useCollections } from './useCollections';

/** Copies or moves a file of one's own into a collection; nothing where there is none that one may edit. */
export function PutIntoCollection({ document }: { document: Pick<SpaceDocument, 'id' | 'name'> }) {
  const text = useText();
  const words = text.collections;
  const { message } = App.useApp();
  const { collections, put } = useCollections();
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<string>();
  const [move, setMove] = useState(false);
  const [problem, setProblem] = useState('');
  const editable = collections?.filter(mayEdit) ?? [];
  const into = editable.find(({ id }) => id === chosen) ?? editable[0];
  if (!into) return null;

  const save = async () => {
    setProblem('');
    try {
      await put(into.id, document.id, move);
      message.success(words.putDone(document.name, into.name));
      setOpen(false);
    } catch (e) {
      setProblem((e as Error).message || text.offline);
    }
  };
  return (
    <>
      <Button aria-label={words.putOf(document.name)} onClick={() => setOpen(true)}>{words.put}</Button>
      <Modal open={open} title={words.putOf(document.name)} okText={text.save} cancelText={text.cancel} onOk={() => void save()} onCancel={() => setOpen(false)} destroyOnHidden>
        <div style={{ display: 'grid', gap: 12 }}>
          <Select value={into.id} aria-label={words.putWhere} options={editable.map(({ id, name }) => ({ value: id, label: name }))} onChange={setChosen} />
          <Radio.Group
            value={move} aria-label={words.putOf(document.name)} style={{ display: 'grid', gap: 8 }} onChange={(e) => setMove(e.target.value as boolean)}
            options={[{ value: false, label: words.copy }, { value: true, label: words.move }]}
          />
          {problem && <Alert role="alert" type="error" showIcon title={problem} />}
        </div>
      </Modal>
    </>
  );
}
