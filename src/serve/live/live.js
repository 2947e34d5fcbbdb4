// The browser side of the preview. The server sends, as one script,
//
//   (function () { 'use strict'; const LOOK = `live.css`; places.js figures.js panel.js exchange.js live.js }());
//
// so the style sheet stands inside a template literal: it may hold no backquote,
// no backslash and no dollar sign. Every served page asks for this script first
// in <head>, before the page's own security policy. That policy then binds it as
// well: no style elements, no style attributes, nothing but our own server. Plain
// ES2017 without modules, for the older Chromium inside domestic browsers.

const page = document.currentScript.getAttribute('data-page') || location.pathname;
const script = document.currentScript;

function keyOf(node) {
  return (node && node.getAttribute('data-key')) || '';
}

// ---- Carrying what the reader has over to the next version ----

const carry = (function (win, doc) {
  const NAME = 'gongkai-live:' + page;
  // What the last version of the page left for this one, until it is all in place.
  let pending = null;
  let restored = null;
  let left = '';
  let touched = false;

  function focusNow() {
    if (doc.activeElement === panel.host) return { inside: panel.focused() };
    return places.focusNow();
  }

  function focusOn(focus) {
    if (focus.inside) panel.focus(focus.inside);
    else places.focusOn(focus);
  }

  function recordNow() {
    const before = pending || restored;
    // A second reload before the first one is restored: what the reader had is still the truth.
    if (pending && !touched) return pending;
    const stayed = restored && left === places.spot();
    return {
      // Who has not moved keeps the place first asked for: one short version in between must not lose it.
      place: stayed ? restored.place : places.now(),
      focus: focusNow() || (before && !touched ? before.focus : null),
      settings: places.settingsNow(),
      texts: Object.assign({}, before ? before.texts : {}, figures.texts()),
      lit: figures.lit(),
      state: panel.state(),
      lists: panel.scrolled(),
    };
  }

  function remember() {
    const record = Object.assign(recordNow(), { key: keyOf(script) });
    // Left to itself the browser would scroll too, later and to another place.
    if (memory.keep(NAME, record)) win.history.scrollRestoration = 'manual';
  }

  function recall() {
    const record = memory.load(NAME);
    const visit = win.performance.getEntriesByType('navigation')[0];
    // A record that a broken-off reload left behind means nothing on a later visit.
    if (record && (!visit || visit.type === 'reload')) return record;
    memory.keep(NAME, null);
    return null;
  }

  /** Before each paint while a long page is still coming in. */
  function early() {
    if (doc.readyState !== 'loading' || touched) return;
    const high = doc.body && doc.documentElement.scrollHeight >= pending.place.y + win.innerHeight;
    if (high) places.goTo(pending.place);
    win.requestAnimationFrame(early);
  }

  function parsed() {
    if (!pending) return;
    if (pending.state) panel.show(pending.state);
    panel.scrollAgain(pending.lists);
    places.setAgain(pending.settings);
    if (!touched) places.goTo(pending.place);
    if (pending.focus && !touched) focusOn(pending.focus);
    figures.flash(pending.texts, pending.lit);
  }

  function settle() {
    // Pictures have their sizes now; but a reader who has begun to move is not pulled back.
    if (!touched) places.goTo(pending.place);
    left = touched ? '' : places.spot();
    restored = pending;
    pending = null;
    memory.keep(NAME, null);
    win.history.scrollRestoration = 'auto';
  }

  /** Whether the page has all been restored, and can be changed in place. */
  function isSettled() {
    return !pending && doc.readyState === 'complete';
  }

  /** Puts the next version in place; what the reader has stays, or is set again. */
  function over(next) {
    const record = recordNow();
    const focused = doc.activeElement;
    figures.putOut();
    exchange.take(next);
    places.setAgain(record.settings);
    places.goTo(record.place);
    if (record.focus && doc.activeElement !== focused) focusOn(record.focus);
    figures.flash(record.texts, record.lit);
    restored = record;
    left = places.spot();
    touched = false;
  }

  function start() {
    pending = recall();
    ['wheel', 'touchmove', 'keydown', 'mousedown'].forEach(function (kind) {
      win.addEventListener(kind, function () { touched = true; }, { capture: true, passive: true });
    });
    if (!pending) return false;
    win.requestAnimationFrame(early);
    win.addEventListener('load', function () { win.requestAnimationFrame(settle); });
    return pending.key === keyOf(script);
  }

  return { start, parsed, remember, isSettled, over };
}(window, document));

// ---- The stream from the server ----

