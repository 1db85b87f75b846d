// An agenda in the making: an item is moved by its handle, dragged or lifted by the keyboard (space, arrows, space; Esc
// puts it back), and saved at once by the form that every item has. The arrows and "Flyt til plads" do the same without
// this script; with it the page stays where it is. What is said comes from the list's data attributes.
const PARTS = ["dagsorden-punkter", "dagsorden-gemt", "dagsorden-tal", "dagsorden-indmeldt", "dagsorden-om"];
const EDGE = 60;
let held = null; // { row, order: the rows as they stood, place: from 0 }

const part = (id) => document.getElementById(id);
const list = () => part("dagsorden-punkter");
const rows = () => [...list().children];
const handleOf = (row) => row?.querySelector("button.e-handle");

function say(name, values) {
  const text = list().dataset[name].replace(/\{(\w+)\}/g, (_all, key) => values[key]);
  part("dagsorden-siger").textContent = text;
}

function facts() {
  const number = held.place + 1;
  return { number, place: rows().indexOf(held.row) + 1, count: rows().length };
}

function renumber() {
  rows().forEach((row, place) => {
    row.querySelector(".e-no").textContent = place + 1;
  });
}

function lift(row) {
  const order = rows();
  held = { row, order, place: order.indexOf(row) };
  row.classList.add("is-held");
  say("lifted", facts());
}

function letGo() {
  held.row.classList.remove("is-held");
  held = null;
}

function putBack() {
  const { row } = held;
  held.order.forEach((each) => each !== row && each.remove());
  held.order.slice(0, held.place).forEach((each) => row.before(each));
  held.order.slice(held.place + 1).reverse().forEach((each) => row.after(each));
  renumber();
}

function cancel() {
  putBack();
  say("cancelled", facts());
  letGo();
}

// The neighbour goes past the held row, which itself never leaves the page: so it keeps focus and pointer.
function step(by) {
  const neighbour = by < 0 ? held.row.previousElementSibling : held.row.nextElementSibling;
  if (!neighbour) return false;
  if (by < 0) held.row.after(neighbour);
  else held.row.before(neighbour);
  renumber();
  return true;
}

function show(page) {
  for (const id of PARTS) {
    const [old, fresh] = [part(id), page.getElementById(id)];
    if (old && fresh) old.replaceWith(fresh);
    else if (old) old.replaceChildren();
  }
  handles();
  part("dagsorden-siger").replaceChildren(...page.querySelectorAll("[data-messages] .e-note"));
}

async function send(form, data, focusOn) {
  const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(data), credentials: "same-origin" });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!answer.ok || !page.getElementById("dagsorden-punkter")) {
    location.reload(); // logged out, or the agenda is no longer one's to build: the page says so
    return;
  }
  show(page);
  focusOn();
}

const focusHandle = (id) => () => handleOf(list().querySelector(`[data-item="${CSS.escape(id)}"]`))?.focus();

async function drop() {
  const { row } = held;
  const values = facts();
  if (values.place === values.number) {
    cancel();
    return;
  }
  const form = row.querySelector("form[data-place]");
  const data = new FormData(form);
  data.set("place", values.place);
  say("saving", values);
  const before = held;
  letGo();
  list().setAttribute("aria-busy", "true");
  try {
    await send(form, data, focusHandle(row.dataset.item));
  } catch {
    held = before;
    putBack();
    say("failed", facts());
    letGo();
  }
  list().removeAttribute("aria-busy");
}

function onKey(event) {
  const row = event.target.closest?.("button.e-handle")?.closest("li");
  if (!row || (held && held.row !== row)) return;
  const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (event.key === " " || event.key === "Enter") {
    event.preventDefault();
    if (held) drop();
    else lift(row);
  } else if (held && event.key === "Escape") {
    event.preventDefault();
    cancel();
  } else if (held && by) {
    event.preventDefault();
    if (step(by)) say("at", facts());
    row.scrollIntoView({ block: "nearest" });
  }
}

function onPointer(event) {
  const handle = event.target.closest?.("button.e-handle");
  if (!handle || event.button !== 0 || held) return;
  event.preventDefault();
  handle.focus();
  handle.setPointerCapture(event.pointerId);
  lift(handle.closest("li"));
  const follow = (moved) => {
    if (!held) return;
    if (moved.clientY < EDGE) scrollBy(0, -12);
    else if (moved.clientY > innerHeight - EDGE) scrollBy(0, 12);
    const middle = (row) => row.getBoundingClientRect().top + row.offsetHeight / 2;
    while (held.row.previousElementSibling && moved.clientY < middle(held.row.previousElementSibling)) step(-1);
    while (held.row.nextElementSibling && moved.clientY > middle(held.row.nextElementSibling)) step(1);
  };
  const end = (last) => {
    handle.removeEventListener("pointermove", follow);
    if (!held) return;
    if (last.type === "pointerup") drop();
    else cancel();
  };
  handle.addEventListener("pointermove", follow);
  handle.addEventListener("pointerup", end, { once: true });
  handle.addEventListener("pointercancel", end, { once: true });
}

// The arrow buttons, "Flyt til plads" and "Fortryd" without a new page; focus stays with the item.
function onSubmit(event) {
  const form = event.target;
  const url = new URL(form.action, location.href);
  if (!url.pathname.endsWith("/flyt") || list().hasAttribute("aria-busy")) return;
  event.preventDefault();
  const data = new FormData(form, event.submitter);
  const id = data.get("item") ?? url.searchParams.get("item");
  const direction = event.submitter?.name === "to" ? event.submitter.value : null;
  const focusOn = () => {
    const row = list().querySelector(`[data-item="${CSS.escape(id)}"]`);
    (row?.querySelector(`button[value="${direction}"]`) ?? handleOf(row))?.focus();
  };
  send(form, data, focusOn).catch(() => form.submit());
}

function handles() {
  for (const plain of list().querySelectorAll("span.e-handle[data-label]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "e-handle";
    button.setAttribute("aria-label", plain.dataset.label);
    button.setAttribute("aria-describedby", "dagsorden-tastatur");
    button.append(...plain.childNodes);
    plain.replaceWith(button);
  }
}

export function agenda(root) {
  const section = root.querySelector("#dagsorden[data-build]");
  if (!section) return;
  handles();
  part("dagsorden-tastatur").hidden = false;
  section.addEventListener("keydown", onKey);
  section.addEventListener("pointerdown", onPointer);
  section.addEventListener("submit", onSubmit);
  section.addEventListener("focusout", (event) => {
    if (held && event.target === handleOf(held.row)) cancel();
  });
}
