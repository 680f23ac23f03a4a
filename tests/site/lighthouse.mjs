// Prints the scores of Lighthouse for home, meeting, dossier and footnote: node lighthouse.mjs [--site DIR]
// Lighthouse itself comes from npx. Performance varies with the load of the machine, so nothing fails on a figure.

import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { addressOf, serve } from './browser.mjs';
import { readSite } from './site.mjs';

const KINDS = ['home', 'meeting', 'dossier', 'footnote'];
const FLAGS = '--headless --no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync';

const options = { site: { type: 'string', default: fileURLToPath(new URL('../../public', import.meta.url)) } };
const { values } = parseArgs({ options });
const kinds = JSON.parse(readFileSync(new URL('kinds.json', import.meta.url), 'utf8'));
const server = await serve(readSite(resolve(values.site)));
for (const kind of KINDS) {
  const arguments_ = ['--yes', 'lighthouse@12', addressOf(server, kinds[kind]), '--quiet', `--chrome-flags=${FLAGS}`, '--output=json'];
  const env = { ...process.env, CHROME_PATH: process.env.CHROMIUM ?? '/usr/bin/chromium' };
  const run = spawn('npx', arguments_, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const { categories, audits } = JSON.parse(await text(run.stdout));
  console.log(kind.padEnd(9), Object.values(categories).map(({ title, score }) => `${title} ${Math.round(score * 100)}`).join(', '));
  const weighty = Object.values(categories).flatMap(({ auditRefs }) => auditRefs.filter(({ weight }) => weight > 0));
  for (const { id } of weighty) {
    const { score, displayValue } = audits[id];
    if (score !== null && score < 1) console.log(`    ${id}: ${score} ${displayValue ?? ''}`);
  }
}
await server.close();
