/* Reading aids. One IIFE, ES5 (Chromium 69, Internet Explorer 11); the page is
   complete without it. What the reader picks is kept in one localStorage key,
   no cookies. Keep every semicolon: lines are trimmed when inlined, comments dropped. */
(function (win, doc) {
  'use strict';

  var root = doc.documentElement, own = root.className, host = doc.querySelector('.top .w');
  var skip = doc.querySelector('.skip'), main = doc.getElementById('main');
  var bar = make('div', ''), state = {}, marks = [], rows = [];

  function all(selector, act) {
    [].forEach.call(doc.querySelectorAll(selector), act);
  }

  function make(name, text) {
    var node = doc.createElement(name);
    node.textContent = text;
    return node;
  }

  function add(place, text, act) {
    var button = place.appendChild(make('button', text));
    button.type = 'button';
    button.onclick = act;
    return button;
  }

  function apply() {
    var size = /^x?l$/.test(state.size) ? ' fs-' + state.size : '';
    root.className = own + size + (state.contrast === true ? ' hc' : '');
    marks.forEach(function (mark) {
      mark[0].setAttribute('aria-pressed', (state[mark[1]] || '') === mark[2]);
    });
  }

  /* A button for one value of what the reader can set; pressed again it ends. */
  function mode(text, key, value) {
    marks.push([add(bar, text, function () {
      state[key] = state[key] === value ? '' : value;
      apply();
      try {
        win.localStorage.setItem('gongkai', JSON.stringify(state));
      } catch (e) {}
    }), key, value]);
  }

  /* Storage may be missing, full, forbidden (file://) or hold foreign text. */
  try {
    state = Object(JSON.parse(win.localStorage.getItem('gongkai')));
  } catch (e) {}
  if (host) {
    bar.className = 'bar';
    bar.setAttribute('role', 'group');
    bar.setAttribute('aria-label', '阅读辅助');
    mode('标准', 'size', '');
    mode('大字', 'size', 'l');
    mode('特大', 'size', 'xl');
    mode('高对比', 'contrast', true);
    /* WeChat's browser has print() but nothing happens: offer no dead button. */
    if (win.print && !/MicroMessenger/i.test(win.navigator.userAgent)) {
      add(bar, '打印', function () {
        win.print();
      });
    }
    host.appendChild(bar);
  }
  apply();

  /* The skip link moves the focus, too. A <main> that could always take it would
     take it from every click on its text, and Tab would go on from its top. */
  if (skip && main) {
    skip.onclick = function () {
      main.tabIndex = -1;
      main.focus();
    };
    main.onblur = main.onmousedown = function () {
      main.removeAttribute('tabindex');
    };
  }

  /* A head can stay in sight only where its table fits, which only measuring tells. */
  if (win.ResizeObserver) {
    all('.fit', function (region) {
      new win.ResizeObserver(function () {
        region.classList.remove('ok');
        region.classList.toggle('ok', region.scrollWidth <= region.clientWidth);
      }).observe(region);
    });
  }

  /* Tables whose every number is zero are folded; the style sheet does so on phones only. */
  all('.zero', function (region) {
    var line = region.parentNode.insertBefore(make('p', '本表各项均为0。'), region);
    var button = add(line, '', fold);
    function fold() {
      var shut = region.classList.toggle('shut');
      button.setAttribute('aria-expanded', !shut);
      button.textContent = shut ? '展开表格' : '收起表格';
    }
    line.className = 'zs';
    button.className = 'btn';
    fold();
  });

  /* In each group the largest first, what is not known last; pressed again, the order of the page. */
  all('.sort tbody tr', function (row) {
    rows.push(row);
  });
  all('.sort thead .n', function (head) {
    var text = head.textContent;
    function number(row) {
      var value = parseFloat((row.cells[head.cellIndex] || head).textContent);
      return row.cells[1] ? value >= 0 ? value : -1 : Infinity;
    }
    head.textContent = '';
    add(head, text, function () {
      var back = head.getAttribute('aria-sort');
      all('[aria-sort]', function (other) {
        other.removeAttribute('aria-sort');
      });
      if (!back) {
        head.setAttribute('aria-sort', 'descending');
      }
      rows.slice().sort(function (a, b) {
        return (back ? 0 : number(b) - number(a)) || rows.indexOf(a) - rows.indexOf(b);
      }).forEach(function (row) {
        row.parentNode.appendChild(row);
      });
    });
  });
}(window, document));
