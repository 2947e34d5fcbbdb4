// Without JavaScript a reader finds the same words in the main part of the
// page: nothing is added by a script but what folds a table (see `aids`), nothing
// waits for one to be shown.

import { inPairs, visit } from '../lib/browser.mjs';

export const scriptsOff = {
  name: 'scripts-off',
  async run(site, env, tally) {
    await inPairs(site.chosen, async (page) => {
      const url = env.address + page.path;
      const on = await visit(env.browser, url, {}, (tab) => tab.evaluate(words));
      const off = await visit(env.browser, url, { javaScriptEnabled: false }, (tab) => tab.evaluate(words));
      if (!tally.check(off !== null && off.shown.length > 0, page.path, 'there is no main part without scripts')) return;
      // The search page may add its box; what it says without it must stay.
      if (page.isSearch) {
        tally.check(isWithin(off.shown, on.shown), page.path, 'words get lost when scripts run');
        return;
      }
      for (const view of ['all', 'shown']) {
        tally.check(on[view] === off[view], `${page.path} (${view} text)`, () => difference(on[view], off[view]));
      }
    });
  },
};

/** Runs inside the page: every word in the document, and every word that is shown. */
function words() {
  const main = document.querySelector('main');
  if (!main) return null;
  const fold = (text) => text.replace(/\s+/g, ' ').trim();
  const own = main.cloneNode(true);
  for (const folding of own.querySelectorAll('.zs')) folding.remove();
  return { all: fold(own.textContent), shown: fold(main.innerText) };
}

function isWithin(part, whole) {
  let at = 0;
  for (const word of part.split(' ')) {
    at = whole.indexOf(word, at);
    if (at < 0) return false;
    at += word.length;
  }
  return true;
}

function difference(on, off) {
  let at = 0;
  while (at < on.length && on[at] === off[at]) at += 1;
  const near = (text) => JSON.stringify(text.slice(Math.max(0, at - 10), at + 40));
  return `with scripts ${near(on)}, without ${near(off)}`;
}
