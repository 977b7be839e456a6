"use strict";
// Lists that follow their filters as one types or chooses (htmx); without scripts the button does the same.
document.addEventListener("htmx:configRequest", (event) => {
  const asked = event.detail.parameters;
  for (const name of Object.keys(asked)) if (asked[name] === "") delete asked[name];
});
document.addEventListener("htmx:responseError", (event) => {
  location.href = event.detail.pathInfo.finalRequestPath;
});
