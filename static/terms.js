// Voetnoot: terms explained on hover, focus and tap. Loaded by sites with a glossary; without it a mouse shows the title.
// An explanation can be pointed at and dismissed, and stays until then (WCAG 1.4.13).
"use strict";
(() => {
  const GAP = 6, EDGE = 12, DELAY = 250;
  const tip = Object.assign(document.createElement("span"), { className: "tip", id: "v-tip", popover: "manual" });
  tip.setAttribute("role", "tooltip");
  let shown = null, timer = 0;

  function hide() {
    clearTimeout(timer);
    shown?.removeAttribute("aria-describedby");
    shown = null;
    tip.remove();
  }

  function show(term) {
    clearTimeout(timer);
    if (shown === term) return;
    hide();
    shown = term;
    tip.textContent = term.dataset.means;
    term.after(tip);
    term.setAttribute("aria-describedby", tip.id);
    tip.showPopover?.();
    const place = term.getBoundingClientRect(), most = document.documentElement.clientWidth - tip.offsetWidth - EDGE;
    const above = place.top - tip.offsetHeight - GAP;
    tip.style.left = `${scrollX + Math.max(EDGE, Math.min(place.left, most))}px`;
    tip.style.top = `${scrollY + (above > 0 ? above : place.bottom + GAP)}px`;
  }

  for (const term of document.querySelectorAll("main abbr[title]")) {
    term.dataset.means = term.title;
    term.removeAttribute("title");
    term.tabIndex = 0;
    term.setAttribute("role", "button");
    term.addEventListener("focus", () => show(term));
    term.addEventListener("blur", hide);
  }
  const termOf = (target) => target.closest?.("abbr[data-means]");
  document.addEventListener("pointerover", ({ target, pointerType }) => {
    if (pointerType !== "mouse") return;
    const term = termOf(target);
    if (term) show(term);
    else if (tip.contains(target)) clearTimeout(timer);
    else if (shown && document.activeElement !== shown) timer = (clearTimeout(timer), setTimeout(hide, DELAY));
  });
  document.addEventListener("click", ({ target }) => {
    const term = termOf(target);
    if (term) show(term); else if (!tip.contains(target)) hide();
  });
  document.addEventListener("keydown", ({ key }) => { if (key === "Escape") hide(); });
  addEventListener("resize", hide);
})();
