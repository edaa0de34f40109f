import { Alert } from 'antd';
import { useState } from 'react';
import { useText } from '../i18n';
import type { Audiometry } from './audiometry';
import { Big, Step } from './parts';
import { listen, MICROPHONE } from './sounds';

type Noise = { kind: 'unknown' } | { kind: 'listening' } | { kind: 'closed' } | { kind: 'measured'; lowest: number };

/** Below this tones are measured as well as headphones and volume allow; above the other one not at all. */
const QUIET = 15;
const LOUD = 30;

/** A quiet room and headphones; the microphone says how quiet it is, where it may. */
export function QuietPlace({ tests, done, back }: { tests: Audiometry; done: () => void; back: () => void }) {
  const words = useText().hearing;
  const [noise, setNoise] = useState<Noise>({ kind: 'unknown' });
  const check = async () => {
    setNoise({ kind: 'listening' });
    try {
      const { samples, rate } = await listen();
      setNoise({ kind: 'measured', lowest: Math.round(tests.lowest(tests.noise(rate, samples, MICROPHONE))) });
    } catch {
      setNoise({ kind: 'closed' });
    }
  };
  return (
    <Step title={words.placeTitle} actions={<><Big primary onClick={done}>{words.next}</Big><Big onClick={() => void check()} loading={noise.kind === 'listening'}>{words.checkNoise}</Big><Big onClick={back}>{words.back}</Big></>}>
      <ul style={{ margin: 0, paddingInlineStart: 24, display: 'grid', gap: 10 }}>
        {words.placeDetail.map((each) => <li key={each}>{each}</li>)}
      </ul>
      <div role="status">
        {noise.kind === 'listening' && <p style={{ margin: 0 }}>{words.checking}</p>}
        {noise.kind === 'closed' && <Alert type="info" showIcon title={words.noMicrophone} />}
        {noise.kind === 'measured' && (
          <Alert
            type={noise.lowest <= QUIET ? 'success' : noise.lowest <= LOUD ? 'info' : 'warning'} showIcon description={words.noiseGuess}
            title={noise.lowest <= QUIET ? words.quiet : noise.lowest <= LOUD ? words.ratherQuiet(noise.lowest) : words.loud(noise.lowest)}
          />
        )}
      </div>
    </Step>
  );
}
