// Proves that each check can fail: the pages of `broken` must give just the problems that `expected.json` lists,
// and those of `sound` none. An expectation is a part of a problem's text, with `? ` before it where the browser does not
// always say it; every problem must be expected.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CHECKS, run } from './check.mjs';

const read = (name) => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));
const folder = (name) => fileURLToPath(new URL(name, import.meta.url));
let passed = 0;
let failed = 0;

function judge(what, differences) {
  if (differences.length === 0) {
    passed += 1;
    return;
  }
  failed += 1;
  console.log([what, ...differences].join('\n    '));
}

const sound = await run(folder('sound'), Object.keys(CHECKS), read('sound/kinds.json'));
for (const [name, results] of Object.entries(sound)) {
  judge(`${name} on sound`, [
    ...(results.length === 0 ? ['looked at nothing'] : []),
    ...results.flatMap(({ page, problems }) => problems.map((problem) => `${page}: ${problem}`)),
  ]);
}

const expected = read('broken/expected.json');
const broken = await run(folder('broken'), Object.keys(CHECKS), read('broken/kinds.json'));
for (const [name, results] of Object.entries(broken)) {
  const wanted = new Map(Object.entries(expected[name]));
  for (const { page, problems } of results) {
    const listed = wanted.get(page) ?? ['(this page)'];
    const musts = listed.filter((part) => !part.startsWith('? '));
    const parts = listed.map((part) => part.replace(/^\? /, ''));
    wanted.delete(page);
    judge(`${name} on broken/${page}`, [
      ...musts.filter((part) => !problems.some((problem) => problem.includes(part))).map((part) => `not reported: ${part}`),
      ...problems.filter((problem) => !parts.some((part) => problem.includes(part))).map((problem) => `not expected: ${problem}`),
    ]);
  }
  judge(`${name} on broken`, [...wanted.keys()].map((page) => `not looked at: ${page}`));
}

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
