// The conformance suite: what a built site must prove before it is published.
//
//   node conformance.mjs [--only NAME]... [--pages N] [--each N [--kind KIND]... [--with PAGE]] DIR [[--pages N] … DIR]...
//
// `--pages N` bounds the reports of the next DIR to N sheets of A4; with `--each N`
// browsers open N pages of each kind of it, or of each KIND that is named, and this PAGE.
// All its pages are read in any case.

import { CONCERNS } from './checks/index.mjs';
import { launch } from './lib/browser.mjs';
import { serve } from './lib/server.mjs';
import { openSite } from './lib/site.mjs';
import { examine } from './lib/tally.mjs';

function readArguments(words) {
  const sites = [];
  const only = [];
  let options = {};
  for (let at = 0; at < words.length; at += 1) {
    if (words[at] === '--pages') options.maxPrintPages = Number(words[(at += 1)]);
    else if (words[at] === '--each') options.each = Number(words[(at += 1)]);
    else if (words[at] === '--kind') (options.kinds ??= []).push(words[(at += 1)]);
    else if (words[at] === '--with') options.besides = words[(at += 1)];
    else if (words[at] === '--only') only.push(words[(at += 1)]);
    else {
      sites.push(openSite(words[at], options));
      options = {};
    }
  }
  const unknown = only.filter((name) => !CONCERNS.some((concern) => concern.name === name));
  if (sites.length === 0 || unknown.length > 0) {
    console.error('usage: node conformance.mjs [--only NAME] [--pages N] [--each N] DIR ...');
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
  const reports = site.pages.filter((page) => page.isReport).length;
  console.log(`\n${site.name}: ${site.pages.length} pages, ${reports} reports, ${site.chosen.length} pages opened in browsers`);
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
