#!/bin/sh
# Where the libraries in src/proofolio/vendor come from: npm, each at one version, with its licence.
# A notebook's figures are drawn by these, inside their frames. Needs npm and node; run from the
# repository's root. frame.js, draw.js and leaflet-offline.js in that folder are our own.
set -eu

target="$PWD/src/proofolio/vendor"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

unpack() { # package, version, folder
    tar -xzf "$(npm pack --silent "$1@$2")"
    mv package "$3"
}
keep() { # file, name: without the address of a source map that is not there
    sed '/^\/\/# sourceMappingURL=/d; s|//# sourceMappingURL=[^ ]*$||' "$1" > "$target/$2"
}
unpack plotly.js-strict-dist-min 3.7.0 plotly
unpack plotly.js 3.7.0 plotly-whole
unpack @bokeh/bokehjs 3.10.0 bokeh
unpack @bokeh/bokehjs 2.4.3 bokeh2
unpack vega 6.4.0 vega
unpack vega-lite 6.5.0 vega-lite
unpack vega-lite 4.17.0 vega-lite4
unpack vega-embed 7.3.0 vega-embed
unpack vega-interpreter 2.3.2 vega-interpreter
unpack leaflet 1.9.4 leaflet
unpack leaflet.markercluster 1.5.3 markercluster
unpack leaflet.heat 0.2.0 heat
unpack leaflet.awesome-markers 2.0.5 awesome
unpack jquery 3.7.1 jquery
unpack d3 3.5.5 d3

keep plotly/plotly-strict.min.js plotly-3.7.0.min.js
keep bokeh/build/js/bokeh.min.js bokeh-3.10.0.min.js
keep bokeh/build/js/bokeh-widgets.min.js bokeh-widgets-3.10.0.min.js
keep bokeh2/build/js/bokeh.min.js bokeh-2.4.3.min.js
keep vega/build/vega.min.js vega-6.4.0.min.js
keep vega-lite/build/vega-lite.min.js vega-lite-6.5.0.min.js
keep vega-lite4/build/vega-lite.min.js vega-lite-4.17.0.min.js
keep vega-embed/build/vega-embed.min.js vega-embed-7.3.0.min.js
keep leaflet/dist/leaflet.js leaflet-1.9.4.js
keep markercluster/dist/leaflet.markercluster.js leaflet-markercluster-1.5.3.js
keep heat/dist/leaflet-heat.js leaflet-heat-0.2.0.js
keep awesome/dist/leaflet.awesome-markers.min.js leaflet-awesome-markers-2.0.5.js
keep jquery/dist/jquery.min.js jquery-3.7.1.min.js
keep d3/d3.min.js d3-3.5.5.min.js

TARGET="$target" node <<'JS'
const fs = require("fs");
const read = (path) => fs.readFileSync(path, "utf8");
const write = (name, text) => fs.writeFileSync(`${process.env.TARGET}/${name}`, text);

// The interpreter comes as a module; Vega's own bundle has all that it imports.
const interpreter = read("vega-interpreter/build/vega-interpreter.js")
  .replace(/^import \{([^}]*)\} from 'vega-util';/m, "const {$1} = vega;")
  .replace(/^export \{ expression as expressionInterpreter \};/m, "vega.expressionInterpreter = expression;")
  .replace(/^\/\/# sourceMappingURL=.*$/m, "");
write("vega-interpreter-2.3.2.js", `(() => {\n${interpreter.trim()}\n})();\n`);

// Coast lines and borders: the world and the United States, at the coarse resolution.
const geo = { exports: {} };
new Function("module", "self", "window", read("plotly-whole/dist/plotly-geo-assets.js"))(geo, globalThis, globalThis);
const { world_110m, usa_110m } = geo.exports.topojson;
write("plotly-geo-3.7.0.js", `window.PlotlyGeoAssets=${JSON.stringify({ topojson: { world_110m, usa_110m } })};\n`);

// Style sheets carry their images: a frame may fetch none.
const types = { png: "image/png", svg: "image/svg+xml" };
const inline = (folder, css) => read(`${folder}/${css}`).replace(/url\((["']?)([\w./@-]+\.(png|svg))\1\)/g, (_, __, path, kind) =>
  `url(data:${types[kind]};base64,${fs.readFileSync(`${folder}/${path}`).toString("base64")})`);
write("leaflet-1.9.4.css", inline("leaflet/dist", "leaflet.css"));
const icon = (name) => `data:image/png;base64,${fs.readFileSync(`leaflet/dist/images/${name}.png`).toString("base64")}`;
const icons = { iconUrl: icon("marker-icon"), iconRetinaUrl: icon("marker-icon-2x"), shadowUrl: icon("marker-shadow") };
write("leaflet-icons-1.9.4.js", `L.Icon.Default.imagePath="";L.Icon.Default.mergeOptions(${JSON.stringify(icons)});\n`);
write("leaflet-markercluster-1.5.3.css", ["MarkerCluster.css", "MarkerCluster.Default.css"].map((css) => inline("markercluster/dist", css)).join("\n"));
write("leaflet-awesome-markers-2.0.5.css", inline("awesome/dist", "leaflet.awesome-markers.css").replace(/@media[^{]*\{[^}]*@2x[^}]*\}\s*\}/g, "").replace(/@media[^{]*device-pixel-ratio[\s\S]*$/, ""));
JS

{
    for folder in plotly bokeh bokeh2 vega vega-lite vega-lite4 vega-embed vega-interpreter leaflet markercluster heat awesome jquery d3; do
        printf '%s %s\n' "$(node -p "require('./$folder/package.json').name")" "$(node -p "require('./$folder/package.json').version")"
        cat "$folder"/LICENSE* "$folder"/MIT-LICENCE* 2>/dev/null || node -p "require('./$folder/package.json').license || 'BSD-2-Clause'"
        printf '\n----\n\n'
    done
} > "$target/LICENSES.txt"
