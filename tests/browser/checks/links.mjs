// Every internal link names a file that exists, with its anchor, whether the
// site lies on a disk, below a sub-path of the plainest server, or of nginx.

import { existsSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { inPairs, visit } from '../lib/browser.mjs';
import { startNginx } from '../lib/nginx.mjs';

export const links = {
  name: 'links',
  async run(site, env, tally) {
    const nginx = await startNginx(site.root);
    const plain = (path) => fetch(env.address + path, { method: 'HEAD' }).then((answer) => answer.status);
    const servers = [served(plain, 'below a sub-path'), served(nginx.ask, 'in nginx')];
    try {
      for (const page of site.pages) await onePage(site, page, servers, tally);
      await inPairs(site.chosen, (page) => sameInBrowser(env, page, tally));
      if (site.pages.some((page) => page.path === '404.html')) {
        tally.check(await nginx.ask('no/such/page.html') === 404, '404.html', 'nginx does not answer 404 to a wrong address');
      }
    } finally {
      await nginx.close();
    }
    const reached = servers[0].answers;
    const apart = (path) => path === 'index.html' || path === '404.html' || reached.has(path);
    for (const page of site.pages) tally.check(apart(page.path), page.path, 'no page links to it');
    tally.note(`${reached.size} files are linked to`);
  },
};

/** A server that is asked for each file once. */
function served(ask, where) {
  const answers = new Map();
  const status = (path) => {
    if (!answers.has(path)) answers.set(path, ask(path));
    return answers.get(path);
  };
  return { answers, status, where };
}

async function onePage(site, page, servers, tally) {
  const found = page.holds.links;
  tally.check(found.some((link) => !link.typed.startsWith('#')), page.path, 'leads nowhere');
  for (const { typed } of found) {
    if (/^(mailto:|tel:|data:)/.test(typed)) continue;
    const place = `${page.path} → ${typed}`;
    if (/^[a-z]+:|^\/\//i.test(typed)) {
      tally.check(/^https?:\/\//.test(typed), place, 'is of no allowed scheme');
    } else if (page.path === '404.html') {
      fromTheRoot(site, typed, place, tally);
    } else if (tally.check(!typed.startsWith('/'), place, 'starts at the root of the host')) {
      const path = onDisk(site, page, typed, place, tally);
      if (path === null) continue;
      for (const server of servers) {
        const status = await server.status(path);
        tally.check(status === 200, place, `answers ${status} ${server.where}`);
      }
    }
  }
}

/** The page for wrong addresses is served at any depth: its links begin at the root of
 * the host and lead into the site, wherever below it the site stands. */
function fromTheRoot(site, typed, place, tally) {
  if (typed.startsWith('#')) return;
  if (!tally.check(typed.startsWith('/'), place, 'leads nowhere from another depth')) return;
  const parts = decodeURIComponent(typed).split('/').slice(1);
  const files = parts.map((_, at) => parts.slice(at).join('/').replace(/(^|\/)$/, '$1index.html'));
  const found = files.some((file) => site.pages.some((one) => one.path === file) || existsSync(join(site.root, file)));
  tally.check(found, place, 'no such file below any folder of the host');
}

/** The path in the site of the file that a link names, or null. */
function onDisk(site, page, typed, place, tally) {
  const url = new URL(typed, pathToFileURL(page.file));
  const hash = decodeURIComponent(url.hash.slice(1));
  url.hash = '';
  url.search = '';
  const file = fileURLToPath(url);
  const path = relative(site.root, file).split(sep).join('/');
  if (!tally.check(!path.startsWith('../'), place, 'leaves the site')) return null;
  const isFile = existsSync(file) && statSync(file).isFile() && !url.pathname.endsWith('/');
  if (!tally.check(isFile, place, 'no such file on disk')) return null;
  const target = hash !== '' && site.pages.find((one) => one.path === path);
  if (target) tally.check(target.holds.ids.has(hash), place, 'the anchor does not exist');
  return path;
}

/** Opened from a disk, the page leads where the reader says that it leads. */
async function sameInBrowser(env, page, tally) {
  const here = pathToFileURL(page.file);
  const seen = await visit(env.browser, here.href, { javaScriptEnabled: false }, (tab) =>
    tab.evaluate(() => [...document.querySelectorAll('a[href]')].map((node) => node.href)),
  );
  const read = page.holds.links.filter((link) => link.isWay).map((link) => new URL(link.typed, here).href);
  tally.check(seen.join('\n') === read.join('\n'), page.path, () => {
    const odd = seen.find((url, at) => url !== read[at]) ?? read[seen.length];
    return `the browser and the reader differ about the links, first at ${odd}`;
  });
}
