// Heads and columns that stay in sight while the page is scrolled cover nothing that has
// the focus, also for those who go backwards: the stop lies under what stays.

import { inPairs, visit } from '../lib/browser.mjs';

const SIZES = [
  { width: 1280, height: 600 },
  { width: 360, height: 640 },
];

export const covered = {
  name: 'covered',
  async run(site, env, tally) {
    await inPairs(site.chosen, async (page) => {
      for (const size of SIZES) {
        await visit(env.browser, env.address + page.path, size, (tab) => backwards(tab, `${page.path} at ${size.width} px`, tally));
      }
    });
  },
};

async function backwards(tab, place, tally) {
  const stops = await tab.evaluate(() => {
    scrollTo(0, document.documentElement.scrollHeight);
    const all = [...document.querySelectorAll('a[href],button,input,select,summary')].filter((node) => node.getClientRects().length > 0);
    all.at(-1)?.focus();
    return all.length;
  });
  for (let step = 0; step < stops; step += 1) {
    const hidden = await tab.evaluate(isCovered);
    tally.check(hidden === null, place, () => `the focus is covered: ${hidden}`);
    await tab.keyboard.press('Shift+Tab');
  }
}

/** Runs inside the page: what has the focus and lies under something else, or null. */
function isCovered() {
  const node = document.activeElement;
  // A region that scrolls is looked into and not pressed.
  if (node === document.body || node.matches('[tabindex="0"],main')) return null;
  const box = node.getClientRects()[0];
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  const top = document.elementFromPoint(x, y);
  return node.contains(top) ? null : node.outerHTML.slice(0, 120);
}
