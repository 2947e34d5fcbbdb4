// The program and the browser together: every kind of change that an author
// makes, and what must be on the screen after it.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bare, difference, fresh } from './exchanging.mjs';
import { OTHER_PAGE, REPORT, WORDS, onPreview } from './program.mjs';
import { axeFaults } from './reaching.mjs';
import { comes, lights, panel, says } from './stage.mjs';

const PENALTIES = /行政处罚: 60\b/;
const PARAGRAPH = '成立政务信息公开领导小组。';
const QUIET = 2000;

// While a page is being reloaded it has no body, and asking fails: not yet.
const shows = (tab, words) => comes(() => tab.evaluate((text) => document.body.innerText.includes(text), words));
const lacks = (tab, words) => comes(() => tab.evaluate((text) => !document.body.innerText.includes(text), words));
const loaded = (tab, count) => comes(() => count.of >= 2).then(async (good) => good && tab.waitForLoadState('load').then(() => true));

export const number = {
  name: 'a number',
  async run(_, env, tally) {
    await onPreview(env, tally, {}, async ({ preview, tab, moves, check, note }) => {
      const link = tab.locator('a[href="#s5"]').first();
      await link.focus();
      await tab.evaluate(() => scrollTo({ top: document.getElementById('s3').offsetTop - 40, behavior: 'instant' }));
      const before = await tab.evaluate(() => scrollY);
      const start = Date.now();
      preview.change(REPORT, (text) => text.replace(PENALTIES, '行政处罚: 61'));
      check(await comes(() => tab.evaluate(() => [...document.querySelectorAll('td')].some((node) => node.textContent.trim() === '61'))), 'report.yaml', 'the page does not change');
      note(`from saving to the new page: ${Date.now() - start} ms`);
      await tab.waitForTimeout(100);
      const cell = await tab.evaluate(() => [...document.querySelectorAll('td')].some((node) => node.textContent.trim() === '61'));
      check(cell, 'report.yaml', 'no cell shows the new number');
      const lit = (await lights(tab)).texts;
      check(lit.length > 0 && lit.every((text) => /^(61( 件)?|比上年.*)$/.test(text)), 'flash', `lit are “${lit.join()}”`);
      const after = await tab.evaluate(() => [scrollY, document.activeElement.getAttribute('href')]);
      check(before > 300 && Math.abs(after[0] - before) <= 2, 'scroll', `the page was at ${before}, is at ${after[0]}`);
      check(after[1] === '#s5', 'focus', `is on ${after[1]}`);
      await tab.waitForTimeout(2100);
      check((await lights(tab)).texts.length === 0, 'flash', 'still lit after two seconds');
      check((await moves.now()) === 1, 'one save', `${moves.of - 1} reloads`);
    });
  },
};

export const otherFiles = {
  name: 'words, template, settings',
  async run(_, env, tally) {
    const changes = [
      ['report.md', WORDS, (text) => text.replace(PARAGRAPH, `新写的一句话。${PARAGRAPH}`), '新写的一句话。', 'replace'],
      ['a template', 'templates/base.html', (text) => text.replace('</footer>', '<p>模板里新加的一行</p></footer>'), '模板里新加的一行', 'write'],
      ['site.toml', 'site.toml', (text) => text.replaceAll('昌图县昌图镇人民政府', '昌图县昌图镇人民政府办公室'), '昌图县昌图镇人民政府办公室', 'write'],
    ];
    for (const [place, file, edit, words, write] of changes) {
      await onPreview(env, tally, {}, async ({ preview, tab, moves, check }) => {
        const before = preview.change(file, edit, write);
        check(await shows(tab, words), place, `the page does not show “${words}”`);
        preview[write](file, before);
        check(await lacks(tab, words), place, `“${words}” stays`);
        check((await moves.now()) === 1, place, `${moves.of - 1} reloads in all`);
      });
    }
  },
};

