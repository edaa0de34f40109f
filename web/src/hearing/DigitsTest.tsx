import { Alert, Segmented } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useText } from '../i18n';
import { newSeed, type Audiometry, type DigitsResult } from './audiometry';
import { Keypad } from './Keypad';
import { Big, Progress, Step } from './parts';
import { loadDigits, openAudio, play, type Playing, type Spoken } from './sounds';

/** What a test that a reload interrupted goes on with. */
const KEPT = 'liaoyuan.hearing.digits';

function interrupted(tests: Audiometry): { language: Spoken; test: string } | undefined {
  const [, language, test] = /^(zh|en) (.+)$/.exec(sessionStorage.getItem(KEPT) ?? '') ?? [];
  try {
    return test !== undefined && tests.nextDigits(test) ? { language: language as Spoken, test } : undefined;
  } catch {
    // of another version
    return undefined;
  }
}

/** Of the example, in dB: everybody understands it. */
const CLEAR = 10;

interface Props {
  tests: Audiometry;
  done: (result: DigitsResult, language: Spoken) => void;
  back: () => void;
}

/** Digits in noise: loudness first, then 25 triplets. */
export function DigitsTest({ tests, done, back }: Props) {
  const text = useText();
  const words = text.hearing;
  const [before] = useState(() => interrupted(tests));
  const [language, setLanguage] = useState<Spoken>(before?.language ?? (text.locale.startsWith('zh') ? 'zh' : 'en'));
  const [saved, setSaved] = useState<string>();
  const [listening, setListening] = useState(false);
  const [problem, setProblem] = useState('');
  const playing = useRef<Playing>(undefined);
  const gone = useRef(false);

  useEffect(() => {
    gone.current = false;
    return () => {
      gone.current = true;
      playing.current?.stop();
    };
  }, []);

  const failed = (e: unknown) => {
    setListening(false);
    setProblem(e instanceof Error ? e.message : String(e));
  };
  const sound = async (samples: Float32Array, rate: number) => {
    setListening(true);
    playing.current = await play(samples, rate);
    await playing.current.ended;
    if (!gone.current) setListening(false);
  };
  const example = async () => {
    await openAudio();
    const rate = await loadDigits(tests, language);
    const digits = [1, 2, 3].map(() => Math.trunc(Math.random() * 10)) as [number, number, number];
    await sound(tests.triplet({ digits, snr: CLEAR, answered: 0, of: 0 }, newSeed()), rate);
  };
  const present = async (test: string, spoken = language) => {
    const next = tests.nextDigits(test);
    if (!next) {
      sessionStorage.removeItem(KEPT);
      done(tests.digitsResult(test), spoken);
      return;
    }
    setSaved(test);
    sessionStorage.setItem(KEPT, `${spoken} ${test}`);
    setListening(true);
    const rate = await loadDigits(tests, spoken);
    await sound(tests.triplet(next, newSeed()), rate);
  };
  const answer = (digits: number[]) => {
    if (saved) void present(tests.answerDigits(saved, digits)).catch(failed);
  };

  if (saved === undefined) {
    return (
      <Step title={words.digitsTitle} actions={<><Big onClick={() => void example().catch(failed)} disabled={listening}>{words.example}</Big><Big primary disabled={listening} onClick={() => void openAudio().then(() => present(tests.digits(newSeed()))).catch(failed)}>{words.start}</Big>{before && <Big disabled={listening} onClick={() => void openAudio().then(() => present(before.test, before.language)).catch(failed)}>{words.goOn}</Big>}<Big onClick={back}>{words.back}</Big></>}>
        <p style={{ margin: 0 }}>{words.digitsDetail}</p>
        <div style={{ display: 'flex', flexWrap: 'wrap', gap: 12, alignItems: 'center' }}>
          <span id="hearing-spoken">{words.spoken}</span>
          <Segmented<Spoken> size="large" aria-labelledby="hearing-spoken" value={language} onChange={setLanguage} options={(['zh', 'en'] as const).map((value) => ({ value, label: words.languages[value] }))} />
        </div>
        <p style={{ margin: 0 }}><strong>{words.volumeTitle}.</strong> {words.volumeDetail}</p>
        {problem && <Alert role="alert" type="error" showIcon title={problem} />}
      </Step>
    );
  }
  const trial = tests.nextDigits(saved);
  return (
    <Step title={words.digitsTitle} actions={<Big onClick={() => { sessionStorage.removeItem(KEPT); back(); }}>{words.stop}</Big>}>
      {trial && <Progress value={trial.answered / trial.of} label={words.trial(trial.answered + 1, trial.of)} />}
      <p role="status" style={{ margin: 0, minHeight: 30, textAlign: 'center' }}>{listening ? words.listenNow : words.whichDigits}</p>
      {problem && <Alert role="alert" type="error" showIcon title={problem} />}
      {!listening && <Keypad key={saved} enter={answer} />}
    </Step>
  );
}
