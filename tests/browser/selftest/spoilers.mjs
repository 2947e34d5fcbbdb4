// Ways to spoil the good site, each with the concern that must notice and a
// part of the words in which it must say so.

import { SHARDS, addSearch } from './searchable.mjs';

const swap = (part, from, to) => (parts) => {
  const spoiled = parts[part].replace(from, to);
  if (spoiled === parts[part]) throw new Error(`nothing to spoil: ${part} lacks ${from}`);
  parts[part] = spoiled;
};
const add = (part, text) => (parts) => (parts[part] += text);
const set = (part, value) => (parts) => (parts[part] = value);

/** The good site with a search, of which a file is spoiled. */
const search = (file, from, to) => (parts) => {
  addSearch(parts);
  const spoiled = parts.files[`search/${file}`].replace(from, to);
  if (spoiled === parts.files[`search/${file}`]) throw new Error(`nothing to spoil: ${file} lacks ${from}`);
  parts.files[`search/${file}`] = spoiled;
};

// One transparent pixel.
const PIXEL = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64');

/** Bytes that gzip cannot shrink, the same in every run. */
function noise(length) {
  let state = 1;
  const next = () => (state = (state * 48271) % 2147483647);
  return Array.from({ length }, () => String.fromCharCode(97 + (next() % 26))).join('');
}

