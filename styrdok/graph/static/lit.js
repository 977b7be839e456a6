"use strict";
// The plan of the city: whatever is tied to the document under the pointer or the focus stands out.
for (const map of document.querySelectorAll(".city")) {
  const roads = [...map.querySelectorAll(".arc")];
  const nodes = new Map([...map.querySelectorAll("[data-node]")].map((node) => [node.dataset.node, node]));
  const show = (event) => {
    const node = event.target.closest("[data-node]");
    const name = node ? node.dataset.node : null;
    map.classList.toggle("chosen", name !== null);
    nodes.forEach((other) => other.classList.remove("lit"));
    if (node) node.classList.add("lit");
    for (const road of roads) {
      const lit = road.dataset.a === name || road.dataset.b === name;
      road.classList.toggle("lit", lit);
      if (lit) for (const end of [road.dataset.a, road.dataset.b]) nodes.get(end)?.classList.add("lit");
    }
  };
  map.addEventListener("pointerover", show);
  map.addEventListener("focusin", show);
  map.addEventListener("pointerleave", () => show({ target: map }));
}
