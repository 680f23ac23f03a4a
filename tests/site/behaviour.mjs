// Looks at what the script adds to an agenda, in a browser: notes as popovers by mouse, keyboard and touch, notes in the
// margin, the contents that follow, the colour scheme, permanent links; at the search page; and at the page as it prints.
// node behaviour.mjs [--site DIR] [--page PATH] [--pdf FILE]; a page with some ten notes and items shows most.

import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { addressOf, launch, serve } from './browser.mjs';
import { readSite } from './site.mjs';

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
const NARROW = { viewport: { width: 1024, height: 768 } };
const WIDE = { viewport: { width: 1440, height: 900 } };
const KINDS = JSON.parse(readFileSync(new URL('kinds.json', import.meta.url), 'utf8'));
const CITATION = '.text .noteref > a';
// longer than the delays after which the script opens and closes a popover
const SETTLED = 450;

/** The lists of what went wrong, by scenario. */
export async function checkBehaviour(server, browser, path, pdf) {
  const results = {};
  for (const [name, [options, scenario]] of Object.entries(SCENARIOS)) {
    const problems = [];
    const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
    const page = await context.newPage();
    page.on('pageerror', (error) => problems.push(`script: ${error.message}`));
    page.on('console', (message) => message.type() === 'error' && problems.push(`console: ${message.text()}`));
    await page.goto(addressOf(server, SEARCHING.has(scenario) ? KINDS.search : path));
    await page.evaluate(() => document.fonts.ready);
    await page.waitForTimeout(200);
    try {
      await scenario(page, (what, holds) => holds || problems.push(what), pdf);
    } catch (error) {
      problems.push(error.message.split('\n')[0]);
    }
    await context.close();
    results[name] = problems;
  }
  return results;
}

const SCENARIOS = {
  'popover by mouse': [NARROW, byMouse],
  'popover by keyboard': [NARROW, byKeyboard],
  'popover by touch': [PHONE, byTouch],
  'notes in the margin at 1200': [{ viewport: { width: 1200, height: 900 } }, inMargin],
  'notes in the margin at 1440': [WIDE, inMargin],
  'notes in the margin at 1920': [{ viewport: { width: 1920, height: 1080 } }, inMargin],
  'margin of a window that changes': [WIDE, marginChanges],
  'citation and note side by side': [WIDE, sideBySide],
  'length of lines': [WIDE, lengthOfLines],
  'head of the page': [PHONE, headOfPage],
  'timeline on a phone': [PHONE, timelineOnPhone],
  'colour scheme': [{ ...NARROW, colorScheme: 'light' }, colourScheme],
  'contents on a desktop': [WIDE, contentsBeside],
  'contents on a phone': [PHONE, contentsOnPhone],
  'permanent links': [NARROW, permanentLinks],
  'citation of a note and a paragraph': [WIDE, cited],
  'terms explained': [NARROW, termsExplained],
  'sharing on a phone': [PHONE, shared],
  'without script': [{ ...WIDE, javaScriptEnabled: false }, withoutScript],
  'search by mouse': [WIDE, searchByMouse],
  'search by keyboard': [NARROW, searchByKeyboard],
  'search by touch': [PHONE, searchByTouch],
  'search finds nothing for nonsense': [WIDE, searchInVain],
  'search forgives': [PHONE, searchForgives],
  'search by number': [WIDE, searchByNumber],
  'search with filters': [WIDE, searchFiltered],
  'search from another page': [WIDE, searchFromElsewhere],
  'search without script': [{ ...WIDE, javaScriptEnabled: false }, searchWithoutScript],
  'promises': [WIDE, promises],
  'places of long lists on a phone': [PHONE, longLists],
  'places of long lists': [WIDE, longLists],
  'pictures have names': [WIDE, namedPictures],
  print: [WIDE, printed],
  'print of the matrix': [WIDE, printedMatrix],
};

const SEARCHING = new Set([searchByMouse, searchByKeyboard, searchByTouch, searchInVain, searchForgives, searchByNumber, searchFiltered, searchWithoutScript]);

/** The box of the popover, or null. */
function popover(page) {
  return page.evaluate(() => {
    const box = document.querySelector('.note-popover')?.getBoundingClientRect();
    return box?.height ? box.toJSON() : null;
  });
}

