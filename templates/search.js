/* Searches the site: the page 检索 works without it as a list. One IIFE, ES5 (Chromium 69,
   Internet Explorer 11). The files of the index are scripts that call `gk`, so that they
   load from any host and from disk; docs/reference/search.md tells their format.
   Keep every semicolon: lines are trimmed when published, comments dropped. */
(function (win, doc) {
  'use strict';

  var SHOWN = 10, ROUNDS = 8, MOST_TERMS = 32, BEFORE = 24, EXCERPT = 110, FORMAT = 1;
  var form = id('search'), sum = id('sum'), hits = id('hits'), main = id('main');
  var further = id('further'), more = doc.createElement('button');
  var fields = form.elements, title = doc.title, site, searched, values = [], got = {}, runs = 0;

  win.gk = {
    site: function (facts) {
      got['search/site.js'] = facts;
    },
    forms: function (words) {
      got['search/forms.js'] = words;
    },
    units: function (number, units) {
      got['search/units/' + number + '.js'] = units;
    },
    terms: function (number, terms, postings) {
      got['search/terms/' + number + '.js'] = [terms.split(' '), postings];
    },
    texts: function (folder, number, articles) {
      got[folder + 'search/texts/' + number + '.js'] = articles;
    }
  };

  /* The values of the digits of postings. */
  (function () {
    var code, value = 0;
    for (code = 32; code < 127; code += 1) {
      if ('!"#$*<\\^'.indexOf(String.fromCharCode(code)) < 0) {
        values[code] = value;
        value += 1;
      }
    }
  }());

  function id(name) {
    return doc.getElementById(name);
  }

  function add(place, name, text) {
    var node = place.appendChild(doc.createElement(name));
    node.textContent = text;
    return node;
  }

  /* The reader goes on at the results, past the navigation, as the skip link does. */
  function toMain() {
    main.tabIndex = -1;
    main.focus({ preventScroll: true });
  }

  function say(text) {
    sum.textContent = text;
  }

  /* Each part is encoded, so that a name of any signs is an address. */
  function address(path) {
    return '../' + path.split('/').map(encodeURIComponent).join('/');
  }

  /* Loads scripts of the site, each once; tells which did not come or brought nothing. */
  function load(paths, done) {
    var left = 1;
    function ended() {
      left -= 1;
      if (!left) {
        done(paths.filter(function (path) {
          return !got[path];
        }));
      }
    }
    paths.forEach(function (path) {
      var script;
      if (!got[path]) {
        left += 1;
        script = doc.createElement('script');
        script.charset = 'utf-8';
        script.onload = script.onerror = ended;
        script.src = address(path);
        doc.body.appendChild(script);
      }
    });
    ended();
  }

  /* ---- Words and terms ---- */

  /* As the texts of the index are compared: one unit of UTF-16 gives one or none, and
     `places` tells where each stood. */
  function fold(text) {
    var folded = '', places = [], place, code;
    for (place = 0; place < text.length; place += 1) {
      code = text.charCodeAt(place);
      if (code !== 32) {
        code -= code > 0xff00 && code < 0xff5f ? 0xfee0 : 0;
        folded += String.fromCharCode(code).toLowerCase();
        places.push(place);
      }
    }
    return { text: folded, places: places };
  }

  function wordsOf(query) {
    var text = query.normalize ? query.normalize('NFKC') : query;
    text = text.replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]|\udb40[\udd00-\uddef]/g, '');
    return text.split(/[\s\u3000]+/).filter(Boolean).map(function (word) {
      return fold(word).text.replace(/ς/g, 'σ');
    });
  }

  /* The code points of a text, so that no character is cut in two. */
  function points(text) {
    return text.match(/[\ud800-\udbff][\udc00-\udfff]|[\s\S]/g) || [];
  }

  /* What the index is asked for: neighbouring characters, letters and digits by fours. */
  function termsOf(words) {
    var terms = [], apart = /[\0-\/:-`{-\u00bf\u2000-\u2bff\u3000-\u3004\u3008-\u3020\u3030\ufe10-\ufe6f\uff00-\uff65\uffe0-\uffff]+/;
    function term(text) {
      if (terms.indexOf(text) < 0) {
        terms.push(text);
      }
    }
    words.join(' ').split(apart).filter(Boolean).forEach(function (run) {
      var signs = points(run), place, end, size;
      if (signs.length < 2) {
        term(run);
      }
      for (place = 0; place + 1 < signs.length; place += 1) {
        end = place;
        while (end < signs.length && /[0-9a-z]/.test(signs[end])) {
          end += 1;
        }
        size = Math.min(4, end - place);
        if (size > 2) {
          for (; place + size <= end; place += 1) {
            term(signs.slice(place, place + size).join(''));
          }
          place = end - 1;
        }
        if (place + 1 < signs.length) {
          term(signs[place] + signs[place + 1]);
        }
      }
    });
    return terms.slice(0, MOST_TERMS);
  }

  /* The file that has a term. All products are exact: they are less than 2^53. */
  function shardOf(term) {
    var hash = 2166136261, all = 4294967296;
    points(term).forEach(function (point) {
      var code = point.charCodeAt(0);
      if (point.length > 1) {
        code = (code - 0xd800) * 1024 + point.charCodeAt(1) - 0xdc00 + 0x10000;
      }
      hash = ((hash ^ code) >>> 0) * 1979815 % all;
    });
    hash = ((hash ^ (hash >>> 15)) >>> 0) * 1540483 % all;
    hash = (hash ^ (hash >>> 13)) >>> 0;
    return 'search/terms/' + (hash & (site.shards - 1)) + '.js';
  }

  /* ---- Articles ---- */

  /* For each article 0 without the term, 1 with it, 2 if it has it often, 3 in its title. */
  function levelsOf(term) {
    var file = got[shardOf(term)], wanted = file[0].indexOf(term), number = -1;
    var levels = { of: [], isEverywhere: false }, lists = /([*^]?)([!#$])([^!#$*^]*)/g, list;
    for (list = site.own + (site.units - 1) * site.slots; list; list -= 1) {
      levels.of.push(0);
    }
    while (wanted >= 0 && (list = lists.exec(file[1]))) {
      number += list[1] ? 0 : 1;
      if (number === wanted) {
        mark(levels, list[2], list[3], ' *^'.indexOf(list[1] || ' ') + 1);
      }
    }
    return levels;
  }

  /* Notes the level of the articles of a list of this kind. */
  function mark(levels, kind, digits, level) {
    var before = -1, number = 0, place, value, bit;
    function put(article) {
      levels.of[article] = Math.max(levels.of[article], level);
    }
    if (kind === '$') {
      levels.isEverywhere = true;
      levels.of.forEach(function (known, article) {
        put(article);
      });
    }
    for (place = 0; place < digits.length; place += 1) {
      value = values[digits.charCodeAt(place)];
      if (kind === '#') {
        for (bit = 0; bit < 6; bit += 1) {
          if (value >> bit & 1) {
            put(6 * place + bit);
          }
        }
      } else if (value < 64) {
        before += number * 64 + value;
        number = 0;
        put(before);
      } else {
        number = number * 23 + value - 64;
      }
    }
  }

  /* Of what unit an article is, and which of its articles: a year, or 10000 and more. */
  function placeOf(article) {
    var rank = article < site.own ? 0 : 1 + Math.floor((article - site.own) / site.slots);
    var slot = rank ? (article - site.own) % site.slots : article;
    var year = site.first && slot <= site.last - site.first ? site.first + slot : 0;
    return { rank: rank, year: year, number: year || 9999 + (rank ? site.slots : site.own) - slot };
  }

  function isEverywhere(levels) {
    return levels.isEverywhere;
  }

  /* Such a word needs no look into the texts to know who has it. */
  function isOneTerm(word) {
    return /^([0-9a-z]{1,4}|.{1,2})$/.test(word);
  }

  function unitsFile(rank) {
    return 'search/units/' + Math.floor(rank / site.chunk) + '.js';
  }

  function unitOf(rank) {
    return got[unitsFile(rank)][rank % site.chunk];
  }

  function textsFile(place) {
    var unit = unitOf(place.rank), file = 0;
    while (unit[2][file + 1] <= place.number) {
      file += 1;
    }
    return (unit[0] && 'units/' + unit[0] + '/') + 'search/texts/' + file + '.js';
  }

  /* The ranks of the units of this name, or of all with these words in their names. */
  function ranksOf(name) {
    var exact = {}, within = {}, wanted = fold(name).text, rank, own;
    for (rank = 0; rank < site.units; rank += 1) {
      own = fold(unitOf(rank)[1]).text;
      if (own === wanted) {
        exact[rank] = true;
      } else if (own.indexOf(wanted) >= 0) {
        within[rank] = true;
      }
    }
    return Object.keys(exact).length ? exact : within;
  }

  /* The articles that may have all terms, the best first; of those in `among`, if given. */
  function found(all, among, ranks) {
    var articles = [], keys = [];
    all[0].of.forEach(function (level, article) {
      var least = all.reduce(function (least, levels) {
        return Math.min(least, levels.of[article]);
      }, level), place = placeOf(article);
      if (least && (!among || among.of[article]) && (!ranks || ranks[place.rank])) {
        articles.push(article);
        keys[article] = least * 100000 + (place.year || 10000);
      }
    });
    return articles.sort(function (one, other) {
      return keys[other] - keys[one] || one - other;
    });
  }

  /* ---- Results ---- */

  /* Adds a text to a node, with the places of the words marked. */
  function showMarked(node, text, marks, from, to) {
    var start = from, place, part;
    for (place = from + 1; place <= to; place += 1) {
      if (place === to || !marks[place] !== !marks[start]) {
        part = text.slice(start, place).replace(/\n/g, ' ');
        if (marks[start]) {
          add(node, 'mark', part);
        } else {
          node.appendChild(doc.createTextNode(part));
        }
        start = place;
      }
    }
  }

  /* Where the words stand in a text; `first` is the first place of all, or -1. */
  function marksOf(text, words) {
    var folded = fold(text), marks = { first: -1, has: {} };
    words.forEach(function (word) {
      var place = folded.text.indexOf(word), at, end;
      marks.has[word] = place >= 0;
      for (; place >= 0; place = folded.text.indexOf(word, place + word.length)) {
        end = folded.places[place + word.length - 1];
        if (marks.first < 0 || folded.places[place] < marks.first) {
          marks.first = folded.places[place];
        }
        for (at = folded.places[place]; at <= end; at += 1) {
          marks[at] = true;
        }
      }
    });
    return marks;
  }

  /* Ends before the names of the unit, which stand below, unless the words are only there. */
  function showExcerpt(node, text, marks, names) {
    var first = Math.max(marks.first, 0), start = text.lastIndexOf('\n', first) + 1;
    var from = Math.max(start, first - BEFORE), to = Math.min(first < names ? names : text.length, from + EXCERPT);
    from -= /[\udc00-\udfff]/.test(text.charAt(from)) ? 1 : 0;
    to += /[\ud800-\udbff]/.test(text.charAt(to - 1)) ? 1 : 0;
    node.textContent = from > start ? '……' : '';
    showMarked(node, text, marks, from, to);
    if (to < Math.min(names, text.length)) {
      node.appendChild(doc.createTextNode('……'));
    }
  }

  /* Adds a article to the results if it has all words; returns whether it does. */
  function show(article, place, words) {
    var name = article[2], text = article[5] + '\n' + (got['search/forms.js'][article[4]] || '');
    var inName = marksOf(name, words), inText = marksOf(text, words), entry, link, facts, date;
    if (!words.every(function (word) {
      return inName.has[word] || inText.has[word];
    })) {
      return false;
    }
    entry = add(hits, 'li', '');
    link = add(entry, 'a', '');
    link.href = address(article[1]);
    showMarked(link, name, inName, 0, name.length);
    showExcerpt(add(entry, 'p', ''), text, inText, article[5].lastIndexOf('\n' + unitOf(place.rank)[1]));
    facts = add(entry, 'p', '');
    add(facts, 'span', unitOf(place.rank)[1]);
    if (place.year) {
      add(facts, 'span', place.year + '年度');
    }
    if (article[3]) {
      date = add(add(facts, 'span', ''), 'time', article[3]);
      date.setAttribute('datetime', article[3]);
    }
    return true;
  }

  /* ---- A search ---- */

  /* What a field has, without halves of characters, which no address can hold. */
  function valueOf(name) {
    return points(fields[name] ? fields[name].value : '').filter(function (point) {
      return !/^[\ud800-\udfff]$/.test(point);
    }).join('');
  }

  function search() {
    var run = (runs += 1), query = valueOf('q'), year = valueOf('year'), unit = valueOf('unit').trim();
    var words = wordsOf(query), terms = termsOf(words), articles, next = 0, dropped = 0, lost = [], isExact, isBusy;

    /* Goes on, unless another search has begun. Files of two versions of the site, as a
       broken-off upload leaves them, do not fit together. */
    function inTurn(act) {
      return function (missing) {
        if (run === runs) {
          try {
            act(missing);
          } catch (e) {
            isBusy = false;
            say('检索没有完成：检索用的文件不是同一版。请刷新网页再检索；还是不行，请网站管理员重新上传。');
          }
        }
      };
    }

    /* Goes on when all of these are there. */
    function need(paths, done) {
      load(paths, inTurn(function (missing) {
        if (missing.length) {
          isBusy = false;
          say('检索没有完成：没有读到文件 ' + missing[0] + '。请检查网络，再按一次“检索”；还是不行，请把文件名告诉网站管理员。');
        } else {
          done();
        }
      }));
    }

    function unitsFiles() {
      var files = [], rank;
      for (rank = 0; unit && rank < site.units; rank += site.chunk) {
        files.push(unitsFile(rank));
      }
      return files;
    }

    function select() {
      var ranks = unit && ranksOf(unit), all = terms.map(levelsOf);
      isExact = words.every(isOneTerm) && !all.some(isEverywhere);
      function among(some) {
        articles = found(all, some, ranks);
        go(SHOWN, ROUNDS);
      }
      if (ranks && !Object.keys(ranks).length) {
        say('没有名称里有“' + unit + '”的单位。请核对单位，或者把它清空再检索。');
      } else if (year || all.every(isEverywhere)) {
        need([shardOf('=' + year)], function () {
          among(levelsOf('=' + year));
        });
      } else {
        among();
      }
    }

    /* Looks at the next articles until so many more are shown. */
    function go(wanted, rounds, focused) {
      var chosen = articles.slice(next, next + wanted), places = chosen.map(placeOf);
      isBusy = true;
      if (!chosen.length || !rounds) {
        end();
        return;
      }
      need(['search/forms.js'].concat(places.map(function (place) {
        return unitsFile(place.rank);
      })), function () {
        var files = places.map(textsFile);
        load(files, inTurn(function (missing) {
          var before = hits.children.length, fresh;
          next += chosen.length;
          places.forEach(function (place, number) {
            var article = (got[files[number]] || []).filter(function (one) {
              return one[0] === place.number;
            })[0];
            if (!article) {
              lost.push(files[number]);
            } else if (!show(article, place, words)) {
              dropped += 1;
            }
          });
          fresh = hits.children.length - before;
          if (focused && fresh) {
            hits.children[before].firstChild.focus();
          }
          go(wanted - fresh, missing.length ? 0 : rounds - 1, focused && !fresh);
        }));
      });
    }

    function end() {
      var shown = hits.children.length, left = articles.length - next;
      var count = articles.length - dropped, words = '';
      if (shown || left) {
        words = (left && !isExact ? '大约有' : '找到') + count + '条' + (left ? '，已列出' + shown + '条。' : '。');
      } else if (!lost.length) {
        words = '没有找到“' + query.trim() + '”。字词和标点要与原文一样；请少写几个字，或者换个说法' + (year || unit ? '，或者不限年度和单位' : '') + '。也可以从下面的栏目找。';
      }
      if (lost.length) {
        words += '有' + lost.length + '条没有读到（' + lost[0] + '），请检查网络，再按一次“检索”。';
      }
      isBusy = false;
      if (left) {
        further.appendChild(more);
      } else {
        if (doc.activeElement === more) {
          toMain();
        }
        further.textContent = '';
      }
      say(words);
    }

    more.onclick = function () {
      if (!isBusy) {
        go(SHOWN, ROUNDS, true);
      }
    };
    further.textContent = '';
    hits.textContent = '';
    doc.title = (query && query + ' - ') + title;
    if (!terms.length) {
      say(fields.q.value && '请写要找的字、词或者数字。');
      return;
    }
    say('正在检索……');
    need(['search/site.js'], function () {
      site = got['search/site.js'];
      if (site.format !== FORMAT) {
        throw new Error('another format');
      }
      need(terms.map(shardOf).concat(unitsFiles()), select);
    });
  }

  /* ---- The address ---- */

  function decoded(text) {
    try {
      return decodeURIComponent(text.replace(/\+/g, ' '));
    } catch (e) {
      return text;
    }
  }

  function read() {
    var asked = {};
    searched = win.location.search;
    searched.slice(1).split('&').forEach(function (pair) {
      var parts = /^([^=]*)=?(.*)$/.exec(pair);
      asked[parts[1]] = decoded(parts[2]);
    });
    ['q', 'year', 'unit'].forEach(function (name) {
      if (fields[name]) {
        fields[name].value = asked[name] || '';
      }
    });
    /* A year that the page does not offer may still be asked for. */
    if (/^\d{4}$/.test(asked.year) && fields.year.value !== asked.year) {
      add(fields.year, 'option', asked.year).selected = true;
    }
    fields.year.selectedIndex = Math.max(fields.year.selectedIndex, 0);
    search();
  }

  form.onsubmit = function () {
    var query = ['q', 'year', 'unit'].filter(valueOf).map(function (name) {
      return name + '=' + encodeURIComponent(valueOf(name));
    }).join('&');
    try {
      win.history.pushState(null, '', '?' + query);
      searched = win.location.search;
    } catch (e) {
      return true;
    }
    search();
    return false;
  };
  /* It is also told of the skip link. */
  win.onpopstate = function () {
    if (searched !== win.location.search) {
      read();
    }
  };
  more.className = 'btn';
  more.textContent = '再看后面的';
  form.hidden = false;
  read();
  if (valueOf('q')) {
    toMain();
  }
}(window, document));
