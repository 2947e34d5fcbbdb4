// What a reader has on the page outlives a reload: the place, the focus with
// its caret, what was typed and opened; and what has changed lights up.

import { PATH, comes, lights, onStage } from './stage.mjs';
import { goodText, reportPage } from './pages.mjs';

const ADDED = '<p>新加的一段，很长。</p>'.repeat(12);

/** Where a line of text stands in the window, and how far everything is scrolled. */
function where(tab, words) {
  return tab.evaluate((start) => {
    const line = [...document.querySelectorAll('p')].find((node) => node.textContent.startsWith(start));
    return {
      top: Math.round(line.getBoundingClientRect().top),
      page: Math.round(scrollY),
      wide: document.querySelector('.wide').scrollLeft,
      box: document.querySelector('.box').scrollTop,
    };
  }, words);
}

/** Scrolls so that the line stands near the top, as a reader would have it. */
function readFrom(tab, words) {
  return tab.evaluate((start) => {
    const line = [...document.querySelectorAll('p')].find((node) => node.textContent.startsWith(start));
    scrollTo({ top: line.getBoundingClientRect().top + scrollY - 30, behavior: 'instant' });
    document.querySelector('.wide').scrollLeft = 500;
    document.querySelector('.box').scrollTop = 77;
  }, words);
}

const near = (one, other) => Math.abs(one - other) <= 2;

export const scroll = {
  name: 'scroll',
  async run(_, env, tally) {
    for (const hash of ['', '#target']) {
      await onStage(env, tally, { hash }, async ({ tab, turn, check, moves }) => {
        const place = `reload${hash}`;
        // The theme of this page scrolls smoothly, at first to the fragment of the address.
        if (hash) await tab.waitForTimeout(1200);
        await readFrom(tab, '第9段');
        const before = await where(tab, '第9段');
        await turn({}, 'two');
        let after = await where(tab, '第9段');
        check(before.page > 500 && near(before.page, after.page), place, `the page was at ${before.page}, is at ${after.page}`);
        check(near(after.wide, 500) && near(after.box, 77), place, `the regions are at ${after.wide} and ${after.box}`);
        await turn({ before: ADDED }, 'three');
        after = await where(tab, '第9段');
        check(near(before.top, after.top), place, `with text added above, the line went from ${before.top} to ${after.top}`);
        check(after.page > before.page + 300, place, 'nothing was added above');
        await turn({}, 'four');
        after = await where(tab, '第9段');
        check(near(before.top, after.top), place, `with the text gone again, the line is at ${after.top}, not ${before.top}`);
        check(moves.of === 4, place, `${moves.of} navigations instead of 4`);
      });
    }
    await onStage(env, tally, {}, async ({ tab, mock, turn, check }) => {
      await readFrom(tab, '第20段');
      const before = await where(tab, '第20段');
      const loaded = tab.waitForEvent('load');
      const whole = reportPage(goodText());
      mock.publish(PATH, whole.replace(/<article>[^]*<\/main>/, '<p>半截</p></main>'), 'short');
      await loaded;
      await tab.waitForTimeout(200);
      check((await tab.evaluate(() => scrollY)) === 0, 'a short version in between', 'is not short');
      await turn({}, 'whole');
      const after = await where(tab, '第20段');
      check(near(before.top, after.top), 'a short version in between', `the line went from ${before.top} to ${after.top}`);
      await tab.keyboard.press('Home');
      await comes(() => tab.evaluate(() => scrollY === 0));
      await turn({}, 'again');
      check((await where(tab, '第20段')).page === 0, 'a reader who has moved', 'is pulled back to the old place');
    });
  },
};

