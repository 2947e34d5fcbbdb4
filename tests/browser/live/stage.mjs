// One browser tab before one mock server, with what the tests of the preview
// ask of both: the panel's words, navigations, and a clean console.

import { Mock } from './mock.mjs';
import { goodText, reportPage } from './pages.mjs';

export const PATH = '/reports/2022/index.html';
const PATIENCE = 5000;

/** What the browser says by itself when the server is away or a page is missing. */
const FROM_THE_NETWORK = /Failed to load resource: .*(ERR_CONNECTION_REFUSED|404|503|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET|ERR_INCOMPLETE_CHUNKED_ENCODING)|net::ERR_(CONNECTION_REFUSED|CONNECTION_RESET|INCOMPLETE_CHUNKED_ENCODING)/;

/** Collects what a tab's console says; `allow` are complaints that the test brings about itself. */
export function listenToConsole(tab, allow = null) {
  const said = [];
  const add = (text) => {
    if (!allow?.test(text)) said.push(text);
  };
  tab.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) add(`${message.type()}: ${message.text()}`);
  });
  tab.on('pageerror', (error) => add(`thrown: ${error.message}`));
  return said;
}

/** How often the main frame went somewhere. */
export function countNavigations(tab) {
  const count = {
    of: 0,
    /** The count after all that the browser has told until now: the page's own requests
     * can reach a server here before the browser's word that it navigated. */
    async now() {
      await tab.evaluate(() => null).catch(() => null);
      return count.of;
    },
  };
  tab.on('framenavigated', (frame) => {
    if (frame === tab.mainFrame()) count.of += 1;
  });
  return count;
}

/** Opens the report page before a mock server, runs `use`, and holds the console to silence. */
export async function onStage(env, tally, options, use) {
  const { width = 1280, height = 800, prepare, media, hash = '', before, networkErrors = false, sleepy = false, ...context } = options;
  const mock = new Mock(env.script);
  await mock.start();
  mock.setPage(PATH, reportPage(goodText()), 'one');
  before?.(mock);
  const circle = await env.browser.newContext({ viewport: { width, height }, locale: 'zh-CN', reducedMotion: 'no-preference', ...context });
  try {
    const tab = await circle.newPage();
    tab.setDefaultTimeout(PATIENCE);
    // A loaded machine may take long to show a page.
    tab.setDefaultNavigationTimeout(30000);
    if (media) await tab.emulateMedia(media);
    if (prepare) await tab.addInitScript(prepare);
    const said = listenToConsole(tab, networkErrors ? FROM_THE_NETWORK : null);
    const moves = countNavigations(tab);
    await tab.goto(`${mock.address}${PATH}${hash}`, { waitUntil: 'load' });
    if (!sleepy) await until(() => mock.streams.size > 0, 'the page does not open its stream');
    const stage = { mock, tab, moves, check: (good, place, detail) => tally.check(good, place, detail) };
    await use({ ...stage, turn: (change, key) => turn(stage, change, key) });
    tally.check(said.length === 0, 'console', () => said.join(' | '));
  } finally {
    await circle.close();
    await mock.stop();
  }
}

/** Publishes a next version of the page, and waits until it is there and listening. */
async function turn({ mock, tab }, change, key) {
  await show({ mock, tab }, reportPage({ ...goodText(), ...change }), key, Boolean(change.js));
}

/** How the next version of a page comes, by what each version changes beside the words: another script needs a reload. */
export const WAYS = [
  ['in place', () => ({})],
  ['reload', (key) => ({ js: `// ${key}` })],
];

/** Whether this version of some page is on the screen and listens. */
export const listens = (mock, key) => [...mock.streams].some((one) => one.key === key);

/** Publishes these bytes and waits until they are there and listening. */
export async function show({ mock, tab }, html, key, reloads) {
  const loaded = reloads ? tab.waitForEvent('load') : null;
  mock.publish(PATH, html, key);
  await loaded;
  await until(() => listens(mock, key), 'the new version does not listen');
  await tab.waitForTimeout(80);
}

/** Waits until `good()` says so. While a page is on its way to its next version, asking it fails: not yet. */
export async function until(good, fault, patience = PATIENCE) {
  const end = Date.now() + patience;
  const yet = async () => good();
  while (!(await yet().catch(() => false))) {
    if (Date.now() > end) throw new Error(fault);
    await new Promise((on) => setTimeout(on, 20));
  }
}

/** Whether `good()` comes true within a while. */
export async function comes(good, patience = PATIENCE) {
  return until(good, '', patience).then(() => true, () => false);
}

/** What the panel shows: the words of its visible parts. */
export function panel(tab) {
  return tab.evaluate(() => {
    const tree = document.querySelector('gongkai-live').shadowRoot;
    const shown = (selector) => {
      const node = tree.querySelector(selector);
      return node && node.getClientRects().length > 0 ? node.innerText.trim() : null;
    };
    return {
      toggle: shown('.toggle'),
      findings: shown('.findings'),
      stop: shown('.stop'),
      lost: shown('.lost'),
      spoken: tree.querySelector('[aria-live]').textContent,
    };
  });
}

/** Waits until the panel's part says something (or, for null, is gone); returns whether it came. */
export function says(tab, part, words, patience = PATIENCE) {
  return comes(async () => {
    const found = (await panel(tab))[part];
    return words === null ? found === null : found?.includes(words);
  }, patience);
}

/** The texts of the lit figures, and how many of them move. */
export function lights(tab) {
  return tab.evaluate(() => {
    const yellow = (node) => getComputedStyle(node).backgroundColor === 'rgb(255, 221, 0)' && node !== document.activeElement;
    const lit = [...document.querySelectorAll('td,dd,aside b,aside strong')].filter(yellow);
    return {
      texts: lit.map((node) => node.textContent.trim()),
      moving: lit.filter((node) => node.getAnimations().length > 0).length,
      styled: document.querySelectorAll('body [style]:not(gongkai-live)').length,
    };
  });
}
