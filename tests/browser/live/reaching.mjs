// Everyone can reach the panel: axe with every rule, at narrow and wide widths
// and in the toolbar's modes; the keyboard alone; fingers; no sideways scroll.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { MODES, setMode } from '../lib/browser.mjs';
import { PLACE, blockedState, finding, state } from './pages.mjs';
import { comes, onStage, panel, says } from './stage.mjs';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const MIN_CONTRAST = 4.5;
/** What axe leaves to us: contrast, which is measured here, and what is hidden, whose every look is tried. */
const UNDECIDED = ['color-contrast', 'hidden-content'];

/** The faults that axe finds in the panel, or in the whole page. */
export async function axeFaults(tab) {
  await tab.evaluate(`${axeSource};void 0`);
  return tab.evaluate(async (undecidable) => {
    const rules = Object.fromEntries(window.axe.getRules().map((rule) => [rule.ruleId, { enabled: true }]));
    const result = await window.axe.run(document, { rules, resultTypes: ['violations', 'incomplete'] });
    const undecided = result.incomplete.filter((one) => !undecidable.some((id) => one.id.startsWith(id)));
    return [...result.violations, ...undecided].map((one) => `${one.id} ×${one.nodes.length}: ${one.nodes[0]?.html.slice(0, 160)}`);
  }, UNDECIDED);
}

