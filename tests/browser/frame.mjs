// A page in a frame of another page: as high as it is, it does not scroll inside; a link to
// a place on the page is told to the page around it; a link to another site leaves the frame.
//
//   node frame.mjs SITE
//
// SITE is built with `frame = true`, `height = true` and a portal.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { launch, visit } from './lib/browser.mjs';

const [root] = process.argv.slice(2);
if (!root) {
  console.error('usage: node frame.mjs SITE');
  process.exit(2);
}
const page = 'reports/2024/index.html';
const html = readFileSync(join(root, page), 'utf8');
const portal = /,"(https?:\/\/[^"]+)"\)\}if\(w\.parent/.exec(html)?.[1];
// Both sites are made up: no other name leads to this machine in a browser.
const column = 'https://column.example/';
const browser = await launch();
let failed = 0;

function check(good, what) {
  console.log(`${good ? 'ok  ' : 'FAIL'} ${what}`);
  if (!good) failed += 1;
}

check(portal !== undefined, 'the page names the portal that it tells the height');

for (const [width, around] of [[1280, portal], [360, portal], [1280, 'https://other.example']]) {
  const seen = await visit(browser, 'about:blank', { width, height: 700 }, async (tab) => {
    await tab.route(`${around}/**`, (route) => route.fulfill({
      contentType: 'text/html; charset=utf-8',
      body: `<!DOCTYPE html><title>portal</title><style>body{margin:0}</style><p>head</p>
<iframe id="gongkai" src="${column}${page}" title="x" style="width:100%;height:300px;border:0"></iframe><script>
addEventListener('message', function (event) {
  var frame = document.getElementById('gongkai'), told = event.data && event.data.gongkai;
  if (!told || event.source !== frame.contentWindow) return;
  frame.style.height = told.height + 'px';
  if (typeof told.top === 'number') scrollTo(0, frame.getBoundingClientRect().top + pageYOffset + told.top);
});</script>`,
    }));
    await tab.route(`${column}**`, (route) => {
      const path = decodeURIComponent(new URL(route.request().url()).pathname);
      route.fulfill({ contentType: 'text/html; charset=utf-8', body: readFileSync(join(root, path)) });
    });
    await tab.goto(`${around}/`);
    await tab.waitForTimeout(1000);
    const frame = tab.frames().find((one) => one.url().startsWith(column));
    const inside = await frame.evaluate(() => {
      const all = document.scrollingElement;
      return { shown: innerHeight, high: all.scrollHeight, wide: all.scrollWidth, width: innerWidth };
    });
    await frame.evaluate(() => { location.hash = '#s5'; });
    await tab.waitForTimeout(500);
    const at = await tab.evaluate(() => {
      const frame = document.getElementById('gongkai').getBoundingClientRect();
      return frame.top;
    });
    const place = await frame.evaluate(() => document.getElementById('s5').getBoundingClientRect().top);
    const top = await frame.evaluate(() => document.querySelector('.crumb a').target);
    return { ...inside, place: at + place, top };
  });
  const what = `${width} px in ${around}`;
  if (around === portal) {
    check(seen.high <= seen.shown && seen.shown > 1000, `${what}: no scrolling inside (${seen.high} of ${seen.shown})`);
    check(seen.place >= -5 && seen.place < 200, `${what}: a place on the page comes into view (${Math.round(seen.place)})`);
    check(seen.top === '_top', `${what}: the way to the portal leaves the frame`);
  } else {
    check(seen.shown === 300, `${what}: nobody else is told (${seen.shown})`);
  }
  check(seen.wide <= seen.width, `${what}: no scrolling sideways (${seen.wide} of ${seen.width})`);
}
await browser.close();
process.exit(failed === 0 ? 0 : 1);
