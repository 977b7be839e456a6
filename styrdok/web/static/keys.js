"use strict";
// Keys for the reviewer: a accept, d dismiss, u unsure, c comment, z undo, j/k next/previous. All work without, too.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || !/^[a-z]$|^Escape$/.test(event.key)) return;
  const field = event.target.closest("input, textarea, select");
  if (field) {
    if (event.key === "Escape") field.blur();
    return;
  }
  const undoable = document.querySelectorAll("#bedom .log li:not(.undone) form button");
  const target = event.key === "z" ? undoable[undoable.length - 1] : document.querySelector(`[data-key="${event.key}"]`);
  if (!target) return;
  event.preventDefault();
  if (target.matches("textarea")) target.focus();
  else target.click();
});