async function away(page) {
  await page.mouse.move(5, 5);
  await page.waitForTimeout(SETTLED);
}

async function hover(page, citation) {
  await citation.scrollIntoViewIfNeeded();
  await away(page);
  await citation.hover();
  await page.waitForTimeout(SETTLED);
}

async function byMouse(page, expect) {
  const citations = page.locator(CITATION);
  const { width, height } = page.viewportSize();
  const looked = Math.min(await citations.count(), 12);
  expect('there is no citation', looked > 0);
  for (let i = 0; i < looked; i += 1) {
    const citation = citations.nth(i);
    await hover(page, citation);
    const note = await popover(page);
    expect(`citation ${i + 1} shows no note`, note);
    if (!note) continue;
    const { y, height: line } = await citation.boundingBox();
    expect(`the note of citation ${i + 1} covers it`, note.bottom <= y || note.top >= y + line);
    expect(`the note of citation ${i + 1} leaves the window`, note.left >= 0 && note.right <= width && note.top >= 0 && note.bottom <= height);
  }
  const citation = citations.first();
  await hover(page, citation);
  const note = await popover(page);
  await page.mouse.move(note.left + 40, note.top + 10, { steps: 4 });
  await page.waitForTimeout(SETTLED);
  expect('the note goes when the pointer enters it', await popover(page));
  expect('the note has a way back from where nobody went', (await page.locator('.note-popover .note-back').count()) === 0);
  const unique = () => {
    const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
    return new Set(ids).size === ids.length;
  };
  expect('an id occurs twice', await page.evaluate(unique));
  await page.keyboard.press('Escape');
  expect('Escape leaves the note', !(await popover(page)));
  await hover(page, citation);
  await away(page);
  expect('the note stays when the pointer leaves', !(await popover(page)));
  await citation.click();
  await page.waitForTimeout(SETTLED);
  expect('a click does not go to the note', new URL(page.url()).hash === (await citation.getAttribute('href')));
}

async function byKeyboard(page, expect) {
  const focused = (selector) => page.evaluate((selector) => document.activeElement.matches(selector), selector);
  const citation = page.locator(CITATION).first();
  await page.mouse.move(5, 5);
  await page.evaluate((selector) => {
    const stops = [...document.querySelectorAll('a, button, summary, [tabindex="0"]')].filter((stop) => stop.tabIndex >= 0);
    stops[stops.indexOf(document.querySelector(selector)) - 1].focus();
  }, CITATION);
  await page.keyboard.press('Tab');
  expect('Tab does not reach the citation', await focused('.noteref > a'));
  expect('focus shows no note', await popover(page));
  await page.keyboard.press('Tab');
  expect('Tab does not enter the note', await focused('.note-popover *'));
  expect('the note goes when it is entered', await popover(page));
  await page.keyboard.press('Escape');
  expect('Escape leaves the note', !(await popover(page)));
  expect('Escape does not lead back', await focused('.noteref > a'));
  await page.keyboard.press('Tab');
  await page.waitForTimeout(SETTLED);
  const id = await citation.getAttribute('id');
  expect('the next Tab does not go on', !(await focused(`.note-popover *, #${id}`)));
  await citation.focus();
  await page.keyboard.press('Enter');
  await page.waitForTimeout(SETTLED);
  const hash = await citation.getAttribute('href');
  expect('Enter does not go to the note', new URL(page.url()).hash === hash);
  await page.keyboard.press('Tab');
  expect('Tab then is not in the note', await focused(`${hash} *`));
}

async function byTouch(page, expect) {
  const citation = page.locator(CITATION).nth(2);
  await citation.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  await page.waitForTimeout(SETTLED);
  await citation.tap();
  await page.waitForTimeout(SETTLED);
  const note = await popover(page);
  expect('a tap shows no note', note);
  if (!note) return;
  expect('a tap jumps', new URL(page.url()).hash === '');
  const { y, height } = await citation.boundingBox();
  expect('the note covers its citation', note.bottom <= y || note.top >= y + height);
  await citation.tap();
  expect('a second tap leaves the note', !(await popover(page)));
  await citation.tap();
  const link = page.locator('.note-popover .note-page a:first-child');
  const address = await link.evaluate((element) => element.href);
  await page.locator('.document-head, h1').first().evaluate(() => document.activeElement.blur());
  await link.tap();
  await page.waitForURL(address);
}

