// The next version is put in place of this one: afterwards the document is, byte
// for byte, the one that a fresh load shows, and what did not change is the very
// same nodes, so that a reader's place in them is kept.

import { goodText, reportPage } from './pages.mjs';
import { onStage, show, until } from './stage.mjs';

/** The document without what the preview adds. Runs in the page. */
export function bare() {
  const copy = document.documentElement.cloneNode(true);
  copy.removeAttribute('style');
  copy.querySelectorAll('gongkai-live,script[src="/.gongkai/live.js"]').forEach((node) => node.remove());
  return copy.outerHTML;
}

/** The same page in a tab of its own, loaded afresh. */
export async function fresh(tab) {
  const other = await tab.context().newPage();
  try {
    await other.goto(tab.url(), { waitUntil: 'load' });
    return await other.evaluate(bare);
  } finally {
    await other.close();
  }
}

/** Where two texts part. */
export function difference(one, other) {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  return `at ${at}: “${one.slice(Math.max(0, at - 60), at + 80)}” instead of “${other.slice(Math.max(0, at - 60), at + 80)}”`;
}

const PICTURE = 'data:image/gif;base64,R0lGODlhAQABAAAAACw=';
const swap = (from, to) => (html) => {
  if (!html.includes(from)) throw new Error(`nothing to change: the page lacks ${from}`);
  return html.replace(from, to);
};
const atEnd = (more) => swap('</article>', `${more}</article>`);

/** Edits, each made of the page as the one before it has left it. */
const EDITS = [
  ['a word', swap('全年处罚61件', '全年处罚62件')],
  ['a paragraph', swap('<p>全年', '<p>新的一段。</p><p>全年')],
  ['a cell', swap('<td>345</td>', '<td>346</td>')],
  ['a row', swap('<tbody><tr>', '<tbody><tr><th scope="row">规章</th><td>3</td></tr><tr>')],
  ['a table goes', (html) => html.replace(/<table>(?:(?!<\/table>).)*行政许可.*?<\/table>/, '')],
  ['a heading', swap('<h2 id="s2">二、', '<h2 id="s2" class="big">二（改）、')],
  ['a heading of another level', swap('<h2 id="s1">一、总体情况</h2>', '<h3 id="s1">一、总体情况</h3>')],
  ['a list', atEnd('<ul><li>甲<li>乙<li>丙</ul>')],
  ['its items in another order', swap('<li>甲<li>乙<li>丙', '<li>丙<li>甲')],
  ['a list of another kind', swap('<ul><li>丙<li>甲</ul>', '<ol start="3"><li>丙<li>甲<li>丁</ol>')],
  ['a picture', atEnd(`<p><img src="${PICTURE}" alt="图" width="9" height="9"></p>`)],
  ['its words', swap('alt="图"', 'alt="另一句" title="多一项"')],
  ['its attributes in another order', swap('alt="另一句" title="多一项"', 'title="多一项" alt="另一句"')],
  ['the picture goes', (html) => html.replace(/<p><img[^>]*><\/p>/, '')],
  ['navigation', swap('<a href="../../index.html">另一页</a>', '<a href="../../index.html" aria-current="true">首页</a> <a href="x.html">第三页</a>')],
  ['the title', swap('<title>2022年年报', '<title>改过的标题')],
  ['metadata', swap('</head>', '<meta name="description" content="说明"><link rel="canonical" href="/x"></head>')],
  ['structured data', swap('</head>', '<script type="application/ld+json">{"a":1}</script></head>')],
  ['other structured data', (html) => html.replace('{"a":1}', '{"a":2}').replace("script-src '", "script-src 'sha256-AAAA' '")],
  ['the body', swap('<body>', '<body class="k-report">')],
  ['the header', swap('<p>示例镇</p></header>', '<p>示例镇人民政府</p><p>年报</p></header>')],
  ['comments and drawings', atEnd('<!--一--><svg viewBox="0 0 2 2"><path d="M0 0h2"/></svg><template><p>甲</p></template>')],
  ['their insides', (html) => html.replace('<!--一-->', '<!--二-->').replace('M0 0h2', 'M0 0h1').replace('<p>甲</p></template>', '<p>乙</p></template>')],
  ['spaces between elements', swap('</p><p>全年', '</p>\n\n  <p>全年')],
  ['all is gone', (html) => html.replace(/<article>[^]*<\/main>/, '</main>')],
];

async function walks(env, tally) {
  await onStage(env, tally, {}, async ({ tab, mock, moves, check }) => {
    let html = reportPage(goodText());
    const edits = env.quick ? EDITS.slice(0, 4) : [...EDITS, ['all is back', () => reportPage(goodText())]];
    for (const [name, edit] of edits) {
      const next = edit(html);
      check(next !== html, name, 'the test changes nothing');
      html = next;
      await show({ mock, tab }, html, `key of ${name}`, false);
      const [found, wanted] = [await tab.evaluate(bare), await fresh(tab)];
      check(found === wanted, name, () => `is not the page that a reload shows: ${difference(found, wanted)}`);
      check((await moves.now()) === 1, name, `${moves.of - 1} reloads`);
      if (env.quick && found !== wanted) return;
    }
  });
}

/** A small generator of numbers that are the same in every run. */
function numbers(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4294967296) * below);
  };
}

