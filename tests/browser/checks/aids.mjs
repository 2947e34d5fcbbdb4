// What the script adds to tables. A head stays in sight only where its table fits;
// whatever takes the focus is not hidden under it. A table of zeros is folded on a
// phone, unfolds, and is whole on paper, on wide windows and without scripts.

import { inPairs, visit } from '../lib/browser.mjs';

const WIDTHS = [360, 768, 1280];

export const aids = {
  name: 'aids',
  async run(site, env, tally) {
    await inPairs(site.chosen, async (page) => {
      for (const width of WIDTHS) {
        await visit(env.browser, env.address + page.path, { width }, async (tab) => {
          await tab.waitForTimeout(50);
          const place = `${page.path} at ${width} px`;
          await heads(tab, place, tally);
          await uncovered(tab, place, tally);
          await folds(tab, place, width < 640, tally);
        });
      }
      await visit(env.browser, env.address + page.path, { width: 360, javaScriptEnabled: false }, async (tab) => {
        const hidden = await tab.evaluate(hiddenTables);
        tally.check(hidden === 0, page.path, `${hidden} tables are hidden without scripts`);
      });
    });
  },
};

/** Scrolls into each table whose head may stay, and looks where the head is. */
async function heads(tab, place, tally) {
  const found = await tab.evaluate(() => {
    const regions = [...document.querySelectorAll('.fit')].filter((one) => one.getClientRects().length > 0);
    const seen = regions.map((region) => {
      const head = region.querySelector('thead').getBoundingClientRect();
      const last = region.querySelector('tbody:last-of-type tr:last-child');
      const fits = region.scrollWidth <= region.clientWidth;
      last.scrollIntoView({ block: 'end' });
      const top = region.querySelector('thead').getBoundingClientRect().top;
      const long = region.getBoundingClientRect().height > innerHeight + head.height;
      return { name: region.getAttribute('aria-label') ?? region.id, fits, long, top, marked: region.classList.contains('ok') };
    });
    scrollTo(0, 0);
    return seen;
  });
  for (const { name, fits, long, top, marked } of found) {
    tally.check(marked === fits, place, `“${name}” ${fits ? 'fits' : 'does not fit'}, but its head ${marked ? 'stays' : 'does not stay'}`);
    if (marked && long) tally.check(Math.abs(top) < 2, place, `the head of “${name}” is at ${top} px and not in sight`);
  }
  tally.check((await tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth)), place, 'is wider than the window');
}

/** Goes through all stops backwards, when heads and columns that stay lie over what comes. */
async function uncovered(tab, place, tally) {
  const stops = await tab.evaluate(() => {
    const able = 'a[href],button:not([disabled]),input,select,textarea,summary';
    window.stops = [...document.querySelectorAll(able)].filter((node) => node.getClientRects().length > 0);
    scrollTo(0, document.documentElement.scrollHeight);
    window.stops[0]?.focus({ preventScroll: true });
    return window.stops.length;
  });
  const covered = new Set();
  for (let step = 0; step < Math.min(stops, 150); step += 1) {
    await tab.keyboard.press('Shift+Tab');
    const over = await tab.evaluate(() => {
      const node = document.activeElement;
      const box = node.getClientRects()[0];
      if (!window.stops.includes(node) || !box) return null;
      const at = document.elementFromPoint(box.left + Math.min(box.width / 2, 20), box.top + box.height / 2);
      const seen = at !== null && (node.contains(at) || at.contains(node));
      return seen ? null : `${node.outerHTML.slice(0, 80)} under ${at?.outerHTML.slice(0, 60) ?? 'nothing'}`;
    });
    if (over) covered.add(over);
  }
  tally.check(covered.size === 0, place, () => `has the focus but is not seen: ${[...covered].slice(0, 2).join(' | ')}`);
}

async function folds(tab, place, narrow, tally) {
  const zeros = await tab.$$('.zero');
  for (const region of zeros) {
    const shown = () => region.evaluate((node) => node.getClientRects().length > 0);
    tally.check((await shown()) !== narrow, place, narrow ? 'a table of zeros is not folded' : 'a table is folded on a wide window');
    await tab.emulateMedia({ media: 'print' });
    tally.check(await shown(), place, 'a folded table is not on paper');
    await tab.emulateMedia({ media: 'screen' });
    if (!narrow) continue;
    const handle = await region.evaluateHandle((node) => node.previousElementSibling?.querySelector('button'));
    const button = handle.asElement();
    if (!tally.check(button, place, 'a table of zeros has no button')) continue;
    const told = () => button.evaluate((node) => node.getAttribute('aria-expanded'));
    tally.check((await told()) === 'false', place, 'the button of a folded table does not say so');
    await button.evaluate((node) => node.click());
    tally.check((await shown()) && (await told()) === 'true', place, 'the button does not unfold its table');
  }
}

/** Runs inside the page. */
function hiddenTables() {
  return [...document.querySelectorAll('table')].filter((table) => table.getClientRects().length === 0).length;
}
