import type { Language } from '../i18n';

export const STARTERS = ['draft', 'steps', 'both', 'sort', 'goal', 'blank'] as const;
export type Starter = (typeof STARTERS)[number];

type Definition = Record<string, unknown>;

const inputOf = (required: string[], properties: object) => ({ type: 'object', required, properties });
const start = (next: string) => ({ id: 'start', kind: 'input', next });
const answer = (id: string, text: string) => ({ id, kind: 'answer', text });

const en: Record<Starter, Definition> = {
  draft: {
    name: 'Draft and ask', description: 'A model drafts a message; nothing is sent before you say yes.',
    input: inputOf(['topic'], { topic: { type: 'string', title: 'What it is about', maxLength: 200 }, notes: { type: 'string', title: 'What must be in it', maxLength: 5000 } }),
    nodes: [
      start('draft'),
      { id: 'draft', kind: 'model', system: 'You write short, friendly messages.', prompt: 'Write a message about {{start.topic}}.\n\nWhat must be in it:\n{{start.notes}}', maxTokens: 300, next: 'ask' },
      { id: 'ask', kind: 'approval', question: 'Send this?\n\n{{draft}}', by: 'starter', approved: 'said', refused: 'no' },
      answer('said', '{{draft}}'),
      answer('no', 'Not sent. {{ask.note}}'),
    ],
  },
  steps: {
    name: 'Outline, then text', description: 'First an outline, then a text that follows it.',
    input: inputOf(['topic'], { topic: { type: 'string', title: 'Topic', maxLength: 200 }, tone: { type: 'string', title: 'Tone', enum: ['plain', 'friendly', 'formal'] } }),
    nodes: [
      start('outline'),
      { id: 'outline', kind: 'model', prompt: 'List the four main points of a text about {{start.topic}}, one a line.', maxTokens: 200, next: 'text' },
      { id: 'text', kind: 'model', system: 'You write clearly.', prompt: 'Write a text about {{start.topic}}. Tone: {{start.tone}}. Follow these points:\n{{outline}}', maxTokens: 800, next: 'said' },
      answer('said', '{{text}}'),
    ],
  },
  both: {
    name: 'Both sides, then advice', description: 'Two steps look at it at the same time, a third weighs what they say.',
    input: inputOf(['plan'], { plan: { type: 'string', title: 'What is planned', maxLength: 2000 } }),
    nodes: [
      start('sides'),
      { id: 'sides', kind: 'parallel', branches: [{ name: 'for', next: 'gains' }, { name: 'against', next: 'risks' }], join: 'views' },
      { id: 'gains', kind: 'model', prompt: 'What speaks for this plan? Three points, one a line.\n{{start.plan}}', maxTokens: 200, next: 'views' },
      { id: 'risks', kind: 'model', prompt: 'What speaks against this plan? Three points, one a line.\n{{start.plan}}', maxTokens: 200, next: 'views' },
      { id: 'views', kind: 'join', next: 'advice' },
      { id: 'advice', kind: 'model', system: 'You weigh both sides and give clear advice.', prompt: 'The plan: {{start.plan}}\n\nFor it:\n{{views.for}}\n\nAgainst it:\n{{views.against}}\n\nWhat do you advise, and why?', maxTokens: 400, next: 'said' },
      answer('said', '{{advice}}'),
    ],
  },
  sort: {
    name: 'Sort requests', description: 'Complaints go to a person, all else is answered at once.',
    input: inputOf(['request'], { request: { type: 'string', title: 'Request', maxLength: 5000 } }),
    nodes: [
      start('sort'),
      { id: 'sort', kind: 'model', system: 'Answer with one word: complaint or question.', prompt: '{{start.request}}', maxTokens: 10, next: 'which' },
      { id: 'which', kind: 'branch', cases: [{ value: '{{sort}}', is: 'contains', than: 'complaint', next: 'ask' }], otherwise: 'reply' },
      { id: 'ask', kind: 'approval', question: 'A complaint came in. Answer it?\n\n{{start.request}}', by: 'starter', approved: 'reply', refused: 'left' },
      { id: 'reply', kind: 'model', system: 'You answer politely and briefly.', prompt: '{{start.request}}', maxTokens: 400, next: 'said' },
      answer('said', '{{reply}}'),
      answer('left', 'Left for later. {{ask.note}}'),
    ],
  },
  goal: {
    name: 'Work towards a goal', description: 'Says what is to be reached and with which tools; how is planned by itself.',
    input: inputOf(['question'], { question: { type: 'string', title: 'Question', maxLength: 1000 } }),
    goal: { text: 'Answer this question: {{start.question}}', turns: 6 },
    tools: [{
      name: 'calculate', description: 'Works out a sum, such as 3 * (17 + 4).', arguments: inputOf(['sum'], { sum: { type: 'string', description: 'numbers, + - * / and brackets', maxLength: 200 } }),
      use: { kind: 'code', code: "if (!/^[-+*\\/().\\d\\s]+$/.test(inputs.sum)) throw new Error('only numbers, + - * / and brackets');\nreturn Function('return (' + inputs.sum + ')')();", inputs: { sum: '{{arguments.sum}}' } },
    }],
    knowledge: ['own'],
    budget: { steps: 60, seconds: 900 },
  },
  blank: {
    name: 'New agent',
    input: inputOf(['question'], { question: { type: 'string', title: 'Question', maxLength: 1000 } }),
    nodes: [start('model'), { id: 'model', kind: 'model', prompt: '{{start.question}}', next: 'said' }, answer('said', '{{model}}')],
  },
};

