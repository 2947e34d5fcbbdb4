// Each cell is announced in the column in which it stands. Browsers count the
// columns of a row that begins under a rowspan from its own start, unless
// `aria-colindex` says better; what they announce is read from the browser's own
// accessibility tree, which the page chrome://accessibility shows.

import { launch } from '../lib/browser.mjs';

const FILTER = 'name=* ariaCellColumnIndex=* tableCellColumnIndex=*';
const CELL = /ariaCellColumnIndex=(\d+) .*tableCellColumnIndex=(\d+)/;

export const columns = {
  name: 'columns',
  async run(site, env, tally) {
    const browser = await launch(['--force-renderer-accessibility']);
    try {
      for (const page of site.chosen) await onePage(browser, env.address, page, tally);
    } finally {
      await browser.close();
    }
  },
};

async function onePage(browser, address, page, tally) {
  // Only pages of its own profile are shown by the tree's page.
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'zh-CN' });
  const tab = await context.newPage();
  await tab.goto(address + page.path, { waitUntil: 'load' });
  const due = await tab.evaluate(() => document.querySelectorAll('th,td').length);
  if (due > 0) {
    const lines = await treeOf(context, address + page.path, due);
    const cells = lines.map((line) => [line, line.match(CELL)]).filter(([, found]) => found);
    tally.check(cells.length === due, page.path, `the tree has ${cells.length} cells, the page ${due}`);
    for (const [line, [, announced, real]] of cells) {
      const name = line.match(/ name='([^']*)'/)?.[1] ?? '';
      const column = Number(real) + 1;
      tally.check(Number(announced) === column, page.path, `“${name}” of column ${column} is announced in column ${announced}`);
    }
  }
  await context.close();
}

/** The lines of a page's accessibility tree, once it has as many cells as the page. */
async function treeOf(context, url, due) {
  const shower = await context.newPage();
  await shower.goto('chrome://accessibility');
  const show = (wanted) => {
    const allow = document.querySelector('#filter-allow');
    if (allow.value !== wanted.filter) {
      allow.value = wanted.filter;
      allow.dispatchEvent(new Event('input'));
      allow.dispatchEvent(new Event('change'));
    }
    const row = [...document.querySelectorAll('#pages > .row')].find((one) => one.innerText.includes(wanted.url));
    row?.querySelector('[id$=showOrRefreshTree]')?.click();
    return (row?.innerText ?? '').split('\n');
  };
  let lines = [];
  for (let attempt = 0; attempt < 40; attempt += 1) {
    lines = await shower.evaluate(show, { url, filter: FILTER });
    if (lines.filter((line) => CELL.test(line)).length >= due) break;
    await shower.waitForTimeout(250);
  }
  return lines;
}
