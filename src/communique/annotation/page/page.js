// The page of `communique annotate`: the text with what was found on the left, a form for it on the right.
//
// The text and all values in it come from outside. They are only ever set as text or as the value of a field, never as
// markup. Places in the text count code points, as everywhere in Communique; strings of this language count otherwise, so
// `points` holds the text one code point an entry.
"use strict";

let annotation, words, fileName;
let points = [];
let dirty = false;
let chosen = null; // the row whose words stand out in the text

const byId = (id) => document.getElementById(id);

// ------------------------------------------------------------------------------------------------ small helpers

/** An element with properties and children; texts among the children stay texts. */
function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) element[name] = value;
  element.append(...children.filter((child) => child !== null));
  return element;
}

function button(words, action, className = "") {
  return make("button", { type: "button", textContent: words, className, onclick: action });
}

function changed() {
  dirty = true;
  byId("state").textContent = "not saved yet";
  count();
  paint();
}

/** What a field holds: null where it is empty, since nothing known is not an empty text. */
const orNull = (value) => value.trim() || null;

function textField(label, row, name, { wide = false, list = false, number = false } = {}) {
  const value = row[name];
  const field = make("input", { type: "text", value: list ? (value || []).join("; ") : (value ?? "") });
  field.oninput = () => {
    const typed = orNull(field.value);
    if (list) row[name] = field.value.split(";").map((part) => part.trim()).filter(Boolean);
    else if (number) row[name] = typed !== null && /^[0-9]{1,9}$/.test(typed) ? Number(typed) : typed;
    else row[name] = typed;
    changed();
  };
  return make("label", { className: wide ? "wide" : "" }, label, field);
}

function choice(label, row, name, options) {
  const meanings = Array.isArray(options) ? Object.fromEntries(options.map((word) => [word, ""])) : options;
  const field = make("select");
  // A word that is none of these is shown too, so that looking at a row does not change it.
  const all = row[name] == null || row[name] in meanings ? Object.keys(meanings) : [String(row[name]), ...Object.keys(meanings)];
  if (row[name] == null) field.append(make("option", { value: "", textContent: "–" }));
  for (const word of all) {
    const text = word.replaceAll("_", " ");
    field.append(make("option", { value: word, textContent: meanings[word] ? `${text}: ${meanings[word]}` : text }));
  }
  field.value = row[name] ?? "";
  field.onchange = () => { row[name] = field.value || null; changed(); };
  return make("label", { className: Array.isArray(options) ? "" : "wide" }, label, field);
}

function tick(label, value, set, wide = false) {
  const field = make("input", { type: "checkbox", checked: value });
  field.onchange = () => { set(field.checked); changed(); };
  return make("label", { className: wide ? "tick wide" : "tick" }, field, label);
}

// ------------------------------------------------------------------------------------------- places in the text

/** The code points before a place of the shown text. */
function offsetOf(node, offset) {
  const before = document.createRange();
  before.setStart(byId("text"), 0);
  before.setEnd(node, offset);
  return Array.from(before.toString()).length;
}

/** What is selected in the text as a passage, without white space around it; null where nothing is. */
function readSelection() {
  const selection = window.getSelection();
  const text = byId("text");
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return null;
  let start = offsetOf(range.startContainer, range.startOffset);
  let end = offsetOf(range.endContainer, range.endOffset);
  while (start < end && !points[start].trim()) start += 1;
  while (start < end && !points[end - 1].trim()) end -= 1;
  return start < end ? { quote: points.slice(start, end).join(""), start, end } : null;
}

// The words last selected. A browser may forget them as soon as a field or a button is clicked; a click into the text
// is meant to.
let picked = null;

function pick(passage) {
  picked = passage;
  const short = passage && passage.quote.length > 90 ? `${passage.quote.slice(0, 90)}…` : passage?.quote;
  byId("hint").textContent = passage ? `Selected: ${short}` : "Select words here, then press a button on the right to use them.";
}

document.addEventListener("selectionchange", () => {
  const passage = readSelection();
  const anchor = window.getSelection().anchorNode;
  if (passage || (anchor && byId("text").contains(anchor))) pick(passage);
});

/** The words last selected, to be used once; null, with a word why, where there are none. */
function selected() {
  const passage = picked;
  if (passage) {
    pick(null);
    window.getSelection().removeAllRanges();
  } else {
    byId("state").textContent = "select words in the text first";
  }
  return passage;
}

/** Where a quote stands, as [start, end]; null where it stands nowhere. */
function placeOf(piece) {
  if (!piece || typeof piece.quote !== "string" || !piece.quote) return null;
  if (Number.isInteger(piece.start) && points.slice(piece.start, piece.end).join("") === piece.quote) {
    return [piece.start, piece.end];
  }
  const text = points.join("");
  const found = text.indexOf(piece.quote);
  if (found < 0) return null;
  const start = Array.from(text.slice(0, found)).length;
  return [start, start + Array.from(piece.quote).length];
}

