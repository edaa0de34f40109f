/** Words of the page that keeps parts of other sites' pages. */
export const clipEn = {
  title: 'Keep from the web',
  detail: 'Look at what is kept. It becomes a file of your space, with the address it comes from.',
  nothing: 'Nothing came along. Choose the bookmark on the page that you want to keep.',
  name: 'Title',
  address: 'Address',
  text: 'Text',
  keep: 'Keep',
  kept: (name: string) => `${name} is kept in your space`,
  known: (name: string) => `It is here already, as ${name}`,
  close: 'Close the window',
  toSpace: 'To my space',
  ways: 'Other ways in',
  bookmark: 'Keep in Liaoyuan',
  bookmarkHelp: 'Drag this to your bookmarks. On any page it keeps what is selected there, else the main text.',
  bookmarkDrag: 'Drag it to the bookmarks bar; here it does nothing.',
  pasteHelp: 'Paste files, pictures or text anywhere on this page. On a phone, install this page (Add to home screen), then share to it from other apps.',
  cut: 'The page is very long; only its beginning came along.',
};

export type ClipWords = typeof clipEn;

export const clipZh: ClipWords = {
  title: '收藏网页内容',
  detail: '请看一下要保存的内容。它会成为您空间里的一个文件，并注明来源网址。',
  nothing: '没有收到内容。请在想保存的网页上点击书签。',
  name: '标题',
  address: '网址',
  text: '正文',
  keep: '保存',
  kept: (name) => `${name} 已保存到您的空间`,
  known: (name) => `这些内容已经在这里了，名为 ${name}`,
  close: '关闭窗口',
  toSpace: '前往我的空间',
  ways: '其他添加方式',
  bookmark: '存到燎原',
  bookmarkHelp: '把它拖到书签栏。在任何网页上点击，就会保存选中的内容；没有选中时保存正文。',
  bookmarkDrag: '请把它拖到书签栏；在这里点击没有作用。',
  pasteHelp: '可以在本页任意位置粘贴文件、图片或文字。在手机上，把本页添加到主屏幕后，可以从其他应用分享到这里。',
  cut: '网页很长，只带来了开头部分。',
};
