// The figures of a page by what they are called, and the light that shows for
// two seconds which of them have changed.

const figures = (function (win, all, words) {
  const SHOWN = 2000;
  let putOut = function () {};
  const LIT = { backgroundColor: '#fd0', color: '#1a1a1a', boxShadow: 'inset 0 0 0 3px #7a4100' };
  let lit = [];

  function rowLabel(row) {
    const heads = Array.from(row.querySelectorAll('th')).map(words).join(' ');
    return heads || String(row.rowIndex);
  }

  function label(node) {
    const row = node.closest('tr');
    if (node.tagName === 'TD' && row) {
      const table = row.closest('table');
      const name = table.id || (table.caption ? words(table.caption) : '');
      return ['TD', name, rowLabel(row), node.cellIndex].join('|');
    }
    let before = node.tagName === 'DD' ? node.previousElementSibling : null;
    while (before && before.tagName === 'DD') before = before.previousElementSibling;
    return node.tagName + '|' + (before ? words(before) : words(node.parentNode).replace(words(node), ''));
  }

  /** By name and not by number, so that an added row does not make all the rows below it look new. */
  function find() {
    const found = new Map();
    all('td,dd,aside b,aside strong').forEach(function (node) {
      const name = label(node);
      let unique = name;
      for (let n = 2; found.has(unique); n += 1) unique = name + '#' + n;
      found.set(unique, node);
    });
    return found;
  }

  function texts() {
    const said = {};
    find().forEach(function (node, name) {
      said[name] = node.textContent;
    });
    return said;
  }

  /** Lights an element up; returns how to put it out. */
  function light(node) {
    const still = win.matchMedia('(prefers-reduced-motion: reduce)').matches;
    if (!still && node.animate) {
      const own = win.getComputedStyle(node);
      // All three are spelt out in full: before Chromium 84 a frame must not leave anything out.
      const off = { backgroundColor: own.backgroundColor, color: own.color, boxShadow: own.boxShadow };
      const flash = node.animate([LIT, Object.assign({ offset: 0.7 }, LIT), off], { duration: SHOWN });
      return function () { flash.cancel(); };
    }
    const own = node.style.cssText;
    Object.assign(node.style, LIT);
    return function () {
      node.style.cssText = own;
      if (!own) node.removeAttribute('style');
    };
  }

  /** `before` is what the figures said in the last version, `still` are the names that were lit there. */
  function flash(before, still) {
    putOut();
    const lights = [];
    find().forEach(function (node, name) {
      const known = Object.prototype.hasOwnProperty.call(before, name);
      if (!(known && before[name] !== node.textContent) && still.indexOf(name) < 0) return;
      lit.push(name);
      lights.push(light(node));
    });
    const end = function () {
      win.clearTimeout(over);
      win.removeEventListener('beforeprint', end);
      lit = [];
      lights.splice(0).forEach(function (off) { off(); });
    };
    const over = win.setTimeout(end, SHOWN);
    win.addEventListener('beforeprint', end);
    putOut = end;
  }

  return { texts, flash, putOut: function () { putOut(); }, lit: function () { return lit; } };
}(window, places.all, places.words));
