// The script that the server sends, put together from its sources as the
// server does it, so that the browser side can be tried without the server.

import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../../..');

export const PARTS = ['places.js', 'figures.js', 'panel.js', 'exchange.js', 'live.js'];

export function source(name) {
  return readFileSync(join(ROOT, 'src/serve/live', name), 'utf8');
}

/** The whole script, out of `read(name)` for each of its files. */
export function assemble(read) {
  return `(function () { 'use strict'; const LOOK = \`${read('live.css')}\`;\n${PARTS.map(read).join('\n')}\n}());\n`;
}
