// Scripts parse as ES5, which the old browsers on office machines run. They are inline,
// but for that of the search page.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'acorn';

const SCRIPT = /<script([^>]*)>([\s\S]*?)<\/script>/gi;
const JAVASCRIPT = /^(text\/javascript|application\/javascript|module)?$/i;

export const oldEngines = {
  name: 'old-engines',
  async run(site, env, tally) {
    const seen = new Map();
    for (const page of site.pages) {
      const found = [...page.bytes.toString('utf8').matchAll(SCRIPT)];
      const scripts = found.filter(([, attributes]) => JAVASCRIPT.test(typeOf(attributes)));
      const isOwnFile = ([, attributes]) => /\bsrc\b/i.test(attributes);
      const files = scripts.filter(isOwnFile).map(([, attributes]) => attributes.match(/src=["']?([^"'\s>]*)/)[1]);
      const due = page.isSearch ? ['search.js'] : [];
      tally.check(files.join() === due.join(), page.path, 'a script is not inline');
      for (const file of files) {
        const fault = es5Fault(readFileSync(join(dirname(page.file), file), 'utf8'));
        tally.check(fault === null, page.path, `${file}: ${fault}`);
      }
      for (const [, attributes, code] of scripts) {
        const key = createHash('sha256').update(code).digest('hex');
        if (seen.has(key)) continue;
        seen.set(key, true);
        const fault = typeOf(attributes) === 'module' ? 'is a module' : es5Fault(code);
        tally.check(fault === null, page.path, `script: ${fault}`);
      }
    }
  },
};

function typeOf(attributes) {
  return attributes.match(/\btype\s*=\s*["']?([^"'\s>]*)/i)?.[1] ?? '';
}

/** Why the code is not ES5, or null when it is. */
export function es5Fault(code) {
  try {
    parse(code, { ecmaVersion: 5, sourceType: 'script' });
    return null;
  } catch (error) {
    return error.message;
  }
}
