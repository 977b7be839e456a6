"use strict";
// The plan of a large city, drawn by sigma: search as you type, what is tied to a node stands out, a click opens it.
(function () {
  const stage = document.getElementById("explorer");
  if (!stage) return;
  const data = JSON.parse(document.getElementById("city-data").textContent);
  const problem = document.getElementById("explorer-problem");
  const graph = new graphology.MultiUndirectedGraph();
  const colours = { document: "#1d4f91", gone: "#8aa3c4", cases: "#5a5a5a", ghost: "#a3401f" };
  const strokes = { overlap: "#c0603f", replaced: "#1d4f91", coordinated: "#2d6a2d", other: "#d4d0c6" };
  for (const district of data.districts) {
    graph.addNode("district " + district.name, {
      label: district.label, x: district.x, y: -district.y, size: 1, color: "#ffffff", forceLabel: stage.clientWidth > 900,
    });
  }
  for (const node of data.nodes) {
    graph.addNode(node.id, { label: node.label, x: node.x, y: -node.y, size: 4, color: colours[node.look], link: node.link });
  }
  for (const road of data.roads) {
    const size = road.look === "other" ? 0.4 : 1.6;
    graph.addEdge(road.a, road.b, { color: strokes[road.look], size, zIndex: road.look === "other" ? 0 : 1 });
  }
  let near = null;
  let wanted = "";
  const fits = (label) => wanted === "" || label.toLowerCase().includes(wanted);
  const settings = {
    zIndex: true,
    labelRenderedSizeThreshold: 7,
    labelFont: '"Segoe UI", "Noto Sans", "Liberation Sans", Arial, sans-serif',
    labelWeight: "600",
    labelSize: 12,
    nodeReducer: (node, attributes) => {
      const dim = near ? !near.has(node) : !fits(attributes.label);
      if (node.startsWith("district ")) return attributes;
      if (dim) return { ...attributes, color: "#e3e0d8", label: null };
      return near || wanted ? { ...attributes, forceLabel: true, zIndex: 2 } : attributes;
    },
    edgeReducer: (edge, attributes) => {
      const [a, b] = graph.extremities(edge);
      if (near) return { ...attributes, hidden: !(near.has(a) && near.has(b) && (near.centre === a || near.centre === b)) };
      return wanted ? { ...attributes, hidden: true } : attributes;
    },
  };
  let drawing;
  try {
    drawing = new Sigma(graph, stage, settings);
  } catch (error) {
    stage.hidden = true;
    if (problem) problem.hidden = false;
    return;
  }
  drawing.setCustomBBox({ x: [0, data.width], y: [-data.height, 0] });
  drawing.refresh();
  drawing.on("enterNode", ({ node }) => {
    if (node.startsWith("district ")) return;
    near = new Set([node, ...graph.neighbors(node)]);
    near.centre = node;
    drawing.refresh({ skipIndexation: true });
  });
  drawing.on("leaveNode", () => { near = null; drawing.refresh({ skipIndexation: true }); });
  drawing.on("clickNode", ({ node }) => {
    const link = graph.getNodeAttribute(node, "link");
    if (link) location.href = link;
  });
  const camera = drawing.getCamera();
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches ? { duration: 0 } : { duration: 200 };
  for (const button of document.querySelectorAll("[data-zoom]")) {
    button.addEventListener("click", () => {
      if (button.dataset.zoom === "in") camera.animatedZoom(still);
      else if (button.dataset.zoom === "out") camera.animatedUnzoom(still);
      else camera.animatedReset(still);
    });
  }
  const search = document.getElementById("explorer-search");
  if (search) search.addEventListener("input", () => {
    wanted = search.value.trim().toLowerCase();
    drawing.refresh({ skipIndexation: true });
  });
  stage.dataset.ready = "yes";
})();
