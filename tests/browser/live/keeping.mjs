// What a reader has on the page outlives its next version, in place or by a reload: the place, the focus with
// its caret, what was typed and opened; and what has changed lights up.

import { WAYS, comes, lights, onStage, show } from './stage.mjs';
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

async function scrolls(env, tally, [way, another], hash) {
  await onStage(env, tally, { hash }, async ({ tab, turn, check, moves }) => {
    const place = `${way}${hash}`;
    // The theme of this page scrolls smoothly, at first to the fragment of the address.
    if (hash) await tab.waitForTimeout(1200);
    await readFrom(tab, '第9段');
    const before = await where(tab, '第9段');
    await turn(another('two'), 'two');
    let after = await where(tab, '第9段');
    check(before.page > 500 && near(before.page, after.page), place, `the page was at ${before.page}, is at ${after.page}`);
    check(near(after.wide, 500) && near(after.box, 77), place, `the regions are at ${after.wide} and ${after.box}`);
    await turn({ before: ADDED, ...another('three') }, 'three');
    after = await where(tab, '第9段');
    check(near(before.top, after.top), place, `with text added above, the line went from ${before.top} to ${after.top}`);
    check(after.page > before.page + 300, place, 'nothing was added above');
    await turn(another('four'), 'four');
    after = await where(tab, '第9段');
    check(near(before.top, after.top), place, `with the text gone again, the line is at ${after.top}, not ${before.top}`);
    const wanted = way === 'reload' ? 4 : 1;
    check((await moves.now()) === wanted, place, `${moves.of} navigations instead of ${wanted}`);
  });
}

/** A version that is short for a moment does not lose the place; a reader who moves is not pulled back. */
async function shortens(env, tally, [way, another]) {
  await onStage(env, tally, {}, async ({ tab, mock, turn, check }) => {
    const place = `a short version in between, ${way}`;
    await readFrom(tab, '第20段');
    const before = await where(tab, '第20段');
    const whole = reportPage({ ...goodText(), ...another('short') });
    await show({ mock, tab }, whole.replace(/<article>[^]*<\/main>/, '<p>半截</p></main>'), 'short', way === 'reload');
    await tab.waitForTimeout(200);
    check((await tab.evaluate(() => scrollY)) === 0, place, 'is not short');
    await turn(another('whole'), 'whole');
    const after = await where(tab, '第20段');
    check(near(before.top, after.top), place, `the line went from ${before.top} to ${after.top}`);
    await tab.keyboard.press('Home');
    await comes(() => tab.evaluate(() => scrollY === 0));
    await turn(another('again'), 'again');
    check((await where(tab, '第20段')).page === 0, `a reader who has moved, ${way}`, 'is pulled back to the old place');
  });
}

export const scroll = {
  name: 'scroll',
  async run(_, env, tally) {
    for (const way of WAYS) {
      for (const hash of ['', '#target']) await scrolls(env, tally, way, hash);
      await shortens(env, tally, way);
    }
  },
};

function fieldsNow(tab) {
  return tab.evaluate(() => {
    const at = document.activeElement;
    return {
      focus: at.name ?? at.tagName,
      caret: [at.selectionStart, at.selectionEnd].join('-'),
      values: [...document.querySelectorAll('input,textarea,select')].map((node) => (node.type === 'checkbox' ? node.checked : node.value)).join(','),
      open: [...document.querySelectorAll('details')].map((node) => node.open).join(','),
    };
  });
}

export const fields = {
  name: 'focus and fields',
  async run(_, env, tally) {
    for (const [way, another] of WAYS) {
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
        const before = await fieldsNow(tab);
        check(before.caret === '3-4', 'the test itself', `the caret is at ${before.caret}`);
        for (const [key, change] of [['two', {}], ['three', { before: ADDED, extra: '<p>又一段</p>', secret: '改过的文字' }]]) {
          await turn({ ...change, ...another(key) }, key);
          const after = await fieldsNow(tab);
          for (const what of Object.keys(before)) {
            check(after[what] === before[what], `version ${key}, ${way}`, `${what} was ${before[what]}, is ${after[what]}`);
          }
        }
        await tab.locator('#last').focus();
        await turn(another('four'), 'four');
        check((await tab.evaluate(() => document.activeElement.id)) === 'last', `a link, ${way}`, 'has lost the focus');
      });
    }
  },
};

async function flashes(env, tally, [way, another]) {
  await onStage(env, tally, { prepare: strictFrames }, async ({ tab, turn, check }) => {
    check((await lights(tab)).texts.length === 0, 'a first visit', 'something is lit');
    await turn({ penalties: 62, before: ADDED, ...another('two') }, 'two');
    let now = await lights(tab);
    check(now.texts.join() === '62', `a changed number, ${way}`, `lit are “${now.texts.join()}”`);
    check(now.moving === 1, `a changed number, ${way}`, `${now.moving} animations`);
    await tab.waitForTimeout(2100);
    now = await lights(tab);
    check(now.texts.length === 0 && now.moving === 0 && now.styled === 0, 'after two seconds', `still lit: “${now.texts.join()}”, ${now.styled} styled`);
    await turn({ penalties: 62, glance: 62, ...another('three') }, 'three');
    await turn({ penalties: 62, glance: 62, extra: '<p>快</p>', ...another('four') }, 'four');
    now = await lights(tab);
    check(now.texts.join() === '62', `a second change within two seconds, ${way}`, `lit are “${now.texts.join()}”`);
    await tab.evaluate(() => dispatchEvent(new Event('beforeprint')));
    check((await lights(tab)).texts.length === 0, 'on paper', 'the light is printed');
  });
}

async function lightsStill(env, tally, [way, another]) {
  await onStage(env, tally, { reducedMotion: 'reduce' }, async ({ tab, turn, check }) => {
    await turn({ penalties: 63, ...another('two') }, 'two');
    let now = await lights(tab);
    check(now.texts.join() === '63' && now.moving === 0, `reduced motion, ${way}`, `lit are “${now.texts.join()}”, ${now.moving} animations`);
    await tab.waitForTimeout(2100);
    now = await lights(tab);
    check(now.texts.length === 0 && now.styled === 0, `reduced motion, ${way}, after two seconds`, `still lit: “${now.texts.join()}”, ${now.styled} styled`);
  });
}

export const flash = {
  name: 'flash',
  async run(_, env, tally) {
    for (const way of WAYS) {
      await flashes(env, tally, way);
      await lightsStill(env, tally, way);
    }
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
      for (const [way, another] of WAYS) {
        await turn({ penalties: way.length + 200, ...another(way) }, way);
        check(await tab.evaluate((words) => document.body.innerText.includes(words), String(way.length + 200)), way, 'the new version is not shown');
      }
      mock.send('state', { edition: 2, blocked: false, errors: 0, warnings: 0, infos: 0, items: [], more: 0 });
      const toggle = tab.locator('gongkai-live .toggle');
      await toggle.click();
      check((await toggle.getAttribute('aria-expanded')) === 'true', 'the panel', 'does not open');
    });
  },
};
