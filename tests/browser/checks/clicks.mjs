// Two clicks lead from a home to any report of it: those of its own body, and those of
// the units that it shows. A unit that shows units of its own is a home for them, and
// is itself two clicks from another home.

import { posix } from 'node:path';

const MOST = 2;

export const clicks = {
  name: 'clicks',
  async run(site, _env, tally) {
    const homes = site.pages.filter(({ path }) => path === 'index.html' || isHome(path, site));
    const ways = homes.map((home) => [home.path, distances(home.path, site)]);
    const nearest = (path) => Math.min(...ways.filter(([home]) => home !== path).map(([, far]) => far.get(path) ?? Infinity));
    for (const page of site.pages) {
      const isBelow = homes.includes(page) && page.path !== 'index.html';
      if (!page.isReport && !isBelow) continue;
      const far = nearest(page.path);
      tally.check(far <= MOST, page.path, `is ${far} clicks from the nearest home, allowed ${MOST}`);
    }
    tally.note(`clicks from index.html to a report: ${counted(site, distances('index.html', site))}`);
  },
};

/** A home below the owner's: one that shows units by year. */
function isHome(path, site) {
  const folder = posix.dirname(path);
  return posix.basename(path) === 'index.html' && site.pages.some((page) => page.path === `${folder}/matrix.html`);
}

/** How many clicks it takes to each page that can be reached. */
function distances(from, site) {
  const far = new Map([[from, 0]]);
  for (const path of far.keys()) {
    const page = site.pages.find((one) => one.path === path);
    for (const link of page.holds.links.filter((one) => one.isWay)) {
      const to = new URL(link.typed, `site://x/${path}`).pathname.slice(1);
      if (!far.has(to) && site.pages.some((one) => one.path === to)) far.set(to, far.get(path) + 1);
    }
  }
  return far;
}

function counted(site, far) {
  const counts = new Map();
  for (const page of site.pages.filter((one) => one.isReport)) {
    const clicks = far.get(page.path) ?? 'no way';
    counts.set(clicks, (counts.get(clicks) ?? 0) + 1);
  }
  return [...counts].sort().map(([clicks, reports]) => `${clicks}: ${reports} reports`).join(', ');
}
