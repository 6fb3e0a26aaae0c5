// Marks the part that is being read in the list of contents, and unfolds what is folded
// for paper. The page is whole without it.
(() => {
  "use strict";
  const links = new Map();
  for (const link of document.querySelectorAll(".contents__list a")) {
    const heading = document.getElementById(link.hash.slice(1));
    if (heading) links.set(heading.closest("section"), link);
  }
  const inView = new Set();
  const mark = () => {
    const read = [...links.keys()].find((part) => inView.has(part));
    if (!read) return;
    for (const [part, link] of links) {
      if (part === read) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };
  // A part is read while it crosses the upper third of the window.
  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries)
      inView[isIntersecting ? "add" : "delete"](target);
    mark();
  }, { rootMargin: "0px 0px -66% 0px" });
  for (const part of links.keys()) observer.observe(part);

  addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll("details")) details.open = true;
  });
})();
