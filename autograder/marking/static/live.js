// Keeps a page of the class true: asks for it again every few seconds, and puts in what has changed.
"use strict";

const EVERY = 3000;

async function renew() {
  if (!document.hidden) {
    try {
      const answer = await fetch(location.href, { cache: "no-store" });
      if (answer.ok) show(await answer.text());
      else gone();
    } catch {
      gone();
    }
  }
  setTimeout(renew, EVERY);
}

function show(text) {
  document.body.classList.remove("gone");
  const now = document.getElementById("live");
  const next = new DOMParser().parseFromString(text, "text/html").getElementById("live");
  // Links that have the cursor keep it: nothing is touched where nothing has changed.
  if (next && next.innerHTML !== now.innerHTML && !now.contains(document.activeElement)) {
    now.replaceChildren(...next.childNodes);
  }
}

function gone() {
  if (document.body.classList.contains("gone")) return;
  document.body.classList.add("gone");
  const said = document.createElement("p");
  said.className = "note";
  said.setAttribute("role", "alert");
  said.textContent = "This page has stopped: its server has ended. Run `autograder mark` again, and open its new address.";
  document.getElementById("live").prepend(said);
}

setTimeout(renew, EVERY);
