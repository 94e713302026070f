// Opens files side by side, acts on all that is in them, and waits until it is quiet.
async (files) => {
  const events = ["mouseover", "mouseenter", "mousemove", "mousedown", "mouseup", "pointerover", "pointerenter",
    "pointerdown", "keydown", "input", "change", "copy", "wheel", "toggle", "animationstart", "animationend",
    "transitionend", "scroll", "drag", "drop", "submit", "search", "select", "contextmenu", "auxclick", "dblclick"];
  const act = (document) => {
    for (const element of [...document.querySelectorAll("*")].slice(0, 400)) {
      for (const name of events) element.dispatchEvent(new Event(name, { bubbles: true, cancelable: true }));
      try { element.focus(); element.blur(); } catch {}
      element.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
    }
  };
  const turn = (ms) => new Promise((done) => setTimeout(done, ms));
  const frames = files.map((file) => {
    const frame = document.createElement("iframe");
    frame.sandbox = "allow-scripts allow-same-origin allow-modals allow-forms";
    frame.src = file;
    return frame;
  });
  const loaded = frames.map((frame) => new Promise((done) => frame.addEventListener("load", done, { once: true })));
  document.body.append(...frames);
  await Promise.race([Promise.all(loaded), turn(3000)]);
  await turn(150);
  for (const frame of frames) {
    try { act(frame.contentDocument); } catch {}
  }
  await turn(150);
}
