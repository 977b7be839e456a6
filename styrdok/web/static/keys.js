"use strict";
// Keys for the reviewer: a accept, d dismiss, u unsure, c comment, z undo, j/k next/previous. All work without, too.
// They can be turned off (WCAG 2.1.4); the choice is kept in the browser.
const choice = document.getElementById("keys");
if (choice) {
  choice.closest("label").hidden = false;
  choice.checked = localStorage.getItem("keys") !== "off";
  choice.addEventListener("change", () => localStorage.setItem("keys", choice.checked ? "on" : "off"));
}
document.addEventListener("keydown", (event) => {
  if (!choice || !choice.checked || event.ctrlKey || event.metaKey || event.altKey) return;
  if (!/^[a-z]$|^Escape$/.test(event.key)) return;
  const field = event.target.closest("input:not([type=checkbox]), textarea, select");
  if (field) {
    if (event.key === "Escape") field.blur();
    return;
  }
  const undoable = document.querySelectorAll("#historik .log li:not(.undone) form button");
  const target = event.key === "z" ? undoable[undoable.length - 1] : document.querySelector(`[data-key="${event.key}"]`);
  if (!target) return;
  event.preventDefault();
  if (target.matches("textarea")) {
    const lid = target.closest("details");
    if (lid && !target.checkVisibility()) lid.open = true;
    target.focus();
  }
  else target.click();
});
