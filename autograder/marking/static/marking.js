// Marking by keyboard. Text comes from the server as text, and goes into the page as text.
"use strict";

const answers = document.getElementById("answers");
const most = Number(answers.dataset.max);
const cards = [...document.querySelectorAll(".card")].map((element) => new Card(element));
const here = location.pathname;
const POLL = 4000;
let current = -1;
let bank = [];

// --- one answer ----------------------------------------------------------------------------------

function Card(element) {
  this.element = element;
  this.key = element.dataset.key;
  this.digest = element.dataset.digest;
  this.points = element.querySelector(".points input");
  this.comment = element.querySelector(".comment textarea");
  this.status = element.querySelector(".status");
  this.conflict = element.querySelector(".conflict");
  const score = element.dataset.score;
  this.mark = {
    state: element.dataset.state,
    score: score === "" ? null : Number(score),
    comment: this.comment ? this.comment.value : "",
    waits: element.dataset.waits === "yes",
    auto: element.dataset.auto === "" ? null : Number(element.dataset.auto),
    by: element.dataset.by,
  };
  this.isFresh = true; // the next digit begins a new number
  this.isSaving = false;
  this.isRefused = false; // the last save did not go through
}

Card.prototype.typed = function () {
  const text = this.points.value.trim().replace(",", ".");
  const isNumber = /^(\d+\.?\d*|\.\d+)?$/.test(text);
  const score = text === "" ? null : Number(text);
  const comment = this.comment ? this.comment.value.trim() : "";
  return { score, comment, isWrong: !isNumber || (score !== null && score > most) };
};

Card.prototype.isChanged = function () {
  const { score, comment, isWrong } = this.typed();
  return isWrong || score !== this.mark.score || comment !== this.mark.comment;
};

Card.prototype.say = function (text, kind = "") {
  this.status.textContent = text;
  this.status.className = `status ${kind}`;
};

Card.prototype.render = function () {
  const { score, waits, by, auto } = this.mark;
  this.element.classList.toggle("marked", !waits);
  this.points.classList.toggle("wrong", this.typed().isWrong);
  if (this.isSaving) return this.say("saving …");
  if (this.isChanged()) return this.say(this.isRefused ? "not saved" : "not saved yet: Enter", this.isRefused ? "bad" : "open");
  const who = by ? ` by ${by}` : "";
  if (score !== null && waits) return this.say(`has changed since it got ${score}${who}`, "open");
  if (score !== null) return this.say(`✓ saved: ${score}${who}`, "good");
  if (waits) return this.say("waits");
  if (auto === null) return this.say("");
  if (answers.dataset.kind === "function") return this.say(`tests gave ${auto}`);
  return this.say(auto === 0 ? "no answer: 0" : `answered: ${auto}`);
};

Card.prototype.fill = function (mark) {
  this.mark = mark;
  const wasRefused = this.isRefused;
  this.points.value = mark.score === null ? "" : String(mark.score);
  if (this.comment) {
    this.comment.value = mark.comment;
    fit(this.comment);
  }
  this.isFresh = true;
  this.isRefused = false;
  this.conflict.hidden = true;
  forget(this);
  this.render();
  if (wasRefused) announceOpen();
};

Card.prototype.save = async function () {
  const { score, comment, isWrong } = this.typed();
  if (isWrong) {
    this.say(`points are a number from 0 to ${most}`, "bad");
    return false;
  }
  if (!this.isChanged() && !(this.mark.waits && score !== null)) return true;
  this.isSaving = true;
  this.render();
  // Its state is asked for when its turn has come: an earlier save of this answer may be under way.
  const answer = await send("give", () => ({ key: this.key, state: this.mark.state, digest: this.digest, score, comment }));
  this.isSaving = false;
  if (answer.mark) {
    const typed = this.typed(); // more may have been typed meanwhile
    this.mark = answer.mark;
    if (typed.score === score && typed.comment === comment) this.fill(answer.mark);
    else this.render();
    poll();
    return true;
  }
  this.isRefused = true;
  this.render();
  announceOpen();
  if (answer.now) this.choose(answer.now);
  else this.say(`not saved: ${answer.problem}`, "bad");
  return false;
};

// Somebody else was there: both marks, and one of them to be chosen.
Card.prototype.choose = function (now) {
  const { score, comment } = this.typed();
  const theirs = document.createElement("p");
  const mine = document.createElement("p");
  theirs.textContent = `${now.by || "Somebody"} gave ${told(now.score)}${now.comment ? `: “${now.comment}”` : "."}`;
  mine.textContent = `Yours: ${told(score)}${comment ? `: “${comment}”` : "."}`;
  const keep = button(`Keep ${now.by ? `${now.by}’s` : "theirs"}`, () => {
    this.fill(now);
    this.element.focus();
  });
  const replace = button("Replace it with yours", () => {
    this.mark = now;
    this.conflict.hidden = true;
    this.save();
    this.element.focus();
  });
  this.conflict.replaceChildren(theirs, mine, keep, replace);
  this.conflict.hidden = false;
};

