// Voetnoot: the search page. Loaded there alone; without it the page offers lists.
//
// 1 words, 2 the index, 3 which passages have a word, 4 a query, 5 results, 6 the form.
// The index is described in src/search.rs. This script holds no words: the form has them all.
"use strict";
(() => {
  const form = document.querySelector("form.search[data-index]");
  if (!form) return;
  const say = form.dataset;
  const root = new URL(say.root, location.href);
  const list = document.querySelector(".results");
  const status = document.querySelector(".search-status");
  const more = document.querySelector(".search-more");

  /** How many results are shown at once, how many words an excerpt has, how many forms a word stands for. */
  const SHOWN = 10, EXCERPT = 34, FORMS = 40, PARTS = 8;
  /** How much a word counts by its weight in the index, and a word that only resembles what was typed. */
  const WEIGHTS = [0.8, 1.2, 1.8, 3], RESEMBLING = 0.5;

  // 1. Words, as src/search/words.rs makes them.

  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const WORD = /[\p{L}\p{M}\p{N}]+/gu;

  /** What is looked for, with the words as they were typed. */
  function terms(query) {
    const all = [...query.matchAll(WORD)].map(([typed]) => ({ typed, word: fold(typed) }));
    const first = (term, i) => all.findIndex((other) => other.word === term.word) === i;
    return all.filter((term, i) => (term.word.length > 1 || /\d/.test(term.word)) && first(term, i));
  }

  // 2. The index. Its files are named after what they hold, so each is fetched once.

  let files = new Map();

  async function fetched(name, as, cache = "default") {
    const response = await fetch(new URL(name, new URL(say.index, location.href)), { cache });
    if (!response.ok) throw new Error(`${name}: ${response.status}`);
    return response[as]();
  }

  function file(name, as, read = (content) => content) {
    if (!files.has(name)) files.set(name, fetched(name, as, name === "search.json" ? "no-cache" : "default").then(read));
    return files.get(name);
  }

  const index = () => file("search.json", "json");

  /** Splits a file of words into its words and the bytes of each. */
  function wordFile(buffer) {
    const bytes = new Uint8Array(buffer);
    const end = bytes.indexOf(10);
    const entries = JSON.parse(new TextDecoder().decode(bytes.subarray(0, end)));
    let at = end + 1;
    for (const entry of entries) {
      if (typeof entry[1] === "string") continue;
      entry.push(bytes.subarray(at, at + entry[1]));
      at += entry[1];
    }
    return entries;
  }

  const words = (name) => file(name, "arrayBuffer", wordFile);

  /** The last place of a sorted list whose key is not above the one wanted. */
  function place(sorted, wanted, key) {
    let low = 0, high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (key(sorted[middle]) <= wanted) low = middle + 1; else high = middle;
    }
    return low - 1;
  }

  // JavaScript compares text by UTF-16 units, the index is sorted by code points: no letter of a European language tells.
  const byFirst = (entry) => entry[0];

  // 3. Which passages have a word.

  async function entry(word) {
    const { words: ranges } = await index();
    const at = place(ranges, word, byFirst);
    if (at < 0) return null;
    const entries = await words(ranges[at][1]);
    const found = entries[place(entries, word, byFirst)];
    if (!found || found[0] !== word) return null;
    return typeof found[1] === "string" ? entry(found[1]) : found;
  }

  /** The entries of words that begin with a word. */
  async function longer(word) {
    const { words: ranges } = await index();
    const found = new Map();
    for (let at = Math.max(0, place(ranges, word, byFirst)); at < ranges.length && found.size < FORMS; at++) {
      if (ranges[at][0] > word && !ranges[at][0].startsWith(word)) break;
      const entries = await words(ranges[at][1]);
      for (const candidate of entries.filter(([own]) => own.startsWith(word)).slice(0, FORMS)) {
        const head = typeof candidate[1] === "string" ? await entry(candidate[1]) : candidate;
        found.set(head[0], head);
      }
    }
    return [...found.values()];
  }

  /** The entry of a word without an ending, if the index has one. */
  async function shorter(word) {
    const endings = say.endings.split(" ").sort((a, b) => b.length - a.length);
    for (const ending of endings) {
      if (!word.endsWith(ending) || word.length - ending.length < 4) continue;
      const found = await entry(word.slice(0, -ending.length));
      if (found) return found;
    }
    return null;
  }

  /** The entries of the shortest words of which a word is a part, as "recht" is of "asielrecht". */
  async function within(word) {
    if (word.length < 4) return [];
    const all = (await file((await index()).all, "text")).split("\n");
    const parts = all.filter((own) => own.includes(word)).sort((a, b) => a.length - b.length).slice(0, PARTS);
    return (await Promise.all(parts.map(entry))).filter((found) => found);
  }

  /** The entries that a word stands for, each with how much it counts. None if the site does not have the word in any form. */
  async function resolve({ word }) {
    const own = await entry(word);
    if (own && /^\d+$/.test(word)) return [[own, 1]];
    const resembling = word.length > 2 ? await longer(word) : [];
    if (!own) {
      const short = resembling.length === 0 && await shorter(word);
      resembling.push(...(short ? [short] : await within(word)));
    }
    const others = new Set(resembling.filter((other) => other !== own));
    return [...(own ? [[own, 1]] : []), ...[...others].map((other) => [other, RESEMBLING])];
  }

  /** Calls back for each passage of an entry, with its weight there; returns how many there are. */
  function passages(bytes, each) {
    let at = 0, passage = 0;
    const number = () => {
      let value = 0, shift = 0, byte;
      do {
        byte = bytes[at++];
        value |= (byte & 0x7f) << shift;
        shift += 7;
      } while (byte & 0x80);
      return value >>> 0;
    };
    const count = number();
    while (at < bytes.length) {
      const value = number();
      passage += value >>> 2;
      each(passage, value & 3, count);
    }
  }

  // 4. A query: passages that have every word, and that the filters let through, best first.

  /** The passages of a query; `unknown` is a word that the site does not have. */
  async function find({ query, filters }) {
    const { passages: count } = await index();
    const asked = terms(query);
    if (asked.length === 0 && !Object.values(filters).some((value) => value)) return null;
    const scores = new Float32Array(count), had = new Uint8Array(count);
    const marks = [];
    for (const term of asked) {
      const entries = await resolve(term);
      if (entries.length === 0) return { passages: [], marks: [], unknown: term.typed };
      marks.push(term.word, ...entries.map(([[word]]) => word));
      const best = new Float32Array(count);
      for (const [[, , bytes], factor] of entries) {
        passages(bytes, (passage, weight, having) => {
          const rare = Math.log(1 + (count - having + 0.5) / (having + 0.5));
          best[passage] = Math.max(best[passage], factor * WEIGHTS[weight] * rare + 1e-6);
        });
      }
      for (let i = 0; i < count; i++) if (best[i] > 0) { scores[i] += best[i]; had[i]++; }
    }
    const passes = await filter(filters);
    const found = [];
    for (let i = 0; i < count; i++) if (had[i] === asked.length && passes(i)) found.push(i);
    found.sort((a, b) => scores[b] - scores[a] || a - b);
    return { passages: found, marks: [...new Set(marks)] };
  }

  /** What a passage is: its document, and its place there. */
  async function described(passage) {
    const { documents } = await index();
    const at = place(documents, passage, (entry) => entry[5]);
    const [address, title, kind, formation, year, first, rest] = documents[at];
    const nth = passage - first;
    return { at, address, title, kind: nth < rest ? kind : "note", formation, year: String(year), nth, note: nth < rest ? 0 : nth - rest + 1 };
  }

  async function filter({ kind, formation, year, dossier }) {
    const { documents, dossiers } = await index();
    const tied = dossier && new Set(sums((await file(dossiers, "json"))[dossier] ?? []));
    let at = 0;
    return (passage) => {
      // passages come in order, so their documents do
      while (at + 1 < documents.length && documents[at + 1][5] <= passage) at++;
      const [, , own, formationOf, yearOf, first, rest] = documents[at];
      const kindOf = passage - first < rest ? own : "note";
      return (!kind || kind === kindOf) && (!formation || formation === formationOf) && (!year || year === String(yearOf))
        && (!tied || tied.has(passage));
    };
  }

  const sums = (steps) => steps.map(((sum) => (step) => (sum += step))(0));

  // 5. Results. Titles come from the index, excerpts from the pages that the results lead to.

  async function link(passage) {
    const found = await described(passage);
    const { address, title, note, nth } = found;
    if (note) {
      const values = { number: note, title };
      return { ...found, href: `${address}${say.noteAddress}-${note}.html`, name: say.note.replace(/\{(\w+)\}/g, (_, key) => values[key]) };
    }
    if (nth === 0) return { ...found, href: address, name: title };
    const { titles } = await index();
    const [from, name] = titles[place(titles, found.at, byFirst)];
    const [anchor, words] = (await file(name, "json"))[found.at - from][nth - 1];
    return { ...found, href: `${address}#${encodeURIComponent(anchor)}`, anchor, name: words };
  }

  /** What stands in a passage without being part of its text. */
  const NO_TEXT = "h1, h2, h3, h4, h5, nav, details, form, script, svg, .permalink, .noteref, .item-meta, .meta, .label, .facts, .notes";

  const pages = new Map();

  function page(address) {
    if (!pages.has(address)) {
      const read = async () => {
        const response = await fetch(address);
        return response.ok ? new DOMParser().parseFromString(await response.text(), "text/html") : null;
      };
      pages.set(address, read().catch(() => null));
    }
    return pages.get(address);
  }

  /** The text of what a result leads to, without what is no part of it. */
  async function text({ href, anchor, note }) {
    const found = await page(new URL(href.split("#")[0], root).href);
    if (!found) return "";
    let whole = anchor ? found.getElementById(anchor)?.closest("section") : found.querySelector(note ? ".the-note" : "main");
    // A sub-item may share the text of the next one.
    for (; whole; whole = whole.parentElement.closest("section")) {
      const words = plain(whole);
      if (words) return words;
    }
    return "";
  }

  function plain(element) {
    const copy = element.cloneNode(true);
    copy.querySelectorAll(NO_TEXT).forEach((other) => other.remove());
    copy.querySelectorAll("p, li, td, th, dt, dd, figcaption").forEach((block) => block.append(" "));
    return copy.textContent.replace(/\s+/g, " ").trim();
  }

  /** Some words around those that were looked for, which are marked. */
  function excerpt(whole, marks) {
    const places = [...whole.matchAll(WORD)].map((match) => {
      const word = fold(match[0]);
      const mark = marks.findIndex((mark) => word === mark || (mark.length > 3 && (word.includes(mark) || sameStem(word, mark))));
      return { at: match.index, end: match.index + match[0].length, mark };
    });
    if (places.length === 0) return null;
    let from = 0, most = -1;
    for (let i = 0; i < places.length; i++) {
      if (places[i].mark < 0) continue;
      const distinct = new Set(places.slice(i, i + EXCERPT - 6).map(({ mark }) => mark)).size;
      if (distinct > most) { most = distinct; from = Math.max(0, i - 6); }
    }
    const shown = places.slice(from, from + EXCERPT);
    const paragraph = document.createElement("p");
    paragraph.className = "excerpt";
    if (from > 0) paragraph.append("… ");
    let at = shown[0].at;
    for (const { at: start, end, mark } of shown) {
      paragraph.append(whole.slice(at, start));
      const word = whole.slice(start, end);
      if (mark < 0) paragraph.append(word);
      else paragraph.append(Object.assign(document.createElement("mark"), { textContent: word }));
      at = end;
    }
    const last = from + EXCERPT >= places.length;
    paragraph.append(last ? whole.slice(at) : " …");
    return paragraph;
  }

  /** Whether two words are alike up to their endings. */
  function sameStem(a, b) {
    let alike = 0;
    while (alike < a.length && a[alike] === b[alike]) alike++;
    return alike >= 5 && a.length - alike <= 3 && b.length - alike <= 3;
  }

  async function item(passage, marks) {
    const found = await link(passage);
    const entry = document.createElement("li");
    const heading = document.createElement("h2");
    const anchor = Object.assign(document.createElement("a"), { href: new URL(found.href, root).href, textContent: found.name });
    heading.append(anchor);
    const kind = form.elements.kind.querySelector(`option[value="${found.kind}"]`).textContent;
    const about = !found.anchor ? kind : found.title.startsWith(kind) ? found.title : `${kind}, ${found.title}`;
    entry.append(heading, Object.assign(document.createElement("p"), { className: "meta", textContent: about }));
    text(found).then((whole) => {
      const words = whole && excerpt(whole, marks);
      if (words) entry.append(words);
    });
    return entry;
  }

  let latest = 0, shown = { passages: [], marks: [] };

  async function showMore(after) {
    const turn = latest;
    const from = list.children.length;
    const items = await Promise.all(shown.passages.slice(from, from + SHOWN).map((passage) => item(passage, shown.marks)));
    if (turn !== latest) return;
    if (after === 0) list.replaceChildren(...items); else list.append(...items);
    list.hidden = list.children.length === 0;
    more.hidden = list.children.length >= shown.passages.length;
    if (after > 0) items[0]?.querySelector("a").focus();
  }

  function tell(found) {
    if (!found) return "";
    if (found.unknown) return `${say.none} ${say.unknown.replace("{word}", found.unknown)}`;
    const count = found.passages.length;
    if (count < 2) return count === 0 ? say.none : say.one;
    return say.many.replace("{count}", new Intl.NumberFormat(document.documentElement.lang).format(count));
  }

  async function search() {
    const turn = ++latest;
    const values = Object.fromEntries(new FormData(form));
    const { q: query, ...filters } = values;
    // what takes a moment is said, what is there at once is not
    const slow = setTimeout(() => { status.textContent = say.waiting; }, 400);
    try {
      const found = await attempt({ query, filters });
      if (turn !== latest) return;
      shown = found ?? { passages: [], marks: [] };
      list.replaceChildren();
      await showMore(0);
      if (turn === latest) status.textContent = tell(found);
    } catch {
      if (turn === latest) status.textContent = say.broken;
    } finally {
      clearTimeout(slow);
    }
  }

  /** Finds; once more with a fresh index if a file of it is gone, since the site may have been published anew meanwhile. */
  async function attempt(asked) {
    try {
      return await find(asked);
    } catch {
      files = new Map();
      return find(asked);
    }
  }

  // 6. The form. What is asked stands in the address, so that it can be kept, shared and gone back to.

  function address() {
    const asked = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    return asked.size > 0 ? `?${asked}` : location.pathname;
  }

  function readAddress() {
    const asked = new URLSearchParams(location.search);
    for (const name of ["q", "kind", "formation", "year", "dossier"]) form.elements[name].value = asked.get(name) ?? "";
  }

  /** Fills the choices from the index. A choice between one and the same is none. */
  async function fillChoices() {
    const { documents, formations } = await index();
    const offer = (name, choices) => {
      const select = form.elements[name];
      for (const [value, words] of choices) select.append(new Option(words, value));
      select.closest("label").hidden = choices.length < 2;
    };
    const byName = ([, a], [, b]) => a.localeCompare(b, document.documentElement.lang);
    offer("formation", Object.entries(formations).filter(([id]) => id).sort(byName));
    const years = [...new Set(documents.map((entry) => entry[4]))].filter((year) => year).sort((a, b) => b - a);
    offer("year", years.map((year) => [String(year), String(year)]));
    const dossiers = documents.filter((entry) => entry[2] === "dossier");
    offer("dossier", dossiers.map(([own, title]) => [decodeURIComponent(own.split("/").at(-2)), title]).sort(byName));
    const kinds = new Set(documents.map((entry) => entry[2]));
    const notes = documents.some((entry, i) => (documents[i + 1]?.[5] ?? Infinity) - entry[5] > entry[6]);
    for (const option of [...form.elements.kind.options]) {
      if (option.value && !kinds.has(option.value) && !(option.value === "note" && notes)) option.remove();
    }
  }

  let pause;
  form.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(() => { history.replaceState(null, "", address()); search(); }, 250);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(pause);
    if (address() !== location.search) history.pushState(null, "", address());
    search();
  });
  addEventListener("popstate", () => { readAddress(); search(); });
  more.querySelector("button").addEventListener("click", () => showMore(list.children.length));

  // Arrow keys go from the field through the results and back; Tab does as ever.
  document.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const stops = [form.elements.q, ...list.querySelectorAll("h2 a")];
    const at = stops.indexOf(document.activeElement);
    if (!step || at < 0 || event.altKey || event.ctrlKey || event.metaKey || !stops[at + step]) return;
    event.preventDefault();
    stops[at + step].focus();
  });

  form.hidden = false;
  fillChoices().catch(() => { status.textContent = say.broken; }).then(() => {
    readAddress();
    if (location.search) search();
  });
})();
