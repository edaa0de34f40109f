/** Words about for whom models and assistants are. */
export const grantsEn = {
  titles: { MODEL: 'Who may use which model', ASSISTANT: 'Who may use which assistant', CONNECTOR: 'Whose runs may use which database, server or API' },
  details: {
    MODEL: 'A model is open to everybody here unless you keep it for some. A key reaches no more than its person. Owners and admins may always use all.',
    ASSISTANT: 'An assistant that everybody has, or that somebody shared, is open to everybody here unless you keep it for some. Whoever made one may always use it.',
    CONNECTOR: 'A database, an MCP server or an API is open to the runs of everybody here unless you keep it for some.',
  },
  everybody: 'everybody',
  kept: 'kept',
  managers: 'owners and admins only',
  gone: 'no longer here',
  groups: (names: string) => `groups: ${names}`,
  change: (name: string) => `Choose who may use ${name}`,
  changeShort: 'Choose',
  dialog: (name: string) => `Who may use ${name}?`,
  open: 'Everybody in the organisation',
  some: 'Only these, and owners and admins',
  roles: 'Roles',
  people: 'People',
  groupsField: 'Groups of the directory',
  groupsHelp: 'As the directory or the provider names them. What it says of somebody holds from their next sign-in on.',
  nobody: 'Nobody is chosen: only owners and admins may use it.',
  changed: (name: string, who: string) => `${name}: ${who}`,
};

export type GrantWords = typeof grantsEn;

export const grantsZh: GrantWords = {
  titles: { MODEL: '谁可以使用哪个模型', ASSISTANT: '谁可以使用哪个助手', CONNECTOR: '谁的运行可以使用哪个数据库或服务器' },
  details: {
    MODEL: '模型默认对组织内所有人开放，也可以只留给一部分人。密钥的权限不会超过其所有者。所有者和管理员始终可以使用全部模型。',
    ASSISTANT: '内置助手和成员分享的助手默认对组织内所有人开放，也可以只留给一部分人。创建者始终可以使用自己的助手。',
    CONNECTOR: '数据库、MCP 服务器和 API 默认对组织内所有人的运行开放，也可以只留给一部分人。',
  },
  everybody: '所有人',
  kept: '受限',
  managers: '仅所有者和管理员',
  gone: '已不存在',
  groups: (names) => `群组：${names}`,
  change: (name) => `选择谁可以使用 ${name}`,
  changeShort: '选择',
  dialog: (name) => `谁可以使用 ${name}？`,
  open: '组织内所有人',
  some: '仅限以下人员，以及所有者和管理员',
  roles: '角色',
  people: '人员',
  groupsField: '目录中的群组',
  groupsHelp: '按目录或服务商中的名称填写。群组信息在本人下次登录时更新。',
  nobody: '没有选择任何人：只有所有者和管理员可以使用。',
  changed: (name, who) => `${name}：${who}`,
};
