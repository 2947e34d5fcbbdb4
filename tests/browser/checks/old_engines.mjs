// Inline scripts parse as ES5, which the old browsers on office machines run.

import { createHash } from 'node:crypto';
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
      tally.check(scripts.every(([, attributes]) => !/\bsrc\b/i.test(attributes)), page.path, 'a script is not inline');
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
