// Every internal link names a file that exists, with its anchor, whether the
// site lies on a disk or below a sub-path of a server.

import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { inPairs, visit } from '../lib/browser.mjs';

export const links = {
  name: 'links',
  async run(site, env, tally) {
    const anchors = new Map();
    const served = new Map();
    await inPairs(site.pages, async (page) => {
      const found = await visit(env.browser, pathToFileURL(page.file).href, { javaScriptEnabled: false }, collect);
      tally.check(found.some((link) => !link.typed.startsWith('#')), page.path, 'leads nowhere');
      for (const link of found) {
        if (/^(mailto:|tel:|data:)/.test(link.typed)) continue;
        const place = `${page.path} → ${link.typed}`;
        if (/^[a-z]+:|^\/\//i.test(link.typed)) {
          tally.check(/^https?:\/\//.test(link.typed), place, 'is of no allowed scheme');
          continue;
        }
        if (page.path === '404.html') {
          fromTheRoot(site, link, place, tally);
          continue;
        }
        if (tally.check(!link.typed.startsWith('/'), place, 'starts at the root of the host')) {
          onDisk(site, link, place, anchors, tally);
          await onServer(env, page, link, place, served, tally);
        }
      }
    });
    const reached = new Set([...served.keys()].map((url) => url.slice(env.address.length)));
    const apart = (path) => path === 'index.html' || path === '404.html' || reached.has(path);
    for (const page of site.pages) tally.check(apart(page.path), page.path, 'no page links to it');
  },
};

/** What the page links to or loads; the canonical address and its kin stand elsewhere by design. */
function collect(tab) {
  return tab.evaluate(() => {
    const elsewhere = 'link[rel=canonical],link[rel=alternate][href^="http"]';
    const nodes = [...document.querySelectorAll('a[href],link[href],img[src],script[src],source[src]')];
    return nodes
      .filter((node) => !node.matches(elsewhere))
      .map((node) => ({ typed: node.getAttribute('href') ?? node.getAttribute('src'), full: node.href || node.src }));
  });
}

/** The page for wrong addresses is served at any depth: its links begin at the root of
 * the host and lead into the site, wherever below it the site stands. */
function fromTheRoot(site, link, place, tally) {
  if (link.typed.startsWith('#')) return;
  if (!tally.check(link.typed.startsWith('/'), place, 'leads nowhere from another depth')) return;
  const parts = decodeURIComponent(link.typed).split('/').slice(1);
  const files = parts.map((_, at) => parts.slice(at).join('/').replace(/(^|\/)$/, '$1index.html'));
  const found = files.some((file) => site.pages.some((one) => one.path === file) || existsSync(join(site.root, file)));
  tally.check(found, place, 'no such file below any folder of the host');
}

function onDisk(site, link, place, anchors, tally) {
  const url = new URL(link.full);
  const hash = decodeURIComponent(url.hash.slice(1));
  url.hash = '';
  url.search = '';
  const file = fileURLToPath(url);
  if (!tally.check(existsSync(file) && statSync(file).isFile(), place, 'no such file on disk')) return;
  const inside = relative(site.root, file);
  tally.check(!inside.startsWith(`..${sep}`), place, 'leaves the site');
  if (hash === '' || !file.endsWith('.html')) return;
  if (!anchors.has(file)) anchors.set(file, idsOf(file));
  tally.check(anchors.get(file).has(hash), place, 'the anchor does not exist');
}

function idsOf(file) {
  const tags = readFileSync(file, 'utf8').matchAll(/<[a-z][^>]*?\sid=(?:"([^"]*)"|'([^']*)'|([^\s>]+))/gi);
  return new Set([...tags].map(([, double, single, bare]) => double ?? single ?? bare));
}

async function onServer(env, page, link, place, served, tally) {
  const url = new URL(link.typed, env.address + page.path);
  url.hash = '';
  if (!served.has(url.href)) {
    served.set(url.href, fetch(url, { method: 'HEAD' }).then((answer) => answer.status));
  }
  const status = await served.get(url.href);
  tally.check(url.href.startsWith(env.address) && status === 200, place, `answers ${status} below a sub-path`);
}
