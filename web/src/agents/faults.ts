import type { AgentProblem } from '../api/types';
import { lineOf, placesIn, type Parsed, type Place } from './places';
import type { AgentsWords } from './words';

/** Something that keeps a draft from being released, where it stands in the text. */
export interface Fault extends Place {
  line: number;
  /** Which node, and what of it; empty for text that is no JSON. */
  at: string;
  message: string;
  /** What the server said; nothing of text that is no JSON. */
  problem?: AgentProblem;
}

const MOST = 100;

export function messageOf({ wrong, detail }: AgentProblem, words: AgentsWords): string {
  const title = words.wrong[wrong];
  return title ? words.told(title, detail) : detail;
}

/** What is wrong with a text: that it is no JSON, else what the server said of what was saved last. */
export function faultsOf(text: string, { wrongAt }: Parsed, problems: AgentProblem[], words: AgentsWords): Fault[] {
  if (wrongAt) {
    const line = lineOf(text, wrongAt.from);
    const isWhole = wrongAt.from === 0 && wrongAt.to === text.length && text.length > 1;
    return [{ ...wrongAt, line, at: '', message: isWhole ? words.notObject : words.notJson(line) }];
  }
  const placeOf = placesIn(text);
  return problems.slice(0, MOST).map((problem) => {
    const place = placeOf(problem);
    return {
      ...place, problem, line: lineOf(text, place.from), at: [problem.node || (problem.field ? '' : words.definition), problem.field].filter(Boolean).join(' · '),
      message: messageOf(problem, words),
    };
  });
}
