// The Nu Html Checker finds nothing to say: no error, no warning, no remark.

import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const jar = join(dirname(createRequire(import.meta.url).resolve('vnu-jar/package.json')), 'build/dist/vnu.jar');

// The checker reads files and takes no file for a page's own site. That a browser does is
// tested: `search` asks over http and from disk, `search-policy` tampers.
const OWN_SCRIPT = /Content Security Policy.* external script “search\.js” blocked by “script-src” directive/;

export const html = {
  name: 'html',
  async run(site, env, tally) {
    const messages = await vnu(site.pages.map((page) => page.file));
    for (const page of site.pages) {
      const own = messages.filter((message) => message.url && fileURLToPath(message.url) === page.file && !(page.isSearch && OWN_SCRIPT.test(message.message)));
      tally.check(own.length === 0, page.path, () =>
        own.map((one) => `line ${one.lastLine ?? '?'}: ${one.subType ?? one.type}: ${one.message}`).join(' | '),
      );
    }
    const strays = messages.filter((message) => !message.url);
    tally.check(strays.length === 0, 'vnu', () => strays.map((one) => one.message).join(' | '));
  },
};

/** Starts Java once for all files. */
function vnu(files) {
  const args = ['-Xss4m', '-jar', jar, '--format', 'json', '--exit-zero-always', '--stdout', ...files];
  return new Promise((done, failed) => {
    const java = spawn('java', args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let words = '';
    java.stdout.setEncoding('utf8').on('data', (part) => (out += part));
    java.stderr.setEncoding('utf8').on('data', (part) => (words += part));
    java.on('error', failed);
    java.on('close', () => {
      try {
        done(JSON.parse(out).messages);
      } catch {
        failed(new Error(`vnu gave no answer: ${words || out}`));
      }
    });
  });
}
