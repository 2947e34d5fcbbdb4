// Queries by the hundred: all that has the words is found, nothing else, over http and
// from disk; a page asked for by its title is among the first three.

import { pathToFileURL } from 'node:url';
import { open, results } from './asking.mjs';
import { articlesOf, expected, queries } from './published.mjs';

const COUNT = 200;
const SEED = 20260119;
const PARTS = new Set(['li', 'a', 'mark', 'p', 'span', 'time']);

export async function finding(site, env, tally) {
  const articles = articlesOf(site.root);
  if (!tally.check(articles.length > 0, 'search', 'there are no texts')) return;
  const made = queries(articles, COUNT, SEED);
  const halves = [made.filter((_, at) => at % 2 === 0), made.filter((_, at) => at % 2 === 1)];
  const disk = `${pathToFileURL(site.root).href}/`;
  await Promise.all([env.address, disk].map((base, at) => ask(env, base, halves[at], articles, tally)));
  tally.note(`${articles.length} articles, ${made.length} queries, half of them from disk`);
}

async function ask(env, base, asked, articles, tally) {
  const complaints = [];
  await open(env, base, null, async (tab) => {
    for (const { query, of } of asked) {
      const place = `search ${base.slice(0, 4)} “${query}”`;
      const found = await results(tab, query);
      const due = expected(articles, query);
      const lost = due.filter((path) => !found.paths.includes(path));
      const wrong = found.paths.filter((path) => !due.includes(path));
      tally.check(lost.length === 0, place, () => `does not find ${lost.slice(0, 3).join(' ')}; says ${found.said}`);
      tally.check(wrong.length === 0, place, () => `finds ${wrong.slice(0, 3).join(' ')}, which does not have it`);
      tally.check(new Set(found.paths).size === found.paths.length, place, 'lists a page twice');
      tally.check(found.marked, place, 'a result has nothing marked');
      tally.check(found.said === `找到${due.length}条。` || due.length === 0, place, () => `says ${found.said}, there are ${due.length}`);
      tally.check(found.elements.every((name) => PARTS.has(name)), place, () => `made elements of text: ${found.elements}`);
      if (of) isAmongFirst(found.paths, of, articles, place, tally);
    }
  }, { complaints });
  tally.check(complaints.length === 0, 'search', () => `console: ${complaints.slice(0, 3).join(' | ')}`);
}

/** Unless more pages than three have this title. */
function isAmongFirst(paths, of, articles, place, tally) {
  const alike = articles.filter((one) => one.title.includes(of.title)).length;
  const at = paths.indexOf(of.path);
  tally.check(alike > 3 || (at >= 0 && at < 3), place, `its page is number ${at + 1}`);
}
