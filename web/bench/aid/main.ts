import { LiveAid, type Meters } from '../../src/hearing/aid/liveAid';
import { FIRST, settingsOf, TYPICAL } from '../../src/hearing/aid/settings';

/** The aid as the page runs it, and nothing else: both ears, compression, the net, the classifier. */
const state: { meters?: Meters; late?: number; ended?: string; begun?: boolean } = {};
Object.assign(window, { state });

document.querySelector('button')!.addEventListener('click', () => {
  const settings = settingsOf({ ...FIRST, left: { loss: 'N3', low: 0, high: 0 }, right: { loss: 'S1', low: 0, high: 0 } }, TYPICAL);
  // with the net that looks ahead, or the live one
  settings.ahead = location.hash === '#ahead' ? 'ON' : 'OFF';
  LiveAid.start(settings, { meters: (meters) => void (state.meters = meters), late: ({ millis }) => void (state.late = millis), ended: (reason) => void (state.ended = reason) })
    .then(() => void (state.begun = true), (e: unknown) => void (state.ended = String(e)));
});