/** Every text of the panel that is shown: its contrast, and every button: its size. Runs in the page. */
function measure() {
  const tree = document.querySelector('gongkai-live').shadowRoot;
  const numbers = (colour) => colour.match(/[\d.]+/g).map(Number);
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((part) => (part / 255 <= 0.03928 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const ground = (node) => {
    for (let at = node; at instanceof Element; at = at.parentNode) {
      const colour = numbers(getComputedStyle(at).backgroundColor);
      if (colour[3] !== 0) return colour;
    }
    return [255, 255, 255];
  };
  const shown = (node) => node.getClientRects().length > 0 && !node.matches('.unseen');
  const texts = [...tree.querySelectorAll('*')].filter((node) => shown(node) && [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim()));
  const contrasts = texts.map((node) => {
    const [a, b] = [light(numbers(getComputedStyle(node).color)), light(ground(node))].sort((one, other) => other - one);
    return { ratio: (a + 0.05) / (b + 0.05), what: node.textContent.slice(0, 20) };
  });
  const buttons = [...tree.querySelectorAll('button')].filter(shown).map((node) => {
    const box = node.getBoundingClientRect();
    return { small: Math.min(box.width, box.height), what: node.textContent.slice(0, 20) };
  });
  const pill = tree.querySelector('.toggle').getBoundingClientRect();
  return { contrasts, buttons, out: pill.left < 0 || pill.right > innerWidth || pill.bottom > innerHeight, wide: document.documentElement.scrollWidth - innerWidth };
}

const BOTH = [finding(), finding({ level: 'error', here: false, message: '合计不等于各项之和' }), finding({ level: 'info', message: '没有填联系方式' })];

/** The looks of the panel, each with the steps that lead there. */
export const LOOKS = [
  ['collapsed', state(BOTH), () => {}],
  ['expanded', state(BOTH, { more: 2 }), (tab) => tab.locator('gongkai-live .toggle').click()],
  ['nothing found', state([]), (tab) => tab.locator('gongkai-live .toggle').click()],
  ['sheet', blockedState(), () => {}],
  ['sheet and list', blockedState(), (tab) => tab.locator('gongkai-live .toggle').click()],
];

export const accessibility = {
  name: 'accessibility of the panel',
  async run(_, env, tally) {
    // One width and mode are enough to see whether a fault is noticed at all.
    const widths = env.quick ? [360] : [360, 1280];
    const modes = env.quick ? ['standard'] : Object.keys(MODES);
    for (const [look, shown, lead] of LOOKS) {
      for (const width of widths) {
        for (const mode of modes) {
          await onStage(env, tally, { width }, async ({ tab, mock, check }) => {
            const place = `${look}, ${width} px, ${mode}`;
            await setMode(tab, mode);
            mock.send('state', shown);
            await says(tab, 'toggle', '检查');
            await lead(tab);
            await tab.mouse.move(1, 1);
            await tab.evaluate(() => document.activeElement.shadowRoot?.activeElement?.blur());
            const faults = await axeFaults(tab);
            check(faults.length === 0, place, () => faults.join(' | '));
            const found = await tab.evaluate(measure);
            const faint = found.contrasts.filter((one) => one.ratio < MIN_CONTRAST);
            check(found.contrasts.length > 0 && faint.length === 0, place, () => `faint: ${JSON.stringify(faint[0])}`);
            const small = found.buttons.filter((one) => one.small < 44);
            check(small.length === 0, place, () => `too small to touch: ${JSON.stringify(small[0])}`);
            check(found.wide <= 0, place, `the page scrolls sideways by ${found.wide} px`);
            check(!found.out, place, 'the button is outside the window');
          });
        }
      }
    }
  },
};

export const keyboard = {
  name: 'keyboard in the panel',
  async run(_, env, tally) {
    await onStage(env, tally, { permissions: ['clipboard-read', 'clipboard-write'] }, async ({ tab, mock, check }) => {
      const focus = () =>
        tab.evaluate(() => {
          const node = document.activeElement.shadowRoot?.activeElement ?? document.activeElement;
          const style = getComputedStyle(node);
          return { at: node.className || node.id || node.tagName, ring: style.outlineStyle === 'solid' && parseFloat(style.outlineWidth) >= 3 };
        });
      const press = async (key, at, place) => {
        await tab.keyboard.press(key);
        const found = await focus();
        check(found.at.split(' ')[0] === at, place, `${key} leads to ${found.at}, not to ${at}`);
        if (at !== 'last') check(found.ring, place, `${at} shows no focus ring of 3 px`);
      };
      // All tabs of a browser share one clipboard: a line of our own tells whose place it holds.
      const line = Math.ceil(Math.random() * 1e6);
      mock.send('state', state([{ ...BOTH[0], line }, ...BOTH.slice(1)]));
      await says(tab, 'toggle', '检查');
      await tab.locator('#last').focus();
      await press('Tab', 'toggle', 'into the panel');
      await press('Enter', 'toggle', 'opening');
      check((await panel(tab)).findings !== null, 'opening', 'Enter does not open the list');
      for (const _item of BOTH) await press('Tab', 'place', 'through the list');
      for (const _item of BOTH.slice(1)) await press('Shift+Tab', 'place', 'back through the list');
      await tab.keyboard.press('Enter');
      const copied = await comes(async () => (await tab.evaluate(() => navigator.clipboard.readText())) === `${BOTH[0].file}:${line}:9`);
      check(copied, 'copying', 'the clipboard does not hold the place');
      mock.send('state', state(BOTH.slice(1)));
      await says(tab, 'toggle', '检查：1 处必须改');
      await comes(async () => !(await panel(tab)).findings.includes('书名号'));
      check((await focus()).at === 'place', 'an update', 'takes the focus out of the list');
      mock.send('state', state([]));
      await says(tab, 'toggle', '没有问题');
      check((await focus()).at.startsWith('toggle'), 'an empty list', `leaves the focus on ${(await focus()).at}`);
      await press('Escape', 'toggle', 'closing');
      check((await panel(tab)).findings === null, 'closing', 'Escape does not close the list');
      await press('Shift+Tab', 'last', 'out of the panel');
      mock.send('state', blockedState());
      await says(tab, 'stop', '有错误');
      check((await focus()).at === 'last', 'the sheet', 'takes the focus');
      const hidden = await tab.evaluate(async () => {
        const last = document.getElementById('last');
        const top = document.querySelector('gongkai-live').shadowRoot.querySelector('.stop').getBoundingClientRect().top;
        last.blur();
        // The theme of this page scrolls smoothly: let it come to rest, before and after.
        await new Promise((on) => setTimeout(on, 800));
        scrollTo({ top: scrollY + last.getBoundingClientRect().top - top - 10, behavior: 'instant' });
        if (last.getBoundingClientRect().top <= top) return 'the link was not behind the sheet to begin with';
        last.focus();
        await new Promise((on) => setTimeout(on, 800));
        return last.getBoundingClientRect().bottom > top ? 'covers what has the focus' : null;
      });
      check(hidden === null, 'the sheet', hidden);
      await press('Tab', 'fold', 'into the sheet');
      await press('Tab', 'place', 'in the sheet');
      await press('Escape', 'fold', 'folding');
      check(!(await panel(tab)).stop.includes(PLACE), 'folding', 'Escape does not fold the sheet');
      mock.send('state', state([]));
      await says(tab, 'stop', null);
      check((await focus()).at.startsWith('toggle'), 'the sheet goes', `and leaves the focus on ${(await focus()).at}`);
    });
  },
};
