// The search finds what the published texts have, as a reader asks it, over http and from
// disk. A site without a search has no box that would lead nowhere.

import { answering } from './search/answering.mjs';
import { finding } from './search/finding.mjs';
import { tampering } from './search/tampering.mjs';

export const search = {
  name: 'search',
  async run(site, env, tally) {
    if (!site.pages.some((page) => page.isSearch)) {
      for (const page of site.pages) tally.check(!/<form/i.test(page.bytes), page.path, 'has a form, but the site has no search');
      return;
    }
    await finding(site, env, tally);
    await answering(site, env, tally);
    await tampering(site, env, tally);
  },
};
