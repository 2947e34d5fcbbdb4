// axe-core with every rule it has, at three widths and in every reading mode,
// finds no violation. What axe cannot decide is allowed for contrast, and for heads of
// groups: axe looks for their cells beside them, and they stand below.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { MODES, inPairs, setMode, visit } from '../lib/browser.mjs';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const WIDTHS = [1280, 768, 360, 320];
const UNDECIDED = new Set(['color-contrast', 'color-contrast-enhanced']);

export const accessibility = {
  name: 'accessibility',
  async run(site, env, tally) {
    await inPairs(site.chosen, async (page) => {
      for (const mode of Object.keys(MODES)) {
        await visit(env.browser, env.address + page.path, {}, async (tab) => {
          const place = `${page.path} (${mode})`;
          if (!tally.check(await setMode(tab, mode), place, 'the toolbar has no button for this mode')) return;
          await tab.evaluate(`${axeSource};void 0`);
          for (const width of WIDTHS) {
            await tab.setViewportSize({ width, height: 900 });
            const found = await tab.evaluate(runEveryRule);
            const faults = [...found.violations, ...found.incomplete.filter((one) => !UNDECIDED.has(one.id))];
            tally.check(faults.length === 0, `${place} at ${width} px`, () =>
              faults.map((one) => `${one.id} ×${one.nodes}: ${one.first}`).join(' | '),
            );
          }
        });
      }
    });
  },
};

/** Runs inside the page. */
async function runEveryRule() {
  const isGroup = (node) => document.querySelector(node.target[0])?.getAttribute('scope') === 'rowgroup';
  const onlyGroups = (one) => one.nodes.every((node) => node.all.every((check) => check.relatedNodes.every(isGroup)));
  const isUnderstood = (one) => one.id === 'th-has-data-cells' && onlyGroups(one);
  const rules = Object.fromEntries(window.axe.getRules().map((rule) => [rule.ruleId, { enabled: true }]));
  const result = await window.axe.run(document, { rules, resultTypes: ['violations', 'incomplete'] });
  const brief = (one) => ({ id: one.id, nodes: one.nodes.length, first: one.nodes[0]?.html.slice(0, 160) });
  return { violations: result.violations.map(brief), incomplete: result.incomplete.filter((one) => !isUnderstood(one)).map(brief) };
}