/** How notes stand in the margin: how many meet another, the text or the end of it, and whether one is positioned. */
function margin() {
  const boxes = [...document.querySelectorAll('.notes .note')].map((note) => note.getBoundingClientRect());
  const text = document.querySelector('.text').getBoundingClientRect();
  const clash = (a, b) => a.top < b.bottom && b.top < a.bottom;
  const meets = boxes.filter((box, i) => boxes.slice(i + 1).some((next) => clash(box, next)));
  const outside = boxes.filter((box) => box.left < text.right || box.right > innerWidth);
  const inMargin = getComputedStyle(document.querySelector('.notes .note')).position === 'absolute';
  return { notes: boxes.length, meets: meets.length, outside: outside.length, inMargin };
}

async function inMargin(page, expect) {
  const { notes, meets, outside, inMargin } = await page.evaluate(margin);
  expect('there are no notes', notes > 0);
  expect('the notes do not stand in the margin', inMargin);
  expect(`${meets} notes overlap`, meets === 0);
  expect(`${outside} notes lie over the text or outside the window`, outside === 0);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(`the page is ${wide} pixels too wide`, wide <= 0);
}

async function marginChanges(page, expect) {
  // the policy forbids style elements, not what a script sets
  await page.evaluate(() => document.body.style.setProperty('font-size', '150%'));
  await page.waitForTimeout(SETTLED);
  const grown = await page.evaluate(margin);
  expect(`${grown.meets} notes overlap when the text grows`, grown.meets === 0);
  await page.setViewportSize({ width: 1000, height: 800 });
  await page.waitForTimeout(SETTLED);
  expect('the notes stay in the margin of a narrow window', !(await page.evaluate(margin)).inMargin);
}

async function sideBySide(page, expect) {
  const citation = page.locator(CITATION).nth(2);
  await citation.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  await page.waitForTimeout(SETTLED);
  const scrolled = () => page.evaluate(() => Math.round(scrollY));
  const before = await scrolled();
  await citation.focus();
  await page.keyboard.press('Enter');
  await page.waitForTimeout(SETTLED);
  const hash = await citation.getAttribute('href');
  const id = await citation.getAttribute('id');
  const at = (selector) => page.evaluate((selector) => document.activeElement.matches(selector), selector);
  expect('the note beside does not take the focus', await at(hash));
  expect('the page scrolls to a note in sight', (await scrolled()) === before);
  await page.locator(`${hash} .note-back a[href="#${id}"]`).click();
  await page.waitForTimeout(SETTLED);
  expect('the way back does not lead to the citation', await at(`#${id}`));
  expect('the page scrolls to a citation in sight', (await scrolled()) === before);
}

/** How many characters a line of running text has on average, without the last of each paragraph. */
function meanLine() {
  const lengths = [];
  const range = document.createRange();
  for (const paragraph of [...document.querySelectorAll('.text p:not(.meta)')].slice(0, 30)) {
    const texts = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    const lines = new Map();
    while (texts.nextNode()) {
      const node = texts.currentNode;
      if (node.parentElement.closest('.noteref')) continue;
      for (let i = 0; i < node.length; i += 1) {
        range.setStart(node, i);
        range.setEnd(node, i + 1);
        const line = Math.round(range.getBoundingClientRect().bottom / 8);
        lines.set(line, (lines.get(line) ?? 0) + 1);
      }
    }
    lengths.push(...[...lines.values()].slice(0, -1));
  }
  return Math.round(lengths.reduce((sum, length) => sum + length, 0) / lengths.length);
}

async function lengthOfLines(page, expect) {
  for (const width of [820, 1024, 1200, 1280, 1440, 1920]) {
    await page.setViewportSize({ width, height: 900 });
    const mean = await page.evaluate(meanLine);
    expect(`at ${width} a line has ${mean} characters`, mean >= 60 && mean <= 75);
  }
}

async function headOfPage(page, expect) {
  const lines = () => page.locator('.site-nav a').evaluateAll((links) => {
    const tops = links.map((link) => Math.round(link.getBoundingClientRect().top));
    return [...new Set(tops)].map((top) => tops.filter((other) => other === top).length);
  });
  expect('a line of the menu has one entry', (await lines()).every((entries) => entries > 1));
  await page.setViewportSize({ width: 820, height: 1180 });
  const beside = await page.evaluate(() => {
    const [name, scheme] = ['.site-name', '.scheme'].map((part) => document.querySelector(part).getBoundingClientRect());
    return scheme.top < name.bottom;
  });
  expect('the colour scheme of a tablet stands on a line of its own', beside);
}

