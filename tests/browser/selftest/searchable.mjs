// The good site with a search: the theme's own script over an index written here, after
// docs/reference/search.md. Two articles, four shards.

import { readFileSync } from 'node:fs';
import { page } from './good.mjs';

const SCRIPT = new URL('../../../templates/search.js', import.meta.url);
export const SHARDS = 4;
const ARTICLES = [
  // Numbers of articles, ids in the index: the report of 2022 is 0, the page counts from the end.
  { id: 0, number: 2022, path: 'reports/2022/index.html', title: '示例镇2022年年报', date: '2023-01-20', text: '全年主动公开政府信息268条，受理申请12件。\n标签样的文字 <b>粗</b> 和 𠮷 照样显示。' },
  { id: 1, number: 10000, path: 'index.html', title: '政府信息公开年报', date: '', text: '示例镇历年的年报。公开 电话 12345，政府 信息 公开。' },
];
const DIGITS = Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at)).filter((sign) => !'!"#$*<\\^'.includes(sign));

const MAIN = `<h1>检索</h1><form id="search" action="index.html" role="search" hidden><p><label for="q">字词</label> <input id="q" name="q" type="search"> <button>检索</button></p>
<p><label for="year">年度</label> <select id="year" name="year"><option value="">全部</option><option>2022</option></select></p></form>
<p id="sum" role="status"></p><ol id="hits"></ol><p id="further"></p>
<p><a href="../reports/2022/index.html">2022年年报</a></p><script src="search.js"></script>`;

/** Adds the search to the parts of the good site; its files can be spoiled in `files`. */
export function addSearch(parts) {
  const strict = parts.policy;
  const isBoxed = (path) => path === 'index.html' || path === 'search/index.html';
  parts.policy = (style, script, path) => {
    const scripts = path === 'search/index.html' ? `${script} 'self'` : script;
    const policy = strict(style, scripts, path);
    return isBoxed(path) ? policy.replace("form-action 'none'", "form-action 'self'") : policy;
  };
  parts.css += 'input,select{min-height:44px;font:inherit}mark{color:#000}@media print{form{display:none}}a,h1,p{overflow-wrap:anywhere}input:focus,select:focus{outline:3px solid #1a1a1a}';
  Object.assign(parts.files, index(), { 'search/search.js': readFileSync(SCRIPT, 'utf8') });
  parts.late = () => ({ 'search/index.html': page(parts, '检索', '../index.html', MAIN, 'search/index.html') });
}

function index() {
  const written = ({ number, path, title, date, text }) => [number, path, title, date, '', `${text}\n示例镇`];
  const shards = Array.from({ length: SHARDS }, () => []);
  for (const posting of postings()) shards[shardOf(posting[0])].push(posting);
  return {
    'search/site.js': `gk.site(${JSON.stringify({ format: 1, shards: SHARDS, first: 2022, last: 2022, units: 1, own: 2, slots: 1, chunk: 128 })});\n`,
    'search/forms.js': 'gk.forms({});\n',
    'search/units/0.js': 'gk.units(0,[["","示例镇",[2022]]]);\n',
    'search/texts/0.js': `gk.texts("",0,${JSON.stringify(ARTICLES.map(written))});\n`,
    ...Object.fromEntries(shards.map((terms, shard) => [`search/terms/${shard}.js`, termsFile(terms, shard)])),
  };
}

function termsFile(terms, shard) {
  const names = terms.map(([term]) => term).join(' ');
  return `gk.terms(${shard},${JSON.stringify(names)},${JSON.stringify(terms.map(([, ids]) => list(ids)).join(''))});\n`;
}

/** The hash in whole numbers of any size, where the script has to take care. */
function shardOf(term) {
  let hash = 2166136261n;
  const all = 1n << 32n;
  for (const sign of term) hash = ((hash ^ BigInt(sign.codePointAt(0))) * 1979815n) % all;
  hash = ((hash ^ (hash >> 15n)) * 1540483n) % all;
  return Number((hash ^ (hash >> 13n)) % BigInt(SHARDS));
}

/** Every stretch of one to four signs that an article has, with the articles. */
function postings() {
  const found = new Map([['=', [0, 1]], ['=2022', [0]]]);
  for (const { id, title, text } of ARTICLES) {
    for (const run of `${title}\n${text}\n示例镇`.replaceAll(' ', '').toLowerCase().match(/[\p{L}\p{N}]+/gu)) {
      const signs = [...run];
      for (let from = 0; from < signs.length; from += 1) {
        for (let size = 1; size <= 4 && from + size <= signs.length; size += 1) {
          const term = signs.slice(from, from + size).join('');
          found.set(term, [...new Set([...(found.get(term) ?? []), id])]);
        }
      }
    }
  }
  return found;
}

/** Ids as the differences between them. */
const list = (ids) => `!${ids.map((id, at) => DIGITS[id - (at === 0 ? -1 : ids[at - 1])]).join('')}`;
