import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { HearingTests } from '../src/hearing/generated/sound.js';
import { faults } from './axe';
import { fits, open, visit } from './browser';

let browser: Browser;
beforeAll(async () => { browser = await open(); });
afterEach(async () => {
  for (const context of browser.contexts()) {
    for (const page of context.pages()) await page.request.delete(new URL('/api/hearing/results', page.url()).href);
    await context.close();
  }
});
afterAll(() => browser.close());

const shot = async (page: Page, name: string) => {
  if (process.env.SCREENSHOTS) await page.screenshot({ path: `${process.env.SCREENSHOTS}/hearing-${name}.png`, fullPage: true });
};
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** A test of somebody whose threshold this is, but for its last answers. */
function almostDone(next: (saved: string) => boolean, answer: (saved: string) => string, begun: string): string {
  const states = [begun];
  while (next(states.at(-1)!)) states.push(answer(states.at(-1)!));
  return states.at(-3)!;
}

const digits = () => almostDone(
  (saved) => HearingTests.digitsNext(saved).length > 0,
  (saved) => {
    const [a = 0, b = 0, c = 0, snr = 0] = HearingTests.digitsNext(saved);
    return snr > -8 ? HearingTests.digitsAnswer(saved, a, b, c) : HearingTests.digitsAnswer(saved, a, (b + 1) % 10, -1);
  },
  HearingTests.digits(4),
);

const tones = () => almostDone(
  (saved) => HearingTests.tonesNext(saved) !== '',
  (saved) => {
    const tone = JSON.parse(HearingTests.tonesNext(saved)) as { hertz: number; level: number; silent: boolean };
    return HearingTests.tonesAnswer(saved, !tone.silent && tone.level >= (tone.hertz > 3000 ? 55 : 30));
  },
  HearingTests.tones(4, 'RIGHT', 75),
);

async function toTests(page: Page) {
  await button(page, 'Begin a hearing test').click();
  await button(page, 'None of these').click();
  await button(page, 'Next').click();
}

describe('the hearing tests', () => {
  it('send to a doctor who must not wait, and say on every step that this is no medical device', async () => {
    const { page, complaints } = await visit(browser, {}, '/hearing');
    const note = page.getByText('This is not a medical device.');
    await note.waitFor();
    await button(page, 'Begin a hearing test').click();

    await page.getByRole('checkbox', { name: /much worse within hours/ }).check();
    await page.getByText('Please see a doctor today').waitFor();
    expect(await button(page, 'Next').isDisabled()).toBe(true);
    await shot(page, 'flags-1280');
    await page.getByRole('checkbox', { name: /much worse within hours/ }).uncheck();
    await page.getByRole('checkbox', { name: /pain in an ear/ }).check();
    await page.getByText('Please let a doctor or an audiologist look').waitFor();
    await button(page, 'Next').click();

    await page.getByRole('heading', { name: 'A quiet place, and headphones' }).waitFor();
    expect(await note.isVisible()).toBe(true);
    expect(complaints).toEqual([]);
  });

  it('find the digits threshold by keys alone, keep it here, and on the server when they are told to', async () => {
    const { page, complaints } = await visit(browser, {}, '/hearing');
    await page.evaluate((saved) => sessionStorage.setItem('liaoyuan.hearing.digits', `en ${saved}`), digits());
    await toTests(page);
    await button(page, 'Digits in noise').click();
    await button(page, 'Go on with the test that was interrupted').click();
    for (const trial of [24, 25]) {
      await page.getByText(`${trial} of 25`).waitFor();
      await page.getByRole('group', { name: 'Digits' }).waitFor();
      await shot(page, `digits-${trial}`);
      await page.keyboard.type('12?');
      await page.getByText('Entered: 1 2 ?').waitFor({ state: 'attached' });
      await page.keyboard.press('Backspace');
      await page.keyboard.type('3');
      await page.keyboard.press('Enter');
    }
    await page.getByText('You understand half of the digits when they are', { exact: false }).waitFor();
    await shot(page, 'digits-result');
    const srt = Number((await page.getByText(/^-?\d+\.\d dB \(±/).textContent())?.split(' ')[0]);
    expect(srt).toBeGreaterThan(-12);
    expect(srt).toBeLessThan(-4);
    await button(page, 'Back').click();

    expect((await page.request.get(new URL('/api/hearing/results', page.url()).href).then((r) => r.json())).results).toEqual([]);
    await page.getByRole('button', { name: /^Save to the server: Digits in noise/ }).click();
    await page.getByText('on the server', { exact: true }).waitFor();
    await page.evaluate(() => localStorage.clear());
    await page.reload();
    await page.getByText(`${srt.toFixed(1)} dB`, { exact: false }).waitFor();
    await page.getByRole('button', { name: /^Delete: Digits in noise/ }).click();
    await page.getByRole('tooltip').getByRole('button', { name: 'Delete' }).click();
    await page.getByText('There is no result yet.').waitFor();
    expect(complaints).toEqual([]);
  });

  it('measure tones with the space bar, draw the audiogram, and calibrate the device', async () => {
    const { page, complaints } = await visit(browser, {}, '/hearing');
    await page.evaluate((saved) => sessionStorage.setItem('liaoyuan.hearing.tones', saved), tones());
    await toTests(page);
    await button(page, 'Pure tones').click();
    await shot(page, 'tones-start');
    await button(page, 'Go on with the test that was interrupted').click();
    await button(page, 'I hear it').waitFor();
    await shot(page, 'tones-1280');
    await button(page, 'Pause').click();
    await page.getByText('Paused', { exact: true }).waitFor();
    await button(page, 'Go on').click();

    await page.getByRole('heading', { name: 'The result' }).waitFor({ timeout: 60_000 });
    await shot(page, 'audiogram-1280');
    const row = (await page.getByRole('row', { name: /^O Right/ }).textContent()) ?? '';
    expect(row.replace('O Right', '').match(/\d+/g)?.length).toBeGreaterThan(0);
    await page.getByText('trust the shape of the curve', { exact: false }).waitFor();
    await button(page, 'These are ears that hear normally: calibrate this device with them').click();
    await page.getByText(/calibrated now|no threshold within/).first().waitFor();
    expect(complaints).toEqual([]);
  });

  it('keep a clinician’s audiogram, in Chinese on a phone, with nothing that axe complains about', async () => {
    const { page, complaints } = await visit(browser, { locale: 'zh-CN', viewport: { width: 375, height: 800 } }, '/hearing');
    await button(page, '录入医院的听力图').click();
    await shot(page, 'import-375');
    expect(await faults(page)).toEqual([]);
    for (const [hertz, level] of [[500, 20], [1000, 30], [2000, 45], [4000, 70]]) {
      await page.getByRole('spinbutton', { name: `右耳, ${hertz} Hz` }).fill(String(level));
      await page.getByRole('spinbutton', { name: `左耳, ${hertz} Hz` }).fill(String(Number(level) + 5));
    }
    await button(page, '保存在这台设备上').click();
    await page.getByText('较好的一只耳朵属于中度听力损失', { exact: false }).waitFor();
    await fits(page, 375);
    expect(await faults(page)).toEqual([]);
    await shot(page, 'audiogram-375');
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByText('导航').count()).toBe(0);
    expect(await button(page, '打印').isVisible()).toBe(false);
    expect(complaints).toEqual([]);
  });
});
