// The panel and the sheet: what they say, that they follow without a reload,
// and that nothing in them can do harm or hide the page.

import { PLACE, blockedState, finding, goodText, reportPage, state } from './pages.mjs';
import { PATH, WAYS, comes, onStage, panel, says } from './stage.mjs';

export const panelShows = {
  name: 'panel',
  async run(_, env, tally) {
    await onStage(env, tally, {}, async ({ tab, mock, moves, check }) => {
      check((await panel(tab)).toggle === null, 'before any state', 'the panel already has a button');
      const other = finding({ level: 'error', message: '合计不等于各项之和', file: 'content/reports/2021/report.yaml', line: 7, here: false });
      mock.send('state', state([finding(), other], { more: 3 }));
      check(await says(tab, 'toggle', '检查：1 处必须改 · 1 处建议看'), 'counts', 'are not shown');
      check((await panel(tab)).findings === null, 'the list', 'opens by itself');
      await tab.locator('gongkai-live .toggle').click();
      const list = (await panel(tab)).findings ?? '';
      for (const words of [PLACE, '条例名称前多一个书名号', '怎么改：删去一个', '多一个书名号（规则 TXT01）', '本页', '其他页面', 'content/reports/2021/report.yaml:7:9', '还有 3 条没有列出']) {
        check(list.includes(words), 'the list', `lacks “${words}”`);
      }
      const mark = () => tab.evaluate(() => {
        const node = document.querySelector('gongkai-live').shadowRoot.querySelector('.findings li');
        node.marked = node.marked ?? Math.random();
        return node.marked;
      });
      const first = await mark();
      mock.send('state', state([finding({ line: 21 })]));
      check(await says(tab, 'findings', 'report.yaml:21:9'), 'an update', 'is not shown');
      check((await mark()) === first, 'an update', 'makes a known finding anew');
      check(!(await panel(tab)).findings.includes('2021/'), 'an update', 'leaves what is gone');
      check(await comes(async () => (await panel(tab)).spoken === '检查：1 处建议看'), 'an update', 'is not announced');
      mock.send('state', state([]));
      check(await says(tab, 'toggle', '检查：没有问题'), 'all mended', 'is not shown');
      check((await panel(tab)).findings?.includes('没有问题。'), 'all mended', 'is not in the list');
      mock.send('state', state([finding({ level: 'info', line: null, column: null })]));
      check(await says(tab, 'toggle', '检查：1 条提示'), 'a notice', 'is not counted');
      check(/report\.yaml\s*复制/.test((await panel(tab)).findings), 'a notice', 'without a line has no place');
      check((await moves.now()) === 1, 'updates', `cause ${moves.of - 1} reloads`);
    });
    await onStage(env, tally, { before: (mock) => (mock.greeting = [['state', state([finding()])]]) }, async ({ tab, turn, check }) => {
      await tab.locator('gongkai-live .toggle').click();
      await tab.locator('gongkai-live .findings .place').focus();
      for (const [way, another] of WAYS) {
        await turn({ penalties: way.length, ...another(way) }, way);
        check((await panel(tab)).findings?.includes(PLACE), way, 'closes the list');
        const focus = await tab.evaluate(() => document.activeElement.shadowRoot?.activeElement?.className);
        check(focus === 'place', way, `moves the focus from the finding to ${focus}`);
      }
    });
  },
};

export const sheet = {
  name: 'sheet of errors',
  async run(_, env, tally) {
    for (const [width, height] of [[1280, 800], [360, 640]]) {
      await onStage(env, tally, { width, height }, async ({ tab, mock, moves, check }) => {
        const place = `${width} px`;
        mock.send('state', state([finding()]));
        check((await says(tab, 'toggle', '1 处')) && (await panel(tab)).stop === null, place, 'the sheet is there without an error');
        mock.send('state', blockedState());
        for (const words of ['有错误，页面还是上一版', PLACE, '冒号后面缺一个空格', '怎么改：在冒号后面加']) {
          check(await says(tab, 'stop', words), place, `the sheet does not say “${words}”`);
        }
        check(!(await panel(tab)).stop?.includes('网站标识码'), place, 'the sheet lists what does not block');
        check(await comes(async () => (await panel(tab)).spoken.includes('页面还是上一版')), place, 'the sheet is not announced');
        const room = await tab.evaluate(async () => {
          scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' });
          await new Promise(requestAnimationFrame);
          const top = document.querySelector('gongkai-live').shadowRoot.querySelector('.stop').getBoundingClientRect().top;
          return { top, end: document.querySelector('footer').getBoundingClientRect().bottom, window: innerHeight };
        });
        check(room.end <= room.top, place, `the end of the page, at ${room.end}, is behind the sheet, at ${room.top}`);
        check(room.top >= room.window / 2, place, 'the sheet takes more than half of the window');
        await tab.locator('gongkai-live .fold').click();
        check(!(await panel(tab)).stop?.includes(PLACE), place, 'the sheet does not fold');
        mock.send('state', { ...blockedState(), edition: 2 });
        await tab.waitForTimeout(100);
        check(!(await panel(tab)).stop?.includes(PLACE), place, 'a folded sheet unfolds without news');
        mock.send('state', state([{ ...blockedState().items[0], line: 30 }], { blocked: true }));
        check(await says(tab, 'stop', ':30:9'), place, 'a new error does not unfold the sheet');
        mock.send('state', state([finding()]));
        check(await says(tab, 'stop', null), place, 'the sheet stays when all is mended');
        check(await comes(async () => (await panel(tab)).spoken.startsWith('错误改好了')), place, 'the mending is not announced');
        check((await moves.now()) === 1, place, 'the sheet causes a reload');
      });
    }
  },
};

