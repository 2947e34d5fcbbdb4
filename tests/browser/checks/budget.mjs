// A page is light and complete in itself: bytes, requests, cookies, console.

import { gzipSync } from 'node:zlib';
import { inPairs, visit } from '../lib/browser.mjs';

const KB = 1024;
const REPORT = { raw: 45 * KB, gzip: 12 * KB };
const INDEX = { raw: 40 * KB, gzip: 10 * KB };
const OTHER = { raw: 60 * KB, gzip: 15 * KB };

export const budget = {
  name: 'budget',
  async run(site, env, tally) {
    const largest = { path: '', raw: 0, gzip: 0 };
    await inPairs(site.pages, async (page) => {
      const limit = page.isReport ? REPORT : page.isIndex ? INDEX : OTHER;
      const size = { raw: page.bytes.length, gzip: gzipSync(page.bytes, { level: 9 }).length };
      for (const kind of ['raw', 'gzip']) {
        tally.check(size[kind] <= limit[kind], page.path, `${kind} ${size[kind]} bytes, the budget is ${limit[kind]}`);
      }
      if (size.raw > largest.raw) Object.assign(largest, size, { path: page.path });
      await loadsAlone(page, env, tally);
    });
    tally.note(`largest page: ${largest.path}, ${largest.raw} bytes, ${largest.gzip} gzipped`);
  },
};

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
  const allowed = page.isSearch ? 2 : 1;
  tally.check(requests.length <= allowed, page.path, () => `${requests.length} requests: ${requests.join(' ')}`);
  const foreign = requests.filter((url) => !url.startsWith(env.address));
  tally.check(foreign.length === 0, page.path, () => `asks a foreign host: ${foreign.join(' ')}`);
  tally.check(complaints.length === 0, page.path, () => `console: ${complaints.join(' | ')}`);
  tally.check(stored === 0, page.path, `sets ${stored} cookies`);
}
