// Gives each frame the height of what it shows; one that cannot draw makes room for its picture.
(() => {
  "use strict";
  const STEPS = 12; // A frame that grows because it was given more room would never end.
  const WAIT_MS = 10000;
  const known = new WeakMap();
  const frames = () => document.querySelectorAll("iframe.pf-frame");
  const giveUp = (frame) => frame.closest(".pf-drawn")?.classList.add("pf-silent");

  addEventListener("message", (event) => {
    const message = event.data?.proofolio;
    const frame = [...frames()].find(({ contentWindow }) => contentWindow === event.source);
    if (!frame) return;
    if (message === "failed") giveUp(frame);
    if (typeof message !== "number" || !Number.isFinite(message)) return;
    const state = known.get(frame) || {};
    if (state.width !== frame.clientWidth) Object.assign(state, { width: frame.clientWidth, steps: 0 });
    known.set(frame, state);
    if (++state.steps > STEPS) return;
    frame.style.height = `${Math.min(Math.max(Math.round(message), 40), 1600)}px`;
  });

  // A browser that does not let a frame read our libraries leaves it blank, and silent.
  addEventListener("load", ({ target }) => {
    if (target instanceof HTMLIFrameElement && target.matches(".pf-frame")) {
      setTimeout(() => known.has(target) || giveUp(target), WAIT_MS);
    }
  }, true);

  const ask = () => frames().forEach((frame) => frame.contentWindow?.postMessage("proofolio", "*"));
  addEventListener("load", () => (window.document$ ? document$.subscribe(ask) : ask()));
})();

// Whoever has no mouse reaches what scrolls sideways; and the copy buttons are no landmarks.
(() => {
  "use strict";
  const BOXES = ".pf-page :is(pre,table,.pf-table,.md-typeset__scrollwrap),.pf-post :is(pre,table,.pf-table,.md-typeset__scrollwrap)";
  const reach = () =>
    document.querySelectorAll(BOXES).forEach((box) => {
      if (box.scrollWidth > box.clientWidth + 1 && getComputedStyle(box).overflowX !== "visible") {
        box.tabIndex = 0;
      }
    });
  const quiet = (nav) => nav.setAttribute("role", "none");
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) {
      for (const node of addedNodes) if (node.matches?.("nav.md-code__nav")) quiet(node);
    }
  }).observe(document.body, { childList: true, subtree: true });
  document.querySelectorAll("nav.md-code__nav").forEach(quiet);
  addEventListener("load", reach);
  addEventListener("resize", reach);
})();
