// axe-core with every rule it has, at four widths and in every reading mode, finds no
// violation. What axe cannot decide is allowed where a person has decided it, see below.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { MODES, inPairs, setMode, visit } from '../lib/browser.mjs';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const WIDTHS = [1280, 768, 360, 320];

export const accessibility = {
  name: 'accessibility',
  async run(site, env, tally) {
    await inPairs(site.chosen, async (page) => {
      // Without the theme's own header there is no toolbar: the portal has one, or none.
      const hasToolbar = !/class="?own["\s>]/.test(page.bytes.toString('utf8'));
      for (const mode of hasToolbar ? Object.keys(MODES) : ['standard']) {
        await visit(env.browser, env.address + page.path, {}, async (tab) => {
          const place = `${page.path} (${mode})`;
          if (!tally.check(await setMode(tab, mode), place, 'the toolbar has no button for this mode')) return;
          await tab.evaluate(`${axeSource};void 0`);
          await oneMode(tab, place, tally);
        });
      }
    });
  },
};

async function oneMode(tab, place, tally) {
  const hidden = new Set();
  for (const width of WIDTHS) {
    await tab.setViewportSize({ width, height: 900 });
    const found = await tab.evaluate(runEveryRule);
    for (const selector of found.hidden) hidden.add(selector);
    tally.check(found.faults.length === 0, `${place} at ${width} px`, () =>
      found.faults.map((one) => `${one.id} ×${one.nodes}: ${one.first}`).join(' | '),
    );
  }
  // What is hidden at one width has been looked at where it is shown.
  for (const width of WIDTHS) {
    if (hidden.size === 0) return;
    await tab.setViewportSize({ width, height: 900 });
    const shown = await tab.evaluate(shownOf, [...hidden]);
    for (const selector of shown) hidden.delete(selector);
  }
  tally.check(hidden.size === 0, place, () => `is shown at no width: ${[...hidden].join(', ')}`);
}

/** Runs inside the page. */
function shownOf(selectors) {
  return selectors.filter((selector) => document.querySelector(selector)?.getClientRects().length > 0);
}

/** Runs inside the page. */
async function runEveryRule() {
  const rules = Object.fromEntries(window.axe.getRules().map((rule) => [rule.ruleId, { enabled: true }]));
  const result = await window.axe.run(document, { rules, resultTypes: ['violations', 'incomplete'] });
  const element = (node) => document.querySelector(node.target[0]);
  const checks = (node) => [...node.all, ...node.any, ...node.none];
  const related = (node) => checks(node).flatMap((check) => check.relatedNodes).map(element);
  const allAre = (nodes, one) => nodes.every((node) => node?.matches(one));
  // Of colours every pair was computed. The cells of a group stand below its head and not
  // beside it. What a date in a cell leads to, the heads of the cell say.
  const decided = {
    'color-contrast': () => true,
    'color-contrast-enhanced': () => true,
    'hidden-content': () => true,
    'th-has-data-cells': (node) => allAre(related(node), '[scope=rowgroup]'),
    'identical-links-same-purpose': (node) => allAre([element(node), ...related(node)], 'tr:has(> th[scope=row]) > :is(td,th) a'),
  };
  const isDecided = (one) => one.nodes.every((node) => decided[one.id]?.(node));
  const hidden = result.incomplete.filter((one) => one.id === 'hidden-content').flatMap((one) => one.nodes);
  const faults = [...result.violations, ...result.incomplete.filter((one) => !isDecided(one))];
  return {
    faults: faults.map((one) => ({ id: one.id, nodes: one.nodes.length, first: one.nodes[0]?.html.slice(0, 160) })),
    hidden: hidden.map((node) => node.target[0]),
  };
}