const zh: Record<Starter, Definition> = {
  draft: {
    name: '起草并确认', description: '模型起草一条消息；您点头之前，什么都不会发出。',
    input: inputOf(['topic'], { topic: { type: 'string', title: '主题', maxLength: 200 }, notes: { type: 'string', title: '必须写到的内容', maxLength: 5000 } }),
    nodes: [
      start('draft'),
      { id: 'draft', kind: 'model', system: '你写简短、友好的消息。', prompt: '写一条关于{{start.topic}}的消息。\n\n必须写到：\n{{start.notes}}', maxTokens: 300, next: 'ask' },
      { id: 'ask', kind: 'approval', question: '发出这条消息吗？\n\n{{draft}}', by: 'starter', approved: 'said', refused: 'no' },
      answer('said', '{{draft}}'),
      answer('no', '没有发出。{{ask.note}}'),
    ],
  },
  steps: {
    name: '先提纲，后成文', description: '先列提纲，再按提纲写成文章。',
    input: inputOf(['topic'], { topic: { type: 'string', title: '主题', maxLength: 200 }, tone: { type: 'string', title: '语气', enum: ['平实', '亲切', '正式'] } }),
    nodes: [
      start('outline'),
      { id: 'outline', kind: 'model', prompt: '列出一篇关于{{start.topic}}的文章的四个要点，每行一个。', maxTokens: 200, next: 'text' },
      { id: 'text', kind: 'model', system: '你的文字清楚明白。', prompt: '写一篇关于{{start.topic}}的文章，语气：{{start.tone}}。按下面的要点写：\n{{outline}}', maxTokens: 800, next: 'said' },
      answer('said', '{{text}}'),
    ],
  },
  both: {
    name: '两面看，再建议', description: '两步同时分析，第三步权衡两边的意见。',
    input: inputOf(['plan'], { plan: { type: 'string', title: '计划内容', maxLength: 2000 } }),
    nodes: [
      start('sides'),
      { id: 'sides', kind: 'parallel', branches: [{ name: 'for', next: 'gains' }, { name: 'against', next: 'risks' }], join: 'views' },
      { id: 'gains', kind: 'model', prompt: '这个计划有什么好处？写三点，每行一点。\n{{start.plan}}', maxTokens: 200, next: 'views' },
      { id: 'risks', kind: 'model', prompt: '这个计划有什么风险？写三点，每行一点。\n{{start.plan}}', maxTokens: 200, next: 'views' },
      { id: 'views', kind: 'join', next: 'advice' },
      { id: 'advice', kind: 'model', system: '你权衡两面，给出明确的建议。', prompt: '计划：{{start.plan}}\n\n好处：\n{{views.for}}\n\n风险：\n{{views.against}}\n\n你的建议是什么？为什么？', maxTokens: 400, next: 'said' },
      answer('said', '{{advice}}'),
    ],
  },
  sort: {
    name: '来信分类', description: '投诉交给人处理，其他来信直接回复。',
    input: inputOf(['request'], { request: { type: 'string', title: '来信', maxLength: 5000 } }),
    nodes: [
      start('sort'),
      { id: 'sort', kind: 'model', system: '只回答两个字：投诉，或者：咨询。', prompt: '{{start.request}}', maxTokens: 10, next: 'which' },
      { id: 'which', kind: 'branch', cases: [{ value: '{{sort}}', is: 'contains', than: '投诉', next: 'ask' }], otherwise: 'reply' },
      { id: 'ask', kind: 'approval', question: '收到一条投诉，要回复吗？\n\n{{start.request}}', by: 'starter', approved: 'reply', refused: 'left' },
      { id: 'reply', kind: 'model', system: '你的回复礼貌、简短。', prompt: '{{start.request}}', maxTokens: 400, next: 'said' },
      answer('said', '{{reply}}'),
      answer('left', '暂不回复。{{ask.note}}'),
    ],
  },
  goal: {
    name: '朝着目标工作', description: '写明要达成什么、可以用哪些工具；怎么做由系统规划。',
    input: inputOf(['question'], { question: { type: 'string', title: '问题', maxLength: 1000 } }),
    goal: { text: '回答这个问题：{{start.question}}', turns: 6 },
    tools: [{
      name: 'calculate', description: '计算一个算式，例如 3 * (17 + 4)。', arguments: inputOf(['sum'], { sum: { type: 'string', description: '数字、+ - * / 和括号', maxLength: 200 } }),
      use: { kind: 'code', code: "if (!/^[-+*\\/().\\d\\s]+$/.test(inputs.sum)) throw new Error('只能有数字、+ - * / 和括号');\nreturn Function('return (' + inputs.sum + ')')();", inputs: { sum: '{{arguments.sum}}' } },
    }],
    knowledge: ['own'],
    budget: { steps: 60, seconds: 900 },
  },
  blank: {
    name: '新智能体',
    input: inputOf(['question'], { question: { type: 'string', title: '问题', maxLength: 1000 } }),
    nodes: [start('model'), { id: 'model', kind: 'model', prompt: '{{start.question}}', next: 'said' }, answer('said', '{{model}}')],
  },
};

const ALL: Record<Language, Record<Starter, Definition>> = { en, zh };

/** What a new agent begins with. */
export const starter = (which: Starter, language: Language): Definition => ALL[language][which];
