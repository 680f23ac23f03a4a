// Checks a built site: npm test -- --site DIR [--only links,sanity,nu,policy,access] [--kinds FILE]
// Prints what is wrong, and closes with the number of checked pages that passed and failed.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { checkAccess } from './access.mjs';
import { launch, serve, within } from './browser.mjs';
import { checkLinks } from './links.mjs';
import { checkNu } from './nu.mjs';
import { checkPolicy } from './policy.mjs';
import { checkSanity } from './sanity.mjs';
import { readSite } from './site.mjs';

const SHOWN = 40;
const LIMIT = 900; // seconds for one check

export const CHECKS = {
  sanity: ({ site }) => checkSanity(site),
  links: ({ site }) => checkLinks(site),
  nu: ({ site }) => checkNu(site),
  policy: ({ site, server, browser }) => checkPolicy(site, server, browser),
  access: ({ site, server, browser, kinds }) => checkAccess(site, server, browser, kinds),
};

/** Runs checks by name on the site in a folder. Gives, by name, a result a page: `page` and its `problems`. */
export async function run(folder, names, kinds) {
  const site = readSite(resolve(folder));
  if (site.pages.size === 0) throw new Error(`${folder} has no page`);
  const looks = names.some((name) => name === 'policy' || name === 'access');
  const server = looks ? await serve(site) : null;
  const browser = looks ? await launch() : null;
  const results = {};
  try {
    for (const name of names) {
      const start = performance.now();
      results[name] = await within(LIMIT, name, CHECKS[name]({ site, server, browser, kinds }));
      console.error(`${name}: ${results[name].length} results in ${((performance.now() - start) / 1000).toFixed(1)} s`);
    }
  } finally {
    await browser?.close();
    await server?.close();
  }
  return results;
}

async function main() {
  const options = {
    site: { type: 'string', default: fileURLToPath(new URL('../../public', import.meta.url)) },
    only: { type: 'string', default: Object.keys(CHECKS).join(',') },
    kinds: { type: 'string', default: fileURLToPath(new URL('kinds.json', import.meta.url)) },
  };
  const { values } = parseArgs({ options });
  const names = values.only.split(',');
  const unknown = names.filter((name) => !(name in CHECKS));
  if (unknown.length > 0) throw new Error(`no such check: ${unknown.join(', ')}`);
  const results = await run(values.site, names, JSON.parse(readFileSync(values.kinds, 'utf8')));
  let passed = 0;
  let failed = 0;
  for (const [name, pages] of Object.entries(results)) {
    const wrong = pages.filter(({ problems }) => problems.length > 0);
    passed += pages.length - wrong.length;
    failed += wrong.length;
    for (const { page, problems } of wrong.slice(0, SHOWN)) {
      console.log(`${name}: ${page}`);
      for (const problem of problems.slice(0, SHOWN)) console.log(`    ${problem}`);
    }
    if (wrong.length > SHOWN) console.log(`${name}: and ${wrong.length - SHOWN} more pages`);
  }
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main().catch((error) => {
    console.error(error.message);
    process.exitCode = 2;
  });
}
