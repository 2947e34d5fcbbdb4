// Checks script files that are part of the sources: node es5.mjs FILE...

import { readFileSync } from 'node:fs';
import { es5Fault } from './checks/old_engines.mjs';

let failed = 0;
for (const file of process.argv.slice(2)) {
  const fault = es5Fault(readFileSync(file, 'utf8'));
  if (fault) failed += 1;
  console.log(`${fault ? 'FAIL' : 'ok  '} ${file}${fault ? `: ${fault}` : ''}`);
}
process.exit(failed === 0 ? 0 : 1);
