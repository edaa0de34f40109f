/** Words of the installed page. */
export const pwaEn = {
  offline: 'You are offline. Conversations that were opened here before can be read.',
  update: 'A new version is here.',
  reload: 'Load it',
  later: 'Later',
  shared: 'Shared with Liaoyuan',
  sharedDetail: 'Look at what came from another app. It is kept only if you say so.',
  keepShared: 'Keep in my space',
  dropShared: 'Do not keep',
  sharedText: 'Shared text',
};

export type PwaWords = typeof pwaEn;

export const pwaZh: PwaWords = {
  offline: '当前处于离线状态。在这里打开过的对话仍可阅读。',
  update: '有新版本。',
  reload: '载入',
  later: '稍后',
  shared: '分享到燎原的内容',
  sharedDetail: '请看一下其他应用分享来的内容。只有您确认后才会保存。',
  keepShared: '存到我的空间',
  dropShared: '不保存',
  sharedText: '分享的文字',
};
