import type { Digest } from '../api/types';

type Failure = NonNullable<Digest['reason']>;

/** Words of what a model says of a document. */
export const digestEn = {
  title: 'Summary',
  questions: 'Questions that it answers',
  madeBy: (model: string) => `Made by the model ${model}; it may be wrong.`,
  parts: 'The document is long: the model was shown the beginnings of its sections.',
  waiting: 'The summary waits until nobody is being answered.',
  making: 'The summary is being made…',
  none: 'There is no summary of this document.',
  impossible: 'This server makes no summaries now: its default model is not here, or they are switched off.',
  make: 'Sum up',
  again: 'Make again',
  remove: 'Delete the summary',
  removed: 'The summary is deleted',
  ask: (question: string) => `Ask this document: ${question}`,
  setting: 'Sum up new files',
  settingDetail: 'The default model of this server reads each new file and writes a short summary and three questions, while nobody is being answered.',
  failed: {
    EMPTY: 'There was no text to sum up.',
    UNUSABLE: 'The model did not write a summary that can be used.',
    NOT_OPEN: 'The default model is not open to you.',
    BUDGET: 'Your budget is used up.',
    TOO_LONG: 'The model takes too little text at once.',
    TOO_SLOW: 'It took too long.',
    MODEL: 'The model could not be asked.',
    INTERNAL: 'Something went wrong on the server.',
  } as Record<Failure, string>,
};

export type DigestWords = typeof digestEn;

export const digestZh: DigestWords = {
  title: '摘要',
  questions: '可以问它的问题',
  madeBy: (model) => `由模型 ${model} 生成，可能有误。`,
  parts: '文件较长，模型只看了各部分的开头。',
  waiting: '等没有人在提问时再生成摘要。',
  making: '正在生成摘要…',
  none: '这个文件还没有摘要。',
  impossible: '这台服务器现在不生成摘要：默认模型还没有就绪，或已关闭。',
  make: '生成摘要',
  again: '重新生成',
  remove: '删除摘要',
  removed: '摘要已删除',
  ask: (question) => `就这个文件提问：${question}`,
  setting: '为新文件生成摘要',
  settingDetail: '没有人提问时，服务器的默认模型会阅读每个新文件，写一段简短的摘要和三个问题。',
  failed: {
    EMPTY: '没有可以概括的文字。',
    UNUSABLE: '模型没有写出可用的摘要。',
    NOT_OPEN: '您不能使用默认模型。',
    BUDGET: '您的预算已用完。',
    TOO_LONG: '模型一次能读的文字太少。',
    TOO_SLOW: '用时过长。',
    MODEL: '没能请求模型。',
    INTERNAL: '服务器出了问题。',
  },
};
