// After Leaflet: tiles come from other hosts, so the map shows its own layers on a plain ground.
(() => {
  "use strict";
  L.TileLayer.include({
    createTile: (_point, done) => {
      setTimeout(done);
      return document.createElement("div");
    },
  });
})();
