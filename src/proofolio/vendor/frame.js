// First in every frame: shuts what a policy cannot, and tells the page how tall the frame is.
(() => {
  "use strict";
  if (self.origin !== "null") {
    // Opened directly, a frame would run on the site's own origin: nothing is drawn then.
    addEventListener("DOMContentLoaded", () => {
      document.body.textContent = "This file is a part of a notebook's page and is shown there only.";
    });
    return;
  }

  // WebRTC reaches the network without asking the policy.
  for (const name of ["RTCPeerConnection", "webkitRTCPeerConnection", "XSLTProcessor"]) delete window[name];

  // A nested frame would bring WebRTC back, a <link> could open connections: neither can be made.
  const names = "iframe|frame|frameset|fencedframe|portal|object|embed|link|meta|base";
  const shut = new RegExp(`<(?:${names})(?=[\\s/>])`, "gi");
  const isShut = new RegExp(`^(?:${names})$`, "i");
  if (window.trustedTypes) {
    trustedTypes.createPolicy("default", {
      createHTML: (html, _type, sink) => (/srcdoc/i.test(sink) ? null : html.replace(shut, "<wbr")),
      createScript: (script) => script,
      createScriptURL: (url) => url,
    });
  }
  for (const maker of ["createElement", "createElementNS"]) {
    const make = Document.prototype[maker];
    Document.prototype[maker] = function (...names) {
      const element = make.apply(this, names);
      return isShut.test(element.localName) ? make.call(this, ...names.slice(0, -1), "span") : element;
    };
  }
  const define = CustomElementRegistry.prototype.define;
  CustomElementRegistry.prototype.define = function (name, element) {
    return define.call(this, name, element);
  };
  for (const holder of [Element, ShadowRoot]) delete holder.prototype.setHTML;

  // In pieces, a tag would pass by the policy above: after the first, each writing stands alone.
  const write = document.write.bind(document);
  window.writeContent = (html) => {
    delete window.writeContent;
    write(html);
  };
  Document.prototype.write = Document.prototype.writeln = function (...parts) {
    document.currentScript?.insertAdjacentHTML("beforebegin", parts.join(""));
  };
  Document.prototype.open = () => document;

  // A link would leave the frame, which the page refuses: it stays words.
  addEventListener("click", (event) => {
    const link = event.composedPath().find((element) => element.localName === "a");
    if (link && !/^#|^javascript:/.test(link.getAttribute("href") ?? "#")) event.preventDefault();
  }, true);

  const tell = (message) => parent.postMessage({ proofolio: message }, "*");
  let told = 0;
  let width = 0;
  let isEndless = false;
  const measure = () => {
    if (!document.body) return;
    if (width !== innerWidth) {
      [width, isEndless] = [innerWidth, false];
      document.body.style.zoom = "";
    }
    // A figure of a fixed width is made smaller rather than cut off.
    const wide = document.documentElement.scrollWidth;
    if (wide > innerWidth) {
      const zoom = (Number(document.body.style.zoom) || 1) * (innerWidth / wide);
      if (zoom > 0.3) document.body.style.zoom = String(Math.floor(zoom * 1000) / 1000);
    }
    const height = Math.ceil(Math.max(document.documentElement.getBoundingClientRect().height, document.body.scrollHeight));
    // What outgrows the very height that it asked for fills any: it keeps what it has.
    isEndless ||= told === innerHeight && height > told;
    if (height && height !== told && !isEndless) tell((told = height));
  };
  addEventListener("message", (event) => {
    if (event.source !== parent || event.data !== "proofolio") return;
    tell(told);
    measure();
  });
  addEventListener("load", measure);
  addEventListener("DOMContentLoaded", () => {
    const watch = new ResizeObserver(measure);
    watch.observe(document.documentElement);
    watch.observe(document.body);
  });
  addEventListener("failed", () => tell("failed"));
})();
