import { Alert, Segmented, theme } from 'antd';
import { useState } from 'react';
import { useText } from '../i18n';
import { newSeed, type Audiometry, type Ear, type TonesResult } from './audiometry';
import { keepOutput, keptOutput } from './kept';
import { Big, Progress, Step } from './parts';
import { openAudio } from './sounds';
import { forgetTones, interruptedTones, useTones } from './useTones';

interface Props {
  tests: Audiometry;
  done: (result: TonesResult, saved: string, grade: 'NONE' | 'BIOLOGICAL') => void;
  back: () => void;
}

/** Pure tones: which ear first, then one large button. */
export function TonesTest({ tests, done, back }: Props) {
  const words = useText().hearing;
  const [better, setBetter] = useState<Ear | 'same'>('same');
  const [output, setOutput] = useState(() => keptOutput(tests.guessedOutput()));
  const [before] = useState(() => interruptedTones(tests));
  const [running, setRunning] = useState<string>();
  const [problem, setProblem] = useState('');

  const start = async () => {
    await openAudio();
    setRunning(tests.tones(newSeed(), better === 'same' ? 'RIGHT' : better, tests.maximum(output.fullScale)));
  };
  if (running !== undefined) {
    return <Running tests={tests} saved={running} fullScale={output.fullScale} done={(result, saved) => done(result, saved, output.grade)} back={back} />;
  }
  return (
    <Step title={words.tonesTitle} actions={<><Big primary onClick={() => void start().catch((e: Error) => setProblem(e.message))}>{words.start}</Big>{before && <Big onClick={() => void openAudio().then(() => setRunning(before))}>{words.goOn}</Big>}<Big onClick={back}>{words.back}</Big></>}>
      <p style={{ margin: 0 }}>{words.tonesDetail}</p>
      <p style={{ margin: 0 }}><strong>{words.instruct}</strong></p>
      <Alert
        type="info" showIcon title={words.calibrationNow[output.grade]}
        action={output.grade === 'BIOLOGICAL' && <Big onClick={() => { keepOutput(undefined); setOutput(keptOutput(tests.guessedOutput())); }}>{words.forgetCalibration}</Big>}
      />
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 12, alignItems: 'center' }}>
        <span id="hearing-better">{words.better}</span>
        <Segmented<Ear | 'same'> size="large" aria-labelledby="hearing-better" value={better} onChange={setBetter} options={[{ value: 'RIGHT', label: words.ears.RIGHT }, { value: 'LEFT', label: words.ears.LEFT }, { value: 'same', label: words.same }]} />
      </div>
      {problem && <Alert role="alert" type="error" showIcon title={problem} />}
    </Step>
  );
}

interface RunningProps {
  tests: Audiometry;
  saved: string;
  fullScale: number[];
  done: (result: TonesResult, saved: string) => void;
  back: () => void;
}

function Running({ tests, saved, fullScale, done, back }: RunningProps) {
  const words = useText().hearing;
  const { token } = theme.useToken();
  const { tone, paused, pressed, press, pause, resume, problem } = useTones(tests, saved, fullScale, done);
  return (
    <Step title={words.tonesTitle} actions={<><Big onClick={paused ? resume : pause}>{paused ? words.resume : words.pause}</Big><Big onClick={() => { forgetTones(); back(); }}>{words.stop}</Big></>}>
      {tone && <Progress value={tone.progress} label={words.hearing(Math.round(tone.progress * 100))} />}
      <p role="status" style={{ margin: 0, textAlign: 'center' }}>{paused ? words.paused : tone && words.earNow(words.ears[tone.ear])}</p>
      {problem && <Alert role="alert" type="error" showIcon title={problem} />}
      <button
        type="button" disabled={paused} onPointerDown={press} onClick={(event) => event.detail === 0 && press()}
        style={{
          justifySelf: 'center', width: 'min(320px, 100%)', height: 240, borderRadius: 32, border: 'none', fontSize: 32, fontWeight: 700, cursor: 'pointer', touchAction: 'manipulation',
          background: paused ? token.colorFillSecondary : token.colorPrimary, color: paused ? token.colorText : token.colorTextLightSolid, opacity: pressed ? 0.7 : 1,
        }}
      >
        {words.iHear}
      </button>
    </Step>
  );
}