function told(score) {
  return score === null ? "no points" : `${score} of ${most}`;
}

function button(text, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
}

function fit(area) {
  if (!area) return;
  area.rows = 1;
  area.rows = Math.min(12, Math.max(1, Math.round((area.scrollHeight - 8) / parseFloat(getComputedStyle(area).lineHeight))));
}

// --- what is typed and not saved outlives the page and the server ----------------------------------

const drawer = `draft ${here.split("/").slice(2).join("/")} `;

function remember(card) {
  if (card.isChanged()) {
    localStorage.setItem(drawer + card.key, JSON.stringify({
      state: card.mark.state,
      digest: card.digest,
      points: card.points.value,
      comment: card.comment?.value ?? "",
    }));
  } else forget(card);
}

function forget(card) {
  localStorage.removeItem(drawer + card.key);
}

function recall(card) {
  const kept = localStorage.getItem(drawer + card.key);
  if (!kept) return;
  const { state, digest, points, comment } = JSON.parse(kept);
  if (digest !== card.digest) return forget(card); // it was about another answer
  card.mark.state = state; // what was there then: a mark that came since is shown when this is saved
  card.points.value = points;
  if (card.comment) card.comment.value = comment;
}

// --- the server ----------------------------------------------------------------------------------

const ENDED = "the server has ended. Run `autograder mark` again and open its new address: what you typed is there.";

// One after the other, in the order of the keys: an undo takes back the mark that was given before it.
let line = Promise.resolve();

function send(what, body) {
  line = line.then(() => post(what, typeof body === "function" ? body() : body));
  return line;
}

