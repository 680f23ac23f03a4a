// Looks at one page of each kind with axe-core, on a phone and a desktop, light and dark; then without script.
// Asks for no violation of WCAG 2.2 A and AA, no sideways scrolling (criterion 1.4.10), and the same words without script.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { addressOf } from './browser.mjs';

// the wrapper that axe-core has for Playwright asks for a newer Node than Debian's CI machine has
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];
const SCREENS = {
  // 320 CSS pixels is the width at which criterion 1.4.10 wants a page to reflow
  phone: { viewport: { width: 320, height: 640 }, isMobile: true, hasTouch: true },
  desktop: { viewport: { width: 1280, height: 900 } },
};
const SCHEMES = ['light', 'dark'];
// what a page shows only when it is used
const USED = {
  search: async (page) => {
    await page.locator('form.search [type=search]').fill('richtlijn');
    await page.locator('.results .excerpt').first().waitFor();
  },
};

/** One result for each kind, screen and scheme, and one for each kind without script. `kinds` gives a page each. */
export async function checkAccess(site, server, browser, kinds) {
  const results = [];
  const words = new Map();
  for (const [screen, options] of Object.entries(SCREENS)) {
    for (const colorScheme of SCHEMES) {
      const context = await browser.newContext({ ...options, colorScheme, reducedMotion: 'reduce' });
      for (const [kind, path] of Object.entries(kinds)) {
        const name = `${path} (${kind}, ${screen}, ${colorScheme})`;
        if (!site.pages.has(path)) {
          results.push({ page: name, problems: ['no such page'] });
          continue;
        }
        const page = await context.newPage();
        await page.goto(addressOf(server, path), { waitUntil: 'load' });
        if (screen === 'desktop') words.set(path, await mainWords(page));
        await USED[kind]?.(page);
        results.push({ page: name, problems: await judge(page) });
        await page.close();
      }
      await context.close();
    }
  }
  return [...results, ...(await withoutScript(site, server, browser, kinds, words))];
}

async function judge(page) {
  await page.evaluate(AXE);
  const options = { runOnly: { type: 'tag', values: TAGS }, rules: { 'target-size': { enabled: true } } };
  const { violations } = await page.evaluate((options) => globalThis.axe.run(document, options), options);
  const problems = violations.map(({ id, help, nodes }) => {
    const places = nodes.slice(0, 3).map((node) => node.target.join(' '));
    return `${id}: ${help} (${nodes.length}): ${places.join(', ')}`;
  });
  // a phone zooms out of a page that is too wide, so the window's own idea of its width is no measure
  const screen = page.viewportSize().width;
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  if (wide > screen) problems.push(`reflow: ${wide} pixels wide on a screen of ${screen}`);
  return problems;
}

async function withoutScript(site, server, browser, kinds, scripted) {
  const context = await browser.newContext({ ...SCREENS.desktop, javaScriptEnabled: false });
  const results = [];
  for (const [kind, path] of Object.entries(kinds)) {
    if (!site.pages.has(path)) continue;
    const page = await context.newPage();
    await page.goto(addressOf(server, path), { waitUntil: 'load' });
    const plain = await mainWords(page);
    const problems = [];
    if (plain.length === 0) problems.push('nothing to read without script');
    const seen = new Set(plain);
    const lost = [...new Set(scripted.get(path))].filter((word) => !seen.has(word));
    if (lost.length > 0) problems.push(`words that need script: ${lost.slice(0, 12).join(' ')}`);
    results.push({ page: `${path} (${kind}, without script)`, problems });
    await page.close();
  }
  await context.close();
  return results;
}

/**
 * The words that <main> shows, as the browser lays them out: what is hidden is not among them, nor what one can choose, nor forms that
 * stay away without the script, nor what only the reader's clock can tell.
 */
async function mainWords(page) {
  const main = page.locator('main');
  if ((await main.count()) !== 1) return [];
  const split = (text) => text.split(/\s+/).filter(Boolean);
  const choices = new Set((await main.locator('select, form[role="search"], form.filter, .overdue').allInnerTexts()).flatMap(split));
  return split(await main.innerText()).filter((word) => !choices.has(word));
}
