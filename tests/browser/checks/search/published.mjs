// The texts of a site's search as they are published, read without its script, and
// queries of them. What a query must find is told by looking through all texts.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';

/** What white space, width and case leave of a text, as NFKC says. */
export const fold = (text) => text.normalize('NFKC').toLowerCase().replace(/ς/g, 'σ').replace(/[^\S\n]+/gu, '');

/** Every article of the site: its path, title and all its words. */
export function articlesOf(root) {
  const read = { forms: {}, articles: [] };
  const gk = {
    forms: (words) => Object.assign(read.forms, words),
    texts: (folder, number, articles) => read.articles.push(...articles),
  };
  const folders = ['', ...unitFolders(root)];
  for (const file of ['search/forms.js', ...folders.flatMap((folder) => textsIn(root, folder))]) {
    runInNewContext(readFileSync(join(root, file), 'utf8'), { gk });
  }
  return read.articles.map(([, path, title, , form, text]) => {
    const whole = [title, text, read.forms[form] ?? ''].join('\n');
    return { path, title, whole, folded: fold(whole) };
  });
}

function unitFolders(root) {
  const units = join(root, 'units');
  return existsSync(units) ? readdirSync(units).map((id) => `units/${id}/`) : [];
}

function textsIn(root, folder) {
  const texts = join(root, folder, 'search/texts');
  return existsSync(texts) ? readdirSync(texts).map((name) => `${folder}search/texts/${name}`) : [];
}

/** The paths of the articles that have all words of a query. */
export function expected(articles, query) {
  const words = query.split(/\s+/u).filter(Boolean).map(fold);
  return articles.filter((one) => words.every((word) => one.folded.includes(word))).map((one) => one.path);
}

/** A generator that gives the same numbers in every run. */
export function dice(seed) {
  let state = seed;
  return (limit) => {
    state = (state * 48271) % 2147483647;
    return state % limit;
  };
}

const wide = (text) => text.replace(/[0-9A-Za-z]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
const SIGN = /[\p{L}\p{N}]/u;

/** So many queries: stretches of texts and titles, as they stand, wide, in pairs, whole titles. */
export function queries(articles, count, seed) {
  const below = dice(seed);
  const any = (list) => list[below(list.length)];
  const stretch = (text) => {
    const signs = [...any(text.split('\n').filter((block) => SIGN.test(block))).replace(/\s+/gu, '')];
    const length = 2 + below(7);
    const from = below(Math.max(1, signs.length - length + 1));
    return signs.slice(from, from + length).join('');
  };
  const rare = articles.flatMap((one) => one.whole.match(/.?[\u{20000}-\u{3ffff}]/gu) ?? []);
  const made = [...new Set(rare)].slice(0, 5).map((query) => ({ query, of: null }));
  while (made.length < count) {
    const of = any(articles);
    const kinds = [
      () => stretch(of.whole),
      () => stretch(of.whole),
      () => stretch(of.title),
      () => wide(stretch(of.whole)),
      () => `${stretch(of.whole)} ${stretch(of.whole)}`,
      () => any([...of.whole].filter((sign) => SIGN.test(sign))),
    ];
    const isTitle = made.length % 7 === 0;
    const query = isTitle ? of.title : any(kinds)();
    // A query of mere punctuation is answered with words, see `answers`.
    if (SIGN.test(query.normalize('NFKC'))) made.push({ query, of: isTitle ? of : null });
  }
  return made;
}
