// A server that says what a test tells it to: pages by path, and one stream of
// events to every page that listens. It can go away and come back on its port.

import { createServer } from 'node:http';

export class Mock {
  pages = new Map();
  streams = new Set();
  /** Addresses of every stream that was ever opened. */
  opened = [];
  /** How often each page was asked for. */
  served = new Map();
  /** Whether streams end as soon as they have told what there is. */
  isCrowded = false;
  /** Sent to every stream as soon as it opens. */
  greeting = [];
  port = 0;

  constructor(script) {
    this.script = script;
  }

  setPage(path, html, key, status = 200) {
    this.pages.set(path, { html, key, status });
  }

  get address() {
    return `http://127.0.0.1:${this.port}`;
  }

  timesServed(path) {
    return this.served.get(path) ?? 0;
  }

  async start() {
    this.server = createServer((request, response) => this.answer(request, response));
    await new Promise((ready) => this.server.listen(this.port, '127.0.0.1', ready));
    this.port = this.server.address().port;
  }

  async stop() {
    this.streams.clear();
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }

  send(event, data) {
    for (const { response } of this.streams) response.write(block(event, data));
  }

  /** A new version of a page: those who look at the old one are told. */
  publish(path, html, key, status = 200) {
    this.setPage(path, html, key, status);
    for (const stream of this.streams) if (stream.page === path) this.tell(stream);
  }

  tell({ page, key, response }) {
    const current = this.pages.get(page)?.key;
    if (current !== undefined && current !== key) response.write(block('reload', { key: current }));
  }

  answer(request, response) {
    const url = new URL(request.url, this.address);
    if (url.pathname === '/.gongkai/live.js') {
      response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-store' }).end(this.script);
    } else if (url.pathname === '/.gongkai/events') this.listen(url, request, response);
    else this.page(url.pathname, response);
  }

  listen(url, request, response) {
    const stream = { page: url.searchParams.get('page'), key: url.searchParams.get('key'), brief: url.searchParams.has('brief'), response };
    this.opened.push(stream);
    if (this.isCrowded) {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      this.tell(stream);
      response.end(block('crowded', {}));
      return;
    }
    this.streams.add(stream);
    request.on('close', () => this.streams.delete(stream));
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write(': open\n\n');
    for (const [event, data] of this.greeting) response.write(block(event, data));
    this.tell(stream);
  }

  page(path, response) {
    const page = this.pages.get(path);
    this.served.set(path, this.timesServed(path) + 1);
    if (!page) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('404');
      return;
    }
    const insertion = `<script src="/.gongkai/live.js" data-page="${path}" data-key="${page.key}"></script>`;
    response.writeHead(page.status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
    response.end(page.html.replace('<head>', `<head>${insertion}`));
  }
}

function block(event, data) {
  return `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}