export const broken = {
  name: 'errors in the sources',
  async run(_, env, tally) {
    const faults = [
      ['report.yaml', REPORT, (text) => text.replace(PENALTIES, '行政处罚: [60'), /content\/reports\/2022\/report\.yaml:\d+/],
      ['site.toml', 'site.toml', (text) => `${text}\n[site\n`, /site\.toml:\d+/],
      ['a template', 'templates/report.html', (text) => `${text}\n{% if %}\n`, /templates\/report\.html/],
    ];
    for (const [place, file, edit, where] of faults) {
      await onPreview(env, tally, {}, async ({ preview, tab, moves, check }) => {
        const html = await tab.evaluate(() => document.querySelector('main').innerHTML);
        const before = preview.change(file, edit);
        check(await says(tab, 'stop', '有错误，页面还是上一版'), place, 'no sheet');
        check(where.test((await panel(tab)).stop ?? ''), place, `the sheet does not name ${where}`);
        check((await moves.now()) === 1, place, 'the page reloads');
        await tab.reload();
        check(await says(tab, 'stop', '有错误，页面还是上一版'), place, 'after a reload by hand, no sheet');
        check((await tab.evaluate(() => document.querySelector('main').innerHTML)) === html, place, 'the page is not the last good one');
        preview.write(file, before);
        check(await says(tab, 'stop', null), place, 'the sheet stays when all is mended');
        check((await moves.now()) === 2, place, 'the mended page is the same, yet it reloads');
      });
    }
    await onPreview(env, tally, {}, async ({ preview, tab, moves, check }) => {
      preview.change(REPORT, (text) => text.replace(PENALTIES, '行政处罚: [61'));
      await says(tab, 'stop', '有错误');
      preview.change(REPORT, (text) => text.replace('[61', '62'));
      check((await shows(tab, '62')) && (await says(tab, 'stop', null)), 'mended with another number', 'it is not shown, or the sheet stays');
    });
  },
};

export const never = {
  name: 'no edition yet',
  async run(_, env, tally) {
    const good = {};
    const before = (preview) => (good.text = preview.change(REPORT, (text) => text.replace(PENALTIES, '行政处罚: [60')));
    await onPreview(env, tally, { before, networkErrors: true }, async ({ preview, tab, moves, check }) => {
      check(await says(tab, 'stop', '有错误，还不能生成页面'), 'trouble', 'the sheet does not say it');
      check(/report\.yaml:\d+/.test((await panel(tab)).stop ?? ''), 'trouble', 'the sheet does not say where');
      preview.write(REPORT, good.text);
      check((await loaded(tab, moves)) && (await shows(tab, '行政处罚')), 'mended', 'the page does not come');
      check(await says(tab, 'stop', null), 'mended', 'the sheet stays');
    });
  },
};

export const gone = {
  name: 'a report goes and returns',
  async run(_, env, tally) {
    await onPreview(env, tally, { networkErrors: true }, async ({ preview, tab, check }) => {
      const status = async () => (await tab.request.get(tab.url())).status();
      preview.move('content/reports/2022', true);
      check(await comes(() => tab.evaluate(() => !document.querySelector('.t2'))), 'deleted', 'the page stays');
      check((await status()) === 404, 'deleted', `the answer is ${await status()}`);
      preview.move('content/reports/2022', false);
      check(await comes(() => tab.evaluate(() => Boolean(document.querySelector('.t2')))), 'restored', 'the page does not return');
      check((await status()) === 200, 'restored', `the answer is ${await status()}`);
    });
  },
};

