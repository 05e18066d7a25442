// The way to the same place in another language, and what a page needs that is read from a disk or by keyboard.
"use strict";

// Ids are the same in every language, but for those of spans, which are made of a heading's words.
// The place that is read is the last one that begins above the top of the window, or directly below it.
const TOP = 100;
const placeRead = () => {
  let found = "";
  for (const place of document.querySelectorAll("article [id]:not(span)")) {
    if (place.closest("svg, pre, mjx-container")) continue; // ids that scripts have given
    if (place.getBoundingClientRect().top > TOP) break;
    found = place.id;
  }
  return window.scrollY < 40 ? "" : found;
};

for (const link of document.querySelectorAll(".languages a")) {
  const page = link.getAttribute("href");
  link.addEventListener("click", () => {
    const place = placeRead();
    const asked = window.location.search;
    link.setAttribute("href", page + asked + (place ? `#${place}` : ""));
  });
}

// Formulas above the place that was asked for take room once they are set: go there again, if nobody has moved.
let moved = false;
for (const kind of ["wheel", "touchstart", "keydown", "mousedown"]) {
  window.addEventListener(kind, () => { moved = true; }, { once: true, passive: true });
}
window.addEventListener("load", async () => {
  if (window.MathJax?.startup) await window.MathJax.startup.promise;
  const place = document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
  if (place && !moved) place.scrollIntoView({ behavior: "instant" });
});

// Two lists of links on a page: each says which it is.
const names = document.querySelector(".languages").dataset;
document.querySelector(".sidebar-drawer")?.setAttribute("aria-label", names.pages);
document.querySelector(".toc-drawer")?.setAttribute("aria-label", names.page);

// What scrolls sideways has to be reached without a mouse.
const letScroll = () => {
  for (const place of document.querySelectorAll("pre, .table-wrapper, div.math")) {
    if (place.scrollWidth > place.clientWidth) place.setAttribute("tabindex", "0");
  }
};
window.addEventListener("load", letScroll);
window.addEventListener("resize", letScroll);

// A page that is opened from a disk may not read its neighbours: results of a search then have no excerpt.
if (window.location.protocol === "file:" && typeof DOCUMENTATION_OPTIONS !== "undefined") {
  DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;
}
