import { accountEn } from '../account/words';
import { ownDataEn } from '../account/ownDataWords';
import { agentsEn } from '../agents/words';
import { doorsEn } from '../agents/doorWords';
import { evaluationsEn } from '../agents/evaluationWords';
import { canvasEn } from '../agents/canvas/words';
import { runsEn } from '../agents/runWords';
import { tellEn } from '../agents/tellWords';
import { toolsEn } from '../agents/toolWords';
import { assistantsEn } from '../assistants/words';
import { auditEn } from '../audit/words';
import { connectorsEn } from '../connectors/words';
import { digestEn } from '../digest/words';
import { meetingEn } from '../meeting/words';
import { speakersEn } from '../speakers/words';
import { factorEn } from '../factor/words';
import { aidEn } from '../hearing/aidWords';
import { grantsEn } from '../grants/words';
import { keysEn } from '../keys/words';
import { hearingEn } from '../hearing/words';
import { memoryEn } from '../memory/words';
import { collectionsEn } from '../collections/words';
import { proofEn } from '../proof/words';
import { spaceEn } from '../space/words';
import { tagsEn } from '../tags/words';
import { clipEn } from '../clip/words';
import { notesEn } from '../notes/words';
import { paletteEn } from '../palette/words';
import { pwaEn } from '../pwa/words';
import { voiceEn } from '../voice/words';
import { watchedEn } from '../watched/words';
import { webSearchEn } from '../websearch/words';
import { membersEn } from '../members/words';
import { organisationsEn } from '../organisations/words';
import { providersEn } from '../providers/words';
import { signOnEn } from '../signon/words';
import { usageEn } from './usage';

export const en = {
  usage: usageEn,
  providers: providersEn,
  account: accountEn,
  ownData: ownDataEn,
  factor: factorEn,
  aid: aidEn,
  members: membersEn,
  grants: grantsEn,
  organisations: organisationsEn,
  keys: keysEn,
  memory: memoryEn,
  hearing: hearingEn,
  space: spaceEn,
  digest: digestEn, meeting: meetingEn, speakers: speakersEn,
  tags: tagsEn,
  voice: voiceEn,
  watched: watchedEn,
  collections: collectionsEn,
  webSearch: webSearchEn,
  proof: proofEn,
  clip: clipEn,
  notes: notesEn,
  palette: paletteEn,
  pwa: pwaEn,
  assistants: assistantsEn,
  agents: agentsEn,
  runs: runsEn,
  tools: toolsEn,
  telling: tellEn,
  connectors: connectorsEn,
  doors: doorsEn,
  evaluations: evaluationsEn,
  canvas: canvasEn,
  audit: auditEn,
  signOn: signOnEn,
  /** For dates and times. */
  locale: 'en-GB',
  appName: 'Liaoyuan',
  newChat: 'New chat',
  conversations: 'Conversations',
  search: 'Search conversations',
  noConversations: 'No conversations yet',
  nothingFound: 'Nothing found',
  untitled: 'New chat',
  rename: 'Rename',
  remove: 'Delete',
  removed: 'Deleted',
  undo: 'Undo',
  exportMarkdown: 'Export as Markdown',
  save: 'Save',
  cancel: 'Cancel',
  today: 'Today',
  earlier: 'Earlier',
  welcome: 'What can I do for you?',
  welcomeDetail: 'The model runs on this machine. What you write stays here.',
  placeholder: 'Write a message… (Enter sends, Shift+Enter starts a new line)',
  placeholderShort: 'Write a message…',
  send: 'Send',
  stop: 'Stop',
  copy: 'Copy',
  copied: 'Copied',
  copyCode: 'Copy code',
  regenerate: 'Answer again',
  edit: 'Edit',
  editSend: 'Send again',
  previousVersion: 'Previous version',
  nextVersion: 'Next version',
  versionOf: (n: number, of: number) => `${n} of ${of}`,
  you: 'You',
  assistant: 'Assistant',
  thinking: 'Thinking…',
  loadingModel: 'Reading the model into memory…',
  answering: 'Answering…',
  model: 'Model',
  light: 'Light',
  dark: 'Dark',
  system: 'Like the system',
  appearance: 'Appearance',
  language: '中文',
  languageLabel: '中文: Switch to Chinese',
  openList: 'Open conversations',
  skipToContent: 'Skip to the conversation',
  tokensPerSecond: (n: string) => `${n} tokens/s`,
  tokensInOut: (read: number, written: number) => `${read} tokens read, ${written} written`,
  joules: (n: string, measured: boolean) => `${measured ? '' : '≈ '}${n} J`,
  joulesModelled: 'Estimated from compute time',
  yuanDetail: 'Money: electricity with cooling, and what a provider charges',
  joulesMeasured: "Read from the processor's meter",
  interrupted: 'Cut off when the server stopped',
  cancelled: 'Stopped',
  lengthReached: 'The length limit was reached',
  leftOut: (n: number) => (n === 1 ? 'The first message was left out: the model’s context has no room for it.' : `The first ${n} messages were left out: the model’s context has no room for them.`),
  failed: 'This answer failed',
  retry: 'Try again',
  loadFailed: 'This could not be loaded',
  offline: 'The server cannot be reached. Is it running?',
  busy: (s: number) => `Many requests are waiting. Try again in ${s} s.`,
  tooLong: 'The conversation is longer than the model can read. Start a new one.',
  modelAbsentTitle: 'One step before the first chat',
  modelAbsent: (name: string, size: string) => `${name} has to be downloaded once (${size}). After that it works offline.`,
  download: 'Download',
  downloading: (name: string) => `Downloading ${name}`,
  askForModel: 'Whoever manages the models can download it.',
  downloadFailed: 'The download failed',
  progress: (done: string, total: string, rate: string) => `${done} of ${total} · ${rate}/s`,
  timeLeft: (t: string) => `${t} left`,
  seconds: (n: number) => `${n} s`,
  minutes: (n: number) => `${n} min`,
  stateLoaded: 'in memory',
  stateAbsent: 'not downloaded',
  more: 'More',
  statePresent: 'on this machine',
  jumpToEnd: 'To the newest message',
  messages: 'Messages',
  stats: 'What this answer took',
  editLabel: 'Edit your message',
  notFoundTitle: 'This conversation does not exist',
  notFoundDetail: 'It may have been deleted.',
  inAll: (s: string) => `${s} s in all`,
  abilities: {
    title: 'Abilities',
    intro: 'What each model was measured to be able to do, graded by rules. A number is the lower bound of the success rate (95 %): with few questions it stays low, even if all were right.',
    tableLabel: 'Lower bound of the success rate by skill, model and difficulty',
    skill: 'Skill',
    skillName: (skill: { zh: string; en: string }) => skill.en,
    difficulty: (n: number) => ['easy', 'medium', 'hard'][n - 1] ?? String(n),
    notMeasured: 'not measured',
    none: 'Nothing has been measured yet. Choose a model and start.',
    noModel: 'No model is on this machine yet. Download one on the conversation page first.',
    cell: (bound: string, passes: number, n: number) => `${passes} of ${n} right, lower bound ${bound}`,
    latency: (s: string) => `${s} s (median)`,
    quick: 'Quick (two questions each)',
    start: 'Measure',
    stop: 'Stop',
    running: (model: string) => `Measuring ${model}`,
    progress: (done: number, total: number, passed: number) => `${done} of ${total} questions, ${passed} right`,
    failed: 'The measurement failed',
    duration: 'All 288 questions take 10 to 60 minutes on a small machine. What is complete stays when you stop.',
    legend: 'Lower bound',
  },
};

export type Dictionary = typeof en;
