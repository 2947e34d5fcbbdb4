// Whatever is tapped is at least 44 px high and wide on a phone, but for links
// among words: these are as high as their line (WCAG 2.5.5).

import { MODES, inPairs, setMode, visit } from '../lib/browser.mjs';

const WIDTHS = [320, 360];

export const targets = {
  name: 'targets',
  async run(site, env, tally) {
    await inPairs(site.chosen, async (page) => {
      for (const width of WIDTHS) {
        await visit(env.browser, env.address + page.path, { width, height: 640 }, async (tab) => {
          for (const mode of Object.keys(MODES)) {
            if (!(await setMode(tab, mode))) continue;
            const small = await tab.evaluate(measure);
            const place = `${page.path} (${mode}) at ${width} px`;
            tally.check(small.length === 0, place, () => `too small to tap: ${small.slice(0, 3).join(' | ')}`);
          }
        });
      }
    });
  },
};

/** Runs inside the page. */
function measure() {
  const LEAST = 43.5;
  // What an author wrote is words, also where a link is all that a line has.
  const alone = (node) => {
    if (node.closest('.prose') && getComputedStyle(node).display === 'inline') return false;
    const around = node.closest('p,li,dd,td,th,figcaption,caption') ?? node.parentElement;
    return around.textContent.trim() === node.textContent.trim() || getComputedStyle(node).display !== 'inline';
  };
  const inHeading = (node) => node.closest('h1,h2,h3,h4') !== null;
  const shown = (node) => node.getClientRects().length > 0 && node.getBoundingClientRect().right > 0;
  const all = [...document.querySelectorAll('a[href],button,input,select,summary')];
  const due = all.filter((node) => shown(node) && !inHeading(node) && (node.tagName !== 'A' || alone(node)));
  const small = due.filter((node) => {
    const { width, height } = node.getBoundingClientRect();
    // A short word alone in its line may be narrower: nothing stands beside it.
    return height < LEAST || (width < LEAST && node.tagName !== 'A');
  });
  return small.map((node) => `${Math.round(node.getBoundingClientRect().height)} px: ${node.outerHTML.slice(0, 80)}`);
}
