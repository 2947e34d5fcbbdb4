// Ways to spoil the script, each with the concern that must notice and a part
// of the words in which it must say so.

import { assemble, source } from './script.mjs';
import { inPairs } from '../lib/browser.mjs';
import { examine } from '../lib/tally.mjs';

const swap = (from, to) => (script) => {
  const spoiled = script.split(from).join(to);
  if (spoiled === script) throw new Error(`nothing to spoil: the script lacks ${from}`);
  return spoiled;
};
const without = (text) => swap(text, '');

export const SABOTAGE = [
  ['sources', 'is no ES2017', (script) => `${script};({ ...{} });`],
  ['only when told', 'an untold change', swap('panel.show(JSON.parse(event.data));', 'reload();')],
  ['only when told', 'does not happen', without("source.addEventListener('reload', change);")],
  ['only when told', 'a key that never comes', swap('key === keyOf(script) ? 1000 : 0', 'key === keyOf(script) ? 1 : 0')],
  ['scroll', 'the page was at', without('places.goTo(pending.place);')],
  ['scroll', 'the regions are at', without('if (node) scroll(node, entry[1], entry[2]);')],
  ['scroll', 'with text added above', swap('anchor: anchor()', 'anchor: null')],
  ['scroll', 'a short version in between', swap('place: stayed ? restored.place : places.now()', 'place: places.now()')],
  ['scroll', 'is pulled back', swap('place: stayed ?', 'place: restored ?')],
  ['focus and fields', 'focus was', without('focusOn(pending.focus);')],
  ['focus and fields', 'caret was', without('node.setSelectionRange.apply(node, focus.caret)')],
  ['focus and fields', 'values was', without('node.value = value[0];')],
  ['focus and fields', 'open was', without('node.open = open;')],
  ['flash', 'a changed number, reload: lit are “”', without('figures.flash(pending.texts, pending.lit);')],
  ['flash', 'a changed number, in place: lit are “”', without('figures.flash(record.texts, record.lit);')],
  ['flash', 'after two seconds: still lit', swap('SHOWN = 2000', 'SHOWN = 20000')],
  ['flash', 'a second change within', swap('still.indexOf(name) < 0', 'true')],
  ['flash', 'the light is printed', without("win.addEventListener('beforeprint', end);")],
  ['flash', 'reduced motion, in place: lit', swap('if (!still && node.animate)', 'if (node.animate)')],
  ['flash', 'partial keyframes', swap('LIT), off]', 'LIT), {}]')],
  ['without storage', 'does not open', swap('return own[name];', 'return null;')],
  ['panel', 'counts: are not shown', without('panel.show(JSON.parse(event.data));')],
  ['panel', 'makes a known finding anew', swap('old.get(pair[0]) || newItem', 'newItem')],
  ['panel', 'is not announced', without('say(polite, said);')],
  ['panel', 'closes the list', swap("OPEN = 'gongkai-live-open'", "OPEN = 'gongkai-live-open' + Math.random()")],
  ['panel', 'moves the focus', swap('if (focus.inside) panel.focus(focus.inside);', 'if (focus.inside) return;')],
  ['sheet of errors', 'the sheet does not say', swap('stop.hidden = !state.blocked;', 'stop.hidden = true;')],
  ['sheet of errors', 'the sheet stays when all is mended', swap('stop.hidden = !state.blocked;', 'stop.hidden = stop.hidden && !state.blocked;')],
  ['sheet of errors', 'is behind the sheet', without('host.style.height = height;')],
  ['sheet of errors', 'a folded sheet unfolds', swap('memory.load(FOLDED) === signature', 'false')],
  ['nothing to show yet', 'the sheet does not say it', swap('const trouble = doc', 'const trouble = false && doc')],
  ['reconnect', 'and nobody says so', without('panel.offline(true, true);')],
  ['reconnect', 'and no live region says so', swap('is ? LOST : BACK', 'LOST')],
  ['reconnect', 'stay in the live region', swap('STALE = 5000', 'STALE = 50000')],
  ['reconnect', 'though it could be exchanged', swap('!exchange.canTake(next)', 'true')],
  ['too many windows', 'does not ask again', without('again = win.setTimeout(connect, BRIEF);')],
  ['too many windows', 'makes way for others', without("win.addEventListener('focus', seen);")],
  ['exchange', 'is not the page that a reload shows', swap('become(found[at], news[at], made);', 'found[at].textContent = news[at].textContent;')],
  ['exchange', 'is not the page that a reload shows', without('    run();\n')],
  ['exchange', 'in the same words', swap('words === said ?', 'false ?')],
  ['exchange', 'the nodes are new', swap('found[pair[1]] = olds[pair[0]]', 'found[pair[1]] = undefined')],
  ['exchange', 'the toolbar is new', swap('(twin || old).remove();', 'old.remove();')],
  ['exchange', 'is not reloaded', swap('frame(doc) === frame(next)', 'true')],
  ['reconnect', 'the panel does not know', without('again = win.setTimeout(connect, WAITS[Math.min(tries, WAITS.length - 1)]);')],
  ['reconnect', 'a short absence: is made much of', swap('LOST_AFTER = 2000', 'LOST_AFTER = 100')],
  ['hidden tab', 'the stream stays open', swap("=== 'hidden') rest();", "=== 'hidden') calm();")],
  ['hidden tab', 'no stream', swap('else seen();', 'else calm();')],
  ['hostile words', 'became elements', swap('node.textContent = text;', 'node.innerHTML = text;')],
  ['hostile words', 'scrolls sideways', swap('word-break:break-all', 'white-space:nowrap')],
  ['never on paper', 'style sheets: the panel is printed', swap('@media print{', '@media screen and (max-width:1px){')],
  ['never on paper', 'older engines: the button looks wrong', without('node.style.cssText += found[2];')],
  ['keyboard in the panel', 'does not close the list', without('open(false);')],
  ['keyboard in the panel', 'no focus ring', swap('outline:3px', 'outline:1px')],
  ['keyboard in the panel', 'leaves the focus on', without('next.focus({ preventScroll: true });')],
  ['keyboard in the panel', 'covers what has the focus', without('doc.documentElement.style.scrollPaddingBottom = height;')],
  ['keyboard in the panel', 'the clipboard does not hold', without('if (button) copy(button);')],
  ['accessibility of the panel', 'aria-valid-attr-value', swap("'aria-controls': 'findings'", "'aria-controls': 'nowhere'")],
  ['accessibility of the panel', 'faint', swap('--quiet:#4a4a4a', '--quiet:#999')],
  ['accessibility of the panel', 'too small to touch', swap('button{min-height:44px', 'button{min-height:20px')],
  ['accessibility of the panel', 'scrolls sideways', swap(':host{--', ':host{width:500px;--')],
];

/** One concern of the suite for every concern given: each way to spoil the script is noticed. */
export function sabotage(concerns) {
  return concerns.map((concern) => ({
    name: `sabotage of ${concern.name}`,
    async run(_, env, tally) {
      const mine = SABOTAGE.filter(([name]) => name === concern.name);
      tally.check(mine.length > 0, concern.name, 'nothing sabotages it');
      await inPairs(mine, async ([, words, spoil]) => {
        const found = await examine(concern, null, { ...env, quick: true, script: spoil(assemble(source)) }, words);
        const said = found.failures.some((failure) => failure.includes(words));
        tally.check(said, `“${words}”`, () => `is not said, but: ${found.failures.join(' | ').slice(0, 600) || 'nothing'}`);
      });
    },
  }));
}
