// The conformance suite: what a built site must prove before it is published.
//
//   node conformance.mjs [--only NAME]... [--pages N] DIR [[--pages N] DIR]...
//
// `--pages N` bounds the reports of the next DIR to N sheets of A4.

import { CONCERNS } from './checks/index.mjs';
import { launch } from './lib/browser.mjs';
import { serve } from './lib/server.mjs';
import { openSite } from './lib/site.mjs';
import { examine } from './lib/tally.mjs';

function readArguments(words) {
  const sites = [];
  const only = [];
  let pages = null;
  for (let at = 0; at < words.length; at += 1) {
    if (words[at] === '--pages') pages = Number(words[(at += 1)]);
    else if (words[at] === '--only') only.push(words[(at += 1)]);
    else {
      sites.push(openSite(words[at], pages));
      pages = null;
    }
  }
  const unknown = only.filter((name) => !CONCERNS.some((concern) => concern.name === name));
  if (sites.length === 0 || unknown.length > 0) {
    console.error('usage: node conformance.mjs [--only NAME] [--pages N] DIR ...');
    console.error(`concerns: ${CONCERNS.map((concern) => concern.name).join(', ')}`);
    process.exit(2);
  }
  return { sites, concerns: CONCERNS.filter((concern) => only.length === 0 || only.includes(concern.name)) };
}

const { sites, concerns } = readArguments(process.argv.slice(2));
const browser = await launch();
let passed = 0;
let failed = 0;
for (const site of sites) {
  const server = await serve(site.root);
  console.log(`\n${site.name}: ${site.pages.length} pages, ${site.pages.filter((page) => page.isReport).length} reports`);
  for (const concern of concerns) {
    const start = Date.now();
    const tally = await examine(concern, site, { browser, address: server.address });
    tally.print(Date.now() - start);
    passed += tally.passed;
    failed += tally.failures.length;
  }
  await server.close();
}
await browser.close();
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
