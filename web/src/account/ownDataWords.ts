/** Words of what is kept of oneself. */
export const ownDataEn = {
  title: 'Your data',
  export: 'Download everything',
  exportDetail: 'Your conversations as Markdown and JSON, kept responses, usage and account, in one ZIP archive.',
  import: 'Import from ChatGPT',
  importDetail: 'Choose the ZIP archive that ChatGPT sent you, or its conversations.json. Branches, times and models come along; the same conversation is not imported twice.',
  importing: (done: string) => `Sending ${done}…`,
  imported: (imported: number, known: number, empty: number) =>
    `${imported} imported${known ? `, ${known} were here already` : ''}${empty ? `, ${empty} hold nothing that was said` : ''}.`,
  remove: 'Delete your account',
  removeDetail: 'You, your conversations, keys and responses are deleted at once and for good. Download everything first if you want to keep it.',
  removeConfirm: 'Delete for good',
  wrongPassword: 'The password is wrong',
};

export const ownDataZh: typeof ownDataEn = {
  title: '您的数据',
  export: '下载全部数据',
  exportDetail: '对话（Markdown 与 JSON）、保存的响应、用量和账户信息，打包成一个 ZIP。',
  import: '从 ChatGPT 导入',
  importDetail: '选择 ChatGPT 发给您的 ZIP，或其中的 conversations.json。分支、时间和模型都会保留；同一个对话不会重复导入。',
  importing: (done) => `正在发送 ${done}…`,
  imported: (imported, known, empty) => `已导入 ${imported} 个对话${known ? `，${known} 个早已在这里` : ''}${empty ? `，${empty} 个没有内容` : ''}。`,
  remove: '删除账户',
  removeDetail: '您的账户、对话、密钥和保存的响应会立即永久删除。想保留的话，请先下载全部数据。',
  removeConfirm: '永久删除',
  wrongPassword: '密码不对',
};
