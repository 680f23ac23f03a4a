// The preview's side in the browser: shows a change as soon as it is linked, and what is wrong. Never part of a built site.
//
// The server tells what the page is now. This script compares that with the page it is part of: another page is loaded anew,
// keeping the place on the screen; another stylesheet is put in the place of the old one; mistakes are shown over the page.
"use strict";
(() => {
  const BASE = "/.voetnoot/";
  const KEPT = "voetnoot-preview";
  const own = document.currentScript.dataset;
  const shown = { page: own.page, styles: own.styles, assets: own.assets };
  let leaving = false;

  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = `${BASE}preview.css`;
  document.head.append(style);

  // 1. The place on the screen, across a reload. The first block at the top of the window is kept where it is, since what
  //    stands above it may have become longer or shorter.

  function anchorOnScreen() {
    for (const block of document.querySelectorAll("main [id]")) {
      const box = block.getBoundingClientRect();
      if (box.bottom > 0 && box.height > 0) return { id: block.id, top: box.top };
    }
    return null;
  }

  function reload(place) {
    if (leaving) return;
    leaving = true;
    const kept = { path: location.pathname, y: scrollY, anchor: anchorOnScreen(), place };
    try { sessionStorage.setItem(KEPT, JSON.stringify(kept)); } catch { /* then the browser keeps the place as well as it can */ }
    // Otherwise the browser puts back what it takes for the place after this script has.
    history.scrollRestoration = "manual";
    location.reload();
  }

  function restore() {
    let kept = null;
    try {
      kept = JSON.parse(sessionStorage.getItem(KEPT));
      sessionStorage.removeItem(KEPT);
    } catch { /* nothing was kept */ }
    if (!kept || kept.path !== location.pathname) return;
    const jump = (y) => scrollTo({ top: y, behavior: "instant" });
    const anchor = kept.y > 0 && kept.anchor && document.getElementById(kept.anchor.id);
    jump(anchor ? scrollY + anchor.getBoundingClientRect().top - kept.anchor.top : kept.y);
    if (kept.place) mark(kept.place);
  }

  function mark(id) {
    const place = document.getElementById(id);
    if (!place) return;
    const box = place.getBoundingClientRect();
    if (box.top < 0 || box.bottom > innerHeight) place.scrollIntoView({ block: "center", behavior: "instant" });
    place.classList.add("voetnoot-changed");
    place.addEventListener("animationend", () => place.classList.remove("voetnoot-changed"), { once: true });
  }

  // 2. Another stylesheet. The old one stays until the new one is there, so that the page is never bare.

  function restyle(version) {
    for (const old of document.querySelectorAll("link[rel~=stylesheet]")) {
      const url = new URL(old.href);
      if (url.origin !== location.origin || url.pathname.startsWith(BASE)) continue;
      url.searchParams.set("voetnoot", version);
      const fresh = old.cloneNode();
      fresh.href = url.href;
      fresh.addEventListener("load", () => old.remove(), { once: true });
      fresh.addEventListener("error", () => fresh.remove(), { once: true });
      old.after(fresh);
    }
  }

  // 3. What is wrong. The panels stand in a shadow tree, which the styles of the page do not reach and which do not reach the
  //    page. What is put away can be opened again from a button.

  const host = document.createElement("voetnoot-preview");
  const tree = host.attachShadow({ mode: "open" });
  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = `${BASE}panel.css`;
  const here = { panel: document.createElement("section"), badge: document.createElement("button") };
  const elsewhere = { panel: document.createElement("section"), badge: document.createElement("button") };
  const badges = element("div", "badges", elsewhere.badge, here.badge);
  let closed = "";
  let listed = false;
  for (const { panel, badge } of [here, elsewhere]) {
    panel.className = "panel";
    panel.hidden = true;
    badge.className = "badge";
    badge.type = "button";
    badge.hidden = true;
  }
  here.panel.setAttribute("role", "alert");
  badges.setAttribute("role", "status");
  tree.append(sheet, badges, elsewhere.panel, here.panel);

  function element(name, className, ...children) {
    const made = document.createElement(name);
    made.className = className;
    made.append(...children);
    return made;
  }

  function line(place) {
    const letters = Array.from(place.text);
    const [from, to] = [place.column - 1, Math.max(place.end - 1, place.column)];
    const marked = element("mark", "", letters.slice(from, to).join("") || " ");
    return element("pre", "", letters.slice(0, from).join(""), marked, letters.slice(to).join(""));
  }

  function described(wrong, words) {
    const { severity, code, path, place, message, hint } = wrong;
    const where = place ? `${path}:${place.line}:${place.column}` : path;
    const said = element("p", "message", element("span", "severity", `${words[severity]}: `), message);
    const entry = element("li", severity, said, element("p", "place", `${where} [${code}]`));
    if (place) entry.append(line(place));
    if (hint) entry.append(element("p", "hint", element("strong", "", `${hint.name}: `), hint.words));
    return entry;
  }

  function file({ path, page, said }) {
    const name = page === null ? path : element("a", "", path);
    if (page !== null) name.href = page;
    return element("li", "", name, element("p", "place", said));
  }

  function closing(words, put) {
    const close = element("button", "close", "×");
    close.type = "button";
    close.setAttribute("aria-label", words.close);
    close.addEventListener("click", put);
    return close;
  }

  function report(news) {
    const { words } = news;
    const text = JSON.stringify(news.here);
    if (news.here.length === 0) closed = "";
    if (news.elsewhere.length === 0) listed = false;
    const show = () => {
      here.panel.hidden = news.here.length === 0 || closed === text;
      here.badge.hidden = news.here.length === 0 || closed !== text;
      elsewhere.panel.hidden = !listed;
      elsewhere.badge.hidden = news.elsewhere.length === 0 || listed;
    };
    here.panel.replaceChildren(
      element("ol", "", ...news.here.map((wrong) => described(wrong, words))),
      closing(words, () => { closed = text; show(); }),
    );
    here.badge.textContent = words.here;
    here.badge.onclick = () => { closed = ""; show(); };
    elsewhere.panel.replaceChildren(
      element("h2", "", words.elsewhere),
      element("ol", "", ...news.elsewhere.map(file)),
      closing(words, () => { listed = false; show(); }),
    );
    elsewhere.badge.textContent = words.elsewhere;
    elsewhere.badge.onclick = () => { listed = true; show(); };
    show();
    if (!host.isConnected) document.body.append(host);
  }

  // 4. The news.

  function hear(news) {
    if (news.page !== shown.page || news.assets !== shown.assets) return reload(news.place);
    if (news.styles !== shown.styles) {
      shown.styles = news.styles;
      restyle(news.styles);
    }
    report(news);
  }

  function connect(wait) {
    const socket = new WebSocket(`ws://${location.host}${BASE}live?page=${encodeURIComponent(location.pathname)}`);
    socket.addEventListener("open", () => { wait = 250; });
    socket.addEventListener("message", (message) => hear(JSON.parse(message.data)));
    // The preview may be started again; then the page is compared with the new one.
    socket.addEventListener("close", () => {
      if (!leaving) setTimeout(connect, wait, Math.min(wait * 2, 2000));
    });
  }

  addEventListener("pagehide", () => {
    // Whoever comes back to this page by the browser's buttons finds it where it was left.
    if (!leaving) history.scrollRestoration = "auto";
    leaving = true;
  });
  // A page from the browser's memory has lost its connection.
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    leaving = false;
    connect(250);
  });
  restore();
  connect(250);
})();
