// Each payload as an SVG document: twice, as SVG and as HTML within SVG, as the parser reads it.
(payloads) => payloads.map((payload) => {
  const start = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">';
  const read = (html) => {
    const svg = new DOMParser().parseFromString(html, "text/html").querySelector("svg");
    return svg ? new XMLSerializer().serializeToString(svg) : "";
  };
  const plain = read(start + payload + "</svg>");
  const foreign = read(start + "<foreignObject>" + payload + "</foreignObject></svg>");
  return start + plain + foreign + "</svg>";
})