/** Changes the page in a few places, whatever stands there. */
function mix(html, next) {
  const pieces = html.slice(html.indexOf('<main'), html.indexOf('</main>')).split(/(?=<(?:p|h2|table|tr|td|th|details)[ >])/);
  const [first, ...rest] = pieces;
  for (let times = 1 + next(4); times > 0; times -= 1) {
    const at = next(rest.length);
    const kind = next(5);
    if (kind === 0) rest.splice(at, 1);
    else if (kind === 1) rest.splice(at, 0, rest[next(rest.length)]);
    else if (kind === 2) rest.push(rest.splice(at, 1)[0]);
    else if (kind === 3) rest[at] = rest[at].replace(/>([^<]+)/, (_all, text) => `>${text.slice(next(text.length))}${next(100)}`);
    else rest[at] = rest[at].replace(/^<(\w+)/, (_all, name) => `<${name} data-n${next(3)}="${next(9)}"`);
  }
  return html.slice(0, html.indexOf('<main')) + [first, ...rest].join('') + html.slice(html.indexOf('</main>'));
}

async function strays(env, tally) {
  await onStage(env, tally, {}, async ({ tab, mock, moves, check }) => {
    const next = numbers(14);
    let html = reportPage(goodText());
    for (let times = 0; times < (env.quick ? 2 : 25); times += 1) {
      html = mix(html, next);
      await show({ mock, tab }, html, `stray ${times}`, false);
      const [found, wanted] = [await tab.evaluate(bare), await fresh(tab)];
      check(found === wanted, `chance ${times}`, () => `is not the page that a reload shows: ${difference(found, wanted)}`);
    }
    check((await moves.now()) === 1, 'chance', `${moves.of - 1} reloads`);
  });
}

/** Keeps what the live region says from now on, message by message, in `window.heard`. */
function listen(tab) {
  return tab.evaluate(() => {
    const region = document.querySelector('gongkai-live').shadowRoot.querySelector('[aria-live]');
    window.heard = [];
    new MutationObserver(() => {
      if (region.textContent) window.heard.push(region.textContent);
    }).observe(region, { childList: true });
  });
}

async function keeps(env, tally) {
  await onStage(env, tally, {}, async ({ tab, turn, check }) => {
    await tab.evaluate(() => {
      const text = [...document.querySelectorAll('p')].find((node) => node.textContent.startsWith('第7段')).firstChild;
      getSelection().setBaseAndExtent(text, 2, text, 6);
      window.known = [...document.querySelectorAll('main p,main td,main h2,details')];
      window.bar = document.querySelector('[role=group]');
      window.bar.firstChild.focus();
      window.chosen = getSelection().toString();
    });
    await turn({ penalties: 62, before: '<p>多一段</p>', extra: '<p>又一段</p>' }, 'two');
    const found = await tab.evaluate(() => ({
      lost: window.known.filter((node) => !node.isConnected).map((node) => node.outerHTML),
      bar: window.bar.isConnected && document.querySelectorAll('[role=group]').length === 1,
      focus: document.activeElement === window.bar.firstChild,
      chosen: getSelection().toString() === window.chosen && window.chosen.length > 0,
    }));
    check(found.lost.length === 0, 'what did not change', () => `the nodes are new: ${found.lost.length}, ${found.lost[0]}`);
    check(found.bar && found.focus, 'what the script has made', 'the toolbar is new');
    check(found.chosen, 'the selection', 'is lost');
    // Four messages: what else there is to say may join one of them, and makes it differ.
    await listen(tab);
    const heard = () => tab.evaluate(() => window.heard);
    for (let times = 1; times <= 4; times += 1) {
      await turn(times % 2 ? {} : { penalties: 62 }, `heard ${times}`);
      const said = async () => (await heard()).filter((words) => words.includes('页面已更新')).length >= times;
      await until(said, `change ${times} is not said`);
    }
    const all = await heard();
    const again = all.find((words, at) => words === all[at - 1]);
    check(again === undefined, 'a second change', `is said in the same words, which are not heard: ${again}`);
    await tab.locator('button', { hasText: '特大' }).first().click();
    check(await tab.evaluate(() => document.documentElement.className.includes('fs-xl')), 'the toolbar', 'does not work any more');
  });
}

async function reloads(env, tally) {
  await onStage(env, tally, {}, async ({ tab, mock, moves, check }) => {
    const noScript = (html) => html.replace('</article>', '<noscript><p>没有<b>脚本</p></noscript></article>');
    const versions = [
      ['another script', reportPage({ ...goodText(), js: '// another' })],
      ['what is shown without scripts', noScript(reportPage({ ...goodText(), js: '// another' }))],
      ['another style', reportPage({ ...goodText(), js: '// another', css: 'p{color:#000}' })],
    ];
    for (const [at, [name, html]] of versions.entries()) {
      await show({ mock, tab }, html, name, false);
      check((await moves.now()) === at + 2, name, 'is not reloaded');
    }
    const colour = await tab.evaluate(() => getComputedStyle(document.querySelector('main p')).color);
    check(colour === 'rgb(0, 0, 0)', 'another style', `has no effect: ${colour}`);
  });
}

export const exchanges = {
  name: 'exchange',
  async run(_, env, tally) {
    for (const part of [walks, keeps, reloads, strays]) await part(env, tally);
  },
};
