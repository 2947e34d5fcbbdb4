// A page on A4: its title and headings are on paper, nothing sticks out, and scripts
// change nothing. Of a report every word and number of its tables is there, in order
// and unclipped; table three stays whole where it fits on a sheet.

import { execFileSync } from 'node:child_process';
import { inPairs, visit } from '../lib/browser.mjs';

// A4 less the margins of 20 mm and 18 mm, in CSS pixels.
const MM = 96 / 25.4;
const SHEET = { width: Math.floor(174 * MM), height: Math.floor(257 * MM) };
const POINTS_PER_MM = 72 / 25.4;

export const paper = {
  name: 'paper',
  async run(site, env, tally) {
    const counts = [];
    const pages = site.chosen.filter((page) => page.isReport || site.isSampled);
    await inPairs(pages, async (page) => {
      const url = env.address + page.path;
      const laid = await visit(env.browser, url, SHEET, layout);
      for (const clipped of laid.clipped) tally.check(false, page.path, `wider than the sheet: ${clipped}`);
      const scripted = await visit(env.browser, url, {}, print);
      const plain = await visit(env.browser, url, { javaScriptEnabled: false }, print);
      tally.check(fold(scripted.text) === fold(plain.text), page.path, 'prints differently without scripts');
      const sheets = plain.text.split('\f').slice(0, -1);
      counts.push(`${page.path} ${sheets.length}`);
      if (page.isReport && site.maxPrintPages !== null) {
        tally.check(sheets.length <= site.maxPrintPages, page.path, `${sheets.length} sheets, allowed ${site.maxPrintPages}`);
      }
      tally.check(fold(plain.text).includes(fold(laid.title)), page.path, 'the title is not on paper');
      for (const heading of laid.headings) {
        tally.check(fold(plain.text).includes(fold(heading)), page.path, `the heading “${heading}” is not on paper`);
      }
      if (page.isReport) rowsInOrder(page, laid, sheets, tally);
      insideMargins(page, plain.words, tally);
    });
    tally.note(`sheets: ${counts.sort().join(', ')}`);
  },
};

/** Asks the page how it lies on paper: its rows as text, and what sticks out. */
async function layout(tab) {
  await tab.emulateMedia({ media: 'print' });
  return tab.evaluate((sheet) => {
    // What is hidden from ears is printed too, but is no part of the text of a tagged PDF.
    const text = (node) => {
      const heard = node.cloneNode(true);
      for (const hidden of heard.querySelectorAll('[aria-hidden=true]')) hidden.remove();
      return heard.textContent.replace(/\s+/g, '');
    };
    const tables = [...document.querySelectorAll('article table')].map((table) => ({
      caption: text(table.caption ?? table),
      fits: table.getBoundingClientRect().height < sheet.height,
      // A head that spans rows is printed beside the first of them.
      rows: [...table.querySelectorAll('tbody tr')].map((row) =>
        [...row.cells].filter((cell) => cell.rowSpan === 1).map(text),
      ),
    }));
    // Boxes may reach into the margin, what is printed in them may not, nor over its cell.
    const printed = [...document.querySelectorAll('main *')].filter((node) => !node.ownerSVGElement && (node.childElementCount === 0 || node.tagName === 'svg'));
    const edge = (node) => node.closest('td')?.getBoundingClientRect().right ?? sheet.width;
    const clipped = printed
      .filter((node) => node.getBoundingClientRect().right > Math.min(edge(node), sheet.width) + 1 || (node.tagName === 'TD' && node.scrollWidth > node.clientWidth + 1))
      .map((node) => node.outerHTML.slice(0, 100));
    // What is beside the report may stay off the paper; its own headings may not.
    const isDue = (heading) => heading.matches('article h2:not(nav h2)') || heading.getClientRects().length > 0;
    const headings = [...document.querySelectorAll('main h2')].filter(isDue).map(text);
    return { title: text(document.querySelector('h1')), headings, tables, clipped: clipped.slice(0, 3) };
  }, SHEET);
}

async function print(tab) {
  const pdf = await tab.pdf({ format: 'A4', preferCSSPageSize: true });
  const run = (...options) => execFileSync('pdftotext', [...options, '-', '-'], { input: pdf, encoding: 'utf8', maxBuffer: 1 << 26 });
  return { text: run('-raw'), words: run('-bbox') };
}

/** Without pictographs: a machine without a font of them prints a box, which is no text. */
function fold(text) {
  return text.normalize('NFKC').replace(/\s|\p{Extended_Pictographic}/gu, '');
}

/** Finds each row after the one before it; a row that is cut, lost or moved is not found. */
function rowsInOrder(page, laid, sheets, tally) {
  const folded = sheets.map(fold);
  let sheet = 0;
  let from = 0;
  for (const table of laid.tables) {
    const used = new Set();
    for (const row of table.rows) {
      const wanted = fold(row.join(''));
      let [onSheet, at] = [sheet, folded[sheet].indexOf(wanted, from)];
      while (at < 0 && onSheet + 1 < folded.length) {
        onSheet += 1;
        at = folded[onSheet].indexOf(wanted);
      }
      if (!tally.check(at >= 0, `${page.path} “${table.caption}”`, `this row is not on paper, or not in order: ${row.join(' ')}`)) continue;
      [sheet, from] = [onSheet, at + wanted.length];
      used.add(sheet);
    }
    tally.check(!table.fits || used.size <= 1, page.path, `“${table.caption}” fits on a sheet but is split over ${used.size}`);
  }
}

/** No word nearer to the edge than a printer can reach. */
function insideMargins(page, words, tally) {
  const edge = 5 * POINTS_PER_MM;
  const width = 210 * POINTS_PER_MM;
  const out = [...words.matchAll(/<word xMin="([\d.-]+)" yMin="[\d.-]+" xMax="([\d.-]+)"[^>]*>([^<]*)/g)].filter(
    ([, left, right]) => Number(left) < edge || Number(right) > width - edge,
  );
  tally.check(out.length === 0, page.path, () => `printed off the sheet: ${out.map((one) => one[3]).slice(0, 5).join(' ')}`);
}
