// Django names the icon beside each filter of its two lists on an element without a
// role, whose name a screen reader may leave out.
"use strict";

addEventListener("load", () => {
  for (const icon of document.querySelectorAll(".search-label-icon[aria-label]")) {
    icon.setAttribute("role", "img");
  }
});
