// A page read without a browser, as the HTML standard says it is read: what it links
// to, where it can be jumped to, and how much there is of it.

import { parse } from 'parse5';

/** Addresses that stand elsewhere by design. */
const ELSEWHERE = new Set(['canonical', 'alternate']);
/** What names an address, by element. */
const ADDRESS = { a: 'href', link: 'href', img: 'src', script: 'src', source: 'src' };

/** Reads the bytes of a page. */
export function read(bytes) {
  const found = { links: [], ids: new Set(), elements: 0, style: 0, script: 0 };
  const open = [parse(bytes.toString('utf8'))];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.tagName) element(node, found);
    open.push(...(node.childNodes ?? []).toReversed());
  }
  return found;
}

function element(node, found) {
  const attributes = new Map(node.attrs.map((one) => [one.name, one.value]));
  found.elements += 1;
  if (attributes.has('id')) found.ids.add(attributes.get('id'));
  if (node.tagName === 'style') found.style += textOf(node);
  if (node.tagName === 'script' && !/json/.test(attributes.get('type') ?? '')) found.script += textOf(node);
  const address = attributes.get(ADDRESS[node.tagName]);
  const isElsewhere = node.tagName === 'link' && ELSEWHERE.has(attributes.get('rel')) && !address?.startsWith('.');
  if (address !== undefined && !isElsewhere) found.links.push({ typed: address, isWay: node.tagName === 'a' });
}

function textOf(node) {
  return node.childNodes.reduce((sum, one) => sum + Buffer.byteLength(one.value ?? ''), 0);
}