async function timelineOnPhone(page, expect) {
  await page.goto(new URL(KINDS['dossier with milestones'].replace('index.html', ''), new URL('/', page.url())).href);
  const timeline = page.locator('.timeline');
  await timeline.scrollIntoViewIfNeeded();
  await page.waitForTimeout(SETTLED);
  // whether the last mark and the names of the lanes can be seen
  const seen = () => timeline.evaluate((box) => {
    const inside = (element) => {
      const [outer, inner] = [box.getBoundingClientRect(), element.getBoundingClientRect()];
      return inner.left >= outer.left - 1 && inner.right <= outer.right + 1;
    };
    const marks = [...box.querySelectorAll('.mark-shape')].sort((a, b) => a.getBoundingClientRect().left - b.getBoundingClientRect().left);
    return { last: inside(marks.at(-1)), names: [...box.querySelectorAll('.lane-name')].every(inside) };
  });
  const end = await seen();
  expect('the latest is out of sight', end.last);
  expect('the names of the lanes are out of sight', end.names);
  await timeline.evaluate((box) => box.scrollTo({ left: -box.scrollWidth }));
  await page.waitForTimeout(SETTLED);
  const start = await seen();
  expect('the timeline does not scroll', !start.last);
  expect('the names of the lanes are out of sight at the start', start.names);
}

async function colourScheme(page, expect) {
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const choose = (scheme) => page.locator(`.scheme input[value="${scheme}"]`).check();
  const light = await background();
  await choose('dark');
  const dark = await background();
  expect('dark is not dark', dark !== light);
  await page.reload();
  expect('the choice is forgotten', (await background()) === dark);
  await choose('system');
  expect('the system is not followed', (await background()) === light);
}

async function contentsBeside(page, expect) {
  expect('the contents are closed', await page.evaluate(() => document.querySelector('.contents').open));
  const link = page.locator('.contents ol ol a').nth(5);
  const hash = await link.getAttribute('href');
  await page.evaluate((id) => document.getElementById(id).scrollIntoView(), decodeURIComponent(hash.slice(1)));
  await page.waitForTimeout(SETTLED);
  const current = await page.locator('.contents [aria-current]').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  expect(`the contents follow to ${current}, not to ${hash}`, current.length === 1 && current[0] === hash);
}

async function contentsOnPhone(page, expect) {
  const open = () => page.evaluate(() => document.querySelector('.contents').open);
  expect('the contents are open', !(await open()));
  await page.locator('.contents summary').tap();
  expect('a tap does not open the contents', await open());
  const link = page.locator('.contents ol ol a').nth(5);
  const hash = await link.getAttribute('href');
  await link.tap();
  await page.waitForTimeout(SETTLED);
  expect('the contents stay open after a choice', !(await open()));
  const places = (id) => {
    const box = (element) => element.getBoundingClientRect();
    return [box(document.getElementById(id)).top, box(document.querySelector('.contents')).bottom];
  };
  const [heading, bar] = await page.evaluate(places, decodeURIComponent(hash.slice(1)));
  expect('the heading lies under the bar', heading >= bar);
  expect('the bar names no item', (await page.locator('.contents-here').textContent()) !== '');
}

async function permanentLinks(page, expect) {
  await page.locator('.item-head > .permalink').first().focus();
  await page.keyboard.press('ArrowDown');
  await page.waitForTimeout(SETTLED);
  const shown = () => getComputedStyle(document.activeElement).opacity > 0 && document.activeElement.matches('.permalink');
  expect('the next permanent link does not show', await page.evaluate(shown));
  const ofParagraphs = () => document.querySelectorAll('.text :is(p, li) > .permalink').length;
  expect('more than one paragraph has a permanent link', (await page.evaluate(ofParagraphs)) <= 1);
  await page.keyboard.press('ArrowUp');
  expect('the way back to the item is lost', await page.evaluate(() => document.activeElement.matches('.item-head > .permalink')));
}

