// Puts every page before the Nu HTML checker: one run of Java over the folder, errors and warnings alike.

import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { relative, sep } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const JAR = createRequire(import.meta.url).resolve('vnu-jar/build/dist/vnu.jar');

/** Messages that are let pass: `message` is a part of the text, `why` the reason. */
const JUSTIFIED = JSON.parse(readFileSync(new URL('justified.json', import.meta.url), 'utf8'));

/** One result a page. Throws when the checker itself could not run. */
export async function checkNu(site) {
  const results = new Map([...site.pages.keys()].map((page) => [page, []]));
  const options = ['--stdout', '--asciiquotes', '--skip-non-html', '--format', 'json'];
  const java = spawn('java', ['-Xss2m', '-jar', JAR, ...options, site.root], { stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, errors] = await Promise.all([text(java.stdout), text(java.stderr), once(java, 'close')]);
  let messages;
  try {
    ({ messages } = JSON.parse(out));
  } catch {
    throw new Error(`the Nu checker gave no result: ${errors || out}`);
  }
  for (const { type, subType, url, lastLine, message } of messages) {
    if (JUSTIFIED.some((pass) => message.includes(pass.message))) continue;
    const page = url ? relative(site.root, fileURLToPath(url)).split(sep).join('/') : '(no page)';
    if (!results.has(page)) results.set(page, []);
    results.get(page).push(`line ${lastLine ?? '?'}: ${subType ?? type}: ${message}`);
  }
  return [...results].map(([page, problems]) => ({ page, problems }));
}
