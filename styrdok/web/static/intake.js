"use strict";
// Files that are dropped are chosen, folders with all that is in them; the list follows the reading as it goes on.
const zone = document.querySelector("[data-brought]");

async function within(entry) {
  if (entry.isFile) return [await new Promise((found, failed) => entry.file(found, failed))];
  const reader = entry.createReader(), files = [];
  for (;;) {
    const entries = await new Promise((found, failed) => reader.readEntries(found, failed));
    if (!entries.length) return files;
    for (const one of entries) files.push(...(await within(one)));
  }
}

if (zone) {
  const chosen = zone.querySelector("input[type=file]");
  const endings = chosen.accept.split(",");
  zone.querySelectorAll("input[type=file]").forEach((input) =>
    input.addEventListener("change", () => input.files.length && zone.requestSubmit()));
  zone.addEventListener("submit", () => zone.querySelectorAll("button").forEach((button) => (button.disabled = true)));
  for (const name of ["dragenter", "dragover"])
    zone.addEventListener(name, (event) => { event.preventDefault(); zone.classList.add("over"); });
  zone.addEventListener("dragleave", () => zone.classList.remove("over"));
  zone.addEventListener("drop", async (event) => {
    event.preventDefault();
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry && item.webkitGetAsEntry());
    const plain = [...event.dataTransfer.files], brought = new DataTransfer();
    for (const [at, entry] of entries.entries())
      for (const file of entry ? await within(entry) : [plain[at]])
        if (entry && entry.isFile || endings.some((ending) => file.name.toLowerCase().endsWith(ending)))
          brought.items.add(file);
    zone.classList.remove("over");
    if (!brought.files.length) return;
    chosen.files = brought.files;
    zone.requestSubmit();
  });
}

function follow() {
  if (document.getElementById("lage").dataset.running !== "ja") return;
  const news = new EventSource("/las-in/handelser");
  news.addEventListener("lage", () => htmx.ajax("GET", location.pathname, { target: "#lage", select: "#lage", swap: "outerHTML" }));
  news.addEventListener("klart", () => { news.close(); location.reload(); });
}
window.addEventListener("load", follow);
