// The page and its server: it reloads when told and only then, comes back after
// the server was away, holds no stream while nobody looks, and asks for no more.

import { readFileSync } from 'node:fs';
import { parse } from 'acorn';
import { blockedState, finding, goodText, reportPage, state } from './pages.mjs';
import { assemble, source } from './script.mjs';
import { PATH, comes, listens, onStage, panel, says, until } from './stage.mjs';

export const sources = {
  name: 'sources',
  async run(_, env, tally) {
    const look = env.look ?? source('live.css');
    const hazard = look.match(/[`$\\]/);
    tally.check(!hazard, 'live.css', () => `holds a ${hazard[0]}, and stands inside a template literal`);
    try {
      parse(env.script, { ecmaVersion: 2017, sourceType: 'script' });
      tally.check(true, 'live.js');
    } catch (error) {
      tally.check(false, 'live.js', `is no ES2017: ${error.message}`);
    }
    const page = readFileSync(new URL('../../../src/serve/live/trouble.html', import.meta.url), 'utf8');
    tally.check(page.includes('<head>'), 'trouble.html', 'has no <head> to put the script behind');
    tally.check(Buffer.byteLength(assemble(source)) < 48 * 1024, 'live.js', 'is larger than 48 KB');
  },
};

export const told = {
  name: 'only when told',
  async run(_, env, tally) {
    await onStage(env, tally, {}, async ({ tab, mock, moves, check }) => {
      mock.setPage(PATH, reportPage({ ...goodText(), penalties: 70 }), 'two');
      mock.send('state', state([finding()]));
      mock.send('unknown', {});
      await tab.waitForTimeout(1500);
      check(mock.timesServed(PATH) === 1, 'an untold change', `${mock.timesServed(PATH) - 1} loads`);
      for (let at = 0; at < 20; at += 1) mock.send('reload', { key: 'two' });
      check(await comes(() => listens(mock, 'two')), 'a change that was told', 'does not happen');
      await tab.waitForTimeout(800);
      check(mock.timesServed(PATH) === 2 && (await moves.now()) === 1, 'told twenty times at once', `${mock.timesServed(PATH)} loads, ${moves.of - 1} reloads`);
    });
    // The page is older than its stream says, every time: a server in confusion,
    // though not for ever, because a tab that reloads without end cannot be closed.
    await onStage(env, tally, {}, async ({ tab, mock, check }) => {
      const most = 12;
      mock.tell = ({ response }) => {
        if (mock.timesServed(PATH) < most) response.write('event: reload\ndata: {"key":"never"}\n\n');
      };
      mock.send('reload', { key: 'never' });
      await tab.waitForTimeout(3500);
      const times = mock.timesServed(PATH);
      check(times >= 3 && times <= 6, 'a key that never comes', `${times} loads in 3.5 s`);
    });
    const before = (mock) => mock.setPage('/gone', reportPage(goodText()), '404:a', 404);
    await onStage(env, tally, { before, networkErrors: true }, async ({ tab, mock, check }) => {
      await tab.goto(`${mock.address}/gone`).catch(() => null);
      await until(() => listens(mock, '404:a'), 'the missing page does not listen');
      mock.publish('/gone', reportPage({ ...goodText(), penalties: 73 }), 'here');
      check(await comes(() => listens(mock, 'here')), 'a missing page', 'does not come back');
      check(await tab.evaluate(() => document.body.innerText.includes('73')), 'a missing page', 'is not shown');
    });
  },
};

export const reconnect = {
  name: 'reconnect',
  async run(_, env, tally) {
    await onStage(env, tally, { networkErrors: true }, async ({ tab, mock, moves, check }) => {
      check((await panel(tab)).lost === null, 'connected', 'the panel says it is not');
      await mock.stop();
      check(await says(tab, 'lost', '预览已断开，正在重连'), 'the server has gone', 'and nobody says so');
      check(await comes(async () => (await panel(tab)).spoken.includes('断开')), 'the server has gone', 'and no live region says so');
      await mock.start();
      check(await says(tab, 'lost', null), 'the server is back', 'and the panel does not know');
      check(await comes(async () => (await panel(tab)).spoken.startsWith('预览已恢复')), 'the server is back', 'and no live region says so');
      check(await comes(async () => (await panel(tab)).spoken === '', 8000), 'words that were heard', 'stay in the live region');
      mock.send('state', state([finding()]));
      check(await says(tab, 'toggle', '1 处建议看'), 'the server is back', 'and the state does not arrive');
      check((await moves.now()) === 1, 'the server is back', 'with the same page, yet it reloads');
      await mock.stop();
      mock.setPage(PATH, reportPage({ ...goodText(), penalties: 71 }), 'two');
      await mock.start();
      check(await comes(() => listens(mock, 'two')), 'the server is back', 'with another page, yet it is not shown');
      check((await moves.now()) === 1, 'the server is back', 'the page reloads, though it could be exchanged in place');
    });
    await onStage(env, tally, { networkErrors: true }, async ({ tab, mock, check }) => {
      await tab.evaluate(() => {
        const lost = document.querySelector('gongkai-live').shadowRoot.querySelector('.lost');
        setInterval(() => (window.sawLost = window.sawLost || !lost.hidden), 20);
      });
      await mock.stop();
      await tab.waitForTimeout(300);
      await mock.start();
      await tab.waitForTimeout(2500);
      check(mock.streams.size === 1, 'a short absence', 'is not mended');
      check(!(await tab.evaluate(() => window.sawLost)), 'a short absence', 'is made much of');
    });
  },
};

export const crowd = {
  name: 'too many windows',
  async run(_, env, tally) {
    await onStage(env, tally, {}, async ({ tab, mock, check }) => {
      const brief = () => mock.opened.filter((one) => one.brief).length;
      mock.isCrowded = true;
      mock.send('crowded', {});
      check(await comes(() => brief() >= 3), 'crowded', 'the page does not ask again');
      check(await comes(() => mock.streams.size === 0), 'crowded', 'the page holds a stream');
      mock.setPage(PATH, reportPage({ ...goodText(), penalties: 74 }), 'two');
      check(await comes(() => tab.evaluate(() => document.body.innerText.includes('74'))), 'crowded', 'a change is not shown');
      const asked = brief();
      mock.isCrowded = false;
      await tab.evaluate(() => dispatchEvent(new Event('focus')));
      check(await comes(() => listens(mock, 'two')), 'the window is worked in', 'and does not listen');
      check(brief() <= asked + 1 && !mock.opened[mock.opened.length - 1].brief, 'the window is worked in', 'and makes way for others');
    });
  },
};

export const hidden = {
  name: 'hidden tab',
  async run(_, env, tally) {
    const prepare = () => {
      let seen = 'visible';
      Object.defineProperty(document, 'visibilityState', { get: () => seen });
      Object.defineProperty(document, 'hidden', { get: () => seen === 'hidden' });
      window.turnTab = (to) => {
        seen = to;
        document.dispatchEvent(new Event('visibilitychange'));
      };
    };
    await onStage(env, tally, { prepare }, async ({ tab, mock, moves, check }) => {
      await tab.evaluate(() => window.turnTab('hidden'));
      check(await comes(() => mock.streams.size === 0), 'hidden', 'the stream stays open');
      const opened = mock.opened.length;
      await tab.waitForTimeout(1500);
      check(mock.opened.length === opened, 'hidden', 'the stream is opened again');
      await tab.evaluate(() => window.turnTab('visible'));
      check(await comes(() => mock.streams.size === 1), 'shown again', 'no stream');
      await tab.evaluate(() => window.turnTab('hidden'));
      await comes(() => mock.streams.size === 0);
      mock.setPage(PATH, reportPage({ ...goodText(), penalties: 72 }), 'two');
      await tab.waitForTimeout(300);
      check((await moves.now()) === 1, 'hidden', 'a hidden tab reloads');
      await tab.evaluate(() => window.turnTab('visible'));
      check(await comes(() => listens(mock, 'two')), 'shown again', 'the change is not fetched');
    });
  },
};

export const trouble = {
  name: 'nothing to show yet',
  async run(_, env, tally) {
    const before = (mock) => {
      mock.setPage(PATH, source('trouble.html'), 'trouble', 503);
      mock.greeting = [['state', blockedState()]];
    };
    await onStage(env, tally, { before, networkErrors: true }, async ({ tab, mock, moves, check }) => {
      check(await says(tab, 'stop', '有错误，还不能生成页面'), 'trouble', 'the sheet does not say it');
      mock.greeting = [['state', state([])]];
      mock.publish(PATH, reportPage(goodText()), 'one');
      check(await comes(() => moves.of === 2), 'mended', 'the page does not come');
      check(await says(tab, 'stop', null), 'mended', 'the sheet stays');
      check(await says(tab, 'toggle', '检查：没有问题'), 'mended', 'the counts are wrong');
    });
  },
};
