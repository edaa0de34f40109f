import { CheckCircleOutlined } from '@ant-design/icons';
import { theme } from 'antd';
import { useText } from '../i18n';
import type { Fault } from './faults';

interface Props {
  faults: Fault[];
  goTo: (fault: Fault) => void;
}

/** What keeps a draft from being released; each leads to its place in the text. */
export function ProblemList({ faults, goTo }: Props) {
  const words = useText().agents;
  const { token } = theme.useToken();
  if (faults.length === 0) return <p role="status" style={{ margin: 0 }}><CheckCircleOutlined aria-hidden style={{ color: token.colorSuccess }} /> {words.noProblems}</p>;
  return (
    <section aria-label={words.problems} style={{ maxHeight: '30%', flex: 'none', overflowY: 'auto' }}>
      <h2 style={{ margin: '0 0 4px', fontSize: 14 }}><span role="status">{words.problemCount(faults.length)}</span></h2>
      <ul style={{ listStyle: 'none', margin: 0, padding: 0 }}>
        {faults.map((fault, i) => (
          <li key={i}>
            <button
              type="button" onClick={() => goTo(fault)}
              style={{ border: 0, padding: '4px 0', background: 'none', color: token.colorText, font: 'inherit', textAlign: 'start', cursor: 'pointer', overflowWrap: 'anywhere', width: '100%' }}
            >
              <span style={{ color: token.colorLink }}>{[words.line(fault.line), fault.at].filter(Boolean).join(' · ')}</span> {fault.message}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
