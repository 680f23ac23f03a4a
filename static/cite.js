// Voetnoot: permanent links, and the citations that go with them. Every page reads without it. It holds no words.
//
// 1 names of places, 2 sharing and copying, 3 controls, 4 arrow keys.
"use strict";
(() => {
  const main = document.getElementById("v-main"), words = main.dataset;
  const canonical = document.querySelector("link[rel=canonical]")?.href ?? location.href.split("#")[0];
  const fill = (phrase, values) => phrase.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);

  // 1. A paragraph goes by the count in its id, behind the heading whose id comes first in it. Sub-items that share a
  //    text make that another heading than the one above.

  const PARAGRAPH = /^(.*?)-?p(\d+[a-z]*)$/;
  const BLOCKS = ".text :is(p, ul, ol, blockquote, .table-wrap, pre)[id]";

  function blockOf(element) {
    const block = element.closest(BLOCKS);
    return block && PARAGRAPH.test(block.id) ? block : null;
  }

  function stepsTo(element) {
    const block = blockOf(element), [, owner, number] = block ? PARAGRAPH.exec(block.id) : [];
    const heading = owner && document.getElementById(owner) || element;
    const steps = [heading.closest("[data-cite]")?.dataset.cite];
    if (block) steps.push(fill(words.paragraph, { number }));
    return steps;
  }

  const named = (...steps) => steps.filter(Boolean).join(", ");

  // 2. A phone has a menu of its own for this. Elsewhere the words are copied, as a link too.

  const said = Object.assign(document.createElement("p"), { className: "said" });
  said.setAttribute("role", "status");
  let timer = 0;

  function say(phrase, citation, milliseconds) {
    clearTimeout(timer);
    said.textContent = fill(phrase, { citation });
    timer = setTimeout(() => said.replaceChildren(), milliseconds);
  }

  async function copy(name, url) {
    const plain = `${name}, ${url}`;
    const html = Object.assign(document.createElement("a"), { href: url, textContent: name }).outerHTML;
    const blob = (text, type) => new Blob([text], { type });
    try {
      await navigator.clipboard.write([new ClipboardItem({ "text/plain": blob(plain, "text/plain"), "text/html": blob(html, "text/html") })]);
      say(words.copied, name, 5_000);
    } catch {
      say(words.failed, plain, 60_000);
    }
  }

  async function cite(name, url) {
    if (navigator.share && matchMedia("(pointer: coarse)").matches) {
      try { return await navigator.share({ title: name, text: name, url }); } catch (error) {
        if (error.name === "AbortError") return;
      }
    }
    await copy(name, url);
  }

  // 3. An item has its control from the start. A note gets one beside its way back; of paragraphs only the one that is
  //    pointed at, so that a screen reader is not told of each of them.

  function ready(link, place, name) {
    link.dataset.name = name;
    link.title = fill(words.control, { place });
    link.setAttribute("aria-label", link.title);
    return link;
  }

  const control = (facts) => Object.assign(document.createElement("a"), { className: "permalink", ...facts });
  const roaming = control({ tabIndex: -1 });

  // To move what is under the pointer would lose the click.
  function offer(block) {
    if (document.activeElement === roaming || blockOf(roaming) === block) return;
    const steps = stepsTo(block);
    roaming.href = `#${block.id}`;
    ready(roaming, named(...steps), named(words.document, ...steps));
    (block.matches("p") ? block : block.querySelector("li, p, td") ?? block).append(roaming);
  }

  function start() {
    document.body.append(said);
    for (const link of main.querySelectorAll(".item-head > .permalink")) {
      const steps = stepsTo(link);
      ready(link, named(...steps), named(words.document, ...steps));
    }
    for (const note of main.querySelectorAll(".notes .note")) {
      const own = note.querySelector(".note-page a"), citing = main.querySelector(`.text .noteref a[href="#${note.id}"]`);
      if (!own) continue;
      const place = fill(words.note, { number: note.querySelector(".note-number").textContent });
      own.after(" ", ready(control({ href: own.getAttribute("href") }), place, named(words.document, ...citing ? stepsTo(citing) : [], place)));
    }
    const whole = main.querySelector(".citation");
    whole?.append(" ", ready(control({ href: canonical }), whole.textContent, whole.textContent));

    document.addEventListener("pointerover", ({ target }) => {
      const block = blockOf(target);
      if (block) offer(block);
    });
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a[data-name]");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      if (link.hash && link.matches(".permalink")) history.replaceState(null, "", link.hash);
      cite(link.dataset.name, new URL(link.getAttribute("href"), canonical).href);
    });
    document.addEventListener("keydown", move);
  }

  // 4. From the control of an item, the arrow keys lead along all items and paragraphs.

  function move(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key], active = document.activeElement;
    if (!step || !active.matches(".permalink")) return;
    const stops = [...main.querySelectorAll(`.item-head > .permalink, ${BLOCKS}`)].filter((stop) => stop.matches("a") || blockOf(stop) === stop);
    const next = stops[stops.indexOf(active === roaming ? blockOf(active) : active) + step];
    if (!next) return;
    event.preventDefault();
    active.blur();
    if (!next.matches("a")) offer(next);
    (next.matches("a") ? next : roaming).focus();
  }

  start();
})();