export const SPOILERS = [
  ['html', 'error', swap('report', '<h2 id="s1">', '<h2 id="s1" id="s1">')],
  ['html', 'warning', swap('index', '<p>', '<section><p>空节</p></section><p>')],
  ['old-engines', 'script', add('js', 'var f = () => 1;')],
  ['budget', 'raw', add('report', `<!--${'x'.repeat(46000)}-->`)],
  ['budget', 'gzip', add('report', `<!--${noise(22000)}-->`)],
  ['budget', 'elements', add('index', '<p>一</p>'.repeat(600))],
  ['budget', 'style', add('css', `/*${'x'.repeat(8192)}*/`)],
  ['budget', 'script', add('js', `/*${'x'.repeat(3072)}*/`)],
  ['budget', 'requests', (parts) => {
    parts.report += '<p><img src="dot.png" alt="点"></p>';
    parts.files['reports/2022/dot.png'] = PIXEL;
  }],
  ['budget', 'console', add('js', "throw new Error('broken');")],
  ['budget', 'cookies', add('js', "document.cookie='a=1';")],
  ['policy', 'has no content security policy', set('policy', () => '')],
  ['policy', 'an added', set('policy', () => "default-src 'self' 'unsafe-inline'")],
  ['policy', 'a changed script', set('policy', () => "default-src 'self' 'unsafe-inline'")],
  ['policy', 'a foreign host', set('policy', (style, script) => `default-src 'none'; style-src ${style}; script-src ${script}; img-src *`)],
  ['policy', 'violates its own policy', set('policy', () => "default-src 'none'")],
  ['links', 'no such file', swap('index', '</p>', ' <a href="reports/2021/index.html">2021</a></p>')],
  ['links', 'no such file', swap('index', 'href="reports/2022/index.html"', 'href="reports/2022/"')],
  ['links', 'root of the host', swap('index', '</p>', ' <a href="/index.html">首页</a></p>')],
  ['links', 'anchor', swap('index', 'index.html"', 'index.html#s9"')],
  ['links', 'scheme', swap('index', '</p>', ' <a href="javascript:void(0)">空</a></p>')],
  ['links', 'no page links to it', (parts) => (parts.files['lost.html'] = '<!DOCTYPE html><title>x</title><a href="index.html">x</a>')],
  ['links', 'differ about the links', (parts) => {
    parts.policy = () => '';
    parts.head = '<base href="elsewhere/">';
  }],
  ['clicks', 'is 3 clicks', (parts) => {
    const way = (to) => `<!DOCTYPE html><title>x</title><a href="${to}">x</a>`;
    Object.assign(parts.files, { 'index.html': way('a.html'), 'a.html': way('b.html'), 'b.html': way('reports/2022/index.html') });
  }],
  ['tables', 'not in the table', swap('report', 'headers="r3 a c2"', 'headers="r3 a c99"')],
  ['tables', 'the grid says', swap('report', 'headers="r3 a c2"', 'headers="r3 a c1"')],
  ['tables', 'the grid says', swap('report', ' headers="g1 g1c1"', '')],
  ['tables', 'ids used twice', swap('report', 'id="r4"', 'id="r5"')],
  ['tables', '25 × 7', swap('report', /<tr><th scope="row" id="r7">.*?<\/tr>/, '')],
  ['tables', 'has no caption', swap('report', '<caption>第二十条第（六）项</caption>', '')],
  ['tables', 'blocks', swap('report', '第二十条第（六）项', '处罚')],
  ['columns', 'is announced in column', swap('report', ' aria-colindex="2"', '')],
  ['columns', 'is announced in column', swap('report', 'headers="r3 a c2"', 'headers="r3 a c2" aria-colindex="9"')],
  ['heard', 'has no caption', swap('index', '<caption>历年数据</caption>', '')],
  ['heard', 'cells without words', swap('index', '4件', '<span aria-hidden="true">▇</span>')],
  ['heard', 'does not span', swap('index', '<th scope="rowgroup" colspan="2">申请</th>', '<th scope="rowgroup">申请</th><td>共</td>')],
  ['heard', 'repeat the name', swap('index', '4件', '本年新收4件')],
  ['heard', 'a date stands in the heading', swap('index', '年报</h1>', '年报<time datetime="2022">2022</time></h1>')],
  ['keyboard', 'not a skip link', set('skip', '')],
  ['keyboard', 'not on the screen', swap('css', '.skip:focus{left:0}', '')],
  ['keyboard', 'leaves the focus', swap('js', 'm.tabIndex=-1;m.focus()', '')],
  ['keyboard', 'Tab goes back', (parts) => {
    parts.mainTag = '<main id="main" tabindex="-1">';
    parts.js = parts.js.replace("m.removeAttribute('tabindex')", '');
    parts.index += '<p>正文</p><p><a href="reports/2022/index.html">再看</a></p>';
  }],
  ['keyboard', 'without scripts', swap('skip', '#main', '#')],
  ['keyboard', 'no focus ring', swap('css', 'outline:3px solid', 'outline:1px solid')],
  ['keyboard', 'in the order', swap('index', '<a ', '<a tabindex="3" ')],
  ['keyboard', 'trapped', add('js', "document.onkeydown=function(e){if(e.key==='Tab'&&document.activeElement.tagName==='BUTTON')e.preventDefault()};")],
  ['keyboard', 'not focusable', swap('report', 'aria-label="表四" tabindex="0"', 'aria-label="表四"')],
  ['targets', 'too small to tap', swap('css', 'padding:10px 0', 'padding:2px 0')],
  ['targets', '(extra large) at 360 px: too small', add('css', '.fs-xl button{min-height:30px;height:30px}')],
  ['aids', 'but its head stays', swap('report', /class="scroll"(?= role="region" aria-label="表四")/, 'class="scroll fit ok"')],
  ['aids', 'but its head does not stay', swap('report', 'class="scroll"', 'class="scroll fit"')],
  ['aids', 'is not seen', add('css', 'header{position:fixed;top:0;left:0;right:0;height:400px;background:#fff}')],
  ['aids', 'is not folded', swap('report', 'class="scroll"', 'class="scroll zero"')],
  ['aids', 'folded on a wide window', (parts) => {
    parts.report = parts.report.replace('class="scroll"', 'class="scroll zero"');
    parts.css += '.zero{display:none}';
  }],
  ['aids', 'hidden without scripts', (parts) => {
    parts.css += '.t3{display:none}.js .t3{display:table}';
    parts.js += "document.documentElement.className='js';";
  }],
  ['reflow', '(standard)', add('css', 'h1{min-width:500px}')],
  ['reflow', '(extra large)', add('css', '.fs-xl h1{width:20em}')],
  ['scripts-off', 'all text', add('js', "document.querySelector('main').appendChild(document.createTextNode('多出来的话'));")],
  ['scripts-off', 'shown text', (parts) => {
    parts.css += 'h1{display:none}.js h1{display:block}';
    parts.js += "document.documentElement.className='js';";
  }],
  ['paper', 'not on paper', add('css', '@media print{.t3 tr:nth-child(9) td:last-child{display:none}}')],
  ['paper', 'wider than the sheet', add('css', '@media print{article{width:1200px}}')],
  ['paper', 'heading', add('css', '@media print{#s4{display:none}}')],
  ['paper', 'wider than the sheet', add('css', '@media print{.t4{min-width:1200px}}')],
  ['paper', 'is split', swap('css', 'table,tr{break-inside:avoid}', 'tr{break-inside:avoid}')],
  ['paper', 'differently without scripts', add('js', "document.querySelector('h1').appendChild(document.createTextNode('草稿'));")],
  ['paper', 'allowed', add('css', '@media print{h2{break-before:page}}')],
  ['accessibility', 'image-alt', add('index', '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">')],
  ['accessibility', 'color-contrast', swap('css', '.hc a{color:#ff0}', '.hc a{color:#333}')],
  ['accessibility', 'th-has-data-cells', swap('index', '<td>4件</td>', '<th scope="row">4件</th>')],
  ['accessibility', 'shown at no width', (parts) => {
    parts.css += '.gone{display:none}';
    parts.index += '<p class="gone">藏着的话</p>';
  }],
  ['accessibility', 'identical-links', add('index', '<p><a href="index.html">2022年年报</a></p>')],
  ['accessibility', 'no button', swap('js', '>特大<', '>更大<')],
  ['accessibility', 'scrollable-region-focusable', swap('report', 'aria-label="表四" tabindex="0"', 'aria-label="表四"')],
  ['search', 'the site has no search', add('index', '<form action="search/index.html"></form>')],
  ['search', 'does not find', (parts) => {
    addSearch(parts);
    for (let shard = 0; shard < SHARDS; shard += 1) {
      const file = `search/terms/${shard}.js`;
      parts.files[file] = parts.files[file].replaceAll(/(?<=[" ])公开(?= )/g, '公布');
    }
  }],
  ['search', 'does not find', search('search.js', '1979815', '1979816')],
  ['search', 'which does not have it', search('search.js', 'if (!words.every', 'if (words.length > 9 && !words.every')],
  ['search', 'made elements of text', search('search.js', 'node.appendChild(doc.createTextNode(part))', "node.insertAdjacentHTML('beforeend', part)")],
  ['search', 'has nothing marked', search('search.js', 'if (marks[start])', 'if (!part)')],
  ['search-page', 'before anything is asked', search('search.js', 'form.hidden = false;', "form.hidden = false;load(['search/forms.js'], read);")],
  ['search-page', 'the query is not in the address', search('search.js', "'?' + query", "''")],
  ['search-page', 'the way back', search('search.js', 'win.onpopstate', 'win.onnothing')],
  ['search-page', 'the focus is not at the main part', search('search.js', 'main.focus', 'main.blur')],
  ['search-page', 'does not say what to do', search('search.js', '没有找到', '无')],
  ['search-page', 'is answered with', search('search.js', '没有读到文件 ', '')],
  ['search-policy', 'an added script was run', (parts) => {
    addSearch(parts);
    const strict = parts.policy;
    parts.policy = (...given) => strict(...given).replace("'self';", "'self' 'unsafe-inline' https:;").replace(/script-src 'sha256-[^']*'/, 'script-src');
  }],
  ['search-policy', 'a form to another host was sent', (parts) => {
    addSearch(parts);
    const strict = parts.policy;
    parts.policy = (...given) => strict(...given).replace("form-action 'self'", 'form-action *');
  }],
  ['search-policy', 'a form to the site is sent', (parts) => {
    addSearch(parts);
    const strict = parts.policy;
    parts.policy = (...given) => strict(...given).replace("form-action 'none'", "form-action 'self'");
  }],
];
