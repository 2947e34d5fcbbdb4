// The page is usable from the keyboard alone: skip link first, nothing out of
// reach, no trap, the focus is seen, wide tables scroll with the arrow keys.

import { inPairs, visit } from '../lib/browser.mjs';

export const keyboard = {
  name: 'keyboard',
  async run(site, env, tally) {
    await inPairs(site.chosen, (page) =>
      visit(env.browser, env.address + page.path, { width: 320, height: 640 }, async (tab) => {
        await skipLink(tab, page, tally);
        await walk(tab, page, tally);
        await scrollRegions(tab, page, tally);
        await goesOn(tab, page, tally);
        await skipsWithoutScripts(env, page, tally);
      }),
    );
  },
};

async function skipLink(tab, page, tally) {
  await tab.keyboard.press('Tab');
  const first = await tab.evaluate(() => {
    const node = document.activeElement;
    const box = node.getBoundingClientRect();
    const style = getComputedStyle(node);
    return {
      link: node.tagName === 'A' && (node.getAttribute('href') ?? '').startsWith('#'),
      seen: box.width > 1 && box.height > 1 && box.left >= 0 && box.top >= 0 && box.right <= innerWidth,
      ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 3,
      what: node.outerHTML.slice(0, 100),
    };
  });
  if (!tally.check(first.link, page.path, `the first stop is not a skip link but ${first.what}`)) return;
  tally.check(first.seen, page.path, 'the skip link is not on the screen when it has the focus');
  tally.check(first.ring, page.path, 'the focus ring of the skip link is thinner than 3 px');
  await tab.keyboard.press('Enter');
  await tab.waitForTimeout(20);
  const main = await tab.evaluate(() => document.activeElement?.tagName);
  tally.check(main === 'MAIN', page.path, `Enter on the skip link leaves the focus on ${main}`);
}

/** Where a reader clicked into the text, Tab goes on from there. */
async function goesOn(tab, page, tally) {
  const clicked = await tab.evaluateHandle(() => {
    const plain = (node) => node.textContent.trim() !== '' && !node.querySelector('a') && !node.closest('a,.scroll') && node.getClientRects().length > 0;
    const all = [...document.querySelectorAll('main p,main h1,main h2,main dd,main td')].filter(plain);
    // Before a stop, and as far down as can be, so that others are above.
    const leads = (node) => window.stops.some((stop) => node.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_FOLLOWING);
    return all.filter(leads).pop() ?? all.pop() ?? null;
  });
  const node = clicked.asElement();
  if (!tally.check(node, page.path, 'there is no text to click into')) return;
  await node.scrollIntoViewIfNeeded();
  // The box around words that go on in the next line may begin over others.
  const [x, y] = await node.evaluate((one) => {
    const { left, top } = one.getClientRects()[0];
    return [left + 3, top + 3];
  });
  await tab.mouse.click(x, y);
  await tab.keyboard.press('Tab');
  const back = await tab.evaluate((from) => {
    const isAfter = (one) => Boolean(from.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);
    const at = document.activeElement;
    // Behind the last stop the round begins again.
    const isRight = at === document.body || isAfter(at) || !window.stops.some(isAfter);
    return !isRight && at.outerHTML.slice(0, 100);
  }, node);
  tally.check(!back, page.path, `after a click into the text Tab goes back to ${back}`);
}

async function skipsWithoutScripts(env, page, tally) {
  await visit(env.browser, env.address + page.path, { javaScriptEnabled: false }, async (tab) => {
    await tab.keyboard.press('Tab');
    await tab.keyboard.press('Enter');
    await tab.waitForTimeout(20);
    await tab.keyboard.press('Tab');
    const skipped = await tab.evaluate(() => {
      const main = document.querySelector('main');
      const before = main.compareDocumentPosition(document.activeElement) & Node.DOCUMENT_POSITION_PRECEDING;
      // A page inside a portal may have nothing to stop at from here on.
      const follows = (one) => main.contains(one) || Boolean(main.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);
      const stops = [...document.querySelectorAll('a[href], button, input, select')].filter((one) => !one.closest('[hidden]'));
      return !stops.some(follows) || (document.activeElement !== document.body && !before);
    });
    tally.check(skipped, page.path, 'without scripts the skip link does not lead past the navigation');
  });
}

/** Tabs through the whole page from its top and compares the stops with the document order. */
async function walk(tab, page, tally) {
  const due = await tab.evaluate(() => {
    document.activeElement.blur();
    getSelection().removeAllRanges();
    scrollTo(0, 0);
    const able = 'a[href],button:not([disabled]),input,select,textarea,summary,[tabindex]';
    const shown = (node) => node.tabIndex >= 0 && node.getClientRects().length > 0;
    window.stops = [...document.querySelectorAll(able)].filter(shown);
    // A fresh start for the sequential focus: the first stop, then back out of it.
    window.stops[0]?.focus();
    return window.stops.length;
  });
  const reached = [];
  for (let step = 0; step < due; step += 1) {
    const [at, ringed] = await tab.evaluate(() => {
      const style = getComputedStyle(document.activeElement);
      const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 3;
      return [window.stops.indexOf(document.activeElement), ring];
    });
    reached.push(at);
    tally.check(ringed, page.path, `stop ${at} shows no focus ring of 3 px`);
    await tab.keyboard.press('Tab');
  }
  const inOrder = reached.every((at, step) => at === step);
  tally.check(inOrder, page.path, () => `stops are reached in the order ${reached.join(' ')}`);
  const left = await tab.evaluate(() => window.stops.indexOf(document.activeElement));
  tally.check(left <= 0, page.path, `the focus is trapped at stop ${left}`);
}

async function scrollRegions(tab, page, tally) {
  const regions = await tab.evaluate(() => {
    const wide = (node) => /auto|scroll/.test(getComputedStyle(node).overflowX) && node.scrollWidth > node.clientWidth;
    window.regions = [...document.querySelectorAll('body *')].filter(wide);
    const named = (node) => {
      const ids = (node.getAttribute('aria-labelledby') ?? '').split(/\s+/).filter(Boolean);
      const by = ids.map((id) => document.getElementById(id)?.textContent ?? '').join('');
      return (node.getAttribute('aria-label') ?? by).trim() !== '';
    };
    return window.regions.map((node) => ({
      ok: node.tabIndex >= 0 && node.getAttribute('role') === 'region' && named(node),
      what: node.outerHTML.slice(0, 100),
    }));
  });
  for (const [at, region] of regions.entries()) {
    tally.check(region.ok, page.path, `a scroll region is not focusable, or has no role and name: ${region.what}`);
    await tab.evaluate((index) => window.regions[index].focus(), at);
    await tab.keyboard.press('ArrowRight');
    const moved = await tab
      .waitForFunction((index) => window.regions[index].scrollLeft > 0, at, { timeout: 2000 })
      .then(() => true, () => false);
    tally.check(moved, page.path, `a scroll region does not move with the arrow keys: ${region.what}`);
  }
}
