"use strict";
// A calendar beside each field for a day; whoever prefers to write does so.
for (const field of document.querySelectorAll("[data-day]")) {
  const calendar = document.createElement("input");
  if (!calendar.showPicker) break;
  calendar.type = "date";
  calendar.className = "calendar";
  calendar.setAttribute("aria-label", document.querySelector(`label[for="${field.id}"]`).textContent);
  if (/^\d{4}-\d\d-\d\d$/.test(field.value)) calendar.value = field.value;
  calendar.addEventListener("change", () => { if (calendar.value) field.value = calendar.value; });
  field.after(calendar);
}
const wrong = document.getElementById("fel");
if (wrong) wrong.focus();
