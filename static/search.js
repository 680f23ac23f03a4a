// Voetnoot: the search page. Loaded there alone; without it the page offers lists.
//
// 1 words, 2 the index, 3 which passages have a word, 4 numbers of papers, 5 a query, 6 results, 7 the form.
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
  /** How many results of a query with a phrase are read to see whether they have it. */
  const READ = 60;
  /** How many of the best results are weighed once more by their names, and how much a name counts that has the words. */
  const NAMED = 20, NAME = 0.6;
  /** How much a word counts by its weight in the index, and a word that only resembles what was typed. */
  const WEIGHTS = [0.8, 1.2, 1.8, 3], RESEMBLING = 0.5, LIKELY = 0.3;
  /** How much a kind counts. A page about the site never stands above what it is about. */
  const KINDS = { note: 0.75, page: 0.001 };

  // 1. Words, as src/search/words.rs makes them.

  /** Letters without an accent to take off, and what nobody sees within a word. */
  const SPELLED = { ø: "o", ł: "l", đ: "d", ð: "d", ı: "i", ß: "ss", æ: "ae", œ: "oe", þ: "th", ĳ: "ij" };
  const UNSEEN = /[\u00ad\u200c\u200d\u2060]/g;
  const fold = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(UNSEEN, "")
    .replace(/[øłđðıßæœþĳ]/g, (letter) => SPELLED[letter]);
  const WORD = /[\p{L}\p{M}\p{N}\u00ad\u200c\u200d\u2060]+/gu;
  const STOP = new Set(say.stop.split(" "));

  /** What is looked for, with the words as they were typed. Words of which questions are made count if nothing else is asked. */
  function terms(query) {
    const all = [...query.matchAll(WORD)].map(([typed]) => ({ typed, word: fold(typed) }));
    const first = (term, i) => all.findIndex((other) => other.word === term.word) === i;
    const asked = all.filter((term, i) => (term.word.length > 1 || /\d/.test(term.word)) && first(term, i));
    const telling = asked.filter(({ word }) => !STOP.has(word));
    return telling.length > 0 ? telling : asked;
  }

  /** The phrases between quotation marks, as folded words with single spaces. */
  const phrases = (query) => [...query.matchAll(/["“”„«»]([^"“”„«»]+)["“”„«»]/g)].map(([, words]) => spoken(words)).filter(Boolean);
  const spoken = (text) => [...text.matchAll(WORD)].map(([word]) => fold(word)).join(" ");

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

  /** The entries of words that begin with a word. Names of sources are no words: they have a hyphen. */
  async function longer(word) {
    const { words: ranges } = await index();
    const found = new Map();
    for (let at = Math.max(0, place(ranges, word, byFirst)); at < ranges.length && found.size < FORMS; at++) {
      if (ranges[at][0] > word && !ranges[at][0].startsWith(word)) break;
      const entries = await words(ranges[at][1]);
      for (const candidate of entries.filter(([own]) => own.startsWith(word) && !own.includes("-")).slice(0, FORMS)) {
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

  /** The entries of the words that are one or two slips of the finger away. */
  async function nearest(word) {
    const most = word.length < 4 || /\d/.test(word) ? 0 : word.length < 8 ? 1 : 2;
    if (most === 0) return [];
    const all = (await file((await index()).all, "text")).split("\n");
    const near = all.filter((own) => Math.abs(own.length - word.length) <= most).map((own) => [slips(own, word, most), own]);
    const best = Math.min(most, ...near.map(([count]) => count));
    const found = near.filter(([count]) => count === best).slice(0, PARTS);
    return (await Promise.all(found.map(([, own]) => entry(own)))).filter((one) => one);
  }

  /** How many letters were left out, added, changed or swapped with the next; a number above `most` means more than that. */
  function slips(a, b, most) {
    let before = [], row = Array.from({ length: b.length + 1 }, (_, i) => i);
    for (let i = 1; i <= a.length; i++) {
      const next = [i];
      for (let j = 1; j <= b.length; j++) {
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
      }
      if (Math.min(...next) > most) return most + 1;
      before = row;
      row = next;
    }
    return row[b.length];
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
    const likely = own || resembling.length > 0 ? [] : await nearest(word);
    const others = new Set(resembling.filter((other) => other !== own));
    return [...(own ? [[own, 1]] : []), ...[...others].map((other) => [other, RESEMBLING]), ...likely.map((other) => [other, LIKELY])];
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

  // 4. Numbers of papers, in the spellings that people paste. Each pattern gives the names that the page of the source may have;
  //    the index tells which of them exist.

  const SERIES = "com|join|swd|sec";
  const NUMBERS = [
    // kst-32317-872, com-2024-173: the name itself
    [/^[a-z0-9]+(?:-[a-z0-9]+)+$/, ([name]) => [name]],
    // Kamerstukken II 2023-24, 32 317, nr. 872; 32317-872; 36 600 VI, nr. 12; 21501-02, nr. 2778
    [/^(?:kamerstuk(?:ken|dossier)?|dossier|kst)?[ .]*(?:(?:tk|ek|ii?)\b[ ,]*)?(?:\d{4}[-/–]\d{2,4}[ ,]*)?(\d{2})[ .]?(\d{3})(?:[ -]*(\d{2}|[ivxlc]+)(?=[ ,-]))?(?:[ ,]*(?:nrs?\b\.?|nummer|-)? *(\d{1,5}|[a-z]{1,2}))?$/,
      ([, a, b, part, number]) => {
        const dossier = `${a}${b}${part ? `-${part}` : ""}`;
        return number ? [`kst-${dossier}-${number}`] : [`dossier-${dossier}`];
      }],
    // COM(2024) 173 final, COM:2024:173, JOIN/2023/12
    [new RegExp(`^(${SERIES})[ (:/.]*(\\d{4})[ ):/,.]*(?:nr\\.? *)?0*(\\d+)(?:[ :/]*(?:final|definitief|def\\.?|fin))?$`),
      ([, series, year, number]) => [`${series}-${year}-${number}`]],
    // 2022/0155(COD), 2022/155/COD, COD 2022/0155
    [/^(\d{4})\/0*(\d{1,4}) *[(/]? *(cod|nle|cns|app|avc|syn|rsp|ini) *\)?$/, ([, year, number, kind]) => [`${year}-${number.padStart(4, "0")}-${kind}`]],
    [/^(cod|nle|cns|app) *(\d{4})\/0*(\d{1,4})$/, ([, kind, year, number]) => [`${year}-${number.padStart(4, "0")}-${kind}`]],
    // CELEX 52024DC0173
    [/^(?:celex[ :]*)?(([0-9ce])(\d{4})([a-z]{1,2})0*(\d{1,4})(?:r?\(\d+\))?)$/,
      ([, whole, sector, year, kind, number]) => [whole.replace(/\(/g, "-").replace(/\)/g, ""),
        ...(sector === "5" ? [`${{ jc: "join", sc: "swd" }[kind] ?? "com"}-${year}-${number}`] : [])]],
    // Verordening (EU) 2016/679, Richtlijn 2011/36/EU, 910/2014
    [/^(?:(verordening|richtlijn|besluit|kaderbesluit|regulation|directive|decision)[ .]*)?(?:\((?:eu|eg|eeg)\)[ .]*)?(?:nr\.? *)?(\d{1,4})\/(\d{1,4})(?:\/(?:eu|eg|eeg|jbz|ec))?$/,
      ([, kind, a, b]) => {
        const letters = kind ? [{ v: "r", r: kind === "regulation" ? "r" : "l", b: "d", k: "f", d: kind === "directive" ? "l" : "d" }[kind[0]]] : ["r", "l", "d", "f"];
        const order = [[a, b], [b, a]].filter(([year]) => year.length === 4);
        return order.flatMap(([year, number]) => letters.map((letter) => `3${year}${letter}${number.padStart(4, "0")}`));
      }],
    [/^ecli[:; ]+([a-z]{2})[: ]+([a-z0-9]+)[: ]+(\d{4})[: ]+([a-z0-9.]+)$/, ([, ...parts]) => [`ecli-${parts.join("-").replace(/\./g, "--")}`]],
    // ST 8803/16 REV 1, Raadsdocument 10405/24
    [/^(?:raadsdocument|council document)? *(st|cm|wk|sn|ds|pe-cons)?[ ./]*(\d{4,5})\/(\d{2}|\d{4})(?:\/?(?:init)|[ /]+(rev|add|cor) *(\d+))?$/,
      ([, series = "st", number, year, version, nth]) => [`${series}-${number}-${year.length === 2 ? `20${year}` : year}-${version ? `${version}-${nth}` : "init"}`]],
    [/^(?:stb|staatsblad)\.? *(\d{4})[ ,/]+(?:nr\.? *)?(\d+)$/, ([, year, number]) => [`stb-${year}-${number}`]],
    [/^(?:stcrt|staatscourant)\.? *(\d{4})[ ,/]+(?:nr\.? *)?(\d+)$/, ([, year, number]) => [`stcrt-${year}-${number}`]],
    [/^(?:trb|tractatenblad)\.? *(\d{4})[ ,/]+(?:nr\.? *)?(\d+)$/, ([, year, number]) => [`trb-${year}-${number}`]],
    [/^\d{4}[dza]\d{5}$/, ([name]) => [name]],
  ];

  /** The entry of the source that a query is the number of, if the site cites it. */
  async function numbered(query) {
    const typed = query.trim().toLowerCase().replace(/[\s\u00a0\u202f]+/g, " ").replace(/[ .,;]+$/, "");
    for (const [pattern, names] of NUMBERS) {
      const match = pattern.exec(typed);
      for (const name of match ? names(match) : []) {
        // a name of one word is an ordinary word as well, and leads to a page only if another number has it as a form
        const found = await entry(name);
        if (found) return found;
      }
    }
    return null;
  }

  // 5. A query: passages that have every word, and that the filters let through, best first.

  /** The passages of a query. `unknown` are words that the site does not have; `fewer` tells how many of the words the best passages have. */
  async function find({ query, filters: { sort, ...filters } }) {
    const { passages: count } = await index();
    const asked = terms(query);
    if (asked.length === 0 && !Object.values(filters).some((value) => value)) return null;
    const scores = new Float32Array(count), had = new Uint8Array(count);
    const source = await numbered(query);
    const known = [], unknown = [];
    if (source) known.push({ entries: [[source, 1]] });
    else for (const term of asked) {
      const entries = await resolve(term);
      if (entries.length > 0) known.push({ ...term, entries }); else unknown.push(term.typed);
    }
    for (const { entries } of known) {
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
    const allowed = [], kinds = new Float32Array(count);
    let most = 0;
    for (let i = 0; i < count; i++) {
      const kind = passes(i);
      if (!kind) continue;
      kinds[i] = KINDS[kind] ?? 1;
      most = Math.max(most, had[i]);
      allowed.push(i);
    }
    const wanted = asked.length === 0 ? 0 : Math.max(most, 1);
    let found = allowed.filter((i) => had[i] >= wanted);
    found.sort((a, b) => scores[b] * kinds[b] - scores[a] * kinds[a] || a - b);
    found = [...await byName(found.slice(0, NAMED), known, (i) => scores[i] * kinds[i]), ...found.slice(NAMED)];
    const said = phrases(query);
    if (said.length > 0) {
      const texts = await Promise.all(found.slice(0, READ).map(read));
      found = found.slice(0, READ).filter((_, i) => said.every((phrase) => ` ${texts[i]} `.includes(` ${phrase} `)));
    }
    // passages are numbered by date, newest first
    if (sort === "new") found.sort((a, b) => a - b);
    const marks = [...new Set(known.flatMap(({ word, entries }) => [word, ...entries.map(([[own]]) => own)]).filter(Boolean))];
    const total = source ? 1 : asked.length;
    return { passages: found, marks, known, source: source?.[0], unknown, fewer: wanted < total && found.length > 0 ? [wanted, total] : null };
  }

  /** The best results, those first whose names have the words: a long title has many words, a name has those that matter. */
  async function byName(best, known, score) {
    const typed = known.map(({ word }) => word).filter(Boolean);
    const weigh = async (passage) => {
      const words = spoken((await link(passage)).name).split(" ");
      const counts = typed.map((word) => Math.max(...words.map((own) => (own === word ? 1 : own.startsWith(word) ? 0.8 : own.includes(word) ? 0.5 : 0))));
      return [passage, score(passage) * (1 + NAME * counts.reduce((sum, count) => sum + count, 0) / Math.max(typed.length, 1))];
    };
    const weighed = await Promise.all(best.map(weigh));
    return weighed.sort(([a, one], [b, other]) => other - one || a - b).map(([passage]) => passage);
  }

  /** All words of a result, its title among them. */
  async function read(passage) {
    const found = await link(passage);
    return spoken(`${found.name} . ${await text(found)}`);
  }

  /** The words of the index for which a passage was found, where they are not what was typed. */
  function reasons(passage, known) {
    return known.flatMap(({ word, entries }) => {
      const has = ([[, , bytes]]) => { let has = false; passages(bytes, (other) => { has ||= other === passage; }); return has; };
      const first = word && entries.find(has);
      return first && !first[0][0].startsWith(word) && !sameStem(first[0][0], word) ? [first[0][0]] : [];
    });
  }

  /** What a passage is: its document, and its place there. */
  async function described(passage) {
    const { documents } = await index();
    const at = place(documents, passage, (entry) => entry[5]);
    const [address, title, kind, formation, year, first, rest, names] = documents[at];
    const nth = passage - first, note = nth < rest ? 0 : nth - rest + 1;
    return { at, address, title, kind: note ? "note" : kind, formation, year: String(year), nth, note, noteName: names?.[note - 1] ?? note };
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
        && (!tied || tied.has(passage)) && kindOf;
    };
  }

  const sums = (steps) => steps.map(((sum) => (step) => (sum += step))(0));

  // 6. Results. Titles come from the index, excerpts from the pages that the results lead to.

  async function link(passage) {
    const found = await described(passage);
    const { address, title, note, noteName, nth } = found;
    if (note) {
      const values = { number: note, title };
      return { ...found, href: `${address}${say.noteAddress}-${noteName}.html`, name: say.note.replace(/\{(\w+)\}/g, (_, key) => values[key]) };
    }
    if (nth === 0) return { ...found, href: address, name: title };
    const { titles } = await index();
    const [from, name] = titles[place(titles, found.at, byFirst)];
    const [anchor, words] = (await file(name, "json"))[found.at - from][nth - 1];
    return { ...found, href: `${address}#${encodeURIComponent(anchor)}`, anchor, name: words };
  }

  /** What stands in a passage without being part of its text. */
  const NO_TEXT = "h1, h2, h3, h4, h5, nav, details, form, script, svg, .overview, .permalink, .noteref, .item-meta, .meta, .label, .facts, .notes";

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

  /** The page of a source as the first result. Its words come from that page. */
  async function sourceItem(name) {
    const href = new URL(`${name}.html`, new URL(say.sources, location.href)).href;
    const found = await page(href);
    if (!found) return null;
    const words = (selector) => found.querySelector(`main ${selector}`)?.textContent.trim() ?? "";
    const entry = document.createElement("li");
    const heading = document.createElement("h2");
    heading.append(Object.assign(document.createElement("a"), { href, textContent: `${words(".label")} ${words("h1")}` }));
    entry.append(heading, Object.assign(document.createElement("p"), { className: "meta", textContent: say.source }));
    entry.append(Object.assign(document.createElement("p"), { className: "excerpt", textContent: words(".lead") }));
    return entry;
  }

  async function item(passage, { marks, known }) {
    const found = await link(passage);
    const entry = document.createElement("li");
    const heading = document.createElement("h2");
    const anchor = Object.assign(document.createElement("a"), { href: new URL(found.href, root).href, textContent: found.name });
    heading.append(anchor);
    const kind = form.elements.kind.querySelector(`option[value="${found.kind}"]`).textContent;
    const about = !found.anchor ? kind : found.title.startsWith(kind) ? found.title : `${kind}, ${found.title}`;
    const why = reasons(passage, known);
    const because = why.length > 0 ? `. ${say.because.replace("{words}", why.join(", "))}` : "";
    // the place of the excerpt is kept, so that what stands below does not move when it comes
    const place = Object.assign(document.createElement("p"), { className: "excerpt" });
    entry.append(heading, Object.assign(document.createElement("p"), { className: "meta", textContent: about + because }), place);
    text(found).then((whole) => place.replaceWith(whole && excerpt(whole, marks) || place));
    return entry;
  }

  const NONE = { passages: [], marks: [], known: [] };
  let latest = 0, shown = NONE;

  async function showMore(after) {
    const turn = latest;
    const from = after === 0 ? 0 : list.querySelectorAll("li:not(.source-result)").length;
    const source = after === 0 && shown.source ? await sourceItem(shown.source) : null;
    source?.classList.add("source-result");
    const items = await Promise.all(shown.passages.slice(from, from + SHOWN).map((passage) => item(passage, shown)));
    if (turn !== latest) return;
    if (after === 0) list.replaceChildren(...(source ? [source] : []), ...items); else list.append(...items);
    list.hidden = list.children.length === 0;
    more.hidden = from + items.length >= shown.passages.length;
    if (after > 0) items[0]?.querySelector("a").focus();
  }

  function tell(found) {
    if (!found) return "";
    const missing = found.unknown.map((word) => ` ${say.unknown.replace("{word}", word)}`).join("");
    const count = found.passages.length;
    if (count === 0) return say.none + missing;
    const number = count === 1 ? say.one : say.many.replace("{count}", new Intl.NumberFormat(document.documentElement.lang).format(count));
    const fewer = found.fewer ? ` ${say.fewer.replace("{some}", found.fewer[0]).replace("{all}", found.fewer[1])}` : "";
    return `${number}.${fewer}${missing}`;
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
      shown = found ?? NONE;
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

  // 7. The form. What is asked stands in the address, so that it can be kept, shared and gone back to.

  function address() {
    const asked = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    return asked.size > 0 ? `?${asked}` : location.pathname;
  }

  function readAddress() {
    const asked = new URLSearchParams(location.search);
    for (const name of ["q", "kind", "formation", "year", "dossier", "sort"]) form.elements[name].value = asked.get(name) ?? "";
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

  const choices = form.querySelector("details"), roomy = matchMedia("(min-width: 44em)");
  const unfold = () => { choices.open = roomy.matches || [...choices.querySelectorAll("select")].some((select) => select.value); };
  roomy.addEventListener("change", unfold);
  if (location.search) document.querySelector(".search-lists").hidden = true;
  choices.open = roomy.matches;
  fillChoices().catch(() => { status.textContent = say.broken; }).then(() => {
    readAddress();
    unfold();
    if (location.search) search();
  });
})();