const stream = (function (win, doc) {
  const LOST_AFTER = 2000;
  const WAITS = [300, 700, 1500, 3000];
  const BRIEF = 1000;
  const SLOW = 5000;
  const RELOADS = -1;
  let source = null;
  let again = 0;
  let worry = 0;
  let tries = 0;
  // Which change of the page is under way, if any.
  let changing = 0;
  let turns = 0;
  // Set when the server has sent the same page once more: then no hurry, or it would go round and round.
  let patience = 0;
  // Whether the server has too many streams of this browser: then each one is short.
  let brief = false;

  function calm() {
    win.clearTimeout(worry);
    worry = 0;
    tries = 0;
  }

  function opened() {
    calm();
    panel.offline(false, true);
  }

  function disconnect() {
    win.clearTimeout(again);
    if (source) source.close();
    source = null;
  }

  function listenAgain() {
    changing = 0;
    connect();
  }

  function reload() {
    changing = RELOADS;
    carry.remember();
    win.location.reload();
    // A reload that was stopped by hand: listen again.
    win.setTimeout(listenAgain, SLOW);
  }

  /** Puts the next version in the place of this one; whether that was possible. */
  function put(next, key) {
    if (!key || !carry.isSettled() || !exchange.canTake(next)) return false;
    try {
      carry.over(next);
    } catch (e) {
      return false;
    }
    script.setAttribute('data-key', key);
    panel.announce('page', '页面已更新');
    return true;
  }

  function take(html, redirected) {
    if (redirected || !exchange.hasStyles(html)) return reload();
    const next = new DOMParser().parseFromString(html, 'text/html');
    const key = keyOf(next.querySelector('script[data-key]'));
    patience = key === keyOf(script) ? 1000 : 0;
    if (patience || put(next, key)) return listenAgain();
    return reload();
  }

  function fetchNext(turn) {
    const mine = function (act) {
      return function (value) { if (turn === changing) act(value); };
    };
    const asked = win.fetch(win.location.href.split('#')[0], { cache: 'no-store', credentials: 'same-origin' });
    const got = asked.then(function (response) {
      return response.text().then(function (html) { return [html, response.redirected]; });
    });
    // A server that is away is waited for as ever.
    got.then(mine(function (answer) { take(answer[0], answer[1]); }), mine(listenAgain));
    win.setTimeout(mine(reload), SLOW);
  }

  /** The server has a newer version than this one. */
  function change() {
    if (changing) return;
    turns += 1;
    const turn = turns;
    changing = turn;
    disconnect();
    win.setTimeout(function () { fetchNext(turn); }, patience);
  }

  function connect() {
    // A browser opens six connections for all its tabs together, so only a tab that is seen holds one.
    if (source || changing || doc.visibilityState === 'hidden') return;
    if (!worry) worry = win.setTimeout(function () { panel.offline(true, true); }, LOST_AFTER);
    win.clearTimeout(again);
    const asked = ['page=' + encodeURIComponent(page), 'key=' + encodeURIComponent(keyOf(script))];
    source = new EventSource('/.gongkai/events?' + asked.concat(brief ? 'brief=1' : []).join('&'));
    source.onopen = opened;
    source.addEventListener('reload', change);
    source.addEventListener('crowded', function () {
      disconnect();
      brief = true;
      again = win.setTimeout(connect, BRIEF);
    });
    source.addEventListener('state', function (event) {
      panel.show(JSON.parse(event.data));
    });
    // Tried again by hand: the browser's own retry takes seconds, and gives up on some answers.
    source.onerror = function () {
      disconnect();
      if (!worry) worry = win.setTimeout(function () { panel.offline(true, true); }, LOST_AFTER);
      again = win.setTimeout(connect, WAITS[Math.min(tries, WAITS.length - 1)]);
      tries += 1;
    };
  }

  function rest() {
    disconnect();
    calm();
    panel.offline(false, false);
  }

  function seen() {
    if (brief) disconnect();
    brief = false;
    connect();
  }

  function start(sameAgain) {
    patience = sameAgain ? 1000 : 0;
    doc.addEventListener('visibilitychange', function () {
      if (doc.visibilityState === 'hidden') rest();
      else seen();
    });
    // The window that is worked in has a stream before all others.
    win.addEventListener('focus', seen);
    win.addEventListener('pagehide', rest);
    win.addEventListener('pageshow', function (event) {
      if (event.persisted) connect();
    });
    connect();
  }

  return { start };
}(window, document));

const sameAgain = carry.start();
document.addEventListener('DOMContentLoaded', function () {
  panel.mount();
  try {
    carry.parsed();
  } finally {
    // Whatever goes wrong with the old, the new must not be missed.
    stream.start(sameAgain);
  }
});
