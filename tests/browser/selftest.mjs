// Proves that the suite can fail: the good site passes every concern, and
// each spoiled copy is caught by the concern that must catch it, in its words.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { CONCERNS } from './checks/index.mjs';
import { launch } from './lib/browser.mjs';
import { serve } from './lib/server.mjs';
import { startNginx } from './lib/nginx.mjs';
import { openSite } from './lib/site.mjs';
import { examine } from './lib/tally.mjs';
import { assemble, goodParts } from './selftest/good.mjs';
import { addSearch } from './selftest/searchable.mjs';
import { SPOILERS } from './selftest/spoilers.mjs';

const MAX_SHEETS = 3;
const folder = mkdtempSync(join(tmpdir(), 'conformance-'));
const browser = await launch();
let passed = 0;
let failed = 0;

/** Writes the site anew and runs one concern on it. */
async function runOn(parts, concern, wanted = null) {
  rmSync(folder, { recursive: true, force: true });
  for (const [path, content] of Object.entries(assemble(parts))) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  const server = await serve(folder);
  const tally = await examine(concern, openSite(folder, { maxPrintPages: MAX_SHEETS }), { browser, address: server.address }, wanted);
  await server.close();
  return tally;
}

function report(good, what, detail) {
  if (good) passed += 1;
  else failed += 1;
  if (!good) console.log(`FAIL ${what}\n     - ${detail.join('\n     - ')}`);
}

for (const concern of CONCERNS) {
  const tally = await runOn(goodParts(), concern);
  report(tally.failures.length === 0 && tally.passed > 0, `${concern.name}: the good site must pass`, tally.failures);
}
const searchable = goodParts();
addSearch(searchable);
for (const concern of CONCERNS.filter(({ name }) => name.startsWith('search'))) {
  const tally = await runOn(searchable, concern);
  report(tally.failures.length === 0, `${concern.name}: the good site with a search must pass`, tally.failures);
}
for (const [name, words, spoil] of SPOILERS) {
  const parts = goodParts();
  spoil(parts);
  const tally = await runOn(parts, CONCERNS.find((concern) => concern.name === name), words);
  const said = tally.failures.some((failure) => failure.includes(words) && !failure.includes('could not run'));
  report(said, `${name}: a spoiled site must fail with “${words}”`, tally.failures.length > 0 ? tally.failures : ['it passed']);
}
// What nginx answers is not the site's to spoil.
const nginx = await startNginx(folder);
const answers = await Promise.all(['index.html', '', 'lost.html'].map(nginx.ask));
await nginx.close();
report(answers.join() === '200,200,404', 'nginx: a file, a folder, what is not there', [answers.join()]);
const idle = CONCERNS.filter((concern) => !SPOILERS.some(([name]) => name === concern.name));
report(idle.length === 0, 'every concern has a spoiler', idle.map((concern) => concern.name));

await browser.close();
rmSync(folder, { recursive: true, force: true });
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
