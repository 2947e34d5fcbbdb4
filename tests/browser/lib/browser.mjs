// One browser for the whole run, and visits to pages in it.

import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** The reading modes that the toolbar offers, by the words on its buttons. */
export const MODES = { standard: null, 'extra large': '特大', 'high contrast': '高对比' };

/** Starts the browser, with arguments of a concern's own if it needs any. */
export async function launch(more = []) {
  const executablePath = process.env.CHROMIUM ?? PLACES.find((place) => existsSync(place));
  if (!executablePath) throw new Error('no Chromium found; install it or set CHROMIUM to its path');
  return chromium.launch({ executablePath, args: [...ARGS, ...more] });
}

/** Opens `url` in a context of its own, hands the page to `use`, and closes the context. */
export async function visit(browser, url, options, use) {
  const { width = 1280, height = 900, javaScriptEnabled = true, prepare } = options;
  const context = await browser.newContext({ viewport: { width, height }, javaScriptEnabled, locale: 'zh-CN' });
  try {
    const tab = await context.newPage();
    if (prepare) await prepare(tab);
    await tab.goto(url, { waitUntil: 'load' });
    return await use(tab);
  } finally {
    await context.close();
  }
}

/** Switches the page to a reading mode; returns false when it has no such button. */
export async function setMode(tab, mode) {
  const words = MODES[mode];
  if (words === null) return true;
  return tab.evaluate((label) => {
    const button = [...document.querySelectorAll('button')].find((one) => one.textContent.trim() === label);
    if (button) button.click();
    return Boolean(button);
  }, words);
}

/** Runs `work` over `items`, two at a time: the machines that run this have two cores. */
export async function inPairs(items, work) {
  const queue = [...items];
  const worker = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all([worker(), worker()]);
}