/** Takes the place of the clipboard and of the menu for sharing, which no test can look into. */
function standIn({ sharing }) {
  window.copied = [];
  const write = async ([item]) => {
    for (const type of ['text/plain', 'text/html']) copied.push(await (await item.getType(type)).text());
  };
  Object.defineProperty(navigator, 'clipboard', { value: { write } });
  Object.defineProperty(navigator, 'share', { value: sharing ? async (what) => copied.push(what) : undefined });
}

async function cited(page, expect) {
  await page.evaluate(standIn, { sharing: false });
  const note = page.locator('.notes .note').first();
  await note.hover();
  await note.locator('a[data-name]').click();
  await page.waitForTimeout(SETTLED);
  const [plain, html] = await page.evaluate(() => copied);
  const own = await note.locator('.note-page a').first().evaluate((link) => link.href);
  expect('nothing says that it was copied', (await page.locator('.said').textContent()) !== '');
  await page.locator('.text p[id]').first().hover();
  await page.locator('.text p > .permalink').click();
  await page.waitForTimeout(SETTLED);
  const paragraph = await page.evaluate(() => [copied[2], location.hash]);
  expect(`${paragraph[0]} is not the link of ${paragraph[1]}`, paragraph[1].length > 1 && paragraph[0].endsWith(paragraph[1]));
  await page.goto(own);
  const words = (await page.locator('.citation').textContent()).trim();
  expect(`the note is cited as ${plain} here and as ${words} on its own page`, plain.startsWith(`${words}, `));
  expect(`${html} is no link`, html.startsWith('<a href="') && html.endsWith(`>${words}</a>`));
}

async function termsExplained(page, expect) {
  const term = page.locator('main abbr[data-means]').first(), tip = page.locator('.tip');
  await term.focus();
  expect('focus does not explain', await tip.isVisible());
  const told = () => document.getElementById(document.activeElement.getAttribute('aria-describedby'))?.textContent !== '';
  expect('the explanation has no words', await page.evaluate(told));
  await page.keyboard.press('Escape');
  expect('Escape leaves the explanation', !(await tip.isVisible()));
  await term.hover();
  expect('the mouse does not explain', await tip.isVisible());
  await tip.hover();
  await page.waitForTimeout(SETTLED);
  expect('the explanation cannot be pointed at', await tip.isVisible());
}

async function shared(page, expect) {
  await page.evaluate(standIn, { sharing: true });
  await page.locator('.item-head > .permalink').first().tap();
  await page.waitForTimeout(SETTLED);
  const [what] = await page.evaluate(() => copied);
  expect('the menu of the phone does not open', what?.url?.includes('#') && what.text !== '');
}

async function withoutScript(page, expect) {
  // nothing can be evaluated in a page without script but by locators
  const note = page.locator('.notes .note').first();
  expect('the notes do not show', await note.isVisible());
  const href = await page.locator(CITATION).first().getAttribute('href');
  expect('a citation leads nowhere', (await page.locator(href).count()) === 1);
  expect('the switch of the colours shows', !(await page.locator('.scheme').isVisible()));
}

const STATUS = '.search-status';
const RESULT = '.results > li h2 a';

/** Types a query, and waits for what the page says about it. */
async function query(page, words) {
  // another query may find as many as the one before
  await page.locator(STATUS).evaluate((status) => status.replaceChildren());
  await page.locator('#v-q').fill(words);
  await page.locator('#v-q').press('Enter');
  const said = () => !['', 'Bezig met zoeken'].includes(document.querySelector('.search-status').textContent);
  await page.waitForFunction(said, null, { timeout: 10_000 });
  return page.locator(STATUS).textContent();
}

/** Where the first result leads; the page has to have that place. */
async function leads(page, expect) {
  const href = await page.locator(RESULT).first().evaluate((link) => link.href);
  await page.goto(href);
  const { hash } = new URL(href);
  if (hash) expect(`${href} leads to no place on its page`, (await page.locator(`[id="${decodeURIComponent(hash.slice(1))}"]`).count()) === 1);
  return href;
}

