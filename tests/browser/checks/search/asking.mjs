// The page of the search, asked as a reader asks it.

import { visit } from '../../lib/browser.mjs';

const PAGE = 'search/index.html';
const PATIENCE = 10_000;

/** The address of the page with a query, as a form sends it. */
export const addressOf = (base, asked) => `${base}${PAGE}${asked ? `?${new URLSearchParams(asked)}` : ''}`;

/** Opens the page; `complaints` gets what the console and the page's scripts say. */
export function open(env, base, asked, use, { complaints = [], prepare = async () => {}, ...options } = {}) {
  const listen = async (tab) => {
    tab.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    tab.on('pageerror', (error) => complaints.push(error.message));
    await prepare(tab);
  };
  // A request that is still to be answered would keep the page from closing.
  const ends = async (tab) => {
    const told = await use(tab);
    await tab.unrouteAll({ behavior: 'ignoreErrors' });
    return told;
  };
  return visit(env.browser, addressOf(base, asked), { ...options, prepare: listen }, ends);
}

/** Waits for the end of a search and returns what the live region says then. */
export async function said(tab) {
  const isOver = () => !/^正在/.test(document.getElementById('sum').textContent);
  await tab.waitForFunction(isOver, null, { timeout: PATIENCE });
  return tab.evaluate(() => document.getElementById('sum').textContent);
}

/** Asks on the page that is open, lets it list everything, and tells what is listed. */
export function results(tab, query) {
  return tab.evaluate(async (text) => {
    const [form, sum, further] = ['search', 'sum', 'further'].map((id) => document.getElementById(id));
    const over = async () => {
      while (/^正在/.test(sum.textContent)) await new Promise((done) => setTimeout(done, 2));
    };
    form.elements.q.value = text;
    form.requestSubmit();
    await over();
    const first = document.querySelectorAll('#hits li').length;
    for (let round = 0; round < 200 && further.firstChild; round += 1) {
      const before = sum.textContent;
      further.firstChild.click();
      for (let wait = 0; wait < 500 && sum.textContent === before; wait += 1) await new Promise((done) => setTimeout(done, 2));
    }
    const links = [...document.querySelectorAll('#hits a')];
    const root = new URL('..', location.href.split('?')[0]).href;
    return {
      said: sum.textContent,
      first,
      paths: links.map((link) => decodeURIComponent(link.href.slice(root.length))),
      marked: [...document.querySelectorAll('#hits li')].every((entry) => entry.querySelector('mark')),
      elements: [...new Set([...document.querySelectorAll('#hits *')].map((node) => node.localName))],
    };
  }, query);
}
