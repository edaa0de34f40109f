import { Alert } from 'antd';
import { useText } from '../i18n';
import { AudiogramPlot } from './AudiogramPlot';
import { grade, mean } from './figures';
import type { Result } from './kept';
import { NotMedical } from './parts';

const ASYMMETRY = 15;
const SEVERE = 65;

/** A result in plain words; printed it is a report. */
export function ResultReport({ result }: { result: Result }) {
  const text = useText();
  const words = text.hearing;
  const { digits, thresholds, calibration } = result;
  return (
    <article className="hearing-report" aria-label={words.report} style={{ display: 'grid', gap: 16, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <p style={{ margin: 0 }}>
        {words.measuredAt}: {new Date(result.measuredAt).toLocaleString(text.locale, { dateStyle: 'long', timeStyle: result.source === 'SELF' ? 'short' : undefined })}, {words.sources[result.source]}
        {calibration && `, ${words.calibrations[calibration]}`}
      </p>
      {digits && (
        <>
          <p style={{ margin: 0 }}><strong>{words.digitsTitle} ({words.languages[digits.language]})</strong></p>
          <p style={{ margin: 0, fontSize: 32, fontWeight: 700 }}>{words.srt(digits.srt.toFixed(1), digits.standardError.toFixed(1))}</p>
          <p style={{ margin: 0 }}>{words.srtWords(Math.abs(digits.srt).toFixed(1), digits.srt < 0)}</p>
          <p style={{ margin: 0 }}>{words.noNorms}</p>
        </>
      )}
      {!digits && <Audiogram result={result} />}
      {!digits && thresholds.length > 0 && <AudiogramPlot thresholds={thresholds} />}
      {result.source === 'SELF' && <Alert type={result.reliability === 'GOOD' ? 'success' : result.reliability === 'DOUBTFUL' ? 'warning' : 'error'} showIcon title={words.reliability[result.reliability]} />}
      {result.note && <p style={{ margin: 0 }}>{result.note}</p>}
      <NotMedical text={words.notMedical} />
    </article>
  );
}

function Audiogram({ result: { thresholds, calibration } }: { result: Result }) {
  const words = useText().hearing;
  const right = mean(thresholds, 'RIGHT');
  const left = mean(thresholds, 'LEFT');
  const known = [right, left].filter((each) => each !== undefined);
  const differs = (right !== undefined && left !== undefined && Math.abs(right - left) >= ASYMMETRY) || known.some((each) => each >= SEVERE);
  return (
    <>
      {right !== undefined && <p style={{ margin: 0 }}>{words.meanOf(words.ears.RIGHT, right.toFixed(0))}</p>}
      {left !== undefined && <p style={{ margin: 0 }}>{words.meanOf(words.ears.LEFT, left.toFixed(0))}</p>}
      {known.length > 0 && calibration !== 'NONE' && <p style={{ margin: 0 }}><strong>{words.wouldBe(words.grades[grade(Math.min(...known))])}</strong></p>}
      {calibration === 'NONE' && <Alert type="info" showIcon title={words.onlyShape} />}
      {differs && <Alert type="warning" showIcon title={words.differs} />}
    </>
  );
}
