import type { MeetingNotes } from '../api/types';

type Failure = NonNullable<MeetingNotes['reason']>;

/** Words of notes that are made of a recording. */
export const meetingEn = {
  title: 'Meeting notes',
  detail: 'The default model reads what is said and writes a note: a summary, decisions, action items and open questions, each with the time at which it is said. Where speakers are told apart, it uses their names.',
  make: 'Meeting notes',
  again: 'Make again',
  waiting: 'The notes wait for the model…',
  making: (done: number, parts: number) => (parts > 0 && done < parts ? `The notes are being made: part ${done + 1} of ${parts}` : 'The notes are being made…'),
  open: 'Open the note',
  ready: 'The notes are there. They may be wrong; each time in them leads to what was said.',
  deleted: 'The note was deleted.',
  failed: {
    EMPTY: 'There are no words to make notes of.',
    UNUSABLE: 'Nothing that the model wrote stands in the recording.',
    NOT_OPEN: 'The default model is not open to you.',
    BUDGET: 'Your budget is used up.',
    TOO_LONG: 'The model takes too little text at once.',
    TOO_SLOW: 'It took too long.',
    MODEL: 'The model could not be asked.',
    FULL: 'Your space takes no more notes. Delete some first.',
    INTERNAL: 'Something went wrong on the server.',
  } as Record<Failure, string>,
};

export type MeetingWords = typeof meetingEn;

export const meetingZh: MeetingWords = {
  title: '会议纪要',
  detail: '默认模型会阅读录音的文字，写成一篇笔记：摘要、决定、待办事项和未决问题，每条都注明说到它的时间。区分了说话人的录音会用到他们的名字。',
  make: '会议纪要',
  again: '重新生成',
  waiting: '正在等待模型…',
  making: (done, parts) => (parts > 0 && done < parts ? `正在整理：第 ${done + 1} 段，共 ${parts} 段` : '正在整理…'),
  open: '打开笔记',
  ready: '纪要已写好。可能有误，点其中的时间可以回到原话。',
  deleted: '笔记已被删除。',
  failed: {
    EMPTY: '没有可以整理的文字。',
    UNUSABLE: '模型写的内容在录音里都找不到依据。',
    NOT_OPEN: '您不能使用默认模型。',
    BUDGET: '您的预算已用完。',
    TOO_LONG: '模型一次能读的文字太少。',
    TOO_SLOW: '用时过长。',
    MODEL: '没能请求模型。',
    FULL: '您的空间放不下更多笔记，请先删除一些。',
    INTERNAL: '服务器出了问题。',
  },
};
