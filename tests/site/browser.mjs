// Serves a built site on loopback under a strict content security policy, and starts Debian's Chromium to look at it.

import { createReadStream } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { createGzip } from 'node:zlib';
import { chromium } from 'playwright-core';

export const POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
].join('; ');

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.xml': 'application/xml',
  '.txt': 'text/plain; charset=utf-8',
  '.pdf': 'application/pdf',
};

/** Serves the files of a site that was read, and nothing else. Gives the address (with a closing slash) and `close`. */
export async function serve(site) {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname).slice(1);
    const wanted = path === '' || path.endsWith('/') ? `${path}index.html` : path;
    const found = site.files.has(wanted);
    const shown = found ? wanted : site.files.has('404.html') ? '404.html' : null;
    response.statusCode = found ? 200 : 404;
    response.setHeader('Content-Security-Policy', POLICY);
    response.setHeader('X-Content-Type-Options', 'nosniff');
    if (path === 'favicon.ico' && !found) response.statusCode = 204; // asked for by the browser, not by a page
    if (!shown || response.statusCode === 204) return response.end();
    response.setHeader('Content-Type', TYPES[extname(shown)] ?? 'application/octet-stream');
    const file = createReadStream(join(site.root, shown));
    // as hosts do; fonts and pictures are compressed already
    if (!/^(text|application\/(json|xml|manifest))/.test(response.getHeader('Content-Type'))) return file.pipe(response);
    response.setHeader('Content-Encoding', 'gzip');
    file.pipe(createGzip()).pipe(response);
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    address: `http://127.0.0.1:${server.address().port}/`,
    close() {
      server.closeAllConnections();
      return new Promise((done) => server.close(done));
    },
  };
}

/** Starts a browser that asks nobody for anything by itself. */
export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** A page's path as an address below that of the server. */
export function addressOf(server, path) {
  return server.address + path.split('/').map(encodeURIComponent).join('/').replace(/(^|\/)index\.html$/, '$1');
}

/** A promise that gives up after so many seconds: a browser that stops answering must not stop the whole run. */
export function within(seconds, what, promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: no answer from the browser in ${seconds} s`)), seconds * 1000);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
