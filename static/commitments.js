// Voetnoot: promises. Loaded by the list of promises and by the home page; both read without it.
//
// 1 marks what is overdue, which only the reader's clock knows, 2 shows those of one minister or dossier.
"use strict";
(() => {
  // 1. Overdue, from the day after the last one.

  const today = new Date(Date.now() - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
  for (const time of document.querySelectorAll("time[data-overdue]")) {
    if (time.dateTime < today) time.after(" ", Object.assign(document.createElement("span"), { className: "overdue", textContent: time.dataset.overdue }));
  }

  // 2. The choice stands in the address, so that it can be shared.

  const form = document.querySelector(".filter");
  if (!form) return;
  const rows = [...document.querySelectorAll("tr[data-dossiers]")];

  function show() {
    const { minister = "", dossier = "" } = Object.fromEntries(new FormData(form));
    for (const row of rows) {
      const { minister: by, dossiers } = row.dataset;
      row.hidden = Boolean(minister && minister !== by || dossier && !dossiers.split(" ").includes(dossier));
    }
    for (const section of document.querySelectorAll(".page-section")) section.hidden = !section.querySelector("tr[data-dossiers]:not([hidden])");
  }

  const asked = new URLSearchParams(location.search);
  for (const select of form.querySelectorAll("select")) select.value = asked.get(select.name) ?? "";
  show();
  form.addEventListener("change", () => {
    const chosen = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    history.replaceState(null, "", chosen.size > 0 ? `?${chosen}` : location.pathname);
    show();
  });
})();
