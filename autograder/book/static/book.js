// The way to the same place in another language, and what a page needs that is read from a disk or by keyboard.
"use strict";

// Ids are the same in every language. The place that is read is the last one above the upper third of the window.
const placeRead = () => {
  let found = "";
  for (const place of document.querySelectorAll("article [id]")) {
    if (place.closest("svg, mjx-container, .languages")) continue;
    if (place.getBoundingClientRect().top > window.innerHeight / 3) break;
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
