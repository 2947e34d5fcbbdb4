// A built site on disk: its pages, and what kind each page is.

import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';

const REPORT = /(^|\/)reports\/(\d{4})\/index\.html$/;

/** Reads a built site. `maxPrintPages` bounds its reports on paper, where given. */
export function openSite(folder, maxPrintPages = null) {
  const root = resolve(folder);
  const paths = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.html'))
    .map((entry) => relative(root, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join('/'))
    .sort();
  const pages = paths.map((path) => onePage(root, path));
  if (pages.length === 0) throw new Error(`no HTML page in ${root}`);
  return { root, name: basename(root), pages, maxPrintPages };
}

function onePage(root, path) {
  const file = join(root, path);
  const report = path.match(REPORT);
  return {
    path,
    file,
    bytes: readFileSync(file),
    year: report ? Number(report[2]) : null,
    // Free text was the rule until 2018; later reports have the statutory tables.
    hasTables: report !== null && Number(report[2]) >= 2019,
    isReport: report !== null,
    isIndex: !report && basename(path) === 'index.html',
    isSearch: /(^|\/)search\/index\.html$/.test(path),
  };
}
