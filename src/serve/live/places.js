// What must outlive a reload: a small storage, where the reader is on the page,
// and how to find that place again in the page's next version.

/** Storage of this tab; where it is missing, full or forbidden, things last as long as the page does. */
const memory = (function (win) {
  const own = {};

  function load(name) {
    try {
      return JSON.parse(win.sessionStorage.getItem(name));
    } catch (e) {
      return own[name];
    }
  }

  /** Keeps a value, or forgets it when it is null; returns whether a reload will find it so. */
  function keep(name, value) {
    own[name] = value;
    try {
      if (value === null) win.sessionStorage.removeItem(name);
      else win.sessionStorage.setItem(name, JSON.stringify(value));
      return true;
    } catch (e) {
      return false;
    }
  }

  return { load, keep };
}(window));

const places = (function (win, doc) {
  function all(selector) {
    return Array.from(doc.querySelectorAll(selector));
  }

  function words(node) {
    return node.textContent.trim().slice(0, 80);
  }

  /** What an element goes by: its label before its text, for the text is what gets edited. */
  function nameOf(node) {
    const label = node.getAttribute('aria-label') || node.getAttribute('name');
    const head = node.tagName === 'DETAILS' ? node.querySelector('summary') : null;
    return label || words(head || node);
  }

  /** The nearest ancestor with an id, then child numbers down to the element. */
  function mark(node) {
    const steps = [];
    let at = node;
    while (at && at !== doc.body && !(at.id && doc.getElementById(at.id) === at)) {
      steps.unshift(at.parentNode ? Array.prototype.indexOf.call(at.parentNode.children, at) : 0);
      at = at.parentNode;
    }
    return { id: at && at !== doc.body ? at.id : null, steps: steps, tag: node.tagName, name: nameOf(node) };
  }

  /** By place if the name agrees, else by its name if that is unique, else by place alone. */
  function seek(sign) {
    let there = sign.id === null ? doc.body : doc.getElementById(sign.id);
    sign.steps.forEach(function (step) {
      there = there ? there.children[step] : null;
    });
    if (there && there.tagName !== sign.tag) there = null;
    if (there && (sign.steps.length === 0 || nameOf(there) === sign.name)) return there;
    const alike = all(sign.tag).filter(function (node) {
      return nameOf(node) === sign.name;
    });
    return alike.length === 1 && sign.name ? alike[0] : there;
  }

  function scrolledRegions() {
    return all('body *').filter(function (node) {
      return node.scrollLeft !== 0 || node.scrollTop !== 0;
    });
  }

  // Which element a place was read from, for as long as the page is not reloaded.
  const lines = new WeakMap();

  /** A line of text near the top of the window: it stays put even if what is above it grows. */
  function anchor() {
    for (let y = 8; win.pageYOffset > 0 && y < win.innerHeight; y += 24) {
      const hit = doc.elementFromPoint(win.innerWidth / 2, y);
      const line = hit && hit.closest('p,li,tr,h1,h2,h3,h4,dt,dd,caption,pre,summary');
      if (line) {
        const found = { sign: mark(line), top: line.getBoundingClientRect().top };
        lines.set(found, line);
        return found;
      }
    }
    return null;
  }

  function now() {
    const regions = scrolledRegions().map(function (node) {
      return [mark(node), node.scrollLeft, node.scrollTop];
    });
    return { x: win.pageXOffset, y: win.pageYOffset, anchor: anchor(), regions: regions };
  }

  function scroll(target, left, top) {
    // Said outright, because a theme may ask for smooth scrolling.
    target.scrollTo({ left: left, top: top, behavior: 'instant' });
  }

  function lineOf(anchored) {
    const line = lines.get(anchored);
    return line && line.isConnected ? line : seek(anchored.sign);
  }

  function goTo(place) {
    place.regions.forEach(function (entry) {
      const node = seek(entry[0]);
      if (node) scroll(node, entry[1], entry[2]);
    });
    const line = place.anchor && lineOf(place.anchor);
    const shown = line && line.getClientRects().length > 0;
    const y = shown ? win.pageYOffset + line.getBoundingClientRect().top - place.anchor.top : place.y;
    scroll(win, place.x, y);
  }

  /** Where everything is scrolled to, for telling whether the reader has moved since. */
  function spot() {
    const inner = scrolledRegions().map(function (node) {
      return [Math.round(node.scrollLeft), Math.round(node.scrollTop)];
    });
    return JSON.stringify([Math.round(win.pageXOffset), Math.round(win.pageYOffset), inner]);
  }

  /** The focused element of the page, with its caret. */
  function focusNow() {
    const node = doc.activeElement;
    if (!node || node === doc.body || node === doc.documentElement) return null;
    const focus = { sign: mark(node), caret: null };
    try {
      focus.caret = [node.selectionStart, node.selectionEnd, node.selectionDirection];
    } catch (e) {
      // Only text fields have a caret; some kinds of field refuse to say.
    }
    return focus;
  }

  function focusOn(focus) {
    const node = seek(focus.sign);
    if (!node) return;
    node.focus({ preventScroll: true });
    if (focus.caret && typeof focus.caret[0] === 'number') node.setSelectionRange.apply(node, focus.caret);
  }

  function editedFields() {
    return all('input,textarea,select').filter(function (node) {
      if (/^(file|password|hidden)$/.test(node.type)) return false;
      return node.tagName === 'SELECT' || node.value !== node.defaultValue || node.checked !== node.defaultChecked;
    });
  }

  function marked(nodes, value) {
    return nodes.map(function (node) {
      return [mark(node), value(node)];
    });
  }

  /** What the reader has typed, opened and switched on. */
  function settingsNow() {
    return {
      fields: marked(editedFields(), function (node) { return [node.value, node.checked]; }),
      details: marked(all('details'), function (node) { return node.open; }),
      pressed: marked(all('button[aria-pressed=true]'), function () { return true; }),
    };
  }

  function each(entries, act) {
    entries.forEach(function (entry) {
      const node = seek(entry[0]);
      if (node) act(node, entry[1]);
    });
  }

  function setAgain(settings) {
    // The toolbar keeps its choice by itself, unless storage is forbidden to it.
    each(settings.pressed, function (node) {
      if (node.getAttribute('aria-pressed') === 'false') node.click();
    });
    each(settings.fields, function (node, value) {
      if (node.value === value[0] && node.checked === value[1]) return;
      node.value = value[0];
      if (value[1] !== undefined) node.checked = value[1];
      // A filter box must act again on what stands in it.
      node.dispatchEvent(new Event('input', { bubbles: true }));
      node.dispatchEvent(new Event('change', { bubbles: true }));
    });
    each(settings.details, function (node, open) {
      node.open = open;
    });
  }

  return { all, words, now, goTo, spot, focusNow, focusOn, settingsNow, setAgain };
}(window, document));
