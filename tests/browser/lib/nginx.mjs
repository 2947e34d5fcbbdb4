// nginx as Debian packs it, serving a site below a sub-path. It listens on a socket in
// a folder of its own, so that no port has to be free.

import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { SUB_PATH } from './server.mjs';

const PROGRAM = process.env.NGINX ?? '/usr/sbin/nginx';
const PATIENCE = 10_000;

/** What a county's administrator writes: where the site lies, and its page for wrong addresses. */
const configuration = (folder) => `
daemon off;
master_process off;
pid ${folder}/pid;
error_log ${folder}/errors;
events { worker_connections 64; }
http {
  include /etc/nginx/mime.types;
  access_log off;
  client_body_temp_path ${folder}/temp;
  proxy_temp_path ${folder}/temp;
  fastcgi_temp_path ${folder}/temp;
  uwsgi_temp_path ${folder}/temp;
  scgi_temp_path ${folder}/temp;
  server {
    listen unix:${folder}/socket;
    root ${folder}/www;
    error_page 404 ${SUB_PATH}404.html;
  }
}
`;

/** Starts nginx; `ask` tells the status of a path in the site. */
export async function startNginx(root) {
  const folder = mkdtempSync(join(tmpdir(), 'nginx-'));
  const site = join(folder, 'www', SUB_PATH);
  mkdirSync(dirname(site), { recursive: true });
  symlinkSync(root, site.replace(/\/$/, ''));
  writeFileSync(join(folder, 'nginx.conf'), configuration(folder));
  const nginx = spawn(PROGRAM, ['-e', join(folder, 'errors'), '-c', join(folder, 'nginx.conf')], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  nginx.stderr.setEncoding('utf8').on('data', (part) => (said += part));
  const ended = new Promise((done) => {
    nginx.on('close', done);
    nginx.on('error', (error) => done((said += error.message)));
  });
  const socket = join(folder, 'socket');
  const close = async () => {
    nginx.kill();
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  for (let waited = 0; !existsSync(socket); waited += 20) {
    if (waited > PATIENCE || nginx.exitCode !== null || nginx.pid === undefined) {
      await close();
      throw new Error(`nginx does not start: ${said}`);
    }
    await new Promise((done) => setTimeout(done, 20));
  }
  return { ask: (path) => status(socket, SUB_PATH + encodeURI(path)), close };
}

function status(socketPath, path) {
  return new Promise((done, failed) => {
    const asked = request({ socketPath, path, method: 'HEAD' }, (answer) => {
      answer.resume();
      done(answer.statusCode);
    });
    asked.on('error', failed);
    asked.end();
  });
}
