/** Words of the search over everything. */
export const paletteEn = {
  open: 'Search everything',
  label: 'Search conversations, notes and files, or choose a command',
  placeholder: 'Search or choose a command…',
  results: 'Results',
  recent: 'Recent conversations',
  recentNotes: 'Recent notes',
  recentFiles: 'New files',
  conversations: 'Conversations',
  notes: 'Notes',
  files: 'Files',
  commands: 'Commands',
  searching: 'Searching…',
  found: (count: number) => `${count} ${count === 1 ? 'result' : 'results'}`,
  nothing: 'Nothing found',
  newNote: 'New note',
  help: '↑ ↓ choose · Enter opens · #tag narrows · Esc closes',
};

export type PaletteWords = typeof paletteEn;

export const paletteZh: PaletteWords = {
  open: '搜索全部',
  label: '搜索对话、笔记和文件，或选择命令',
  placeholder: '搜索，或选择命令…',
  results: '结果',
  recent: '最近的对话',
  recentNotes: '最近的笔记',
  recentFiles: '新文件',
  conversations: '对话',
  notes: '笔记',
  files: '文件',
  commands: '命令',
  searching: '正在搜索…',
  found: (count) => `${count} 条结果`,
  nothing: '没有找到',
  newNote: '新笔记',
  help: '↑ ↓ 选择 · 回车打开 · #标签 筛选 · Esc 关闭',
};
