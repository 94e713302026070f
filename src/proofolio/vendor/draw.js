// Last in every frame: draws what the frame holds, as data, with the library that stands before it.
(() => {
  "use strict";
  const holder = document.getElementById("pf-job");
  if (self.origin !== "null" || !holder) return;

  const place = () => document.body.appendChild(document.createElement("div"));
  const size = (value) => (typeof value === "number" && value > 0 ? value : undefined);

  // Figures of Plotly 1 to 5 name a title by a string; the library knows only the object.
  const modernise = (node) => {
    if (Array.isArray(node)) {
      if (typeof node[0] === "object") node.forEach(modernise);
    } else if (node && typeof node === "object") {
      for (const [key, value] of Object.entries(node)) {
        if (key !== "title" || typeof value !== "string") {
          modernise(value);
          continue;
        }
        node.title = { text: value };
        if (node.titlefont) node.title.font = node.titlefont;
        if (node.titleside) node.title.side = node.titleside;
      }
    }
  };

  // Maps without tiles are drawn by the older of the library's two engines: the newer draws nothing.
  const withoutHosts = (data, layout) => {
    for (const trace of data) {
      if (!/^(scatter|choropleth|density)map$/.test(trace.type)) continue;
      trace.type += "box";
      if (typeof trace.subplot === "string") trace.subplot = trace.subplot.replace("map", "mapbox");
    }
    for (const [key, value] of Object.entries(layout)) {
      if (!value || typeof value !== "object") continue;
      if (/^map\d*$/.test(key)) layout[key.replace("map", "mapbox")] = value;
      if (/^(mapbox|map)\d*$/.test(key)) {
        value.style = "white-bg";
        delete value.accesstoken;
        if (Array.isArray(value.layers)) value.layers = value.layers.filter((layer) => layer && typeof layer.source === "object" && !Array.isArray(layer.source));
      }
      if (/^geo\d*$/.test(key)) delete value.resolution;
    }
  };

  // Numbers as Plotly 6 and later write them: base64 of a typed array.
  const ARRAYS = { f8: Float64Array, f4: Float32Array, i4: Int32Array, u4: Uint32Array, i2: Int16Array, u2: Uint16Array, i1: Int8Array, u1: Uint8Array };
  const numbers = (value) => {
    if (Array.isArray(value)) return value.filter((one) => one !== null && one !== "").map(Number).filter(Number.isFinite);
    const Typed = ARRAYS[value?.dtype];
    if (!Typed || typeof value.bdata !== "string") return [];
    return [...new Typed(Uint8Array.from(atob(value.bdata), (letter) => letter.charCodeAt(0)).buffer)].filter(Number.isFinite);
  };
  const bounds = (values) => values.reduce(([least, most], one) => [Math.min(least, one), Math.max(most, one)], [Infinity, -Infinity]);
  const mercator = (lat) => (Math.asinh(Math.tan((Math.max(-85, Math.min(85, lat)) * Math.PI) / 180)) * 180) / Math.PI;

  // A map without a middle of its own shows what is on it, no nearer than it asks for.
  const centre = (data, layout) => {
    const tall = (size(layout.height) || 450) / 512;
    for (const name of new Set(data.filter(({ type }) => /^(scatter|density)mapbox$/.test(type)).map(({ subplot }) => subplot || "mapbox"))) {
      const map = (layout[name] ||= { style: "white-bg" });
      if (Number.isFinite(map.center?.lat) && Number.isFinite(map.center?.lon)) continue;
      const on = data.filter((trace) => (trace.subplot || "mapbox") === name);
      const [south, north] = bounds(on.flatMap(({ lat }) => numbers(lat)));
      const [west, east] = bounds(on.flatMap(({ lon }) => numbers(lon)));
      if (south > north || west > east) continue;
      map.center = { lat: (south + north) / 2, lon: (west + east) / 2 };
      const fitting = Math.log2((0.7 * 360) / Math.max((east - west) / (innerWidth / 512), (mercator(north) - mercator(south)) / tall, 0.01));
      map.zoom = Math.max(0, Math.min(fitting, typeof map.zoom === "number" ? map.zoom : 12));
    }
  };

  const plotly = ({ figure }) => {
    const data = figure.data || [];
    const layout = figure.layout || {};
    const frames = figure.frames || [];
    modernise(layout);
    for (const trace of data) {
      if (trace.colorbar) modernise(trace.colorbar);
      if (trace.marker?.colorbar) modernise(trace.marker.colorbar);
      if (typeof trace.title === "string") trace.title = { text: trace.title };
    }
    withoutHosts(data, layout);
    centre(data, layout);
    const wanted = size(layout.width);
    const fit = () => (wanted && wanted <= innerWidth ? wanted : undefined);
    layout.width = fit();
    layout.autosize = !layout.width;
    const chart = place();
    chart.style.height = `${size(layout.height) || 450}px`;
    const config = {
      responsive: true,
      displaylogo: false,
      scrollZoom: figure.config?.scrollZoom === true,
      staticPlot: figure.config?.staticPlot === true,
      topojsonURL: "",
      plotlyServerURL: "",
      modeBarButtonsToRemove: ["toImage", "sendDataToCloud"],
    };
    addEventListener("resize", () => {
      if (wanted && layout.width !== fit()) {
        layout.width = fit();
        Plotly.relayout(chart, { width: layout.width ?? null, autosize: !layout.width });
      }
    });
    return Plotly.newPlot(chart, { data, layout, frames, config });
  };

  const vegaLite = ({ spec, mode, theme, light }) => {
    const options = { mode, theme, actions: false, renderer: light ? "svg" : "canvas", ast: true, expr: vega.expressionInterpreter };
    return vegaEmbed(place(), spec, options);
  };

  const bokeh = ({ docs, items }) => {
    // Circles that have a size, in pixels, are a scatter since Bokeh 3.4.
    docs = JSON.parse(JSON.stringify(docs), (_key, value) => {
      if (value?.name === "Circle" && value.attributes && "size" in value.attributes) value.name = "Scatter";
      return value;
    });
    for (const doc of Object.values(docs)) {
      const roots = Array.isArray(doc.roots) ? doc.roots : (doc.roots.references || []).filter(({ id }) => doc.roots.root_ids.includes(id));
      for (const { attributes } of roots) {
        if (!attributes || attributes.sizing_mode || !("renderers" in attributes)) continue;
        const width = size(attributes.width) || 600;
        if (width > innerWidth) attributes.sizing_mode = "scale_width";
      }
    }
    for (const item of items) {
      for (const [root, id] of Object.entries(item.roots)) {
        const element = place();
        element.id = id;
        element.dataset.rootId = root;
      }
    }
    return Bokeh.embed.embed_items(docs, items);
  };

  const html = ({ html }) => writeContent(html);

  const failed = (error) => {
    console.warn(error);
    dispatchEvent(new Event("failed"));
    if (!document.body.innerText.trim()) document.body.textContent = "This figure could not be drawn here.";
  };
  try {
    const job = JSON.parse(holder.textContent);
    Promise.resolve({ plotly, vega: vegaLite, bokeh, html }[job.kind](job)).catch(failed);
  } catch (error) {
    failed(error);
  }
})();