async function searchByMouse(page, expect) {
  await query(page, 'visumbeleid');
  const excerpts = page.locator('.results .excerpt');
  await excerpts.first().waitFor();
  expect('no word is marked', (await page.locator('.results mark').count()) > 0);
  await page.reload();
  await page.locator(RESULT).first().waitFor();
  expect('the words are forgotten', (await page.locator('#v-q').inputValue()) === 'visumbeleid');
  await page.locator(RESULT).first().click();
  await page.waitForURL(/#/);
  const href = page.url();
  expect(`the result leads to the top of a page: ${href}`, new URL(href).hash !== '');
  await page.goBack();
  await page.locator(RESULT).first().waitFor();
}

async function searchByKeyboard(page, expect) {
  await page.locator('#v-q').focus();
  await page.keyboard.type('lidstaten');
  await page.keyboard.press('Enter');
  await page.locator(RESULT).nth(9).waitFor();
  const on = () => page.evaluate((result) => [...document.querySelectorAll(result)].indexOf(document.activeElement), RESULT);
  expect('Enter takes the focus away', await page.evaluate(() => document.activeElement.id === 'v-q'));
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  expect('the arrows do not go through the results', (await on()) === 1);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  expect('the arrows do not go back to the field', await page.evaluate(() => document.activeElement.id === 'v-q'));
  await page.locator('.search-more button').focus();
  await page.keyboard.press('Enter');
  await page.locator(RESULT).nth(10).waitFor();
  expect('more results do not take the focus', (await on()) === 10);
  await page.locator(RESULT).first().focus();
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => !url.pathname.endsWith('/zoeken/'));
  expect('the status is not announced', await page.goBack().then(() => page.locator(`${STATUS}[role="status"]`).count()));
}

async function searchByTouch(page, expect) {
  await page.locator('#v-q').tap();
  await query(page, 'schengen');
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(`the page is ${wide} pixels too wide`, wide <= 0);
  await page.locator(RESULT).first().tap();
  await page.waitForURL((url) => !url.pathname.endsWith('/zoeken/'));
}

async function searchInVain(page, expect) {
  for (const words of ['xqzwvk', 'zzzz', 'kwibusdepot', 'mensenhandelxyz', '<b>qwxzkv</b>']) {
    const said = await query(page, words);
    expect(`${words} finds something: ${said}`, said.startsWith('Geen resultaten'));
    expect(`${words} shows results`, (await page.locator(RESULT).count()) === 0);
  }
  // of compounds only a part is typed; forms and accents make no difference
  for (const words of ['handel', 'vergaderingen', 'orientatie', '32317']) {
    const said = await query(page, words);
    expect(`${words} finds nothing`, /^[1-9]/.test(said));
  }
}

/** The address of the first result. */
const first = (page) => page.locator(RESULT).first().evaluate((link) => decodeURIComponent(link.href));

async function searchForgives(page, expect) {
  const wanted = [
    ['schengne', /schengen/], // two letters swapped
    ['wat is het standpunt over visumbeleid', /visumbeleid/],
    ['GDPR', /avg/], // another name of a dossier
    ['"tijdelijke bescherming"', /tijdelijke-bescherming/],
  ];
  for (const [words, place] of wanted) {
    await query(page, words);
    expect(`${words} leads to ${await first(page)}`, place.test(await first(page)));
  }
  const said = await query(page, 'schengen xqzwvk');
  expect(`a word too many finds nothing: ${said}`, /^[1-9]/.test(said) && said.includes('xqzwvk'));
  expect('a phrase that nobody wrote finds something', (await query(page, '"bescherming tijdelijke"')).startsWith('Geen resultaten'));
  expect('the filters of a phone are not folded', !(await page.locator('.search details').evaluate((details) => details.open)));
}

async function searchByNumber(page, expect) {
  for (const words of ['32 317, nr. 867', 'kst-32317-867', 'Kamerstukken II 2023-24, 32 317, nr. 867', '32317-867']) {
    await query(page, words);
    expect(`${words} leads to ${await first(page)}`, (await first(page)).endsWith('/kst-32317-867.html'));
  }
  for (const words of ['COM(2024)173', 'com 2024/173 final', '52024DC0173']) {
    await query(page, words);
    expect(`${words} leads to ${await first(page)}`, /com-2024-173|52024dc0173/.test(await first(page)));
  }
  expect('the result has no title', (await page.locator('.results .excerpt').first().textContent()).length > 10);
  expect('what cites the source is not found', (await page.locator(RESULT).count()) > 1);
}