export const unrelated = {
  name: 'other pages',
  async run(_, env, tally) {
    await onPreview(env, tally, { path: OTHER_PAGE }, async ({ preview, tab, open, moves, check }) => {
      const changed = await open('reports/2022/index.html');
      preview.change(WORDS, (text) => text.replace(PARAGRAPH, `只改了这一页。${PARAGRAPH}`));
      check(await shows(changed.tab, '只改了这一页。'), 'the changed page', 'does not reload');
      await tab.waitForTimeout(QUIET);
      check((await moves.now()) === 1, 'the other report', `reloads ${moves.of - 1} times`);
      check(changed.said.length === 0, 'console', () => changed.said.join(' | '));
    });
    await onPreview(env, tally, {}, async ({ preview, tab, moves, check }) => {
      const before = (await panel(tab)).toggle;
      // A reason less is a finding more, and no change of any page.
      preview.change(REPORT, (text) => text.replace(/ {2}TXT01: .*\n/, ''));
      check(await comes(async () => (await panel(tab)).toggle !== before), 'a new finding', `the panel still says “${before}”`);
      await tab.locator('gongkai-live .toggle').click();
      check(/TXT01/.test((await panel(tab)).findings), 'a new finding', 'is not in the list');
      await tab.waitForTimeout(500);
      check((await moves.now()) === 1, 'a new finding', 'reloads the page');
      for (const width of [1280, 360]) {
        await tab.setViewportSize({ width, height: 800 });
        const faults = await axeFaults(tab);
        check(faults.length === 0, `axe at ${width} px`, () => faults.join(' | '));
        const wide = await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        check(wide <= 0, `${width} px`, `the page scrolls sideways by ${wide} px`);
      }
    });
  },
};

export const burst = {
  name: 'twenty writes at once',
  async run(_, env, tally) {
    await onPreview(env, tally, {}, async ({ preview, tab, check, note }) => {
      const text = preview.read(REPORT);
      await tab.evaluate(() => {
        const line = document.querySelector('script[data-key]');
        new MutationObserver(() => (window.changes += 1)).observe(line, { attributes: true, attributeFilter: ['data-key'] });
      });
      // A busy machine may stretch a burst; a few tries make sure that one of them was quick.
      for (let first = 1001, quick = false; first < 6000 && !quick; first += 1000) {
        const versions = Array.from({ length: 20 }, (_none, at) => text.replace(PENALTIES, `行政处罚: ${first + at}`));
        const last = String(first + 19);
        await tab.evaluate(() => (window.changes = 0));
        const start = performance.now();
        for (const version of versions) preview.write(REPORT, version);
        const took = performance.now() - start;
        quick = took <= 5;
        check(await shows(tab, last), 'the last write', 'is not shown');
        await tab.waitForTimeout(QUIET);
        const changes = await tab.evaluate(() => window.changes);
        const most = quick ? 1 : 2;
        note(`${versions.length} writes in ${took.toFixed(1)} ms, ${changes} changes`);
        check(changes >= 1 && changes <= most, 'the burst', `${changes} changes, at most ${most} expected`);
        check(await shows(tab, last), 'the last write', 'does not stay');
      }
      check((await panel(tab)).stop === null, 'the burst', 'leaves a sheet of errors');
    });
  },
};

export const restart = {
  name: 'the program is stopped and started',
  async run(_, env, tally) {
    await onPreview(env, tally, { networkErrors: true }, async ({ preview, tab, moves, check }) => {
      await preview.stop();
      check(await says(tab, 'lost', '预览已断开，正在重连'), 'stopped', 'nobody says so');
      await preview.start(preview.port);
      check(await says(tab, 'lost', null), 'started again', 'the panel does not know');
      check((await moves.now()) === 1, 'started again', 'the same page reloads');
      await preview.stop();
      preview.change(REPORT, (text) => text.replace(PENALTIES, '行政处罚: 63'));
      await preview.start(preview.port);
      check(await comes(() => tab.evaluate(() => [...document.querySelectorAll('td')].some((node) => node.textContent.trim() === '63'))), 'started again', 'what changed meanwhile is not shown');
    });
  },
};