export const fields = {
  name: 'focus and fields',
  async run(_, env, tally) {
    await onStage(env, tally, {}, async ({ tab, turn, check }) => {
      const words = tab.locator('textarea');
      await words.click();
      await words.pressSequentially('请核对数字');
      await tab.keyboard.press('ArrowLeft');
      await tab.keyboard.press('Shift+ArrowLeft');
      await tab.locator('[name=filter]').fill('处罚');
      await tab.locator('[name=tick]').check();
      await tab.locator('[name=year]').selectOption('2022');
      await tab.locator('summary').first().click();
      await words.focus();
      const read = () =>
        tab.evaluate(() => {
          const at = document.activeElement;
          return {
            focus: at.name ?? at.tagName,
            caret: [at.selectionStart, at.selectionEnd].join('-'),
            values: [...document.querySelectorAll('input,textarea,select')].map((node) => (node.type === 'checkbox' ? node.checked : node.value)).join(','),
            open: [...document.querySelectorAll('details')].map((node) => node.open).join(','),
          };
        });
      const before = await read();
      check(before.caret === '3-4', 'the test itself', `the caret is at ${before.caret}`);
      for (const [key, change] of [['two', {}], ['three', { before: ADDED, extra: '<p>又一段</p>', secret: '改过的文字' }]]) {
        await turn(change, key);
        const after = await read();
        for (const what of Object.keys(before)) {
          check(after[what] === before[what], `version ${key}`, `${what} was ${before[what]}, is ${after[what]}`);
        }
      }
      await tab.locator('#last').focus();
      await turn({}, 'four');
      check((await tab.evaluate(() => document.activeElement.id)) === 'last', 'a link', 'has lost the focus');
    });
  },
};

export const flash = {
  name: 'flash',
  async run(_, env, tally) {
    await onStage(env, tally, { prepare: strictFrames }, async ({ tab, turn, check }) => {
      check((await lights(tab)).texts.length === 0, 'a first visit', 'something is lit');
      await turn({ penalties: 62, before: ADDED }, 'two');
      let now = await lights(tab);
      check(now.texts.join() === '62', 'a changed number', `lit are “${now.texts.join()}”`);
      check(now.moving === 1, 'a changed number', `${now.moving} animations`);
      await tab.waitForTimeout(2100);
      now = await lights(tab);
      check(now.texts.length === 0 && now.moving === 0 && now.styled === 0, 'after two seconds', `still lit: “${now.texts.join()}”, ${now.styled} styled`);
      await turn({ penalties: 62, glance: 62 }, 'three');
      await turn({ penalties: 62, glance: 62, extra: '<p>快</p>' }, 'four');
      now = await lights(tab);
      check(now.texts.join() === '62', 'a second reload within two seconds', `lit are “${now.texts.join()}”`);
      await tab.evaluate(() => dispatchEvent(new Event('beforeprint')));
      check((await lights(tab)).texts.length === 0, 'on paper', 'the light is printed');
    });
    await onStage(env, tally, { reducedMotion: 'reduce' }, async ({ tab, turn, check }) => {
      await turn({ penalties: 63 }, 'two');
      let now = await lights(tab);
      check(now.texts.join() === '63' && now.moving === 0, 'reduced motion', `lit are “${now.texts.join()}”, ${now.moving} animations`);
      await tab.waitForTimeout(2100);
      now = await lights(tab);
      check(now.texts.length === 0 && now.styled === 0, 'reduced motion, after two seconds', `still lit: “${now.texts.join()}”, ${now.styled} styled`);
    });
  },
};

/** Chromium before 84 refuses a frame that leaves out what another one names. */
function strictFrames() {
  const animate = Element.prototype.animate;
  Element.prototype.animate = function (frames, timing) {
    const names = (frame) => Object.keys(frame).filter((name) => name !== 'offset').sort().join();
    if (new Set(frames.map(names)).size > 1) throw new Error('partial keyframes are not supported');
    return animate.call(this, frames, timing);
  };
}

export const forbidden = {
  name: 'without storage',
  async run(_, env, tally) {
    const prepare = () => Object.defineProperty(window, 'sessionStorage', { get: () => { throw new Error('forbidden'); } });
    await onStage(env, tally, { prepare }, async ({ tab, mock, turn, check }) => {
      await turn({ penalties: 64 }, 'two');
      check(await tab.evaluate(() => document.body.innerText.includes('64')), 'reload', 'the new version is not shown');
      mock.send('state', { edition: 2, blocked: false, errors: 0, warnings: 0, infos: 0, items: [], more: 0 });
      const toggle = tab.locator('gongkai-live .toggle');
      await toggle.click();
      check((await toggle.getAttribute('aria-expanded')) === 'true', 'the panel', 'does not open');
    });
  },
};
