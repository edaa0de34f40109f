import { Alert, App, Button, Input, InputNumber, Upload } from 'antd';
import { useState } from 'react';
import { newId } from '../api/newId';
import { useText } from '../i18n';
import type { Ear, Threshold } from './audiometry';
import { FREQUENCIES } from './figures';
import type { Result } from './kept';
import { Big, Step } from './parts';
import type { useHearing } from './useHearing';

const ASKED = [...FREQUENCIES, 3000, 6000].sort((a, b) => a - b);
const EARS: Ear[] = ['RIGHT', 'LEFT'];
const today = () => new Date().toISOString().slice(0, 10);

/** A clinician's audiogram, copied from paper or read from a file. */
export function ImportForm({ hearing, done, back }: { hearing: ReturnType<typeof useHearing>; done: (result: Result) => void; back: () => void }) {
  const text = useText();
  const words = text.hearing;
  const { message } = App.useApp();
  const [levels, setLevels] = useState<Record<string, number | null>>({});
  const [date, setDate] = useState(today);
  const [problem, setProblem] = useState('');
  const measuredAt = () => new Date(`${date || today()}T12:00:00Z`).toISOString();

  const keep = () => {
    const thresholds: Threshold[] = EARS.flatMap((ear) => ASKED.flatMap((hertz) => {
      const level = levels[`${ear} ${hertz}`];
      return level === undefined || level === null ? [] : [{ ear, hertz, level, beyond: false }];
    }));
    if (thresholds.length === 0) {
      setProblem(words.importEmpty);
      return;
    }
    const result: Result = { id: newId(), kind: 'AUDIOGRAM', source: 'CLINICIAN', measuredAt: measuredAt(), reliability: 'GOOD', calibration: 'COUPLER', thresholds, digits: null, note: '' };
    hearing.keep(result);
    void message.success(words.imported);
    done(result);
  };
  const readFile = (file: File) => {
    void file.text().then((csv) => hearing.importCsv(csv, measuredAt())).then(done).catch((e: Error) => setProblem(e.message || text.offline));
    return false;
  };
  return (
    <Step
      title={words.importTitle}
      actions={<><Big primary onClick={keep}>{words.importKeep}</Big><Upload accept=".csv,text/csv,text/plain" showUploadList={false} beforeUpload={readFile}><Button size="large" style={{ minHeight: 52, height: 'auto', whiteSpace: 'normal', fontSize: 18 }}>{words.importFile} → {words.onServer}</Button></Upload><Big onClick={back}>{words.back}</Big></>}
    >
      <p style={{ margin: 0 }}>{words.importDetail}</p>
      <label style={{ display: 'grid', gap: 4, justifyItems: 'start' }}>{words.importDate}<Input type="date" size="large" max={today()} value={date} onChange={(e) => setDate(e.target.value)} style={{ width: 200 }} /></label>
      <div style={{ display: 'grid', gridTemplateColumns: 'max-content repeat(2, minmax(0, 130px))', gap: '8px 12px', alignItems: 'center' }}>
        <span>{words.frequency}</span>
        {EARS.map((ear) => <strong key={ear}>{words.ears[ear]}</strong>)}
        {ASKED.map((hertz) => (
          <Row key={hertz} hertz={hertz} levels={levels} set={(ear, level) => setLevels((now) => ({ ...now, [`${ear} ${hertz}`]: level }))} />
        ))}
      </div>
      {problem && <Alert role="alert" type="error" showIcon title={problem} />}
    </Step>
  );
}

function Row({ hertz, levels, set }: { hertz: number; levels: Record<string, number | null>; set: (ear: Ear, level: number | null) => void }) {
  const words = useText().hearing;
  return (
    <>
      <span style={{ textAlign: 'right' }}>{hertz}</span>
      {EARS.map((ear) => (
        <InputNumber key={ear} size="large" min={-20} max={130} step={5} style={{ width: '100%' }} aria-label={`${words.ears[ear]}, ${hertz} Hz`} value={levels[`${ear} ${hertz}`] ?? null} onChange={(level) => set(ear, level)} />
      ))}
    </>
  );
}
