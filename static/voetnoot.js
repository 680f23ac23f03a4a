// Voetnoot: what the theme gains from a script. Every page reads without it.
//
// 1 colour scheme, 2 contents that follow the reader, 3 notes in the margin, 4 notes as popovers,
// 5 a running head in print, 6 onward from a page that has moved. It holds no words: the markup has them all.
"use strict";
(() => {
  const root = document.documentElement;

  // 1. Colour scheme. scheme.js applies the choice before the first paint.

  // What the switch looks like: paths in a square of 16. It is of no use without this script, so no page carries it.
  const SCHEMES = {
    light: "M5 8a3 3 0 1 0 6 0a3 3 0 1 0-6 0M8 1v1.5M8 13.5V15M1 8h1.5M13.5 8H15M3 3l1 1M12 12l1 1M13 3l-1 1M4 12l-1 1",
    system: "M2.5 2.5h11a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1h-11a1 1 0 0 1-1-1v-7a1 1 0 0 1 1-1zM5.5 14h5",
    dark: "M13.5 9.8A6 6 0 1 1 6.2 2.5a4.7 4.7 0 0 0 7.3 7.3z",
  };

  function schemeChoice(scheme, words) {
    const svg = (name, attributes) => {
      const element = document.createElementNS("http://www.w3.org/2000/svg", name);
      for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
      return element;
    };
    const icon = svg("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" });
    icon.append(svg("path", { d: SCHEMES[scheme] }));
    const radio = Object.assign(document.createElement("input"), { type: "radio", name: "scheme", value: scheme });
    const name = Object.assign(document.createElement("span"), { className: "visually-hidden", textContent: words });
    const label = Object.assign(document.createElement("label"), { title: words });
    label.append(radio, icon, name);
    return label;
  }

  function startSchemeSwitch() {
    const control = document.querySelector(".scheme");
    if (!control) return;
    // A header of the site's own may have the choices in it.
    if (!control.querySelector("input")) {
      for (const scheme of Object.keys(SCHEMES)) control.append(schemeChoice(scheme, control.dataset[scheme]));
    }
    for (const radio of control.querySelectorAll("input")) radio.checked = radio.value === (root.dataset.theme ?? "system");
    control.hidden = false;
    control.addEventListener("change", ({ target: { value } }) => {
      if (value === "system") delete root.dataset.theme; else root.dataset.theme = value;
      try { localStorage.setItem("voetnoot-scheme", value); } catch { /* kept for this page only */ }
    });
  }

  // 2. Contents. The link of the section being read gets aria-current. On phones the list is a bar that
  //    names that section, and folds when a link is followed; on wider screens it is always open.

  function startContents() {
    const contents = document.querySelector(".contents");
    if (!contents) return;
    const nav = contents.querySelector("nav");
    const here = contents.querySelector(".contents-here");
    const columns = matchMedia("(min-width: 60em)");
    const linkOf = new Map();
    for (const link of nav.querySelectorAll("a")) {
      const section = document.getElementById(decodeURIComponent(link.hash.slice(1)))?.closest("section");
      if (section) linkOf.set(section, link);
    }

    function fit() {
      contents.open = columns.matches;
      contents.querySelector("summary").tabIndex = columns.matches ? -1 : 0;
    }
    columns.addEventListener("change", fit);
    fit();
    nav.addEventListener("click", (event) => {
      if (!columns.matches && event.target.closest("a")) contents.open = false;
    });

    // Of the sections that cross a line a quarter down the window, the innermost comes last.
    const crossing = new Set();
    const observer = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) crossing[isIntersecting ? "add" : "delete"](target);
      let current = null;
      for (const [section, link] of linkOf) {
        link.removeAttribute("aria-current");
        const beside = section.matches(".margin-notes .notes");
        if (crossing.has(section) && !beside) current = link;
      }
      here.textContent = current ? current.textContent : "";
      if (!current) return;
      current.setAttribute("aria-current", "location");
      const box = nav.getBoundingClientRect(), line = current.getBoundingClientRect();
      if (line.top < box.top || line.bottom > box.bottom) nav.scrollTop += line.top - box.top - box.height / 3;
    }, { rootMargin: "-25% 0px -75% 0px" });
    for (const section of linkOf.keys()) observer.observe(section);
  }

  // 3. Notes in the margin. The notes stay where they are in the document, so that reading order, links
  //    and ways back remain; the stylesheet moves their list into the third column, and this sets the
  //    height of each: beside the line that first cites it, or under the note before.

  const wide = matchMedia("screen and (min-width: 75em)");
  const NOTE_GAP = 14;

  function placeNotes(notes, text) {
    root.classList.toggle("margin-notes", wide.matches);
    if (!wide.matches) return;
    const origin = notes.getBoundingClientRect().top;
    const places = [...notes.querySelectorAll(".note")].map((note) => {
      const citation = text.querySelector(`.noteref a[href="#${note.id}"]`);
      return { note, wish: citation ? citation.getBoundingClientRect().top - origin : 0, height: note.offsetHeight };
    });
    places.sort((a, b) => a.wish - b.wish);
    let free = 0;
    for (const { note, wish, height } of places) {
      const top = Math.max(wish, free);
      note.style.setProperty("--_top", `${top}px`);
      free = top + height + NOTE_GAP;
    }
    notes.style.setProperty("--_height", `${free}px`);
  }

  function startMarginNotes() {
    const notes = document.querySelector(".document > .notes"), text = document.querySelector(".document > .text");
    if (!notes || !text) return;
    // Fires at once, and when fonts, folds or the window change the height of the text or of a note.
    const observer = new ResizeObserver(() => placeNotes(notes, text));
    for (const element of [text, ...notes.querySelectorAll(".note")]) observer.observe(element);
    wide.addEventListener("change", () => placeNotes(notes, text));
  }

  // 4. Notes as popovers: on hover, on keyboard focus, on tap. The popover follows its citation in the
  //    document, so Tab leads into its links and on. It has no way back, for nobody went anywhere.

  const POPOVER_GAP = 12, EDGE = 12, OPEN_DELAY = 120, CLOSE_DELAY = 250;

  const popover = document.createElement("div");
  let citation = null, timer = 0, pointer = "mouse";

  const targetOf = (link) => document.getElementById(link.hash.slice(1));
  const refOf = (element) => element.closest?.(".noteref a");
  const belongs = (element) => element && (popover.contains(element) || refOf(element) === citation);

  // Whether a note, or a citation, can be seen beside the other: then nothing need open or scroll.
  function isBeside(element) {
    const { top, bottom } = element.getBoundingClientRect();
    return root.classList.contains("margin-notes") && top >= 0 && bottom <= innerHeight;
  }

  function closeNote() {
    clearTimeout(timer);
    if (!citation) return;
    targetOf(citation).classList.remove("is-cited");
    citation = null;
    popover.remove();
  }

  function openNote(link) {
    clearTimeout(timer);
    const note = targetOf(link);
    if (citation === link || !note) return;
    closeNote();
    citation = link;
    if (isBeside(note)) return note.classList.add("is-cited");
    const copy = note.cloneNode(true);
    copy.querySelectorAll(".note-back").forEach((way) => way.remove());
    [copy, ...copy.querySelectorAll("[id]")].forEach((element) => element.removeAttribute("id"));
    popover.replaceChildren(...copy.childNodes);
    popover.setAttribute("aria-label", link.getAttribute("aria-label"));
    link.closest(".noteref").after(popover);
    popover.showPopover?.();
    positionPopover(link.getBoundingClientRect());
  }

  // Under the citing line, or above it where there is more room; never over it.
  function positionPopover(place) {
    const below = innerHeight - place.bottom - POPOVER_GAP - EDGE, above = place.top - POPOVER_GAP - EDGE;
    popover.style.maxHeight = "none";
    const height = popover.offsetHeight, up = height > below && above > below;
    const shown = Math.min(height, Math.max(up ? above : below, 96));
    const left = place.left + place.width / 2 - popover.offsetWidth / 2;
    const most = root.clientWidth - popover.offsetWidth - EDGE;
    popover.style.maxHeight = `${shown}px`;
    popover.style.left = `${scrollX + Math.max(EDGE, Math.min(left, most))}px`;
    popover.style.top = `${scrollY + (up ? place.top - POPOVER_GAP - shown : place.bottom + POPOVER_GAP)}px`;
  }

  function startPopovers() {
    popover.className = "note-popover";
    popover.setAttribute("role", "note");
    if ("popover" in popover) popover.popover = "manual";

    document.addEventListener("pointerover", (event) => {
      if (event.pointerType !== "mouse") return;
      const link = refOf(event.target);
      if (link) timer = (clearTimeout(timer), setTimeout(openNote, OPEN_DELAY, link));
      else if (popover.contains(event.target)) clearTimeout(timer);
    });
    document.addEventListener("pointerout", (event) => {
      if (event.pointerType !== "mouse" || !belongs(event.target) && !refOf(event.target)) return;
      timer = (clearTimeout(timer), setTimeout(closeNote, CLOSE_DELAY));
    });
    document.addEventListener("pointerdown", (event) => {
      pointer = event.pointerType;
      if (!belongs(event.target)) closeNote();
    });
    document.addEventListener("click", (event) => {
      const link = event.target.closest(".noteref a, .note-back a"), target = link && targetOf(link);
      if (!target) return;
      if (isBeside(target)) {
        event.preventDefault();
        if (target.matches(".note")) target.tabIndex = -1;
        target.focus({ preventScroll: true });
      } else if (refOf(link) && pointer !== "mouse" && event.detail !== 0) {
        event.preventDefault();                               // a tap shows the note, a second one hides it
        if (citation === link) closeNote(); else openNote(link);
      }
    });
    document.addEventListener("focusin", (event) => {
      const link = refOf(event.target);
      if (link?.matches(":focus-visible")) openNote(link);
      else if (!belongs(event.target)) closeNote();
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !citation) return;
      const link = citation, inside = popover.contains(document.activeElement);
      closeNote();
      if (inside) { link.focus(); closeNote(); }
    });
    addEventListener("resize", closeNote);
  }

  // 5. Print: the running head of every page but the first is the title of this one.

  function nameRunningHead() {
    root.style.setProperty("--_running-head", JSON.stringify(document.title));
  }

  // 6. A page that has moved leads on to the same place of the new one. Without a script, the browser goes to the page.

  function goOnward() {
    const onward = document.getElementById("v-onward");
    if (!onward) return;
    const target = new URL(onward.href);
    if (location.hash) target.hash = location.hash;
    location.replace(target);
  }

  startSchemeSwitch();
  startContents();
  startMarginNotes();
  startPopovers();
  nameRunningHead();
  goOnward();
})();
