// Drives `voetnoot serve` in a real browser: node preview.mjs [program]. Its pages name the strict content security policy of
// the site checks, so that whatever the preview adds has to do under it.

import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { POLICY, launch } from './browser.mjs';

const PROGRAM = process.argv[2] ?? fileURLToPath(new URL('../../target/debug/voetnoot', import.meta.url));
const PATIENCE = { timeout: 30_000 };
const AGENDA = 'content/meetings/jbz-1/agenda.md';
const PAGE = 'vergaderingen/jbz-1/';
const root = mkdtempSync(join(tmpdir(), 'voetnoot-preview-'));

function write(path, text) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

const read = (path) => readFileSync(join(root, path), 'utf8');

function replace(path, from, to) {
  const text = read(path);
  assert(text.includes(from), `${path} has no ${from}`);
  write(path, text.replace(from, to));
}

function agenda() {
  const items = Array.from({ length: 12 }, (_, i) => {
    const paragraphs = Array.from({ length: 6 }, (_, p) => `Alinea ${i}-${p}: ${'de Raad spreekt hierover. '.repeat(12)}\n`);
    return `## ${i + 1}. Punt ${i}\n\n${paragraphs.join('\n')}`;
  });
  return `---\ntitle: Raad\nformation: jbz\nstart: 2024-06-13\n---\n\n# I. Deel\n\n${items.join('\n')}`;
}

// Code, marked words, a button and a hint: whatever the preview's own style could touch.
const SHAPES = `---
title: Vormen
---

Tekst met \`code\` en een [link](ander.md).

\`\`\`toml
title = "Proef"
\`\`\`

> Een citaat.

| a | b |
|---|---|
| 1 | 2 |
`;

write('site.toml', 'title = "Proef"\n');
write(AGENDA, agenda());
write('content/pages/ander.md', '---\ntitle: Een ander blad\n---\n\nRust.\n');
const base = readFileSync(new URL('../../templates/base.html', import.meta.url), 'utf8');
write('templates/base.html', base.replace('<head>', `<head>\n<meta http-equiv="Content-Security-Policy" content="${POLICY}">`));
write('static/voetnoot.css', 'body { font-family: sans-serif; color: rgb(1, 2, 3) }\n');

async function start() {
  const server = spawn(PROGRAM, ['serve', '--root', root, '--port', '0'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const lines = createInterface(server.stdout);
  const [first] = await new Promise((told) => lines.once('line', (line) => told([line])));
  lines.on('line', () => {});
  return { server, address: /http:\S+/.exec(first)[0] };
}

const { server, address } = await start();
const browser = await launch();
const context = await browser.newContext({ viewport: { width: 1000, height: 700 } });
const problems = [];
async function open(path) {
  const page = await context.newPage();
  page.on('pageerror', (error) => problems.push(`${path}: ${error.message}`));
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) problems.push(`${path}: ${message.text()}`);
  });
  await page.goto(address + path);
  await page.waitForFunction(() => document.readyState === 'complete');
  // Lost with each reload.
  await page.evaluate(() => { window.stayed = true; });
  return page;
}

const stayed = (page) => page.evaluate(() => window.stayed === true);
const shows = (page, text) => page.waitForFunction((wanted) => document.body?.innerText.includes(wanted), text, PATIENCE);
const overlay = (page) => page.locator('voetnoot-preview .panel[role=alert]');
const top = (page, text) => page.evaluate((wanted) => {
  const found = [...document.querySelectorAll('main p')].find((p) => p.textContent.includes(wanted));
  return found.getBoundingClientRect().top;
}, text);

