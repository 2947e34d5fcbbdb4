// A small site that is right in every respect: one index, one report. The
// self-test spoils it in one place at a time.

import { createHash } from 'node:crypto';
import { THREE_ROWS, THREE_COLUMNS, FOUR_GROUPS, FOUR_CELLS } from './form.mjs';

const CSS = `html{font-size:112.5%}body{margin:0;background:#fff;color:#1a1a1a;font-family:"Noto Sans CJK SC",sans-serif;line-height:1.75;overflow-wrap:break-word}
main{display:block;padding:0 1rem}header,footer,nav{padding:.5rem 1rem}a{color:#0b4f9e}
nav a,p a{display:inline-block;padding:10px 0}
a:focus,button:focus,.scroll:focus{outline:3px solid #1a1a1a;background:#fd0;color:#1a1a1a}main:focus{outline:0}
.skip{position:absolute;left:-999em;top:0}.skip:focus{left:0}
button{font:inherit;min-height:44px;min-width:44px;background:#fff;color:#1a1a1a}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.8rem}
th,td{border:1px solid #767676;padding:.2rem;font-weight:400}td{text-align:right}
.v{-ms-writing-mode:tb-rl;writing-mode:vertical-rl;white-space:nowrap}.t4{min-width:34em}
.fs-xl{font-size:162.5%}.hc body,.hc button{background:#000;color:#fff}.hc a{color:#ff0}
.hc a:focus,.hc button:focus,.hc .scroll:focus{color:#000}
@media print{@page{size:A4;margin:20mm 18mm}html{font-size:12pt}.skip,header,footer,nav{display:none}main{padding:0}.scroll{overflow:visible}table{font-size:8.5pt;line-height:1.25}table,tr{break-inside:avoid}th,td{padding:1pt}}`;

const JS = `(function(d){var h=d.querySelector('header'),n=d.createElement('div');n.setAttribute('role','group');n.setAttribute('aria-label','阅读辅助');
n.innerHTML='<button type="button">特大</button><button type="button">高对比</button>';
n.onclick=function(e){d.documentElement.className+=e.target.textContent==='特大'?' fs-xl':' hc'};h.appendChild(n)})(document);
(function(d){var m=d.querySelector('main'),s=d.querySelector('.skip');if(s)s.onclick=function(){m.tabIndex=-1;m.focus()};m.onblur=function(){m.removeAttribute('tabindex')}})(document);`;

/** The parts of both pages, for a spoiler to change before they are put together. */
export function goodParts() {
  return {
    css: CSS,
    js: JS,
    policy: (style, script) =>
      `default-src 'none'; style-src ${style}; script-src ${script}; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'`,
    head: '',
    skip: '<a class="skip" href="#main">跳到正文</a>',
    mainTag: '<main id="main">',
    index: `<h1>政府信息公开年报</h1><p><a href="reports/2022/index.html">2022年年报</a></p>${overview()}`,
    report: report(),
    files: {},
    /** Pages that are put together after the parts were spoiled. */
    late: () => ({}),
  };
}

/** Every file of the site that these parts make, by path. */
export function assemble(parts) {
  return {
    'index.html': page(parts, '年报', 'reports/2022/index.html', parts.index, 'index.html'),
    'reports/2022/index.html': page(parts, '2022年年报', '../../index.html', parts.report, 'reports/2022/index.html'),
    ...parts.late(),
    ...parts.files,
  };
}

/** A page of the site, at this path. */
export function page(parts, title, other, main, path) {
  const hash = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  const policy = parts.policy(hash(parts.css), hash(parts.js), path);
  const meta = policy === '' ? '' : `<meta http-equiv="Content-Security-Policy" content="${policy}">`;
  return `<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title>
${meta}<style>${parts.css}</style><link rel="icon" href="data:,">${parts.head}</head>
<body>${parts.skip}<header><p>示例镇</p></header><nav aria-label="当前位置"><a href="${other}">另一页</a></nav>
${parts.mainTag}${main}</main><footer><p>主办：示例镇</p></footer><script>${parts.js}</script></body></html>
`;
}

/** A table of ours: a caption, heads, a group. */
function overview() {
  return `<table><caption>历年数据</caption><thead><tr><th scope="col">项目</th><th scope="col">2022年</th></tr></thead><tbody><tr><th scope="rowgroup" colspan="2">申请</th></tr><tr><th scope="row">本年新收</th><td>4件</td></tr></tbody></table>`;
}

function report() {
  const block = (name, row, value) =>
    `<table><caption>第二十条第（${name}）项</caption><thead><tr><th scope="col">信息内容</th><th scope="col">本年处理决定数量</th></tr></thead><tbody><tr><th scope="row">${row}</th><td>${value}</td></tr></tbody></table>`;
  const region = (name, table) => `<div class="scroll" role="region" aria-label="${name}" tabindex="0">${table}</div>`;
  return `<article><h1>示例镇2022年政府信息公开工作年度报告</h1><h2 id="s1">一、总体情况</h2><p>全年处罚61件。</p>
<h2 id="s2">二、主动公开政府信息情况</h2>${block('一', '规范性文件', 12)}${block('五', '行政许可', 345)}${block('六', '行政处罚', 61)}${block('八', '行政事业性收费', '4166.214619')}
<h2 id="s3">三、收到和处理政府信息公开申请情况</h2>${region('表三', tableThree())}
<h2 id="s4">四、政府信息公开行政复议、行政诉讼情况</h2>${region('表四', tableFour())}</article>`;
}

function tableThree() {
  // The corner above reaches into the row of the heads.
  const place = (at) => (at === 0 ? ' aria-colindex="2"' : '');
  const columnHeads = THREE_COLUMNS.map((label, at) => `<th scope="col" id="c${at}" headers="a"${place(at)}><span class="v">${label}</span></th>`);
  let count = 100;
  const cells = (heads) => THREE_COLUMNS.map((_, at) => `<td headers="${heads} a c${at}">${(count += 1)}</td>`).join('');
  const lines = THREE_ROWS.map((label, at) => `<tr><th scope="row" id="r${at}">${label}</th>${cells(`r${at}`)}</tr>`);
  return `<table class="t3"><caption>收到和处理政府信息公开申请情况</caption><thead><tr><td rowspan="2" headers="a">（勾稽关系）</td><th scope="colgroup" colspan="7" id="a">申请人情况</th></tr><tr>${columnHeads.join('')}</tr></thead><tbody>${lines.join('')}</tbody></table>`;
}

function tableFour() {
  const groups = FOUR_GROUPS.map((label, at) => `<th scope="colgroup" colspan="5" id="g${at}">${label}</th>`);
  const every = (make) => FOUR_GROUPS.map((_, group) => FOUR_CELLS.map((label, cell) => make(group, cell, label)).join('')).join('');
  const heads = every((group, cell, label) => `<th scope="col" id="g${group}c${cell}" headers="g${group}"><span class="v">${label}</span></th>`);
  const data = every((group, cell) => `<td headers="g${group} g${group}c${cell}">${700 + group * 10 + cell}</td>`);
  return `<table class="t4"><caption>政府信息公开行政复议、行政诉讼情况</caption><thead><tr>${groups.join('')}</tr><tr>${heads}</tr></thead><tbody><tr>${data}</tr></tbody></table>`;
}
