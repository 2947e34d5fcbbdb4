// What the ear cannot skip: our own tables, outside the statutory article and the texts
// of authors, have a caption and no cell without words; a row that names a group is one
// head over the whole width; no cell says the name of its row again; headings are words
// and not dates with a second reading.

import { inPairs, visit } from '../lib/browser.mjs';

export const heard = {
  name: 'heard',
  async run(site, env, tally) {
    await inPairs(site.chosen, async (page) => {
      const seen = await visit(env.browser, env.address + page.path, {}, (tab) => tab.evaluate(listen));
      tally.check(seen.headings > 0, page.path, 'there is no heading');
      for (const time of seen.times) tally.check(false, page.path, `a date stands in the heading ${time}`);
      for (const table of seen.tables) {
        const place = `${page.path} “${table.caption}”`;
        tally.check(table.caption !== '', page.path, 'a table of ours has no caption');
        tally.check(table.silent.length === 0, place, () => `${table.silent.length} cells without words, first ${table.silent[0]}`);
        tally.check(table.narrow.length === 0, place, () => `a group's head does not span the table: ${table.narrow[0]}`);
        tally.check(table.repeated.length === 0, place, () => `${table.repeated.length} cells repeat the name of their row: ${table.repeated[0]}`);
      }
    });
  },
};

/** Runs inside the page. */
function listen() {
  const words = (node) => {
    const copy = node.cloneNode(true);
    for (const hidden of copy.querySelectorAll('[aria-hidden=true]')) hidden.remove();
    return copy.textContent.replace(/\s+/g, '');
  };
  const begin = (node) => node.outerHTML.slice(0, 100);
  const headings = [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')];
  const tables = [...document.querySelectorAll('main table')].filter((table) => !table.closest('article'));
  const width = (table) => Math.max(...[...table.rows].map((row) => [...row.cells].reduce((sum, cell) => sum + cell.colSpan, 0)));
  const repeats = (cell) => {
    const head = cell.parentNode.querySelector('th[scope=row]');
    return cell.tagName === 'TD' && head !== null && words(head).length > 1 && words(cell).includes(words(head));
  };
  return {
    headings: headings.length,
    times: headings.filter((heading) => heading.querySelector('time')).map(begin),
    tables: tables.map((table) => {
      const cells = [...table.rows].flatMap((row) => [...row.cells]);
      const groups = cells.filter((cell) => cell.getAttribute('scope') === 'rowgroup' && cell.rowSpan === 1);
      return {
        caption: table.caption ? words(table.caption) : '',
        silent: cells.filter((cell) => words(cell) === '').map(begin),
        narrow: groups.filter((head) => head.colSpan !== width(table)).map(begin),
        repeated: cells.filter(repeats).map(begin),
      };
    }),
  };
}
