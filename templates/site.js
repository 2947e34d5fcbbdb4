/* Reading aids. One IIFE, ES5 (Chromium 69, Internet Explorer 11); the page is
   complete without it. What the reader picks is kept in one localStorage key,
   no cookies. Keep every semicolon: lines are trimmed when inlined, comments dropped. */
(function (win, doc) {
  'use strict';

  var KEY = 'gongkai';
  var root = doc.documentElement;
  var own = root.className;
  var host = doc.querySelector('.top .w');
  var skip = doc.querySelector('.skip');
  var main = doc.getElementById('main');
  var bar = doc.createElement('div');
  var state = {};
  var marks = [];

  function apply() {
    var size = /^x?l$/.test(state.size) ? ' fs-' + state.size : '';
    root.className = own + size + (state.contrast === true ? ' hc' : '');
    marks.forEach(function (mark) {
      mark();
    });
  }

  function add(text, act) {
    var button = doc.createElement('button');
    button.type = 'button';
    button.textContent = text;
    button.onclick = act;
    bar.appendChild(button);
    return button;
  }

  /* A button for one value of what the reader can set; pressed again it ends. */
  function mode(text, key, value) {
    var button = add(text, function () {
      state[key] = state[key] === value ? '' : value;
      apply();
      try {
        win.localStorage.setItem(KEY, JSON.stringify(state));
      } catch (e) {
        return;
      }
    });
    marks.push(function () {
      button.setAttribute('aria-pressed', (state[key] || '') === value);
    });
  }

  function leave() {
    main.removeAttribute('tabindex');
  }

  /* Storage may be missing, full, forbidden (file://) or hold foreign text. */
  try {
    state = Object(JSON.parse(win.localStorage.getItem(KEY)));
  } catch (e) {
    state = {};
  }
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
      add('打印', function () {
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
    main.onblur = main.onmousedown = leave;
  }
}(window, document));
