// The suite of the preview: the browser side of `gongkai serve`.
//
//   node live.mjs [mock|real] [--only NAME]...
//
// `mock` tries the script before a server of the suite's own, and proves by
// sabotage that each of those checks can fail. `real` drives the program itself,
// whose path is in GONGKAI. Without a word both are run.

import { MOCK } from './live/index.mjs';
import { programPath } from './live/program.mjs';
import { REAL } from './live/real.mjs';
import { sabotage } from './live/sabotage.mjs';
import { assemble, source } from './live/script.mjs';
import { launch } from './lib/browser.mjs';
import { examine } from './lib/tally.mjs';

const PARTS = ['mock', 'real'];

function readArguments(words) {
  const only = [];
  const parts = [];
  for (let at = 0; at < words.length; at += 1) {
    if (words[at] === '--only') only.push(words[(at += 1)]);
    else parts.push(words[at]);
  }
  const names = [...MOCK, ...REAL].map((concern) => concern.name);
  if (parts.some((part) => !PARTS.includes(part)) || only.some((name) => !names.includes(name))) {
    console.error('usage: node live.mjs [mock|real] [--only NAME]...');
    console.error(`concerns: ${names.join(', ')}`);
    process.exit(2);
  }
  const wanted = (concerns) => concerns.filter((concern) => only.length === 0 || only.includes(concern.name));
  return { mock: parts.length === 0 || parts.includes('mock'), real: parts.length === 0 || parts.includes('real'), wanted };
}

let passed = 0;
let failed = 0;

async function runAll(concerns, env) {
  for (const concern of concerns) {
    const start = Date.now();
    const tally = await examine(concern, null, env);
    tally.print(Date.now() - start);
    passed += tally.passed;
    failed += tally.failures.length;
  }
}

const { mock, real, wanted } = readArguments(process.argv.slice(2));
const path = real ? programPath() : null;
const browser = await launch();
if (mock) {
  console.log('\nmock: the script before a server of our own');
  await runAll(wanted(MOCK), { browser, script: assemble(source) });
  console.log('\nsabotage: each check must be able to fail');
  await runAll(sabotage(wanted(MOCK)), { browser });
}
if (real) {
  console.log(`\nreal: ${path} serve`);
  await runAll(wanted(REAL), { browser, program: path });
}
await browser.close();
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