export const hostile = {
  name: 'hostile words',
  async run(_, env, tally) {
    const bad = '<img src=x onerror="window.hurt=1"><script>window.hurt=1</script>${1}`&amp;';
    const long = `content/${'很长的文件夹名'.repeat(30)}/${'x'.repeat(300)}.yaml`;
    for (const width of [1280, 360]) {
      await onStage(env, tally, { width }, async ({ tab, mock, check }) => {
        const one = { level: 'error', rule: bad, file: bad, message: bad, help: bad, blocks: true };
        const nasty = [finding(one), finding({ ...one, file: long, message: 'W'.repeat(2000) })];
        const many = Array.from({ length: 500 }, (_none, at) => finding({ line: at, message: at % 2 ? '一样的话' : `第 ${at} 条` }));
        mock.send('state', state([...nasty, ...many], { blocked: true, more: 9999 }));
        await says(tab, 'toggle', '2 处必须改 · 500 处建议看');
        const start = Date.now();
        await tab.locator('gongkai-live .toggle').click();
        const seen = await tab.evaluate(() => {
          const tree = document.querySelector('gongkai-live').shadowRoot;
          const wide = (selector) => tree.querySelector(selector).scrollWidth - tree.querySelector(selector).clientWidth;
          return {
            hurt: window.hurt,
            strange: tree.querySelectorAll('img,script').length,
            items: tree.querySelectorAll('.findings li').length,
            text: tree.querySelector('.message').textContent,
            wide: Math.max(wide('.findings'), wide('.scroll'), document.documentElement.scrollWidth - innerWidth),
          };
        });
        const place = `${width} px`;
        check(!seen.hurt && seen.strange === 0, place, 'words of a finding became elements');
        check(seen.text === bad, place, `the message became “${seen.text}”`);
        check(seen.items === 502, place, `${seen.items} findings instead of 502`);
        check(seen.wide <= 0, place, `scrolls sideways by ${seen.wide} px`);
        check(Date.now() - start < 2000, place, 'five hundred findings take two seconds');
        mock.send('state', state([finding()]));
        check(await says(tab, 'stop', null), place, 'the sheet stays');
        const left = await tab.evaluate(() => document.querySelector('gongkai-live').shadowRoot.querySelectorAll('li').length);
        check(left === 1, place, `${left} findings are left instead of 1`);
      });
    }
  },
};

export const paper = {
  name: 'never on paper',
  async run(_, env, tally) {
    const old = () => {
      delete CSSStyleSheet.prototype.replaceSync;
    };
    for (const [place, prepare] of [['style sheets', undefined], ['older engines', old]]) {
      await onStage(env, tally, { prepare }, async ({ tab, mock, check }) => {
        mock.send('state', blockedState());
        check(await says(tab, 'stop', '有错误'), place, 'the sheet is not there');
        const pill = await tab.evaluate(() => {
          const node = document.querySelector('gongkai-live').shadowRoot.querySelector('.toggle');
          const { bottom, right, height } = node.getBoundingClientRect();
          return { low: bottom <= innerHeight && right <= innerWidth && right > innerWidth - 60, height, colour: getComputedStyle(node).color };
        });
        check(pill.low && pill.height >= 44 && pill.colour === 'rgb(26, 26, 26)', place, () => `the button looks wrong: ${JSON.stringify(pill)}`);
        await tab.emulateMedia({ media: 'print' });
        if (prepare) await tab.evaluate(() => dispatchEvent(new Event('beforeprint')));
        const boxes = await tab.evaluate(() => document.querySelector('gongkai-live').getClientRects().length);
        check(boxes === 0, place, 'the panel is printed');
        await tab.emulateMedia({ media: 'screen' });
        if (prepare) await tab.evaluate(() => dispatchEvent(new Event('afterprint')));
        check(await says(tab, 'stop', '有错误'), place, 'the sheet does not come back after printing');
      });
    }
    await onStage(env, tally, {}, async ({ tab, mock, check }) => {
      const sheets = async () => ((await tab.pdf({ format: 'A4' })).toString('latin1').match(/\/Type \/Page\b(?!s)/g) ?? []).length;
      const quiet = await sheets();
      mock.send('state', blockedState());
      await says(tab, 'stop', '有错误');
      const loud = await sheets();
      check(quiet > 0 && quiet === loud, 'PDF', `${loud} sheets with the panel, ${quiet} without`);
      mock.setPage(PATH, reportPage(goodText()), 'one');
    });
  },
};
