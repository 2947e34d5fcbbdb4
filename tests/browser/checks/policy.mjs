// The content security policy lets the page itself through and stops what a
// tamperer adds: a script, a changed script, a style, a foreign image, a request.

import { inPairs, visit } from '../lib/browser.mjs';

const ADDED = `<script>document.documentElement.setAttribute('data-tampered','script')</script>
<style>html{outline-color:rgb(1,2,3)!important}</style>
<img src="https://tampered.invalid/x.png" alt="" onerror="document.documentElement.setAttribute('data-tampered','handler')">
<iframe src="https://tampered.invalid/" title="x"></iframe>`;
const CHANGE = "document.documentElement.setAttribute('data-changed','1');";

export const policy = {
  name: 'policy',
  async run(site, env, tally) {
    await inPairs(site.chosen, async (page) => {
      const text = page.bytes.toString('utf8');
      tally.check(/http-equiv=["']?Content-Security-Policy/i.test(text), page.path, 'has no content security policy');
      const clean = await outcome(page, env, text);
      tally.check(clean.violations.length === 0, page.path, () => `violates its own policy: ${clean.violations.join(' ')}`);
      const tampered = await outcome(page, env, tamper(text));
      tally.check(tampered.mark === null, page.path, `an added ${tampered.mark} was run`);
      tally.check(!tampered.changed, page.path, 'a changed script was run');
      tally.check(!tampered.styled, page.path, 'an added style was applied');
      tally.check(tampered.foreign.length === 0, page.path, () => `a foreign host was asked: ${tampered.foreign.join(' ')}`);
      tally.check(tampered.violations.length > 0, page.path, 'tampering raised no violation');
    });
  },
};

function tamper(text) {
  // An attribute-free or JavaScript-typed script gets one more statement.
  const changed = text.replace(/(<script(?![^>]*ld\+json)[^>]*>)/i, `$1${CHANGE}`);
  return changed.includes('</body>') ? changed.replace('</body>', `${ADDED}</body>`) : changed + ADDED;
}

async function outcome(page, env, body) {
  const foreign = [];
  const violations = [];
  const url = env.address + page.path;
  const prepare = async (tab) => {
    await tab.exposeFunction('reportViolation', (directive) => violations.push(directive));
    await tab.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => window.reportViolation(event.violatedDirective));
    });
    await tab.route('**/*', (route) => {
      if (route.request().url() === url) return route.fulfill({ body, contentType: 'text/html; charset=utf-8' });
      if (!route.request().url().startsWith(env.address)) foreign.push(route.request().url());
      return route.abort();
    });
  };
  const seen = await visit(env.browser, url, { prepare }, async (tab) => {
    await tab.waitForTimeout(50);
    return tab.evaluate(() => ({
      mark: document.documentElement.getAttribute('data-tampered'),
      changed: document.documentElement.hasAttribute('data-changed'),
      styled: getComputedStyle(document.documentElement).outlineColor === 'rgb(1, 2, 3)',
    }));
  });
  return { ...seen, foreign, violations };
}