/** Mark the evidence of every row in the text, that of the chosen one above all. */
function paint() {
  const marks = [];
  const add = (piece, row, className) => {
    const place = placeOf(piece);
    if (place) marks.push({ start: place[0], end: place[1], row, className });
  };
  for (const row of [...annotation.meetings, ...annotation.statements]) {
    for (const piece of row.evidence || []) add(piece, row, row === chosen ? "chosen" : "evidence");
    if (row === chosen) for (const part of ["source", "cue", "content"]) add(row[part], row, "part");
  }
  const cuts = [...new Set([0, shown.length, ...marks.flatMap((mark) => [mark.start, mark.end])])].sort((a, b) => a - b);
  const parts = [];
  for (let n = 0; n + 1 < cuts.length; n += 1) {
    const words = shown.slice(cuts[n], cuts[n + 1]).join("");
    const here = marks.filter((mark) => mark.start <= cuts[n] && cuts[n + 1] <= mark.end);
    if (!here.length) { parts.push(words); continue; }
    const part = make("span", { textContent: words, className: [...new Set(here.map((mark) => mark.className))].join(" ") });
    part.dataset.card = "";
    part.onclick = () => { if (window.getSelection().isCollapsed) choose(here[0].row, true); };
    parts.push(part);
  }
  byId("text").replaceChildren(...parts);
}
let shown = [];

const cards = new Map(); // the card of each row

function choose(row, scroll = false) {
  if (chosen === row && !scroll) return;
  chosen = row;
  for (const [other, card] of cards) card.classList.toggle("chosen", other === row);
  // Painting the text anew would take away the selection that the reader sees.
  if (!readSelection()) paint();
  if (scroll && cards.has(row)) cards.get(row).scrollIntoView({ block: "nearest", behavior: "smooth" });
}

// ------------------------------------------------------------------------------------------------------- the rows

function quotes(row) {
  const box = make("fieldset", {}, make("legend", { textContent: "Evidence" }));
  for (const piece of row.evidence) {
    box.append(make("div", { className: "row" },
      make("span", { className: "quote", textContent: piece.quote }),
      button("remove", () => { row.evidence.splice(row.evidence.indexOf(piece), 1); redraw(row); }, "small")));
  }
  box.append(button("Add the selected words", () => {
    const passage = selected();
    if (passage) { row.evidence.push(passage); redraw(row); }
  }));
  return box;
}

function participants(row) {
  const box = make("fieldset", {}, make("legend", { textContent: "Participants: name as in the text, role, organisation, name in English" }));
  for (const party of row.participants) {
    const line = make("div", { className: "row" });
    for (const [name, label] of [["name", "Name as in the text"], ["role", "Role"], ["organisation", "Organisation"], ["canonical", "Name in English"]]) {
      const field = make("input", { type: "text", value: party[name] ?? "", placeholder: label, title: label });
      field.setAttribute("aria-label", label);
      field.oninput = () => { party[name] = orNull(field.value); changed(); };
      line.append(field);
    }
    line.append(button("remove", () => { row.participants.splice(row.participants.indexOf(party), 1); redraw(row); }, "small"));
    box.append(line);
  }
  box.append(button("Add the selected name", () => {
    const passage = selected();
    if (!passage) return;
    row.participants.push({ name: passage.quote, role: null, organisation: null, canonical: passage.quote });
    redraw(row);
  }));
  return box;
}

function parts(row) {
  const box = make("fieldset", {}, make("legend", { textContent: "Who, the words that attribute, what was said" }));
  for (const name of ["source", "cue", "content"]) {
    box.append(make("div", { className: "part-row" },
      make("span", { className: "faint", textContent: name }),
      make("span", { className: "quote", textContent: row[name] ? row[name].quote : "–" }),
      button("take the selected words", () => {
        const passage = selected();
        if (!passage) return;
        row[name] = passage;
        if (name === "content") delete row.contents; // the pieces of the former content
        redraw(row);
      }),
      button("clear", () => {
        row[name] = null;
        if (name === "content") delete row.contents;
        redraw(row);
      }, "small")));
  }
  return box;
}

function card(row, rows, title, ...contents) {
  const remove = button("remove", () => {
    rows.splice(rows.indexOf(row), 1);
    if (chosen === row) chosen = null;
    draw();
    changed();
  }, "small");
  const element = make("article", { className: row === chosen ? "card chosen" : "card" },
    make("div", { className: "top" }, make("strong", { textContent: title }), remove), ...contents);
  element.addEventListener("focusin", () => choose(row));
  element.addEventListener("pointerdown", () => choose(row));
  cards.set(row, element);
  return element;
}

function meetingCard(row) {
  const who = row.participants.map((party) => party.name).filter(Boolean).join(", ") || "A meeting";
  return card(row, annotation.meetings, who,
    make("div", { className: "fields" },
      choice("Status", row, "status", words.status),
      choice("Kind", row, "kind", words.kind),
      textField("Date (2024-02-29)", row, "date"),
      textField("Minutes", row, "duration_minutes", { number: true }),
      textField("Place", row, "place"),
      textField("City", row, "city"),
      textField("Country (two letters)", row, "country"),
      textField("At whose request", row, "initiative"),
      textField("Topics, parted by ;", row, "topics", { wide: true, list: true }),
      textField("Key of the occasion, the same in all texts", row, "meeting", { wide: true }),
      tick("background: an earlier occasion, recalled", row.background === true, (value) => { row.background = value; }, true)),
    participants(row), quotes(row));
}