const cases = {
  async 'a change is shown and the place on the screen kept'() {
    const page = await open(PAGE);
    await page.evaluate(() => {
      [...document.querySelectorAll('main p')].find((p) => p.textContent.includes('Alinea 6-1')).scrollIntoView({ block: 'start' });
    });
    const before = await top(page, 'Alinea 6-1');
    // The text above becomes longer, and the change itself is within the window.
    replace(AGENDA, 'Alinea 6-2: ', 'Alinea 6-2, gewijzigd: ');
    await shows(page, 'Alinea 6-2, gewijzigd');
    await page.waitForTimeout(200);
    assert(Math.abs((await top(page, 'Alinea 6-1')) - before) < 3, 'the text must not move');
    assert.equal(await page.locator('.voetnoot-changed').count(), 1, 'the paragraph is marked');
    await page.waitForFunction(() => !document.querySelector('.voetnoot-changed'), null, PATIENCE);
    await page.close();
  },

  async 'a change elsewhere on the page comes into view'() {
    const page = await open(PAGE);
    replace(AGENDA, 'Alinea 11-4: ', 'Alinea 11-4, ver weg: ');
    await shows(page, 'Alinea 11-4, ver weg');
    await page.waitForFunction(() => document.querySelector('.voetnoot-changed'), null, PATIENCE);
    const y = await top(page, 'Alinea 11-4, ver weg');
    assert(y > 0 && y < 700, `the paragraph stands at ${y}`);
    await page.close();
  },

  async 'a change that a page does not show leaves it alone'() {
    const page = await open('ander/');
    replace(AGENDA, 'Alinea 3-3: ', 'Alinea 3-3, elders: ');
    await page.waitForTimeout(600);
    assert(await stayed(page));
    await page.close();
  },

  async 'a mistake is shown over the last good page, and goes when mended'() {
    const [page, other] = [await open(PAGE), await open('ander/')];
    const good = read(AGENDA);
    replace(AGENDA, 'start: 2024-06-13', 'start: 2024-06-31');
    await overlay(page).waitFor({ state: 'visible', ...PATIENCE });
    const told = await overlay(page).innerText();
    assert.equal(await page.locator('voetnoot-preview .hint').count() > 0, true, 'a hint says what to type');
    assert(told.includes(`${AGENDA}:4:8 `) && told.includes('start: 2024-06-31'), told);
    assert((await page.locator('main').innerText()).includes('Alinea 0-0'), 'the page stays behind it');
    const badge = other.locator('voetnoot-preview .badge:visible');
    await badge.waitFor({ state: 'visible', ...PATIENCE });
    assert.match(await badge.innerText(), /^\d+ melding(en)? in een ander bestand$/);
    assert.equal(await other.locator('voetnoot-preview .panel:visible').count(), 0);
    await badge.click();
    const listed = other.locator('voetnoot-preview .panel:visible');
    assert.equal(await listed.locator('a').getAttribute('href'), `/${PAGE}`);
    assert((await listed.innerText()).includes(AGENDA));
    await listed.locator('button').click();
    await badge.waitFor({ state: 'visible', ...PATIENCE });
    write(AGENDA, good);
    await overlay(page).waitFor({ state: 'hidden', ...PATIENCE });
    await badge.waitFor({ state: 'hidden', ...PATIENCE });
    assert(await stayed(page), 'nothing on the page was different');
    await page.close();
    await other.close();
  },

  async 'a mistake in the text is shown with the new text'() {
    const page = await open(PAGE);
    const good = read(AGENDA);
    replace(AGENDA, 'Alinea 0-1: ', 'Alinea 0-1, zie noot[^weg]: ');
    await shows(page, 'Alinea 0-1, zie noot');
    await overlay(page).waitFor({ state: 'visible', ...PATIENCE });
    await overlay(page).locator('button').click();
    assert(await overlay(page).isHidden(), 'it can be put away');
    await page.locator('voetnoot-preview .badge:visible').click();
    assert(await overlay(page).isVisible(), 'and opened again');
    await overlay(page).locator('button').click();
    write(AGENDA, good);
    await page.waitForFunction(() => document.body && !document.body.innerText.includes('zie noot'), null, PATIENCE);
    await page.close();
  },

  async 'another stylesheet is put in place without a reload'() {
    const page = await open(PAGE);
    replace('static/voetnoot.css', 'rgb(1, 2, 3)', 'rgb(9, 8, 7)');
    await page.waitForFunction(() => getComputedStyle(document.body).color === 'rgb(9, 8, 7)', null, PATIENCE);
    await page.waitForFunction(() => document.querySelectorAll('link[rel=stylesheet][href*="voetnoot.css"]').length === 1, null, PATIENCE);
    assert(await stayed(page));
    await page.close();
  },

  async 'twelve tabs at once all show the change'() {
    const pages = [];
    for (let i = 0; i < 12; i += 1) pages.push(await open(PAGE));
    replace(AGENDA, 'Alinea 1-1', 'Alinea 1-1 in twaalf tabbladen');
    await Promise.all(pages.map((page) => shows(page, 'in twaalf tabbladen')));
    for (const page of pages) assert(!(await stayed(page)));
    await Promise.all(pages.map((page) => page.close()));
  },

  async 'a page without a mistake looks as it will be published, to the pixel'() {
    write('content/pages/vorm.md', SHAPES);
    spawnSync(PROGRAM, ['build', '--root', root, '--output', join(root, 'public')], { stdio: 'ignore' });
    const published = createServer((request, response) => {
      const path = join(root, 'public', decodeURIComponent(request.url.split('?')[0]).replace(/\/$/, '/index.html'));
      const type = { '.css': 'text/css', '.js': 'text/javascript', '.html': 'text/html; charset=utf-8' }[extname(path)];
      if (!existsSync(path)) return response.writeHead(404).end();
      return response.writeHead(200, { 'content-type': type ?? 'application/octet-stream' }).end(readFileSync(path));
    });
    await new Promise((ready) => published.listen(0, '127.0.0.1', ready));
    for (const path of ['vorm/', PAGE, 'zoeken/', '']) {
      for (const colorScheme of ['light', 'dark']) {
        const shots = [];
        for (const from of [`http://127.0.0.1:${published.address().port}/`, address]) {
          const page = await context.newPage();
          await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
          await page.goto(from + path, { waitUntil: 'networkidle' });
          await page.evaluate(() => document.fonts.ready);
          shots.push(await page.screenshot({ fullPage: true, animations: 'disabled' }));
          await page.close();
        }
        assert(shots[0].equals(shots[1]), `/${path} (${colorScheme}) looks different in the preview`);
      }
    }
    published.close();
  },

  async 'a page that comes into being replaces the page for unknown addresses'() {
    const page = await open('nieuw/');
    await shows(page, 'bestaat niet');
    write('content/pages/nieuw.md', '---\ntitle: Nieuw blad\n---\n\nNu wel.\n');
    await shows(page, 'Nu wel.');
    await page.close();
  },
};

let failed = 0;
for (const [name, run] of Object.entries(cases)) {
  try {
    await run();
    console.log(`ok      ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAILED  ${name}\n${error.stack}`);
  }
}
await browser.close();
server.kill();
rmSync(root, { recursive: true });
if (problems.length > 0) console.log(`problems in the browser:\n${problems.join('\n')}`);
process.exitCode = failed > 0 || problems.length > 0 ? 1 : 0;
