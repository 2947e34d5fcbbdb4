/* Reading aids. One IIFE, ES5 (Chromium 69, Internet Explorer 11); the page is
   complete without it. What the reader picks is kept in one localStorage key,
   no cookies. Keep every semicolon: lines are trimmed when inlined, comments dropped. */
(function (win, doc) {
  'use strict';

  var KEY = 'gongkai';
  var SIZES = [['标准', ''], ['大字', 'l'], ['特大', 'xl']];
  var root = doc.documentElement;
  var own = root.className;
  var host = doc.querySelector('.top .w');
  var bar = doc.createElement('div');
  var state = { size: '', contrast: false };
  var marks = [];

  /* Storage may be missing, full, forbidden (file://) or hold foreign text. */
  function load() {
    var saved;
    try {
      saved = JSON.parse(win.localStorage.getItem(KEY)) || {};
      state.size = saved.size === 'l' || saved.size === 'xl' ? saved.size : '';
      state.contrast = saved.contrast === true;
    } catch (e) {
      state.size = '';
    }
  }

  function save() {
    try {
      win.localStorage.setItem(KEY, JSON.stringify(state));
    } catch (e) {
      return;
    }
  }

  function apply() {
    var i;
    root.className = own + (state.size ? ' fs-' + state.size : '') + (state.contrast ? ' hc' : '');
    for (i = 0; i < marks.length; i += 1) {
      marks[i].button.setAttribute('aria-pressed', marks[i].on() ? 'true' : 'false');
    }
  }

  function add(text, act, on) {
    var button = doc.createElement('button');
    button.type = 'button';
    button.appendChild(doc.createTextNode(text));
    button.onclick = act;
    bar.appendChild(button);
    if (on) {
      marks.push({ button: button, on: on });
    }
  }

  function addSize(text, size) {
    add(text, function () {
      state.size = size;
      save();
      apply();
    }, function () {
      return state.size === size;
    });
  }

  load();
  if (host) {
    bar.className = 'bar';
    bar.setAttribute('role', 'group');
    bar.setAttribute('aria-label', '阅读辅助');
    SIZES.forEach(function (pair) {
      addSize(pair[0], pair[1]);
    });
    add('高对比', function () {
      state.contrast = !state.contrast;
      save();
      apply();
    }, function () {
      return state.contrast;
    });
    /* WeChat's browser has print() but nothing happens: offer no dead button. */
    if (win.print && !/MicroMessenger/i.test(win.navigator.userAgent)) {
      add('打印', function () {
        win.print();
      });
    }
    host.insertBefore(bar, host.firstChild);
  }
  apply();
}(window, document));
