// What the page does beside finding: addresses, keys, ears, paper, small windows, odd
// queries, and files that do not come.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { addressOf, open, results, said } from './asking.mjs';
import { articlesOf, expected } from './published.mjs';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Signs that are easily taken for something else, in a text or in an address. */
const ODD = ['"', '%', '+', '100%', '%E5', 'a+b', '<img src=x onerror=alert(1)>', '</script>', '\\', '年'.repeat(5000), '\ud800', '。，'];

export async function answering(site, env, tally) {
  const word = common(articlesOf(site.root));
  await nothingBefore(env, tally);
  await inAddress(env, word, tally);
  await byKeys(env, word, tally);
  await oddQueries(env, word, tally);
  await filters(site, env, word, tally);
  await looks(env, word, tally);
  await lostFiles(env, word, tally);
}

/** Two signs that most pages have. */
function common(articles) {
  const counts = new Map();
  for (const { folded } of articles) {
    for (const pair of new Set(folded.match(/(?=(\p{Script=Han}{2}))/gu) && [...folded.matchAll(/(?=(\p{Script=Han}{2}))/gu)].map((one) => one[1]))) {
      counts.set(pair, (counts.get(pair) ?? 0) + 1);
    }
  }
  return [...counts].reduce((best, one) => (one[1] > best[1] ? one : best))[0];
}

async function nothingBefore(env, tally) {
  const asked = [];
  const prepare = async (tab) => tab.on('request', (request) => asked.push(request.url()));
  await open(env, env.address, null, (tab) => tab.waitForTimeout(100), { prepare });
  const files = asked.map((url) => url.slice(env.address.length)).filter((url) => !url.startsWith('data:'));
  tally.check(files.sort().join(' ') === 'search/index.html search/search.js', 'search', `loads ${files.join(' ')} before anything is asked`);
}

/** A result can be shared, and the way back leads to the query before. */
async function inAddress(env, word, tally) {
  await open(env, env.address, { q: word }, async (tab) => {
    const shared = await said(tab);
    tally.check(/^找到|^大约/.test(shared), 'search', `an address with a query says ${shared}`);
    tally.check(await tab.evaluate(() => document.activeElement.tagName) === 'MAIN', 'search', 'the focus is not at the main part');
    await results(tab, '〇〇不在这里');
    tally.check(new URL(tab.url()).searchParams.get('q') === '〇〇不在这里', 'search', 'the query is not in the address');
    const none = await said(tab);
    tally.check(/^没有找到/.test(none) && /少写|换个/.test(none), 'search', `does not say what to do: ${none}`);
    await tab.goBack();
    tally.check(await said(tab) === shared, 'search', 'the way back does not lead to the results before');
    const held = await tab.evaluate(() => document.getElementById('q').value);
    tally.check(held === word, 'search', `the way back leaves ${held} in the field`);
  });
}

async function byKeys(env, word, tally) {
  await open(env, env.address, null, async (tab) => {
    await tab.focus('#q');
    await tab.keyboard.type(word);
    await tab.keyboard.press('Enter');
    await said(tab);
    const at = () => tab.evaluate(() => document.activeElement.id || document.activeElement.tagName);
    tally.check(await at() === 'q', 'search', `after Enter the focus is at ${await at()}`);
    for (let stop = 0; stop < 8 && (await at()) !== 'A'; stop += 1) await tab.keyboard.press('Tab');
    const isFirst = await tab.evaluate(() => document.activeElement === document.querySelector('#hits a'));
    tally.check(isFirst, 'search', 'Tab does not lead from the form to the first result');
    if (await tab.evaluate(() => !document.querySelector('#further button'))) return;
    const before = await tab.evaluate(() => document.querySelectorAll('#hits li').length);
    await tab.focus('#further button');
    // Pressed twice, nothing is listed twice.
    await tab.evaluate(() => [1, 2].forEach(() => document.activeElement.click()));
    await tab.waitForFunction((count) => document.querySelectorAll('#hits li').length > count, before);
    const isNext = await tab.evaluate((count) => document.activeElement === document.querySelectorAll('#hits a')[count], before);
    tally.check(isNext, 'search', 'the focus is not at the first of the further results');
    const isTwice = await tab.evaluate(() => {
      const links = [...document.querySelectorAll('#hits a')].map((link) => link.href);
      return new Set(links).size < links.length;
    });
    tally.check(!isTwice, 'search', 'pressed twice, it lists a page twice');
  });
}

async function oddQueries(env, word, tally) {
  const complaints = [];
  await open(env, env.address, null, async (tab) => {
    for (const query of ODD) {
      const found = await results(tab, query);
      tally.check(found.said !== '', 'search', `says nothing to ${query.slice(0, 20)}`);
      const made = await tab.evaluate(() => document.querySelectorAll('main img,main script:not([src])').length);
      tally.check(made === 0, 'search', `made elements of ${query.slice(0, 20)}`);
    }
  }, { complaints });
  await open(env, `${env.address}`, null, async (tab) => {
    await tab.goto(`${env.address}search/index.html?q=%E5%`);
    tally.check(await said(tab) !== '', 'search', 'says nothing to a damaged address');
    await tab.goto(`${env.address}search/index.html?q=${encodeURIComponent(word)}&year=1066`);
    tally.check(/^没有找到/.test(await said(tab)), 'search', 'takes no year that the page does not offer');
  }, { complaints });
  tally.check(complaints.length === 0, 'search', () => `console: ${complaints.slice(0, 3).join(' | ')}`);
}

