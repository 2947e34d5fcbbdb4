// A page is light and complete in itself: bytes, elements, requests, cookies, console.
// Every page is weighed, and the heaviest of each kind are printed with what is allowed.

import { gzipSync } from 'node:zlib';
import { inPairs, visit } from '../lib/browser.mjs';

const KB = 1024;
const INDEX = { raw: 40 * KB, gzip: 10 * KB, elements: 600 };
const REPORT = { raw: 45 * KB, gzip: 12 * KB, elements: 900 };
const COMPARISON = { raw: 60 * KB, gzip: 12 * KB, elements: 1500 };
const OTHER = { raw: 60 * KB, gzip: 15 * KB, elements: 900 };
/** What a page of each kind may weigh. */
const BY_KIND = {
  home: INDEX,
  unit: INDEX,
  reports: INDEX,
  list: INDEX,
  'report of 2019': REPORT,
  'report of 2021': REPORT,
  'report in free text': REPORT,
  matrix: COMPARISON,
  compare: COMPARISON,
  years: { ...OTHER, gzip: 14 * KB },
  search: { ...INDEX, raw: 20 * KB },
};
/** What every page may carry, and how many files it may ask for: itself, a search its index too. */
const ANY = { style: 8 * KB, script: 3 * KB };

export const budget = {
  name: 'budget',
  async run(site, env, tally) {
    const heaviest = new Map();
    for (const page of site.pages) {
      const limit = limitOf(page);
      const size = weigh(page);
      const most = heaviest.get(page.kind) ?? { pages: 0, ...size };
      for (const part of Object.keys(limit).filter((one) => one !== 'requests')) {
        tally.check(size[part] <= limit[part], page.path, `${part} ${size[part]}, the budget is ${limit[part]}`);
        most[part] = Math.max(most[part], size[part]);
      }
      heaviest.set(page.kind, { ...most, pages: most.pages + 1 });
    }
    await inPairs(site.chosen, async (page) => {
      const most = heaviest.get(page.kind);
      const requests = await loadsAlone(page, env, tally);
      heaviest.set(page.kind, { ...most, requests: Math.max(most.requests ?? 0, requests) });
    });
    for (const line of table(site, heaviest)) tally.note(line);
  },
};

function limitOf(page) {
  // In a frame a second script may tell the portal how high the page is.
  const tellsHeight = page.bytes.toString('utf8').split('<script>').length > 2;
  const script = ANY.script + (tellsHeight ? KB / 2 : 0);
  return { ...(BY_KIND[page.kind] ?? OTHER), ...ANY, script, requests: page.isSearch ? 2 : 1 };
}

function weigh(page) {
  const { elements, style, script } = page.holds;
  return { raw: page.bytes.length, gzip: gzipSync(page.bytes, { level: 9 }).length, elements, style, script };
}

/** One line a kind: how many pages, and the most of everything with what is allowed. */
function table(site, heaviest) {
  const parts = ['raw', 'gzip', 'elements', 'style', 'script', 'requests'];
  const kinds = [...heaviest.keys()].sort();
  const rows = kinds.map((kind) => {
    const [most, limit] = [heaviest.get(kind), limitOf(site.pages.find((page) => page.kind === kind))];
    return [kind, String(most.pages), ...parts.map((part) => `${most[part] ?? '-'} / ${limit[part]}`)];
  });
  const lines = [['kind', 'pages', ...parts], ...rows];
  const widths = lines[0].map((_, at) => Math.max(...lines.map((line) => line[at].length)));
  return lines.map((line) => line.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]) : cell.padStart(widths[at]))).join('  '));
}

/** Looks at one page as it is loaded; returns for how many files it asks. */
async function loadsAlone(page, env, tally) {
  const requests = [];
  const complaints = [];
  const listen = (tab) => {
    tab.on('request', (request) => {
      if (!request.url().startsWith('data:')) requests.push(request.url());
    });
    tab.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    tab.on('pageerror', (error) => complaints.push(error.message));
  };
  const stored = await visit(env.browser, env.address + page.path, { prepare: listen }, async (tab) => {
    await tab.waitForTimeout(50);
    return (await tab.context().cookies()).length;
  });
  const allowed = limitOf(page).requests;
  tally.check(requests.length <= allowed, page.path, () => `${requests.length} requests: ${requests.join(' ')}`);
  const foreign = requests.filter((url) => !url.startsWith(env.address));
  tally.check(foreign.length === 0, page.path, () => `asks a foreign host: ${foreign.join(' ')}`);
  tally.check(complaints.length === 0, page.path, () => `console: ${complaints.join(' | ')}`);
  tally.check(stored === 0, page.path, `sets ${stored} cookies`);
  return requests.length;
}
