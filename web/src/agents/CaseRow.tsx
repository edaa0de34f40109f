import { Tag, theme } from 'antd';
import type { AgentEvaluationCase } from '../api/types';
import { ListRow } from '../app/ListRow';
import { go } from '../app/useRoute';
import { useText } from '../i18n';
import { addressOf } from './address';
import { spent } from './spent';

const COLOURS = { OPEN: 'default', RUNNING: 'processing', PASSED: 'success', FAILED: 'error' } as const;

interface Props {
  of: AgentEvaluationCase;
  /** What is expected, in words; nothing where that is not known any more. */
  expect: string[] | undefined;
}

/** A case with its verdict, and why it did not pass. */
export function CaseRow({ of: { name, verdict, run, problem, missed, tokens, yuan, seconds }, expect }: Props) {
  const text = useText();
  const words = text.evaluations;
  const { token } = theme.useToken();
  const address = run ? addressOf({ view: 'run', id: run }) : undefined;
  const cost = [tokens > 0 && words.tokens(tokens), yuan > 0 && `¥${yuan.toFixed(4)}`, seconds > 0 && spent(seconds * 1_000, text)].filter(Boolean).join(' · ');
  return (
    <ListRow
      name={name} tags={<Tag color={COLOURS[verdict]}>{words.verdicts[verdict]}</Tag>}
      detail={<>
        {cost && <div>{cost}</div>}
        {problem && <div style={{ color: token.colorErrorText }}>{problem}</div>}
        {missed.map(({ expectation, value }) => (
          <div key={expectation} style={{ color: token.colorErrorText }}>{words.missed(expect?.[expectation] ?? String(expectation + 1))} · {words.was(value)}</div>
        ))}
        {verdict === 'OPEN' && expect?.map((one, i) => <div key={i}>{words.missed(one)}</div>)}
      </>}
      actions={address && <a href={address} aria-label={words.runOf(name)} onClick={(e) => { e.preventDefault(); go(address); }}>{words.run}</a>}
    />
  );
}
