import { App, Skeleton } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { newId } from '../api/newId';
import { LoadNote } from '../app/LoadNote';
import { PageFrame } from '../app/PageFrame';
import { useText } from '../i18n';
import { AidCaptions } from './aid/AidCaptions';
import { AidPanel } from './aid/AidPanel';
import { audiometry, type Audiometry, type DigitsResult, type TonesResult } from './audiometry';
import { DigitsTest } from './DigitsTest';
import './hearing.css';
import { History } from './History';
import { ImportForm } from './ImportForm';
import { earsOf } from './figures';
import { keepOutput, keptOutput, type Result } from './kept';
import { Big, LARGE, NotMedical, Step } from './parts';
import { QuietPlace } from './QuietPlace';
import { RedFlags } from './RedFlags';
import { ResultReport } from './ResultReport';
import type { Spoken } from './sounds';
import { TonesTest } from './TonesTest';
import { useHearing } from './useHearing';

type View = 'home' | 'flags' | 'place' | 'choose' | 'digits' | 'tones' | 'import' | 'result';

/** Finding out how one hears: questions, a quiet place, a test, its result; and what came of earlier ones. */
export default function HearingScreen() {
  const words = useText().hearing;
  const { data: tests, error, isLoading, refetch } = useQuery({ queryKey: ['hearing-tests'], queryFn: audiometry, staleTime: Infinity, gcTime: Infinity });
  return (
    <PageFrame title={words.title} detail={words.detail}>
      <NotMedical text={words.notMedical} />
      <LoadNote error={error} loading={isLoading} retry={() => void refetch()} />
      {tests ? <Steps tests={tests} /> : !error && <Skeleton active />}
    </PageFrame>
  );
}

function Steps({ tests }: { tests: Audiometry }) {
  const words = useText().hearing;
  const hearing = useHearing();
  const [view, setView] = useState<View>('home');
  const [result, setResult] = useState<Result>();
  /** The pure-tone test that was just done: it may calibrate the device. */
  const [measured, setMeasured] = useState<string>();
  const home = () => setView('home');
  const show = (shown: Result, saved?: string) => {
    setResult(shown);
    setMeasured(saved);
    setView('result');
  };
  const keep = (made: Result, saved?: string) => {
    hearing.keep(made);
    show(made, saved);
  };
  const base = () => ({ id: newId(), source: 'SELF' as const, measuredAt: new Date().toISOString(), note: '' });
  const digitsDone = ({ srt, standardError, reliability }: DigitsResult, language: Spoken) =>
    keep({ ...base(), kind: 'DIGITS', reliability, calibration: null, thresholds: [], digits: { language, srt, standardError } });
  const tonesDone = ({ thresholds, reliability }: TonesResult, saved: string, grade: 'NONE' | 'BIOLOGICAL') =>
    keep({ ...base(), kind: 'AUDIOGRAM', reliability, calibration: grade, thresholds: thresholds.map(({ ear, hertz, level, beyond }) => ({ ear, hertz, level, beyond })), digits: null }, saved);

  if (view === 'flags') return <RedFlags tests={tests} done={() => setView('place')} back={home} />;
  if (view === 'place') return <QuietPlace tests={tests} done={() => setView('choose')} back={() => setView('flags')} />;
  if (view === 'choose') return <Choose choose={setView} back={() => setView('place')} />;
  if (view === 'digits') return <DigitsTest tests={tests} done={digitsDone} back={home} />;
  if (view === 'tones') return <TonesTest tests={tests} done={tonesDone} back={home} />;
  if (view === 'import') return <ImportForm hearing={hearing} done={show} back={home} />;
  if (view === 'result' && result) return <Shown tests={tests} result={result} measured={measured} again={() => setView('choose')} back={home} />;
  return (
    <div style={{ display: 'grid', gap: 28, gridTemplateColumns: 'minmax(0, 1fr)', ...LARGE }}>
      <p style={{ margin: 0 }}>{words.stays}</p>
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 12 }}>
        <Big primary onClick={() => setView('flags')}>{words.begin}</Big>
        <Big onClick={() => setView('import')}>{words.importTitle}</Big>
      </div>
      <History hearing={hearing} show={show} />
      <AidPanel ears={earsOf(hearing.results)} captions={(stream) => <AidCaptions stream={stream} />} />
    </div>
  );
}

function Choose({ choose, back }: { choose: (view: View) => void; back: () => void }) {
  const words = useText().hearing;
  return (
    <Step title={words.begin} actions={<Big onClick={back}>{words.back}</Big>}>
      <div><Big primary onClick={() => choose('digits')}>{words.digitsTitle}</Big><p style={{ margin: '8px 0 0' }}>{words.digitsDetail}</p></div>
      <div><Big onClick={() => choose('tones')}>{words.tonesTitle}</Big><p style={{ margin: '8px 0 0' }}>{words.tonesDetail}</p></div>
    </Step>
  );
}

function Shown({ tests, result, measured, again, back }: { tests: Audiometry; result: Result; measured: string | undefined; again: () => void; back: () => void }) {
  const words = useText().hearing;
  const { message } = App.useApp();
  const calibrate = (saved: string) => {
    try {
      keepOutput({ fullScale: tests.biologicalOutput(keptOutput(tests.guessedOutput()).fullScale, saved), grade: 'BIOLOGICAL' });
      void message.success(words.calibrated);
    } catch (e) {
      void message.error(e instanceof Error ? e.message : String(e));
    }
  };
  return (
    <Step
      title={words.resultTitle}
      actions={<><Big primary onClick={() => print()}>{words.print}</Big><Big onClick={again}>{words.again}</Big>{measured !== undefined && <Big onClick={() => calibrate(measured)}>{words.calibrate}</Big>}<Big onClick={back}>{words.back}</Big></>}
    >
      <ResultReport result={result} />
    </Step>
  );
}
