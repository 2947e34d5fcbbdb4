// What the preview says: a button with the counts, the list behind it, the
// sheet that says why the page is still an old one, and whether the server answers.
// It lives in a shadow tree, where the page's styles and ids cannot reach.

const panel = (function (win, doc, look) {
  const ROOM = 72;
  const OPEN = 'gongkai-live-open';
  const FOLDED = 'gongkai-live-folded';
  const LOST = '预览已断开，正在重连…';
  const BACK = '预览已恢复';
  // Words that stand for a shorter time may not be heard.
  const SPOKEN = 1000;
  const STALE = 5000;
  const LEVELS = { error: '必须改', warning: '建议看', info: '提示' };
  const host = doc.createElement('gongkai-live');
  const tree = host.attachShadow({ mode: 'open' });
  const trouble = doc.documentElement.hasAttribute('data-trouble');
  let state = null;
  let spoken = '';
  const waiting = new Map();
  let timer = 0;
  let heardAt = 0;
  let said = '';

  function make(parent, tag, attributes, text) {
    const node = doc.createElement(tag);
    Object.keys(attributes || {}).forEach(function (name) {
      node.setAttribute(name, attributes[name]);
    });
    if (text) node.textContent = text;
    parent.appendChild(node);
    return node;
  }

  function say(node, text) {
    if (node.textContent !== text) node.textContent = text;
  }

  function speak() {
    // Emptied first: words that stand there already are not spoken again.
    polite.textContent = '';
    timer = win.setTimeout(function () {
      const words = Array.from(waiting.values()).join('。');
      // Orca takes the same words twice running for one message.
      said = words === said ? words + '。' : words;
      say(polite, said);
      waiting.clear();
      heardAt = Date.now() + SPOKEN;
      timer = win.setTimeout(function () { polite.textContent = ''; }, STALE);
    }, 100);
  }

  /** Puts words where a screen reader hears them once, and takes them away before they could be found stale. */
  function announce(about, text) {
    // What was not yet said about the same thing is out of date.
    waiting.set(about, text);
    win.clearTimeout(timer);
    timer = win.setTimeout(speak, Math.max(0, heardAt - Date.now()));
  }

  // ---- The parts ----

  // Everything stands in one dock at the foot of the window, and the page gets
  // that much room below its end: nothing of it is ever out of sight for good.
  const dock = make(tree, 'div', { class: 'dock' });
  const stop = make(dock, 'section', { class: 'stop', 'aria-label': '错误', hidden: '' });
  const head = make(stop, 'div', { class: 'head' });
  const title = trouble ? '有错误，还不能生成页面' : '有错误，页面还是上一版';
  make(head, 'h2', {}, title);
  const fold = make(head, 'button', { type: 'button', class: 'fold', 'data-name': 'fold', 'aria-controls': 'errors' });
  const errors = make(stop, 'div', { id: 'errors', class: 'scroll' });
  const errorList = make(errors, 'ol', {});
  make(errors, 'p', { class: 'tip' }, '改好、保存以后，这里会自动更新。');

  const desk = make(dock, 'section', { class: 'desk', 'aria-label': '预览' });
  const toggle = make(desk, 'button', {
    type: 'button', class: 'toggle', 'data-name': 'toggle', 'aria-controls': 'findings', 'aria-expanded': 'false', hidden: '',
  });
  const lost = make(desk, 'p', { class: 'lost', hidden: '' });
  const findings = make(desk, 'div', { id: 'findings', class: 'findings', role: 'region', 'aria-label': '检查结果', hidden: '' });
  make(findings, 'h2', {}, '检查结果');
  const none = make(findings, 'p', { class: 'tip' }, '没有问题。');
  const hereHead = make(findings, 'h3', {}, '本页');
  const hereList = make(findings, 'ul', {});
  const restHead = make(findings, 'h3', {}, '其他页面');
  const restList = make(findings, 'ul', {});
  const more = make(findings, 'p', { class: 'tip' });
  const polite = make(desk, 'p', { class: 'unseen', 'aria-live': 'polite' });

  // ---- One finding ----

  function placeOf(item) {
    return [item.file, item.line, item.column].filter(function (part) {
      return part !== null && part !== undefined;
    }).join(':');
  }

  function newItem(key, list) {
    const item = doc.createElement('li');
    item.setAttribute('data-key', key);
    const what = make(item, 'p', {});
    // A screen reader runs together what only a margin keeps apart.
    make(what, 'b', {});
    what.appendChild(doc.createTextNode(' '));
    make(what, 'span', { class: 'message' });
    make(what, 'span', { class: 'rule' });
    const place = make(item, 'button', { type: 'button', class: 'place', 'data-name': list + '|' + key });
    make(place, 'code', {});
    place.appendChild(doc.createTextNode(' '));
    make(place, 'span', {}, '复制');
    make(item, 'p', { class: 'help' });
    return item;
  }

  function writeItem(node, item) {
    node.className = item.level;
    say(node.querySelector('b'), LEVELS[item.level] || item.level);
    say(node.querySelector('.message'), item.message);
    say(node.querySelector('.rule'), item.rule ? '（规则 ' + item.rule + '）' : '');
    say(node.querySelector('code'), placeOf(item));
    node.querySelector('.place').hidden = !placeOf(item);
    say(node.querySelector('.help'), item.help ? '怎么改：' + item.help : '');
    node.querySelector('.help').hidden = !item.help;
  }

  /** Keys without line numbers: a finding stays the same one when lines are added above it. */
  function keyed(items) {
    const seen = {};
    return items.map(function (item) {
      const same = JSON.stringify([item.level, item.rule, item.file, item.message]);
      seen[same] = (seen[same] || 0) + 1;
      return [same + seen[same], item];
    });
  }

  /** Changes a list in place: what stays is not touched, so it keeps the focus. */
  function fill(list, name, items) {
    const wanted = keyed(items);
    const old = new Map();
    Array.from(list.children).forEach(function (node) {
      old.set(node.getAttribute('data-key'), node);
    });
    const gone = new Map(old);
    wanted.forEach(function (pair) { gone.delete(pair[0]); });
    gone.forEach(function (node) { node.remove(); });
    wanted.forEach(function (pair, at) {
      const node = old.get(pair[0]) || newItem(pair[0], name);
      if (list.children[at] !== node) list.insertBefore(node, list.children[at] || null);
      writeItem(node, pair[1]);
    });
  }

  // ---- Focus inside ----

  function reachable() {
    return Array.from(tree.querySelectorAll('button')).filter(function (node) {
      return node.getClientRects().length > 0;
    });
  }

  function focused() {
    return tree.activeElement ? tree.activeElement.getAttribute('data-name') : null;
  }

  function focus(name) {
    const node = reachable().filter(function (stop) { return stop.getAttribute('data-name') === name; })[0];
    if (node) node.focus({ preventScroll: true });
    return Boolean(node);
  }

  /** Runs `change`; a focus that it destroys goes to what stands in the same place, at last to the button. */
  function keepingFocus(change) {
    const name = focused();
    const at = name ? reachable().indexOf(tree.activeElement) : -1;
    change();
    const left = reachable();
    // What has just been hidden still counts as focused until the next frame.
    if (!name || left.indexOf(tree.activeElement) >= 0 || focus(name)) return;
    const next = left[Math.min(at, left.length - 1)] || toggle;
    next.focus({ preventScroll: true });
  }

  // ---- The whole ----

  function counts() {
    const parts = [];
    if (state.errors) parts.push(state.errors + ' 处必须改');
    if (state.warnings) parts.push(state.warnings + ' 处建议看');
    if (!parts.length && state.infos) parts.push(state.infos + ' 条提示');
    return '检查：' + (parts.join(' · ') || '没有问题');
  }

  function blocking() {
    const marked = state.items.filter(function (item) { return item.blocks; });
    return marked.length ? marked : state.items.filter(function (item) { return item.level === 'error'; });
  }

  function drawStop() {
    const list = state.blocked ? blocking() : [];
    const signature = JSON.stringify(list.map(function (item) { return [placeOf(item), item.message]; }));
    const folded = memory.load(FOLDED) === signature;
    fill(errorList, 'errors', list);
    stop.hidden = !state.blocked;
    errors.hidden = folded;
    fold.setAttribute('aria-expanded', String(!folded));
    say(fold, folded ? '展开' : '收起');
    fold.onclick = function () {
      memory.keep(FOLDED, folded ? null : signature);
      draw();
    };
    if (!state.blocked) memory.keep(FOLDED, null);
  }

  function drawFindings() {
    const here = state.items.filter(function (item) { return item.here; });
    const rest = state.items.filter(function (item) { return !item.here; });
    fill(hereList, 'here', here);
    fill(restList, 'rest', rest);
    hereHead.hidden = hereList.hidden = !here.length;
    restHead.hidden = restList.hidden = !rest.length;
    none.hidden = state.items.length > 0;
    more.hidden = !state.more;
    say(more, state.more ? '还有 ' + state.more + ' 条没有列出。' : '');
    toggle.hidden = false;
    toggle.className = 'toggle ' + (state.errors ? 'error' : state.warnings ? 'warning' : 'fine');
    say(toggle, counts());
  }

  function drawOpen() {
    const open = memory.load(OPEN) === true;
    findings.hidden = !open;
    toggle.setAttribute('aria-expanded', String(open));
  }

  /** Makes room below the page's end, and keeps what takes the focus from hiding behind the dock. */
  function makeRoom() {
    const height = stop.offsetHeight + ROOM + 'px';
    host.style.height = height;
    doc.documentElement.style.scrollPaddingBottom = height;
  }

  function draw() {
    keepingFocus(function () {
      drawStop();
      drawFindings();
      drawOpen();
      dress();
    });
  }

  /** What a screen reader is told: the first error, while there is one that blocks, and the counts. */
  function summary() {
    const first = blocking()[0];
    if (!state.blocked || !first) return counts();
    return [title, [placeOf(first), first.message].filter(Boolean).join('：'), counts()].join('。');
  }

  function show(next) {
    const mended = state && state.blocked && !next.blocked;
    state = next;
    draw();
    const text = summary();
    // The first counts of a page are no news, but an error that keeps the page back is.
    if (text !== spoken && (spoken || state.blocked)) announce('state', (mended ? '错误改好了。' : '') + text);
    spoken = text;
  }

  // ---- What one can do ----

  function copied(button) {
    const word = button.lastChild;
    word.textContent = '已复制';
    win.setTimeout(function () { word.textContent = '复制'; }, 2000);
    announce('copy', '已复制：' + button.firstChild.textContent);
  }

  /** For addresses other than the loopback one, where the clipboard is withheld. */
  function copyByHand(button) {
    const field = make(tree, 'textarea', { class: 'unseen', 'aria-label': '位置' });
    field.value = button.firstChild.textContent;
    field.select();
    const done = doc.execCommand('copy');
    field.remove();
    button.focus({ preventScroll: true });
    if (done) copied(button);
  }

  function copy(button) {
    const byHand = function () { copyByHand(button); };
    if (!win.navigator.clipboard) return byHand();
    return win.navigator.clipboard.writeText(button.firstChild.textContent).then(function () { copied(button); }, byHand);
  }

  function open(wanted) {
    memory.keep(OPEN, wanted || null);
    drawOpen();
    dress();
  }

  toggle.onclick = function () {
    open(findings.hidden);
  };
  tree.addEventListener('click', function (event) {
    const button = event.target.closest('.place');
    if (button) copy(button);
  });
  desk.addEventListener('keydown', function (event) {
    if (event.key !== 'Escape' || findings.hidden) return;
    open(false);
    toggle.focus({ preventScroll: true });
  });
  stop.addEventListener('keydown', function (event) {
    if (event.key !== 'Escape' || errors.hidden) return;
    fold.click();
    fold.focus({ preventScroll: true });
  });

  // ---- Looks ----

  /** Before Chromium 73 there is no sheet that the policy allows, only single styles: plain, but legible. */
  function dressByHand() {
    const plain = look.replace(/\/\*[^]*?\*\//g, '').split('@media')[0];
    const rule = /([^{}]+)\{([^{}]*)\}/g;
    [host].concat(Array.from(tree.querySelectorAll('*'))).forEach(function (node) { node.style.cssText = ''; });
    for (let found = rule.exec(plain); found; found = rule.exec(plain)) {
      const selector = found[1].trim();
      const nodes = selector === ':host' ? [host] : selector.indexOf(':') < 0 ? tree.querySelectorAll(selector) : [];
      Array.from(nodes).forEach(function (node) { node.style.cssText += found[2]; });
    }
  }

  function dresser() {
    if (tree.adoptedStyleSheets && win.CSSStyleSheet.prototype.replaceSync) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(look);
      tree.adoptedStyleSheets = [sheet];
      return makeRoom;
    }
    const byHand = function () {
      dressByHand();
      makeRoom();
    };
    win.addEventListener('beforeprint', function () { host.style.display = 'none'; });
    win.addEventListener('afterprint', byHand);
    return byHand;
  }

  const dress = dresser();
  win.addEventListener('resize', makeRoom);

  return {
    host: host,
    focused: focused,
    focus: focus,
    announce: announce,
    show: show,
    state: function () { return state; },
    mount: function () { doc.body.appendChild(host); dress(); },
    scrolled: function () { return [errors.scrollTop, findings.scrollTop]; },
    scrollAgain: function (tops) {
      errors.scrollTop = tops[0];
      findings.scrollTop = tops[1];
    },
    offline: function (is, aloud) {
      if (is === !lost.hidden) return;
      if (aloud) announce('link', is ? LOST : BACK);
      say(lost, LOST);
      lost.hidden = !is;
      dress();
    },
  };
}(window, document, LOOK));
