// Voetnoot: the colours that a reader chose, before the first paint.
"use strict";
try {
  const chosen = localStorage.getItem("voetnoot-scheme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
} catch { /* the system's */ }
