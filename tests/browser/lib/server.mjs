// A file server on the loopback address that serves a site below a sub-path.
// It knows no directory index, like the plainest object store: a link that
// does not name its file fails here.

import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';

export const SUB_PATH = '/a/b/c/';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.pdf': 'application/pdf',
};

/** Starts the server; returns its address (ending in the sub-path) and a way to stop it. */
export async function serve(root) {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    const inside = path.startsWith(SUB_PATH) ? normalize(path.slice(SUB_PATH.length)) : null;
    try {
      if (!inside || inside.startsWith('..')) throw new Error('outside the site');
      const bytes = await readFile(join(root, inside));
      const type = TYPES[extname(inside)] ?? 'application/octet-stream';
      response.writeHead(200, { 'content-type': type }).end(request.method === 'HEAD' ? undefined : bytes);
    } catch {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('404');
    }
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  const address = `http://127.0.0.1:${server.address().port}${SUB_PATH}`;
  return {
    address,
    close: () => {
      server.closeAllConnections();
      return new Promise((closed) => server.close(closed));
    },
  };
}
