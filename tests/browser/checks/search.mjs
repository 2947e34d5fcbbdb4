// The search finds what the published texts have, over http and from disk; its page answers
// as a reader needs it; the policies permit no more than that. A site without a search has
// no box that would lead nowhere.

import { answering } from './search/answering.mjs';
import { finding } from './search/finding.mjs';
import { tampering } from './search/tampering.mjs';

/** Runs on sites that have a search. */
const where = (name, part) => ({
  name,
  async run(site, env, tally) {
    if (site.pages.some((page) => page.isSearch)) {
      await part(site, env, tally);
      return;
    }
    for (const page of site.pages) tally.check(!/<form/i.test(page.bytes), page.path, 'has a form, but the site has no search');
  },
});

export const search = where('search', finding);
export const searchPage = where('search-page', answering);
export const searchPolicy = where('search-policy', tampering);
