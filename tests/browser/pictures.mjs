// Pictures of the fixture county for README: what one gets is seen before anything is
// installed.
//
//   node pictures.mjs SITE FOLDER
//
// SITE is the built county. A picture over 60 KB, or a page that is not there, fails.
// The bytes depend on the fonts of the machine, so nobody compares them.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { launch, visit } from './lib/browser.mjs';
import { serve } from './lib/server.mjs';

const DESK = { width: 1280, height: 860 };
const PHONE = { width: 390, height: 780 };
const MOST = 60 * 1024;
const QUALITY = 70;

/** What is shown of which page: name, address, window, the element at the top. */
const PICTURES = [
  ['home', 'index.html', DESK],
  ['matrix', 'matrix.html', DESK, 'table'],
  ['years', 'years.html', DESK, 'main h2'],
  ['phone', 'reports/2025/index.html', PHONE],
];

const [root, folder] = process.argv.slice(2);
if (!folder) {
  console.error('usage: node pictures.mjs SITE FOLDER');
  process.exit(2);
}
mkdirSync(folder, { recursive: true });
const server = await serve(root);
const browser = await launch();
let failed = 0;
for (const [name, path, size, top] of PICTURES) {
  const bytes = await visit(browser, server.address + path, size, (tab) => take(tab, top));
  const good = bytes !== null && bytes.length <= MOST;
  if (bytes !== null) writeFileSync(join(folder, `${name}.webp`), bytes);
  console.log(`${good ? 'ok  ' : 'FAIL'} ${name}.webp: ${bytes?.length ?? 'nothing of it is there; 0'} of ${MOST} bytes`);
  if (!good) failed += 1;
}
await browser.close();
await server.close();
process.exit(failed === 0 ? 0 : 1);

/** What the window shows, as WebP, or null where the page lacks what is to be shown. */
async function take(tab, top) {
  const found = await tab.evaluate((selector) => {
    const node = document.querySelector(selector);
    document.documentElement.style.scrollPaddingTop = '16px';
    if (selector !== 'main') node?.scrollIntoView({ block: 'start' });
    return node !== null;
  }, top ?? 'main');
  if (!found) return null;
  const devices = await tab.context().newCDPSession(tab);
  const { data } = await devices.send('Page.captureScreenshot', { format: 'webp', quality: QUALITY });
  return Buffer.from(data, 'base64');
}