const edits = [
  ['words', WORDS, (text) => text.replace(PARAGRAPH, `改过的话。${PARAGRAPH}`)],
  ['a paragraph', WORDS, (text) => text.replace(PARAGRAPH, `${PARAGRAPH}\n\n另起一段。\n`)],
  ['a list', WORDS, (text) => text.replace('另起一段。', '- 甲\n- 乙\n')],
  ['another list', WORDS, (text) => text.replace('- 甲\n- 乙', '1. 乙\n2. 丙\n3. 甲')],
  ['a table of the author', WORDS, (text) => text.replace('1. 乙', '| 甲 | 乙 |\n|---|---|\n| 一 | 二 |\n\n1. 乙')],
  ['a row of it', WORDS, (text) => text.replace('| 一 | 二 |', '| 三 | 四 |\n| 一 | 二 |')],
  ['a heading', WORDS, (text) => text.replace('1. 乙', '### 小标题\n\n1. 乙')],
  ['another heading', WORDS, (text) => text.replace('### 小标题', '### 别的标题')],
  ['a picture', WORDS, (text) => text.replace('1. 乙', '![图的说明](files/t.png)\n\n1. 乙')],
  ['its words', WORDS, (text) => text.replace('图的说明', '改过的说明')],
  ['a number', REPORT, (text) => text.replace(PENALTIES, '行政处罚: 61')],
  ['the name of the site', 'site.toml', (text) => text.replaceAll('昌图县昌图镇人民政府', '昌图县昌图镇人民政府办公室')],
  ['a template', 'templates/base.html', (text) => text.replace('</footer>', '<p>一行</p></footer>')],
];

const GIF = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

export const inPlace = {
  name: 'in place',
  async run(_, env, tally) {
    await onPreview(env, tally, { networkErrors: true }, async ({ preview, tab, moves, check }) => {
      mkdirSync(join(preview.folder, 'content/reports/2022/files'), { recursive: true });
      writeFileSync(join(preview.folder, 'content/reports/2022/files/t.png'), GIF);
      const key = () => tab.evaluate(() => document.querySelector('script[data-key]').getAttribute('data-key'));
      const compare = async (name) => {
        const same = async () => (await tab.evaluate(bare)) === (await fresh(tab));
        if (await comes(same, 3000)) return check(true, name);
        return check(false, name, difference(await tab.evaluate(bare), await fresh(tab)));
      };
      const changed = async (name, change) => {
        const before = await key();
        change();
        check(await comes(async () => (await key()) !== before, 15000), name, 'does not come');
        await compare(name);
      };
      for (const [name, file, edit] of edits) await changed(name, () => preview.change(file, edit));
      await changed('the page goes', () => preview.move('content/reports/2022', true));
      check((await tab.request.get(tab.url())).status() === 404, 'the page goes', 'and is still there');
      await changed('the page comes back', () => preview.move('content/reports/2022', false));
      await changed('another report goes, and so do links to it', () => preview.move('content/reports/2021', true));
      check((await moves.now()) === 1, 'all of it', `${moves.of - 1} reloads`);
      preview.change(REPORT, (text) => text.replace('行政处罚: 61', '行政处罚: [61'));
      check(await says(tab, 'stop', '有错误'), 'a fault', 'is not told of');
      await changed('a fault is mended', () => preview.change(REPORT, (text) => text.replace('[61', '65')));
    });
  },
};

export const windows = {
  name: 'eight windows',
  async run(_, env, tally) {
    await onPreview(env, tally, {}, async ({ preview, tab, open, check }) => {
      const tabs = [tab];
      for (let more = 1; more < 8; more += 1) tabs.push((await open('reports/2022/index.html')).tab);
      preview.change(WORDS, (text) => text.replace(PARAGRAPH, `每个窗口都有。${PARAGRAPH}`));
      for (const [at, one] of tabs.entries()) check(await shows(one, '每个窗口都有。'), `window ${at + 1}`, 'does not change');
      const start = Date.now();
      const last = await open('index.html');
      check(Boolean(last.tab), 'one more page', 'does not load');
      check(Date.now() - start < 10000, 'one more page', `takes ${Date.now() - start} ms`);
    });
  },
};

export const REAL = [number, inPlace, windows, otherFiles, broken, never, gone, unrelated, burst, restart];
