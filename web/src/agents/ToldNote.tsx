import { theme } from 'antd';
import type { AgentApproval } from '../api/types';
import { moment } from '../app/time';
import { useText } from '../i18n';
import { useMembers } from '../members/useMembers';

/** Who was told of a question beside the page, and what kept a mail or a message from going out. */
export function ToldNote({ told }: { told: AgentApproval['told'] }) {
  const text = useText();
  const words = text.telling;
  const { token } = theme.useToken();
  const { nameOf } = useMembers();
  const line = ({ person, sentAt, problem, again }: AgentApproval['told'][number]) => {
    const who = person ? nameOf(person) : '';
    if (sentAt) return person ? words.told(who, moment(sentAt, text.locale)) : words.toldGroup(moment(sentAt, text.locale));
    if (problem === '') return '';
    return [person ? words.notTold(who, problem) : words.notToldGroup(problem), again && words.again].filter(Boolean).join(' ');
  };
  const lines = told.map((each) => ({ key: `${each.way} ${each.person}`, line: line(each), wrong: each.problem !== '' })).filter((each) => each.line !== '');
  if (lines.length === 0) return null;
  return (
    <ul style={{ margin: 0, padding: 0, listStyle: 'none' }}>
      {lines.map((each) => <li key={each.key} style={{ overflowWrap: 'anywhere', color: each.wrong ? token.colorErrorText : token.colorTextSecondary }}>{each.line}</li>)}
    </ul>
  );
}
