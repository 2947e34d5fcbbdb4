// What the security policies let the search do, and no more: a foreign script, an inline
// one and a form to another host are refused on pages with a box, any form on others.

import { visit } from '../../lib/browser.mjs';

const ELSEWHERE = 'https://tampered.invalid/';
const ADDED = `<script src="${ELSEWHERE}x.js"></script><script>document.documentElement.setAttribute('data-tampered','')</script>
<form id="foreign" action="${ELSEWHERE}"><input name="q" value="x"></form><form id="own" action="index.html"><input name="q" value="x"></form>`;

export async function tampering(site, env, tally) {
  const boxed = site.pages.filter((page) => page.isSearch || page.path === 'index.html');
  const plain = site.pages.find((page) => page.isReport);
  for (const page of [...boxed, plain].filter(Boolean)) {
    const seen = await outcome(page, env);
    tally.check(!seen.ran, page.path, 'an added script was run');
    tally.check(seen.foreign.length === 0, page.path, () => `a foreign host was asked: ${seen.foreign.join(' ')}`);
    tally.check(seen.refused.foreign, page.path, 'a form to another host was sent');
    tally.check(seen.refused.own === (page === plain), page.path, `a form to the site is ${seen.refused.own ? 'refused' : 'sent'}`);
  }
}

/** What an altered page was let do; nothing that it sends is answered. */
async function outcome(page, env) {
  const foreign = [];
  const body = page.bytes.toString('utf8').replace(/<\/main>/i, `${ADDED}</main>`);
  const url = env.address + page.path;
  const refused = {};
  let ran = false;
  for (const form of ['foreign', 'own']) {
    let sent = false;
    const prepare = (tab) =>
      tab.route('**/*', (route) => {
        const asked = route.request().url();
        if (asked === url) return route.fulfill({ body, contentType: 'text/html; charset=utf-8' });
        if (!asked.startsWith(env.address)) foreign.push(asked);
        sent ||= asked.endsWith('?q=x');
        return sent ? route.abort() : route.continue();
      });
    await visit(env.browser, url, { prepare }, async (tab) => {
      ran ||= await tab.evaluate(() => document.documentElement.hasAttribute('data-tampered'));
      // What leads away ends the page and with it the question.
      const isRefused = await tab.evaluate(send, form).catch(() => false);
      refused[form] = isRefused && !sent;
      await tab.unrouteAll({ behavior: 'ignoreErrors' });
    });
  }
  return { ran, foreign, refused };
}

/** Runs inside the page: sends a form, and tells whether the policy refused it. */
function send(id) {
  return new Promise((done) => {
    document.addEventListener('securitypolicyviolation', (event) => {
      if (event.violatedDirective === 'form-action') done(true);
    });
    document.getElementById(id).submit();
    setTimeout(() => done(false), 300);
  });
}
