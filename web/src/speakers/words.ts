/** Words of who speaks in a recording. */
export const speakersEn = {
  title: 'Speakers',
  detail: 'Told apart by their voices, which may be mistaken. A name that you give stands wherever they speak, is found by search, and is used by new meeting notes.',
  name: (label: string) => `Name of ${label}`,
  named: (before: string, now: string) => `${before} is called ${now} now.`,
};

export type SpeakersWords = typeof speakersEn;

export const speakersZh: SpeakersWords = {
  title: '说话人',
  detail: '按声音区分，可能有误。您取的名字会写在这个人说的每段话前面，可以搜索，之后生成的会议纪要也会使用。',
  name: (label) => `${label} 的名字`,
  named: (before, now) => `“${before}”已改名为“${now}”。`,
};
