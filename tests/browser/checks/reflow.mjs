// At 320 px nothing but a scroll region is wider than the screen, in every
// reading mode, and with the text spacing that readers may set (WCAG 1.4.12).

import { MODES, inPairs, setMode, visit } from '../lib/browser.mjs';

const SPACING = '*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-bottom:2em!important}';

export const reflow = {
  name: 'reflow',
  async run(site, env, tally) {
    await inPairs(site.chosen, (page) =>
      visit(env.browser, env.address + page.path, { width: 320, height: 640 }, async (tab) => {
        await tab.evaluate((css) => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(css);
          document.adoptedStyleSheets = [sheet];
        }, SPACING);
        await fits(tab, tally, `${page.path} (text spacing)`);
        await tab.evaluate(() => (document.adoptedStyleSheets = []));
        // The modes add up: the last round is extra large and high contrast.
        for (const mode of Object.keys(MODES)) {
          if (await setMode(tab, mode)) await fits(tab, tally, `${page.path} (${mode})`);
        }
      }),
    );
  },
};

async function fits(tab, tally, place) {
  // The script measures tables after the frame in which letters got another size.
  await tab.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  const { scroll, inner, widest } = await tab.evaluate(measure);
  tally.check(scroll === inner, place, `${scroll} px of content on a screen of ${inner} px; widest: ${widest}`);
}

/** Runs inside the page. */
function measure() {
  const inner = window.innerWidth;
  const scroll = document.documentElement.scrollWidth;
  let widest = '';
  if (scroll !== inner) {
    const scrolls = (node) => node.closest('[tabindex="0"]') !== null;
    const out = [...document.body.querySelectorAll('*')].filter(
      (node) => !scrolls(node) && node.getBoundingClientRect().right > inner + 0.5,
    );
    widest = out.slice(-1).map((node) => node.outerHTML.slice(0, 120))[0] ?? '';
  }
  return { scroll, inner, widest };
}
