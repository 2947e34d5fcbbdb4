// The pages of the mock server: the good report of the self-test under its
// strict policy, with everything added that a reload could lose.

import { assemble, goodParts } from '../selftest/good.mjs';

const ADDED = `.wide{overflow-x:auto}.wide p{width:3000px}.box{height:120px;overflow:auto}details{margin:1rem 0}
html{scroll-behavior:smooth}.key{padding:1rem}input,textarea,select{font:inherit;border:1px solid #767676;min-height:44px}
input:focus,textarea:focus,select:focus,summary:focus{outline:3px solid #1a1a1a}
.hc details,.hc aside,.hc input,.hc textarea,.hc select{background:#000;color:#fff}`;

const lines = (from, to) => Array.from({ length: to - from }, (_, at) => `<p>第${from + at}段：${'一段普通的文字。'.repeat(6)}</p>`).join('');

/** What stands on the report page; a test changes it to make the next version. */
export function goodText() {
  return {
    before: '',
    penalties: 61,
    glance: 61,
    extra: '',
    between: '',
    secret: '藏起来的文字',
    js: '',
    css: '',
  };
}

/** The report page as HTML. */
export function reportPage(text) {
  const parts = goodParts();
  parts.css += ADDED + text.css;
  parts.js += text.js;
  parts.report = parts.report.replace('<td>61</td>', `<td>${text.penalties}</td>`).replace(
    '</article>',
    `${text.extra}</article>
<aside class="key" aria-labelledby="glance"><h2 id="glance">数据速览</h2><ul><li><b>${text.glance}</b> 件<span>行政处罚</span></li></ul></aside>
${lines(1, 12)}${text.between}${lines(12, 24)}
<p id="target">这一段有编号。</p>
<form><p><label>筛选 <input name="filter" value=""></label></p><p><label>意见 <textarea name="words" rows="3"></textarea></label></p>
<p><label><input type="checkbox" name="tick"> 只看本年</label></p><p><label>年度 <select name="year"><option>2021</option><option>2022</option></select></label></p></form>
<details><summary>第一处说明</summary><p>${text.secret}</p></details><details><summary>第二处说明</summary><p>别的文字</p></details>
<div class="wide" role="region" aria-label="宽表" tabindex="0"><p>很宽的一行</p></div>
<div class="box" role="region" aria-label="长文" tabindex="0">${lines(24, 30)}</div>
<p><a href="../../index.html" id="last">最后一个链接</a></p>`,
  );
  parts.report = parts.report.replace('<h2 id="s1">', `${text.before}<h2 id="s1">`);
  return assemble(parts)['reports/2022/index.html'];
}

/** The place of the finding that stands first in most tests. */
export const PLACE = 'content/reports/2022/report.yaml:18:9';

export function finding(more = {}) {
  return {
    level: 'warning',
    rule: 'TXT01',
    file: 'content/reports/2022/report.yaml',
    line: 18,
    column: 9,
    message: '条例名称前多一个书名号',
    help: '删去一个“《”',
    here: true,
    ...more,
  };
}

/** A state as the server sends it, with its counts. */
export function state(items, more = {}) {
  const count = (level) => items.filter((item) => item.level === level).length;
  return { edition: 1, blocked: false, errors: count('error'), warnings: count('warning'), infos: count('info'), items, more: 0, ...more };
}

/** A state in which the sources cannot be built. */
export function blockedState() {
  const broken = { level: 'error', rule: 'YML01', blocks: true, message: '第 18 行不能读：冒号后面缺一个空格', help: '在冒号后面加一个空格' };
  return state([finding(broken), finding({ here: false, level: 'info', message: '没有填网站标识码', file: 'site.toml', line: 4, help: null })], {
    blocked: true,
  });
}
