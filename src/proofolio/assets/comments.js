// Loads a post's comments from giscus.app when its reader asks for them, and not before.
(() => {
  "use strict";
  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element && target.closest("[data-pf-comments]");
    if (!button) return;
    const isDark = document.body.dataset.mdColorScheme === "slate";
    const script = document.createElement("script");
    script.src = "https://giscus.app/client.js";
    script.crossOrigin = "anonymous";
    script.async = true;
    Object.assign(script.dataset, {
      ...button.dataset,
      mapping: "pathname",
      strict: "1",
      reactionsEnabled: "1",
      emitMetadata: "0",
      inputPosition: "bottom",
      theme: isDark ? "dark" : "light",
      lang: document.documentElement.lang || "en",
    });
    const place = document.createElement("div");
    place.className = "giscus";
    button.closest(".pf-comments").replaceChildren(place, script);
  });
})();
