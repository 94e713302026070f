// In every frame, before anything else: what attacks call is told instead of done.
(() => {
  const canary = window.pfCanary;
  const where = () => {
    let frame = window;
    const trail = [];
    for (let depth = 0; depth < 9; depth++) {
      trail.push(frame.location.href);
      if (frame === frame.parent || !/^(about|data|blob|javascript):/.test(frame.location.href)) break;
      try { frame.parent.location.href; } catch { break; }
      frame = frame.parent;
    }
    return self.origin === "null" ? "opaque " + trail.join(" ") : trail.reverse().join(" ");
  };
  const tell = (what) => { try { canary(what, where()); } catch {} };
  for (const name of ["alert", "confirm", "prompt", "print"]) {
    window[name] = () => { tell(name); return true; };
  }
  const log = console.log;
  console.log = (...words) => { tell("console.log"); log(...words); };
})();