async function post(what, body) {
  try {
    const answer = await fetch(`${here}/${what}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    if (answer.status === 403) return { problem: ENDED };
    if (answer.headers.get("Content-Type")?.startsWith("application/json")) return await answer.json();
    return { problem: (await answer.text()).trim() };
  } catch {
    return { problem: ENDED };
  }
}

let isPolling = false;

async function poll() {
  if (isPolling || document.hidden) return;
  isPolling = true;
  try {
    const answer = await fetch(`${here}/marks?keys=${cards.map((card) => card.key).join(",")}`, { cache: "no-store" });
    if (answer.ok) take(await answer.json());
  } catch {
    // The next save says that the server has ended.
  }
  isPolling = false;
}

function take(found) {
  document.getElementById("tally").textContent = `${found.done} of ${found.whole} done`;
  document.getElementById("tally-bar").value = found.done;
  showBank(found.bank);
  for (const card of cards) {
    const mark = found.marks[card.key];
    // What is being typed stays, and is refused when it is saved: then both are shown.
    if (mark && mark.state !== card.mark.state && !card.isChanged() && !card.isSaving) card.fill(mark);
    else if (mark && mark.state === card.mark.state && mark.by !== card.mark.by) {
      card.mark = mark;
      card.render();
    }
  }
}

function announce(text, ...more) {
  const said = document.getElementById("said");
  said.replaceChildren(text, ...more);
  said.hidden = !text;
  clearTimeout(announce.timer);
  if (text && more.length === 0) announce.timer = setTimeout(announceOpen, 6000);
}

// What was refused stays in sight until it is dealt with, wherever the marker has gone on to.
function announceOpen() {
  const refused = cards.filter((card) => card.isRefused);
  if (refused.length === 0) return announce("");
  const text = refused.length === 1 ? "One mark is not saved. " : `${refused.length} marks are not saved. `;
  announce(text, button("Look at it", () => go(cards.indexOf(refused[0]))));
}

async function undo() {
  const answer = await send("undo", {});
  if (answer.problem) return announce(answer.problem);
  const place = cards.findIndex((card) => card.key === answer.key);
  if (place < 0) announce("Undone: an answer that is not on this page waits again, or has its earlier mark.");
  else {
    cards[place].fill(answer.mark);
    go(place);
    cards[place].say(`undone: ${answer.mark.score === null ? "waits" : answer.mark.score}`, "open");
  }
  poll();
}

// --- comments that are used again --------------------------------------------------------------------

function showBank(next) {
  if (!document.getElementById("bank") || JSON.stringify(next) === JSON.stringify(bank)) return;
  bank = next;
  document.getElementById("bank-empty").hidden = bank.length > 0;
  document.getElementById("bank").replaceChildren(
    ...bank.map((one) => {
      const line = document.createElement("li");
      const key = document.createElement("kbd");
      key.textContent = one.key;
      const drop = button("×", () => change({ drop: one.number }));
      drop.className = "drop";
      drop.setAttribute("aria-label", `Take out: ${one.words}`);
      line.append(key, button(one.words, () => use(one.key)), drop);
      return line;
    }),
  );
}

function use(key) {
  const one = bank.find((each) => each.key === key);
  const card = cards[current];
  if (!one || !card?.comment) return;
  const before = card.comment.value.trim();
  if (!before.includes(one.words)) card.comment.value = before ? `${before} ${one.words}` : one.words;
  fit(card.comment);
  changed(card);
}

async function change(body) {
  const answer = await send("bank", body);
  if (answer.problem) announce(answer.problem);
  else showBank(answer.bank);
}

// --- keys ------------------------------------------------------------------------------------------

function go(place) {
  if (place < 0 || place >= cards.length) return;
  cards[current]?.element.classList.remove("current");
  current = place;
  const card = cards[current];
  card.isFresh = true;
  card.element.classList.add("current");
  card.element.focus({ preventScroll: true });
  bring(card.element);
}

function bring(element) {
  const { top, bottom, height } = element.getBoundingClientRect();
  const bar = document.querySelector(".bar").offsetHeight + 16;
  if (top >= bar && bottom <= innerHeight - 16) return;
  const room = innerHeight - bar;
  scrollBy({ top: height > room ? top - bar : top - bar - (room - height) / 3 });
}

// The next answer is there at once; what cannot be saved says so, and is not left behind.
function saveAndGo() {
  const card = cards[current];
  card.save();
  if (card.typed().isWrong) return;
  if (current + 1 < cards.length) go(current + 1);
  else (document.getElementById("next") ?? card.element).focus();
}

function turn(id) {
  const open = cards.findIndex((card) => card.isChanged() && !card.isSaving);
  if (open >= 0) {
    go(open);
    return announce("This one is not saved yet: Enter saves it, Escape takes it back.");
  }
  line.then(() => {
    if (cards.some((card) => card.isRefused)) announceOpen();
    else document.getElementById(id)?.click();
  });
}

function changed(card) {
  remember(card);
  card.render();
}

function typeDigit(card, key) {
  const before = card.isFresh ? "" : card.points.value;
  card.points.value = before + (key === "," ? "." : key);
  card.isFresh = false;
  changed(card);
}

const KEYS = {
  ArrowDown: () => go(current + 1),
  j: () => go(current + 1),
  ArrowUp: () => go(current - 1),
  k: () => go(current - 1),
  c: () => cards[current]?.comment?.focus(),
  u: undo,
  n: () => turn("next"),
  p: () => turn("previous"),
  x: () => {
    cards[current].points.value = String(most);
    cards[current].isFresh = true;
    changed(cards[current]);
  },
  b: () => change({ words: cards[current]?.comment?.value ?? "" }),
  Enter: saveAndGo,
  Escape: () => cards[current]?.fill(cards[current].mark),
  Backspace: () => {
    const card = cards[current];
    card.points.value = card.isFresh ? "" : card.points.value.slice(0, -1);
    card.isFresh = false;
    changed(card);
  },
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const { target, key } = event;
  if (target.matches("textarea, .points input")) {
    if (key === "Enter" && !event.shiftKey) saveAndGo();
    else if (key === "Escape") cards[current]?.element.focus();
    else return;
  } else if (cards.length === 0 || (target.matches("a, button, summary") && key === "Enter")) {
    if (key !== "u" || cards.length) return;
    undo();
  } else if (/^[0-9.,]$/.test(key)) typeDigit(cards[current], key);
  else if (KEYS[key]) KEYS[key]();
  else if (bank.some((one) => one.key === key)) use(key);
  else return;
  event.preventDefault();
});

cards.forEach((card, place) => {
  card.element.addEventListener("focusin", () => {
    if (current === place) return;
    cards[current]?.element.classList.remove("current");
    current = place;
    card.element.classList.add("current");
  });
  card.element.addEventListener("mousedown", (event) => {
    if (!event.target.closest("input, textarea, button")) go(place);
  });
  card.element.querySelector(".save").addEventListener("click", () => {
    current = place;
    saveAndGo();
  });
  for (const field of [card.points, card.comment]) {
    field?.addEventListener("input", () => {
      if (field === card.comment) fit(field);
      changed(card);
    });
  }
  recall(card);
  fit(card.comment);
  card.render();
});

addEventListener("beforeunload", (event) => {
  if (cards.some((card) => card.isSaving)) event.preventDefault();
});
showBank(JSON.parse(document.getElementById("bank")?.dataset.bank ?? "[]"));
go(Math.max(0, cards.findIndex((card) => card.mark.waits)));
setInterval(poll, POLL);
