// A built site on disk: its pages, and what kind each page is.

import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import { read } from './reader.mjs';

const REPORT = /(^|\/)reports\/(\d{4})\/index\.html$/;
/** The folder of a unit that the site hosts, or nothing for the owner. */
const UNIT = /^(?:units\/[^/]+\/)?/;
/** Kinds by the address inside the unit's folder; a list of several pages is one kind. */
const KINDS = [
  [/^reports\/(index|page-\d+)\.html$/, 'reports'],
  [/^years(-\d+)?\.html$/, 'years'],
  [/^matrix(-\d+)?\.html$/, 'matrix'],
  [/^compare\/\d{4}(-\d+)?\.html$/, 'compare'],
  [/^data\/index\.html$/, 'data'],
  [/^search\/index\.html$/, 'search'],
  [/^terms\/index\.html$/, 'terms'],
  [/^sitemap(-\d+)?\.html$/, 'map'],
  [/^accessibility\/index\.html$/, 'accessibility'],
  [/^(404)\.html$/, 'not found'],
  [/^[^/]+\.html$/, 'page'],
  [/^[^/]+\/(index|page-\d+)\.html$/, 'list'],
];

/** Reads a built site. `maxPrintPages` bounds its reports on paper, where given; with
 * `each`, browsers open only that many pages of each kind, of these `kinds` if some are
 * named, and the page `besides`. */
export function openSite(folder, { maxPrintPages = null, each = null, kinds = null, besides = null } = {}) {
  const root = resolve(folder);
  const paths = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.html'))
    .map((entry) => relative(root, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join('/'))
    .sort();
  const pages = paths.map((path) => onePage(root, path, paths));
  if (pages.length === 0) throw new Error(`no HTML page in ${root}`);
  if (besides !== null && !paths.includes(besides)) throw new Error(`no page ${besides} in ${root}`);
  if (kinds !== null && each === null) throw new Error('kinds are chosen with --each');
  const unknown = (kinds ?? []).find((kind) => !pages.some((page) => page.kind === kind));
  if (unknown !== undefined) throw new Error(`no page of the kind ${unknown} in ${root}`);
  const chosen = each === null ? pages : choose(pages, each, kinds, besides);
  return { root, name: basename(root), pages, chosen, isSampled: each !== null, maxPrintPages };
}

function onePage(root, path, paths) {
  const file = join(root, path);
  const report = path.match(REPORT);
  const bytes = readFileSync(file);
  let known = null;
  return {
    path,
    file,
    bytes,
    kind: report ? kindOfReport(Number(report[2])) : kindOf(path, paths),
    year: report ? Number(report[2]) : null,
    // Free text was the rule until 2018; later reports have the statutory tables.
    hasTables: report !== null && Number(report[2]) >= 2019,
    isReport: report !== null,
    isIndex: !report && basename(path) === 'index.html',
    isSearch: /(^|\/)search\/index\.html$/.test(path),
    /** What it holds, read when it is first asked for. */
    get holds() {
      return (known ??= read(bytes));
    },
  };
}

function kindOfReport(year) {
  if (year < 2019) return 'report in free text';
  return year < 2021 ? 'report of 2019' : 'report of 2021';
}

function kindOf(path, paths) {
  const folder = path.match(UNIT)[0];
  const inside = path.slice(folder.length);
  if (/^(index|page-\d+)\.html$/.test(inside)) {
    return paths.includes(`${folder}reports/index.html`) ? 'home' : 'unit';
  }
  return KINDS.find(([address]) => address.test(inside))?.[1] ?? 'document';
}

/** The largest pages of each kind: what a page can show, these show most of. */
function choose(pages, each, kinds, besides) {
  const asked = pages.filter((page) => kinds === null || kinds.includes(page.kind));
  const bySize = asked.toSorted((one, other) => other.bytes.length - one.bytes.length);
  const isFirst = (page) => bySize.filter((other) => other.kind === page.kind).indexOf(page) < each;
  const chosen = asked.filter(isFirst);
  return pages.filter((page) => chosen.includes(page) || page.path === besides);
}
