// Looks at a page of the site: what is there, what of it could act, and does to each element what a visitor might.
async (known) => {
  const events = ["mouseover", "mouseenter", "mousemove", "mousedown", "mouseup", "pointerover", "pointerenter",
    "pointerdown", "keydown", "input", "change", "copy", "wheel", "toggle", "animationstart", "animationend",
    "transitionend", "scroll", "drag", "drop", "submit", "select", "contextmenu", "auxclick", "dblclick"];
  const tags = new Set(("a abbr b blockquote br caption center cite code col colgroup dd del details dfn div dl dt em "
    + "figcaption figure h1 h2 h3 h4 h5 h6 hr i img input ins kbd li mark ol p picture pre q rp rt ruby s samp section "
    + "small span strike strong sub summary sup table tbody td tfoot th thead tr tt u ul var wbr nav header").split(" "));
  const math = new Set(("math semantics annotation mrow mi mn mo ms mtext mspace msup msub msubsup mfrac msqrt mroot "
    + "munder mover munderover mtable mtr mtd mstyle mpadded mphantom menclose mmultiscripts mprescripts none "
    + "merror").split(" "));
  const attributes = new Set(("href src alt title class id name width height align style loading rel type disabled "
    + "checked open start colspan rowspan dir lang scope span value reversed").split(" "));
  // What pulled text may carry, and what of ours stands within it.
  const classes = /^(admonition|admonition-title|note|tip|info|warning|danger|highlight|language-[a-z0-9+#._-]+|dataframe|contains-task-list|task-list|task-list-item|task-list-item-checkbox|footnotes|footnotes-list|footnote-item|footnote-ref|footnote-backref|footnotes-sep|[a-z][a-z0-9]?|[a-z]{3}|(menclose|math-core)-[a-z-]+|pf-(equation|formula|tex|table|long))$/;
  const mathsAttributes = new Set(("alttext display displaystyle scriptlevel accent accentunder stretchy symmetric movablelimits "
    + "lspace rspace minsize maxsize width height depth voffset linethickness form mathvariant notation class id style fence "
    + "separator href").split(" "));
  const there = [];
  const alive = [];
  const mine = new Set(known);
  const see = (thing) => (known.length && !mine.has(thing) ? alive.push(thing) : there.push(thing));

  // As it was sent, before any script of the theme's touched it.
  const text = await (await fetch(location.href)).text();
  const sent = new DOMParser().parseFromString(text, "text/html");
  const ids = new Set();
  for (const element of sent.querySelectorAll("*")) {
    const tag = element.localName;
    const inside = element.closest(".pf-nb, .pf-readme");
    const plain = inside && (tags.has(tag) || math.has(tag));
    if (tag === "iframe") {
      const sandbox = element.getAttribute("sandbox");
      if (sandbox !== "allow-scripts" || !/^[\w./-]+$/.test(element.getAttribute("src"))) alive.push("iframe " + element.outerHTML);
    } else if (!plain) {
      see("<" + tag + "> in " + (inside ? "content" : element.parentNode.localName));
    }
    if (["script", "style", "base"].includes(tag) && !element.src) see("<" + tag + "> no. " + sent.querySelectorAll(tag).length);
    for (const { name, value } of element.attributes) {
      const compact = value.replace(/[\x00-\x20]/g, "").toLowerCase();
      if (/^on/.test(name)) alive.push(tag + " " + name);
      const fits = plain && (attributes.has(name) || (math.has(tag) && mathsAttributes.has(name)));
      if (!fits && tag !== "iframe") see(tag + " [" + name + "]");
      if (["href", "src", "action", "formaction", "data", "poster", "srcset", "xlink:href"].includes(name)) {
        const scheme = (compact.match(/^[a-z][a-z0-9+.-]*(?=:)/) || [""])[0];
        if (!["", "http", "https", "mailto"].includes(scheme)) alive.push(tag + " " + name + "=" + scheme + ":");
        if (name === "src" && scheme) alive.push("foreign " + tag + " " + value.slice(0, 60));
      }
      if (name === "style" && inside && !math.has(tag) && /url|position|expression|import|behavior/.test(compact)) alive.push("style=" + value);
      if (name === "id" || (name === "name" && tag !== "meta")) {
        if (inside && !/^(u-|cell-c?\d+(-\d+)?$|pf-eq-)/.test(value)) alive.push(name + "=" + value);
        if (name === "id" && ids.has(value) && inside) alive.push("a second id=" + value);
        ids.add(value);
      }
      if (name === "class" && inside) {
        const pulled = element.parentNode.closest(".pf-rich, .pf-prose, .pf-readme");
        for (const word of element.classList) {
          if (classes.test(word) || (!pulled && /^pf-/.test(word))) continue;
          see("class " + word + " in content");
        }
      }
    }
  }

  const frames = [...document.querySelectorAll("iframe")];
  const before = [document.title, document.body.className, document.cookie, localStorage.length, location.href].join("|");
  const turn = (ms) => new Promise((done) => setTimeout(done, ms));
  for (const frame of frames) frame.loading = "eager";
  // A frame that has loaded before we came tells it no more; the browser's own record does.
  const late = performance.now() + 10000;
  while (performance.now() < late && !frames.every((frame) => performance.getEntriesByName(frame.src).length)) await turn(20);
  // A link leads away, as links do; a script in its address would run all the same.
  addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("a[href], area[href]");
    if (!link || !/^\s*javascript:/i.test(link.getAttribute("href"))) event.preventDefault();
  });
  addEventListener("submit", (event) => event.preventDefault());
  for (const element of document.querySelectorAll("article *, main *, .md-content *")) {
    for (const name of events) element.dispatchEvent(new Event(name, { bubbles: false, cancelable: true }));
    element.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
    try { element.focus({ preventScroll: true }); element.blur(); } catch {}
  }
  await turn(frames.length ? 400 : 20);
  const after = [document.title, document.body.className, document.cookie, localStorage.length, location.href].join("|");
  return { there, alive, frames: frames.length, reached: before !== after };
}