function statementCard(row) {
  return card(row, annotation.statements, row.speaker || "Nobody named",
    make("div", { className: "fields" },
      choice("Kind", row, "kind", words.statement_kind),
      choice("Modality", row, "modality", words.modality),
      textField("Speaker", row, "speaker"),
      textField("Addressee", row, "addressee"),
      textField("About", row, "about"),
      textField("Reported through, parted by ;", row, "reported_through", { list: true })),
    parts(row), quotes(row));
}

function documentCard() {
  const [row] = annotation.documents;
  byId("document").replaceChildren(make("div", { className: "fields" },
    textField("Published (2024-02-29)", row, "published"),
    choice("Language", row, "language", words.languages),
    tick("a distractor: no meeting at all", annotation.distractors.includes(fileName), (value) => {
      annotation.distractors = value ? [fileName] : [];
    }),
    tick("every statement is here", annotation.exhaustive === true, (value) => { annotation.exhaustive = value; })));
}

function draw() {
  cards.clear();
  documentCard();
  byId("meetings").replaceChildren(...annotation.meetings.map(meetingCard));
  byId("statements").replaceChildren(...annotation.statements.map(statementCard));
  count();
}

/** Draw one row again after its shape has changed. */
function redraw(row) {
  const old = cards.get(row);
  const made = annotation.meetings.includes(row) ? meetingCard(row) : statementCard(row);
  old.replaceWith(made);
  chosen = row;
  for (const [other, element] of cards) element.classList.toggle("chosen", other === row);
  changed();
}

function count() {
  byId("meetings-count").textContent = String(annotation.meetings.length);
  byId("statements-count").textContent = String(annotation.statements.length);
}

function add(rows, row) {
  // Words that are selected already are what the new row is about.
  if (picked) row.evidence.push(selected());
  rows.push(row);
  chosen = row;
  draw();
  changed();
  cards.get(row).scrollIntoView({ block: "start", behavior: "smooth" });
}

// --------------------------------------------------------------------------------------------- loading and saving

function showFaults(faults) {
  byId("faults").hidden = !faults.length;
  byId("faults").querySelector("ul").replaceChildren(...faults.map((fault) => make("li", { textContent: fault })));
}

async function save() {
  byId("save").disabled = true;
  try {
    const answer = await fetch("save", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(annotation),
    });
    if (answer.ok) {
      const { saved, keys } = await answer.json();
      dirty = false;
      showFaults([]);
      // Keys that were left empty have been filled in.
      const filled = annotation.meetings.filter((row, place) => row.meeting === null && (row.meeting = keys[place] ?? null));
      if (filled.length) draw();
      byId("state").textContent = `saved to ${saved}, ${new Date().toLocaleTimeString()}`;
    } else if (answer.headers.get("Content-Type") === "application/json") {
      const { faults } = await answer.json();
      // Every line begins with the document's name, and there is only one here.
      showFaults(faults.map((fault) => fault.startsWith(`${fileName}: `) ? fault.slice(fileName.length + 2) : fault));
      byId("state").textContent = `${faults.length} to mend`;
    } else {
      showFaults([await answer.text()]);
    }
  } catch {
    showFaults(["the program does not answer any more: start communique annotate again (this page still has your changes)"]);
  } finally {
    byId("save").disabled = false;
  }
}

async function load() {
  const answer = await fetch("data");
  if (!answer.ok) throw new Error(await answer.text());
  const data = await answer.json();
  ({ annotation, words } = data);
  fileName = data.name;
  points = Array.from(data.text);
  shown = Array.from(data.shown);
  annotation.statements ??= [];
  annotation.distractors ??= [];
  document.title = `${fileName} – annotate`;
  byId("name").textContent = fileName;
  byId("origin").textContent = data.resumed ? `as saved in ${data.target}` : `what was found; saving writes ${data.target}`;
  byId("text").lang = annotation.documents[0].language || "";
  draw();
  paint();
}

byId("save").onclick = save;
byId("add-meeting").onclick = () => add(annotation.meetings, {
  meeting: null, doc: fileName, status: "held", background: false, kind: "meeting", participants: [], date: null,
  place: null, city: null, country: null, topics: [], initiative: null, duration_minutes: null, evidence: [],
});
byId("add-statement").onclick = () => add(annotation.statements, {
  doc: fileName, speaker: null, addressee: null, kind: "view", about: null, modality: "reported", reported_through: [],
  evidence: [], source: null, cue: null, content: null,
});
document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === "s") {
    event.preventDefault();
    save();
  }
});
window.addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });
load().catch((error) => showFaults([`the text cannot be shown: ${error.message}`]));
