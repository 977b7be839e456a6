"use strict";
// Lists that follow their filters as one types or chooses (htmx); without scripts the button does the same.
document.addEventListener("htmx:configRequest", (event) => {
  const asked = event.detail.parameters;
  for (const name of Object.keys(asked)) if (asked[name] === "") delete asked[name];
});
document.addEventListener("htmx:responseError", (event) => {
  location.href = event.detail.pathInfo.finalRequestPath;
});
// The form that changes the date goes back to the list as it is filtered now.
document.addEventListener("htmx:pushedIntoHistory", () => {
  const page = document.querySelector('.per [name="sida"]');
  if (page) page.value = location.pathname.replace(/^\/per\/[^/]+/, "") + location.search;
});
// Filters that a visitor has opened on a phone stay open when the list is renewed.
let filtering = false;
document.addEventListener("htmx:beforeSwap", () => (filtering = Boolean(document.querySelector(".filters[open]"))));
document.addEventListener("htmx:afterSwap", () => {
  const filters = document.querySelector(".filters");
  if (filters && filtering) filters.open = true;
});
// The button that changes the chosen rows tells how many they are.
document.addEventListener("change", (event) => {
  const button = event.target.matches('[name="val"]') && event.target.form.querySelector("[data-many]");
  if (!button) return;
  const count = event.target.form.querySelectorAll('[name="val"]:checked').length;
  button.textContent = count === 1 ? button.dataset.one : button.dataset.many.replace("#", count);
});
