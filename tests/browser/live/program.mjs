// The program itself, previewing a copy of the repository's site in a folder of
// its own. However a test ends, the program is stopped and the folder removed.

import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './script.mjs';
import { countNavigations, listenToConsole, until } from './stage.mjs';

const PARTS = ['content', 'site.toml', 'templates', 'static'];
const START = 20000;
export const REPORT = 'content/reports/2022/report.yaml';
export const WORDS = 'content/reports/2022/report.md';
export const PAGE = 'reports/2022/index.html';
export const OTHER_PAGE = 'reports/2021/index.html';

/** What a test brings about itself: a server that is away, a page that is missing. */
const FROM_THE_NETWORK = /^error: Failed to load resource: (net::ERR_|the server responded with a status of (404|503))/;

const running = new Set();
process.on('exit', () => running.forEach((one) => one.kill()));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));

/** The path of the program, from the environment; without it there is nothing to test. */
export function programPath() {
  const path = process.env.GONGKAI;
  if (path && existsSync(path)) return path;
  console.error(path ? `GONGKAI=${path}: there is no such file` : 'GONGKAI is not set: give the path of the program, or run `node live.mjs mock`');
  process.exit(1);
}

export class Preview {
  constructor(path) {
    this.path = path;
    this.folder = mkdtempSync(join(tmpdir(), 'gongkai-live-'));
    for (const part of PARTS) cpSync(join(ROOT, part), join(this.folder, part), { recursive: true });
    // A second report, so that there is a page that the first one does not concern.
    cpSync(join(this.folder, 'content/reports/2022'), join(this.folder, 'content/reports/2021'), { recursive: true });
    for (const name of ['report.yaml', 'report.md']) {
      this.change(`content/reports/2021/${name}`, (text) => text.replaceAll('2022', '2021'));
    }
  }

  read(name) {
    return readFileSync(join(this.folder, name), 'utf8');
  }

  write(name, text) {
    writeFileSync(join(this.folder, name), text);
  }

  /** As many editors save: a new file is put in the old one's place. */
  replace(name, text) {
    writeFileSync(join(this.folder, `${name}.tmp~`), text);
    renameSync(join(this.folder, `${name}.tmp~`), join(this.folder, name));
  }

  /** Writes what `edit` makes of a file; returns the text that stood there. */
  change(name, edit, write = 'write') {
    const before = this.read(name);
    const after = edit(before);
    if (after === before) throw new Error(`nothing to change in ${name}`);
    this[write](name, after);
    return before;
  }

  /** Moves a folder out of the site, or back. */
  move(name, away) {
    const store = `${this.folder}-away`;
    if (away) renameSync(join(this.folder, name), store);
    else renameSync(store, join(this.folder, name));
  }

  async start(port = 0) {
    this.printed = '';
    this.process = spawn(this.path, ['serve', '--root', this.folder, '--port', String(port)], { stdio: ['ignore', 'pipe', 'pipe'] });
    running.add(this.process);
    this.ended = new Promise((over) => this.process.on('close', over));
    for (const pipe of [this.process.stdout, this.process.stderr]) pipe.on('data', (bytes) => (this.printed += bytes));
    const address = () => this.printed.match(/http:\/\/127\.0\.0\.1:(\d+)\//);
    await until(() => address() || this.process.exitCode !== null, 'the program prints no address', START);
    if (!address()) throw new Error(`the program ended: ${this.printed}`);
    [this.address, this.port] = address();
  }

  async stop() {
    if (!this.process) return;
    const hard = setTimeout(() => this.process.kill('SIGKILL'), 3000);
    this.process.kill('SIGINT');
    await this.ended;
    clearTimeout(hard);
    running.delete(this.process);
  }

  remove() {
    rmSync(this.folder, { recursive: true, force: true });
    rmSync(`${this.folder}-away`, { recursive: true, force: true });
  }
}

/** Previews a fresh copy, opens one of its pages, runs `use`, and holds the console to silence. */
export async function onPreview(env, tally, options, use) {
  const { path = PAGE, width = 1280, height = 800, networkErrors = false, before } = options;
  const preview = new Preview(env.program);
  const circle = await env.browser.newContext({ viewport: { width, height }, locale: 'zh-CN', reducedMotion: 'no-preference' });
  try {
    before?.(preview);
    await preview.start();
    const open = async (where) => {
      const tab = await circle.newPage();
      const said = listenToConsole(tab, networkErrors ? FROM_THE_NETWORK : null);
      const moves = countNavigations(tab);
      await tab.goto(preview.address + where, { waitUntil: 'load' });
      // The first state has come: from here on the page hears of every change.
      await tab.waitForFunction(() => document.querySelector('gongkai-live').shadowRoot.querySelector('.toggle').getClientRects().length > 0);
      return { tab, said, moves };
    };
    const first = await open(path);
    const check = (good, place, detail) => tally.check(good, place, detail);
    await use({ preview, open, check, note: (text) => tally.note(text), ...first });
    check(first.said.length === 0, 'console', () => first.said.join(' | '));
  } catch (error) {
    throw new Error(`${error.message}\nthe program said: ${preview.printed}`, { cause: error });
  } finally {
    await circle.close();
    await preview.stop();
    preview.remove();
  }
}
