import { accountZh } from '../account/words';
import { ownDataZh } from '../account/ownDataWords';
import { agentsZh } from '../agents/words';
import { doorsZh } from '../agents/doorWords';
import { evaluationsZh } from '../agents/evaluationWords';
import { canvasZh } from '../agents/canvas/words';
import { runsZh } from '../agents/runWords';
import { tellZh } from '../agents/tellWords';
import { toolsZh } from '../agents/toolWords';
import { assistantsZh } from '../assistants/words';
import { auditZh } from '../audit/words';
import { connectorsZh } from '../connectors/words';
import { digestZh } from '../digest/words';
import { meetingZh } from '../meeting/words';
import { speakersZh } from '../speakers/words';
import { factorZh } from '../factor/words';
import { aidZh } from '../hearing/aidWords';
import { grantsZh } from '../grants/words';
import { keysZh } from '../keys/words';
import { hearingZh } from '../hearing/words';
import { memoryZh } from '../memory/words';
import { collectionsZh } from '../collections/words';
import { proofZh } from '../proof/words';
import { spaceZh } from '../space/words';
import { tagsZh } from '../tags/words';
import { clipZh } from '../clip/words';
import { notesZh } from '../notes/words';
import { paletteZh } from '../palette/words';
import { pwaZh } from '../pwa/words';
import { voiceZh } from '../voice/words';
import { watchedZh } from '../watched/words';
import { webSearchZh } from '../websearch/words';
import { membersZh } from '../members/words';
import { organisationsZh } from '../organisations/words';
import { providersZh } from '../providers/words';
import type { Dictionary } from './en';
import { signOnZh } from '../signon/words';
import { usageZh } from './usage';

export const zh: Dictionary = {
  usage: usageZh,
  providers: providersZh,
  account: accountZh,
  ownData: ownDataZh,
  factor: factorZh,
  aid: aidZh,
  members: membersZh,
  grants: grantsZh,
  organisations: organisationsZh,
  keys: keysZh,
  memory: memoryZh,
  hearing: hearingZh,
  space: spaceZh,
  digest: digestZh, meeting: meetingZh, speakers: speakersZh,
  tags: tagsZh,
  voice: voiceZh,
  watched: watchedZh,
  collections: collectionsZh,
  webSearch: webSearchZh,
  proof: proofZh,
  clip: clipZh,
  notes: notesZh,
  palette: paletteZh,
  pwa: pwaZh,
  assistants: assistantsZh,
  agents: agentsZh,
  runs: runsZh,
  tools: toolsZh,
  telling: tellZh,
  connectors: connectorsZh,
  doors: doorsZh,
  evaluations: evaluationsZh,
  canvas: canvasZh,
  audit: auditZh,
  signOn: signOnZh,
  locale: 'zh-CN',
  appName: '燎原',
  newChat: '新对话',
  conversations: '对话',
  search: '搜索对话',
  noConversations: '还没有对话',
  nothingFound: '没有找到',
  untitled: '新对话',
  rename: '重命名',
  remove: '删除',
  removed: '已删除',
  undo: '撤销',
  exportMarkdown: '导出为 Markdown',
  save: '保存',
  cancel: '取消',
  today: '今天',
  earlier: '更早',
  welcome: '有什么可以帮您？',
  welcomeDetail: '模型就在这台机器上运行，您写下的内容不会离开这里。',
  placeholder: '输入消息…（Enter 发送，Shift+Enter 换行）',
  placeholderShort: '输入消息…',
  send: '发送',
  stop: '停止',
  copy: '复制',
  copied: '已复制',
  copyCode: '复制代码',
  regenerate: '重新回答',
  edit: '编辑',
  editSend: '重新发送',
  previousVersion: '上一个版本',
  nextVersion: '下一个版本',
  versionOf: (n, of) => `第 ${n} 个，共 ${of} 个`,
  you: '您',
  assistant: '助手',
  thinking: '思考中…',
  loadingModel: '正在把模型读入内存…',
  answering: '正在回答…',
  model: '模型',
  light: '浅色',
  dark: '深色',
  system: '跟随系统',
  appearance: '外观',
  language: 'English',
  languageLabel: 'English：切换到英文',
  openList: '打开对话列表',
  skipToContent: '跳到对话内容',
  tokensPerSecond: (n) => `${n} 词元/秒`,
  tokensInOut: (read, written) => `读入 ${read} 词元，写出 ${written} 词元`,
  joules: (n, measured) => `${measured ? '' : '约 '}${n} 焦耳`,
  joulesModelled: '按计算时间估算',
  yuanDetail: '费用为含散热的电费，以及供应商的收费',
  joulesMeasured: '读自处理器电表',
  interrupted: '服务停止时被中断',
  cancelled: '已停止',
  lengthReached: '已达到长度上限',
  leftOut: (n: number) => `模型的上下文放不下，最前面的 ${n} 条消息没有带上。`,
  failed: '这次回答失败了',
  retry: '重试',
  loadFailed: '加载失败',
  offline: '连接不上服务，它还在运行吗？',
  busy: (s) => `排队的请求较多，请 ${s} 秒后再试。`,
  tooLong: '对话已超出模型能读的长度，请新开一个对话。',
  modelAbsentTitle: '第一次对话前，还差一步',
  modelAbsent: (name, size) => `需要先下载 ${name}（${size}），只需一次，之后离线也能用。`,
  download: '下载',
  downloading: (name) => `正在下载 ${name}`,
  askForModel: '可以请管理模型的人来下载。',
  downloadFailed: '下载失败',
  progress: (done, total, rate) => `${done} / ${total} · ${rate}/秒`,
  timeLeft: (t) => `还需 ${t}`,
  seconds: (n) => `${n} 秒`,
  minutes: (n) => `${n} 分钟`,
  stateLoaded: '已在内存中',
  stateAbsent: '未下载',
  more: '更多',
  statePresent: '已在本机',
  jumpToEnd: '回到最新消息',
  messages: '消息',
  stats: '这次回答的用量',
  editLabel: '编辑您的消息',
  notFoundTitle: '没有这个对话',
  notFoundDetail: '它可能已被删除。',
  inAll: (s) => `共 ${s} 秒`,
  abilities: {
    title: '能力',
    intro: '每个模型实测能做什么，全部按规则评分。数字是成功率的下界（95%）：题目少时，即使全对，下界也不会高。',
    tableLabel: '各技能、模型、难度的成功率下界',
    skill: '技能',
    skillName: (skill) => skill.zh,
    difficulty: (n) => ['易', '中', '难'][n - 1] ?? String(n),
    notMeasured: '未测量',
    none: '还没有测量过。请选择一个模型并开始。',
    noModel: '这台机器上还没有模型，请先在对话页下载。',
    cell: (bound, passes, n) => `${n} 题对 ${passes} 题，下界 ${bound}`,
    latency: (s) => `${s} 秒（中位数）`,
    quick: '快速（每项两题）',
    start: '开始测量',
    stop: '停止',
    running: (model) => `正在测量 ${model}`,
    progress: (done, total, passed) => `已问 ${done} / ${total} 题，答对 ${passed} 题`,
    failed: '测量失败',
    duration: '全部 288 题在小机器上需要 10 到 60 分钟。中途停止时，已完成的结果会保留。',
    legend: '下界',
  },
};