/** An open promise is overdue from the day after the last one, by the clock of the reader. */
async function promises(page, expect) {
  await page.clock.setFixedTime(new Date('2030-01-01T12:00:00'));
  const list = new URL(KINDS.commitments.replace('index.html', ''), new URL('/', page.url())).href;
  await page.goto(list);
  const due = await page.locator('time[data-overdue]').count();
  expect('no promise is overdue', due > 0 && (await page.locator('.overdue').count()) === due);
  const filter = page.locator('.filter select[name="dossier"]');
  const dossier = await filter.locator('option').nth(1).getAttribute('value');
  await filter.selectOption(dossier);
  const shown = await page.locator('tr[data-dossiers]:visible').evaluateAll((rows) => rows.map((row) => row.dataset.dossiers));
  expect(`for ${dossier} it shows ${shown}`, shown.length > 0 && shown.every((own) => own.split(' ').includes(dossier)));
  expect('the choice does not stand in the address', page.url().endsWith(`?dossier=${dossier}`));
  await page.clock.setFixedTime(new Date('2020-01-01T12:00:00'));
  await page.goto(list);
  expect('a promise is overdue before its day', (await page.locator('.overdue').count()) === 0);
}

/** The list of meetings with those of forty years: the browser lays out what is in sight alone, and yet each year is found. */
async function longLists(page, expect) {
  const years = Array.from({ length: 40 }, (_, i) => 2024 - i);
  await page.route('**/vergaderingen/', async (route) => {
    const response = await route.fetch();
    const text = await response.text();
    const entry = text.match(/<ol class="entries">\s*(<li>[\s\S]*?<\/li>)/)[1];
    const section = (year) => `<section class="page-section"><h2 id="v-${year}">${year}</h2><ol class="entries">${entry.repeat(10 + (year * 7) % 31)}</ol></section>`;
    await route.fulfill({ response, body: text.replace(/<section class="page-section"><h2 id="v-2[\s\S]*<\/section>/, years.map(section).join('')) });
  });
  await page.goto(new URL(KINDS.meetings.replace('index.html', ''), new URL('/', page.url())).href);
  for (const year of [2023, 1990, 2010, 1999, 2020]) {
    await page.evaluate((year) => { location.hash = `#v-${year}`; }, year);
    await page.waitForTimeout(SETTLED);
    const off = await page.evaluate((year) => {
      const top = document.getElementById(`v-${year}`).getBoundingClientRect().top;
      return Math.abs(top - Number.parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop));
    }, year);
    expect(`${year} lands ${off} pixels away`, off <= 2);
  }
}

async function searchFiltered(page, expect) {
  await query(page, 'schengen');
  const all = Number.parseInt(await page.locator(STATUS).textContent(), 10);
  await page.locator('select[name="kind"]').selectOption('note');
  await page.waitForURL(/kind=note/);
  await page.waitForTimeout(SETTLED);
  const notes = Number.parseInt(await page.locator(STATUS).textContent(), 10);
  expect(`of ${all} results ${notes} are notes`, notes > 0 && notes < all);
  await leads(page, expect).then((href) => expect(`a note leads to ${href}`, /noot-[^/]+\.html$/.test(href)));
  await page.goBack();
  await page.locator(RESULT).first().waitFor();
  expect('the filter is forgotten', (await page.locator('select[name="kind"]').inputValue()) === 'note');
  await page.locator('select[name="kind"]').selectOption('');
  await page.locator('select[name="dossier"]').selectOption('visumbeleid');
  await page.waitForURL(/dossier=visumbeleid/);
  await page.waitForTimeout(SETTLED);
  expect('the dossier has no results', /^[1-9]/.test(await page.locator(STATUS).textContent()));
}

async function searchFromElsewhere(page, expect) {
  await page.goto(new URL('/', page.url()).href);
  await page.locator('form.search [type=search]').fill('visumbeleid');
  await page.locator('form.search [type=search]').press('Enter');
  await page.locator(RESULT).first().waitFor();
  expect('the home page does not lead to results', new URL(page.url()).searchParams.get('q') === 'visumbeleid');
}

async function searchWithoutScript(page, expect) {
  expect('the form shows', !(await page.locator('form.search').isVisible()));
  expect('there are no lists', (await page.locator('.search-lists a').count()) >= 4);
}

/** Every picture of the kinds of pages has a name, or says that it is none. */
async function namedPictures(page, expect) {
  const base = new URL('/', page.url());
  for (const path of Object.values(KINDS)) {
    await page.goto(new URL(path.replace(/index\.html$/, ''), base).href);
    const nameless = await page.evaluate(() => {
      const named = (svg) => svg.getAttribute('aria-label') || svg.getAttribute('aria-labelledby') || svg.querySelector('title');
      return [...document.querySelectorAll('svg')].filter((svg) => !svg.parentElement.closest('svg') && svg.getAttribute('aria-hidden') !== 'true' && !(svg.getAttribute('role') === 'img' && named(svg))).length;
    });
    expect(`${nameless} pictures on ${path} have no name`, nameless === 0);
  }
}

async function printed(page, expect, pdf) {
  await page.emulateMedia({ media: 'print' });
  const { inMargin } = await page.evaluate(margin);
  expect('notes stand in the margin in print', !inMargin);
  for (const name of ['.site-header', '.site-footer', '.contents', '.breadcrumbs', '.pager', '.mentions']) {
    const gone = await page.evaluate((name) => [...document.querySelectorAll(name)].every((e) => e.offsetParent === null), name);
    expect(`${name} is printed`, gone);
  }
  const bytes = await page.pdf({ preferCSSPageSize: true, printBackground: false });
  expect('the PDF is empty', bytes.length > 10_000);
  if (pdf) writeFileSync(pdf, bytes);
  const sheets = sheetsOf(bytes);
  const head = (await page.title()).slice(0, 20);
  expect(`the PDF has ${sheets.length} page`, sheets.length > 1);
  for (const [i, sheet] of sheets.entries()) {
    expect(`page ${i + 1} of the PDF has no number`, sheet.includes(`${i + 1} / ${sheets.length}`));
    if (i > 0) expect(`page ${i + 1} of the PDF does not begin with ${head}`, sheet.trimStart().startsWith(head));
  }
  const notes = await page.locator('.notes .note').evaluateAll((all) => all.map((note) => note.textContent.match(/\p{L}{4,}/u)?.[0] ?? ''));
  const last = sheets.slice(-4).join(' ');
  expect('there are no notes to print', notes.length > 0);
  for (const [i, word] of notes.entries()) expect(`note ${i + 1} is not in the PDF`, sheets.join(' ').includes(word));
  expect('the numbers of the notes are not at the end', last.includes(`${notes.length}`));
}

/** The matrix has sheets of its own, and its title stands on the first of them. */
async function printedMatrix(page, expect) {
  await page.goto(new URL(KINDS.dossiers.replace('index.html', ''), new URL('/', page.url())).href);
  const title = await page.locator('.page-section:has(.matrix) > h2').textContent();
  const first = await page.locator('.matrix tbody th').first().textContent();
  const sheets = sheetsOf(await page.pdf({ preferCSSPageSize: true }));
  const titled = sheets.filter((sheet) => sheet.includes(title));
  expect(`the title of the matrix stands on ${titled.length} sheets`, titled.length === 1);
  expect('the title of the matrix stands on a sheet without it', titled.every((sheet) => sheet.includes(first.trim())));
}

/** The text of each page of a PDF, by poppler. */
function sheetsOf(bytes) {
  const { stdout, error } = spawnSync('pdftotext', ['-layout', '-', '-'], { input: bytes, encoding: 'utf8', maxBuffer: 1 << 26 });
  if (error) throw error;
  return stdout.split('\f').slice(0, -1);
}

async function main() {
  const options = {
    site: { type: 'string', default: fileURLToPath(new URL('../../public', import.meta.url)) },
    page: { type: 'string', default: KINDS.meeting },
    pdf: { type: 'string' },
  };
  const { values } = parseArgs({ options });
  const server = await serve(readSite(resolve(values.site)));
  const browser = await launch();
  let failed = 0;
  for (const [name, problems] of Object.entries(await checkBehaviour(server, browser, values.page, values.pdf))) {
    console.log(`${problems.length === 0 ? 'ok  ' : 'FAIL'} ${name}`);
    for (const problem of problems) console.log(`    ${problem}`);
    failed += problems.length > 0;
  }
  await browser.close();
  await server.close();
  console.log(failed > 0 ? `${failed} failed` : 'all passed');
  process.exitCode = failed > 0 ? 1 : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