async function filters(site, env, word, tally) {
  const all = expected(articlesOf(site.root), word);
  const reports = all.filter((path) => /reports\/\d{4}\//.test(path));
  const year = reports.at(-1)?.match(/reports\/(\d{4})\//)[1];
  const unit = reports.find((path) => path.startsWith('units/'))?.split('/')[1];
  const listed = async (asked) => open(env, env.address, asked, async (tab) => {
    await said(tab);
    return (await results(tab, asked.q)).paths;
  });
  if (year) {
    const found = await listed({ q: word, year });
    const due = reports.filter((path) => path.includes(`reports/${year}/`));
    tally.check(due.every((path) => found.includes(path)), 'search', `of ${year} only ${found.join(' ')}`);
    const others = found.filter((path) => /reports\/\d{4}\//.test(path) && !due.includes(path));
    tally.check(others.length === 0, 'search', `of ${year} also ${others.join(' ')}`);
  }
  if (unit) {
    const name = nameOf(site, unit);
    const found = await listed({ q: word, unit: name });
    const due = all.filter((path) => path.startsWith(`units/${unit}/`));
    tally.check(found.sort().join() === due.sort().join(), 'search', `of ${name} there is ${found.join(' ')}, not ${due.join(' ')}`);
    const none = await open(env, env.address, { q: word, unit: '没有这个单位' }, said);
    tally.check(/没有名称里有/.test(none), 'search', `an unknown unit is answered with ${none}`);
  }
}

/** The name of a unit, as the index tells it; a page inside a portal has no header to ask. */
function nameOf(site, unit) {
  const names = readFileSync(join(site.root, 'search/units/0.js'), 'utf8');
  return names.match(new RegExp(`\\["${unit}","([^"]*)"`))[1];
}

/** Of the results: axe, 360 px, 200 %, high contrast, paper. */
async function looks(env, word, tally) {
  for (const [width, what] of [[1280, 'at 1280 px'], [360, 'at 360 px'], [640, 'at 200 %'], [320, 'at 320 px']]) {
    await open(env, env.address, { q: word }, async (tab) => {
      await said(tab);
      const wide = await tab.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      tally.check(wide <= 0, `search results ${what}`, `stick out by ${wide} px`);
      if (width !== 1280 && width !== 360) return;
      await tab.evaluate(`${axeSource};void 0`);
      const faults = await tab.evaluate(async () => {
        const { violations } = await window.axe.run(document, { resultTypes: ['violations'] });
        return violations.map((one) => `${one.id}: ${one.nodes[0].html.slice(0, 100)}`);
      });
      tally.check(faults.length === 0, `search results ${what}`, () => faults.join(' | '));
    }, { width });
  }
  await open(env, env.address, { q: word }, async (tab) => {
    await said(tab);
    await tab.emulateMedia({ media: 'print' });
    const [form, hits] = await tab.evaluate(() => ['search', 'hits'].map((id) => document.getElementById(id).getClientRects().length));
    tally.check(form === 0 && hits > 0, 'search results on paper', 'the form is printed, or the results are not');
  });
}

/** A file that is missing or damaged is named; what else was found is shown. */
async function lostFiles(env, word, tally) {
  const ways = [
    ['missing', (route) => route.fulfill({ status: 404, body: '' })],
    ['damaged', (route) => route.fulfill({ body: 'gk.terms(0,"', contentType: 'text/javascript' })],
    ['of another site', (route) => route.fulfill({ body: 'gk.site({"format":2});gk.units(0,[]);', contentType: 'text/javascript' })],
    ['empty', (route) => route.fulfill({ body: '', contentType: 'text/javascript' })],
  ];
  let isLost = () => false;
  let answer = null;
  const prepare = (tab) => tab.route('**/*.js', (route) => (isLost(route.request().url()) ? answer(route) : route.continue()));
  await open(env, env.address, null, async (tab) => {
    for (const kind of ['search/site.js', 'search/terms/', 'search/texts/', 'search/units/', 'search/forms.js']) {
      for (const [what, way] of ways) {
        isLost = (url) => url.includes(kind);
        answer = way;
        await tab.goto(addressOf(env.address, { q: word }));
        const words = await said(tab);
        const named = words.includes(kind) && words.includes('没有读到');
        tally.check(named || (what === 'of another site' && words.includes('不是同一版')), 'search', `a ${what} file ${kind} is answered with ${words}`);
      }
    }
    // The next try finds what has come in the meantime.
    isLost = () => false;
    await tab.click('#search button');
    tally.check(/^找到|^大约/.test(await said(tab)), 'search', 'a file that came late is not read');
  }, { prepare });
}
