// Puts the next version of a page in the place of this one without a reload, so
// that a screen reader keeps its place: nodes that are equal stay, the others are
// changed, and afterwards the document is the one that a reload would show.

const exchange = (function (win, doc) {
  const ELEMENT = 1;
  const TEXT = 3;
  // Two lists are compared up to this product of their lengths, or else by position.
  const MOST = 1000000;
  const live = doc.currentScript;

  // ---- Whether it can be done ----

  function list(from, selector) {
    return Array.from(from.querySelectorAll(selector));
  }

  function isProgram(script) {
    return script.getAttribute('src') !== '/.gongkai/live.js' && script.type !== 'application/ld+json';
  }

  function programs(from) {
    return list(from, 'script').filter(isProgram);
  }

  /** What a document cannot change once it is loaded: its scripts, its styles and its policy. */
  function frame(from) {
    const type = from.doctype;
    const fixed = list(from, 'style,base,noscript,iframe,object,embed').concat(programs(from));
    return JSON.stringify([
      type && [type.name, type.publicId, type.systemId],
      fixed.map(function (node) { return node.outerHTML; }),
      // The hashes in the policy are those of scripts and styles; they follow the page's data.
      list(from, 'meta[http-equiv]').map(function (node) {
        return node.outerHTML.replace(/ *'sha256-[^']*'/g, '');
      }),
    ]);
  }

  /** Whether these bytes have the styles of this page. Others are not even to be parsed: the policy complains of them. */
  function hasStyles(html) {
    return list(doc, 'style').every(function (style) { return html.indexOf('>' + style.textContent + '</style>') >= 0; });
  }

  /** Whether the next version can be put in place and be the same as after a reload. */
  function canTake(next) {
    const trouble = [doc, next].some(function (one) { return one.documentElement.hasAttribute('data-trouble'); });
    const later = programs(next).some(function (script) {
      return script.src || script.type === 'module' || script.async || script.defer;
    });
    return !trouble && !later && frame(doc) === frame(next);
  }

  // ---- Lists of children ----

  function isLive(node) {
    return node === live || node === panel.host;
  }

  function signature(node) {
    return node.nodeType === ELEMENT ? node.outerHTML : node.nodeType + node.data;
  }

  /** What two nodes must share for one to become the other. */
  function kind(node) {
    return node.nodeName === 'TEMPLATE' ? null : node.nodeName + '|' + (node.id || '');
  }

  /** The longest common subsequence of two short lists, as pairs of positions. */
  function common(olds, news) {
    const wide = news.length + 1;
    const best = new Uint16Array((olds.length + 1) * wide);
    const pairs = [];
    let at = 0;
    let to = 0;
    for (let i = olds.length - 1; i >= 0; i -= 1) {
      for (let j = news.length - 1; j >= 0; j -= 1) {
        const down = Math.max(best[(i + 1) * wide + j], best[i * wide + j + 1]);
        best[i * wide + j] = olds[i] === news[j] ? best[(i + 1) * wide + j + 1] + 1 : down;
      }
    }
    while (at < olds.length && to < news.length) {
      if (olds[at] === news[to]) pairs.push([at++, to++]);
      else if (best[(at + 1) * wide + to] >= best[at * wide + to + 1]) at += 1;
      else to += 1;
    }
    return pairs;
  }

  /** Pairs of equal entries of two lists, in order. */
  function equals(olds, news) {
    const pairs = [];
    let from = 0;
    let end = 0;
    while (from < olds.length && from < news.length && olds[from] === news[from]) from += 1;
    const room = Math.min(olds.length, news.length) - from;
    while (end < room && olds[olds.length - 1 - end] === news[news.length - 1 - end]) end += 1;
    for (let at = 0; at < from; at += 1) pairs.push([at, at]);
    const some = olds.slice(from, olds.length - end);
    const others = news.slice(from, news.length - end);
    if (some.length * others.length <= MOST) {
      common(some, others).forEach(function (pair) { pairs.push([pair[0] + from, pair[1] + from]); });
    }
    for (let left = end; left > 0; left -= 1) pairs.push([olds.length - left, news.length - left]);
    return pairs;
  }

  /** For each new node the old one that stays or becomes it, or undefined; never crosswise. */
  function partners(olds, news) {
    const found = [];
    let from = [0, 0];
    const between = function (pair) {
      let at = from[0];
      for (let to = from[1]; to < pair[1]; to += 1) {
        const wanted = kind(news[to]);
        let seek = at;
        while (seek < pair[0] && (wanted === null || kind(olds[seek]) !== wanted)) seek += 1;
        if (seek < pair[0]) {
          found[to] = olds[seek];
          at = seek + 1;
        }
      }
      if (pair[0] < olds.length) found[pair[1]] = olds[pair[0]];
      from = [pair[0] + 1, pair[1] + 1];
    };
    equals(olds.map(signature), news.map(signature)).forEach(between);
    between([olds.length, news.length]);
    return found;
  }

  // ---- One node ----

  /** Only what differs is replaced: a selection in the rest of the text stays. */
  function setText(node, text) {
    const old = node.data;
    let from = 0;
    let end = 0;
    while (from < old.length && from < text.length && old[from] === text[from]) from += 1;
    const room = Math.min(old.length, text.length) - from;
    while (end < room && old[old.length - 1 - end] === text[text.length - 1 - end]) end += 1;
    node.replaceData(from, old.length - end - from, text.slice(from, text.length - end));
  }

  /** What the reader and the preview have set is not the page's. */
  function isTheReaders(node, name) {
    return (node.nodeName === 'DETAILS' && name === 'open') ||
      (node === doc.documentElement && name === 'style') ||
      // Set while a skip link's target has the focus.
      (node === doc.activeElement && name === 'tabindex');
  }

  function setAttributes(node, next) {
    const own = function (attribute) { return !isTheReaders(node, attribute.name); };
    const before = Array.from(node.attributes).filter(own);
    const after = Array.from(next.attributes).filter(own);
    const names = function (attributes) { return attributes.map(function (one) { return one.name; }).join(' '); };
    // Their order is part of the page's bytes.
    if (names(before) !== names(after)) before.forEach(function (one) { node.removeAttributeNode(one); });
    after.forEach(function (one) {
      if (node.getAttributeNS(one.namespaceURI, one.localName) !== one.value) {
        node.setAttributeNS(one.namespaceURI, one.name, one.value);
      }
    });
  }

  /** Makes of `node` what `next` is; both have the same name. `made` gets what may be the page's script's. */
  function become(node, next, made) {
    if (node.nodeType !== ELEMENT) {
      if (node.data !== next.data) setText(node, next.data);
      return;
    }
    if (signature(node) === signature(next)) return;
    setAttributes(node, next);
    const olds = Array.from(node.childNodes).filter(function (child) { return !isLive(child); });
    const news = Array.from(next.childNodes);
    const found = partners(olds, news);
    const stays = new Set(found);
    olds.forEach(function (child) {
      if (stays.has(child)) return;
      // No text of a clerk becomes a button, so this is a toolbar: see `again`.
      if (child.nodeType === ELEMENT && child.querySelector('button')) made.push(child);
      else node.removeChild(child);
    });
    let before = panel.host.parentNode === node ? panel.host : null;
    for (let at = news.length - 1; at >= 0; at -= 1) {
      if (found[at]) become(found[at], news[at], made);
      before = found[at] || node.insertBefore(doc.importNode(news[at], true), before);
    }
  }

  // ---- The whole ----

  /** The next version without the line of the preview, which is here already. */
  function asShown(next) {
    // Where nothing is run the parser reads these as elements; in a page that is shown they are text.
    list(next, 'noscript').forEach(function (node) { node.textContent = node.innerHTML; });
    list(next, 'script[src="/.gongkai/live.js"]').forEach(function (node) { node.remove(); });
    return next;
  }

  /** Runs the page's own scripts on the new content, as a reload would. */
  function run() {
    programs(doc).forEach(function (old) {
      const script = doc.createElement('script');
      Array.from(old.attributes).forEach(function (one) { script.setAttribute(one.name, one.value); });
      script.textContent = old.textContent;
      old.parentNode.replaceChild(script, old);
    });
  }

  /** Scripts anew. What they had made before and make the same again stays, so that it keeps the focus. */
  function again(made) {
    const observer = new MutationObserver(function () {});
    observer.observe(doc, { childList: true, subtree: true });
    run();
    const added = [];
    observer.takeRecords().forEach(function (record) {
      Array.from(record.addedNodes).forEach(function (node) {
        if (node.nodeType === ELEMENT && node.isConnected) added.push(node);
      });
    });
    observer.disconnect();
    made.forEach(function (old) {
      const twin = added.filter(function (node) {
        return node.outerHTML === old.outerHTML && (node.nextSibling === old || node.previousSibling === old);
      })[0];
      (twin || old).remove();
    });
  }

  function take(next) {
    const made = [];
    become(doc.documentElement, asShown(next).documentElement, made);
    again(made);
  }

  return { hasStyles, canTake, take };
}(window, document));
