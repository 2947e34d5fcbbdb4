// The statutory tables speak: each number belongs to exactly the row and
// column heads that the eye would read for it. The grid is laid out here
// anew, from spans alone, and compared with what the `headers` say.

import { inPairs, visit } from '../lib/browser.mjs';

const THREE = '收到和处理政府信息公开申请情况';
const FOUR = '政府信息公开行政复议、行政诉讼情况';

export const tables = {
  name: 'tables',
  async run(site, env, tally) {
    await inPairs(site.chosen, async (page) => {
      const seen = await visit(env.browser, env.address + page.path, { javaScriptEnabled: false }, (tab) => tab.evaluate(readTables));
      tally.check(seen.repeatedIds.length === 0, page.path, () => `ids used twice: ${seen.repeatedIds.join(' ')}`);
      for (const table of seen.tables) {
        // Markdown has no captions, so a table in prose is only asked for its heads.
        if (page.hasTables) tally.check(table.caption !== '', page.path, 'a table has no caption');
        tally.check(table.heads > 0, page.path, `the table “${table.caption}” has no heads`);
      }
      if (page.hasTables) statutory(page, seen.tables, tally);
    });
  },
};

function statutory(page, found, tally) {
  const [three, four] = [THREE, FOUR].map((name) => found.find((table) => fold(table.caption).includes(fold(name))));
  if (!tally.check(three && four, page.path, 'lacks table three or four')) return;
  const rows = page.year >= 2021 ? 25 : 23;
  tally.check(three.cells.length === rows * 7, page.path, `table three has ${three.cells.length} cells, not ${rows} × 7`);
  tally.check(four.cells.length === 15, page.path, `table four has ${four.cells.length} cells, not 15`);
  const blocks = found.filter((table) => /^第二十条第/.test(table.caption)).length;
  const due = page.year >= 2021 ? 4 : 5;
  tally.check(blocks === due, page.path, `table two has ${blocks} blocks, not ${due}`);
  for (const table of [three, four]) {
    tally.check(table.ragged === 0, page.path, `“${table.caption}”: ${table.ragged} places of the grid are empty or taken twice`);
    for (const cell of table.cells) {
      const place = `${page.path} “${table.caption}” row ${cell.row} column ${cell.column}`;
      tally.check(cell.unresolved.length === 0, place, `headers name ids that are not in the table: ${cell.unresolved.join(' ')}`);
      const same = cell.said.join('|') === cell.meant.join('|');
      tally.check(same, place, `headers say ${cell.said.join('、') || 'nothing'}; the grid says ${cell.meant.join('、')}`);
    }
  }
}

function fold(text) {
  return text.normalize('NFKC').replace(/\s/g, '');
}

/** Runs inside the page. */
function readTables() {
  const ids = [...document.querySelectorAll('[id]')].map((node) => node.id);
  const repeatedIds = ids.filter((id, at) => ids.indexOf(id) !== at);
  const text = (node) => node.textContent.replace(/\s+/g, '');
  const tables = [...document.querySelectorAll('article table')].map((table) => {
    const grid = [];
    let ragged = 0;
    [...table.rows].forEach((line, row) => {
      grid[row] ??= [];
      let column = 0;
      for (const cell of line.cells) {
        while (grid[row][column]) column += 1;
        for (let down = 0; down < cell.rowSpan; down += 1) {
          grid[row + down] ??= [];
          for (let right = 0; right < cell.colSpan; right += 1) {
            if (grid[row + down][column + right]) ragged += 1;
            grid[row + down][column + right] = cell;
          }
        }
      }
    });
    const width = Math.max(...grid.map((line) => line.length));
    for (const line of grid) for (let at = 0; at < width; at += 1) if (!line[at]) ragged += 1;
    const cells = [];
    grid.forEach((line, row) =>
      line.forEach((cell, column) => {
        if (cell.tagName !== 'TD' || cell.closest('thead')) return;
        const left = line.slice(0, column).filter((one) => one.tagName === 'TH');
        const above = grid.slice(0, row).map((one) => one[column]).filter((one) => one?.tagName === 'TH' && one.closest('thead'));
        const named = (cell.getAttribute('headers') ?? '').split(/\s+/).filter(Boolean);
        const heads = named.map((id) => document.getElementById(id));
        const sorted = (nodes) => [...new Set(nodes)].map((one) => `${text(one)}#${one.id}`).sort();
        cells.push({
          row,
          column,
          unresolved: named.filter((id, at) => !heads[at] || heads[at].tagName !== 'TH' || heads[at].closest('table') !== table),
          said: sorted(heads.filter(Boolean)),
          meant: sorted([...left, ...above]),
        });
      }),
    );
    return { caption: text(table.caption ?? document.createElement('i')), heads: table.querySelectorAll('th').length, ragged, cells };
  });
  return { repeatedIds, tables };
}
