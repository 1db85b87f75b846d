// The keys of a clerk. A key does what a link or button of the page does, and only where there is one; single keys work
// outside fields alone (WCAG 2.1.4) and are off for whoever has said so: <body data-keys="off">.
const TYPING = "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]";
const KEYS_PAGE = "/intranet/taster";
const SECOND_WITHIN = 1500;
const ROWS = ".e-table tbody tr, .e-rows > li";
const ENDS = (name) => `main a[href$="/${name}"]`;
const PLACE = (address) => `.e-rail a[href="${address}"], .e-menu a[href="${address}"]`;

// What each key presses: the first of these that the page has.
const PRESSES = {
  "g s": PLACE("/intranet/"),
  "g i": PLACE("/intranet/postrum"),
  "g c": PLACE("/intranet/sager"),
  "n d": ENDS("nyt-dokument"),
  "n s": 'a[href="/intranet/sager/ny-sag"]',
  e: ENDS("ret"),
  s: '[data-key="skip"]',
};

let before = { key: "", at: 0 };

const rows = (root) => [...root.querySelectorAll(ROWS)].filter((row) => row.offsetParent);
const here = (root) => rows(root).findIndex((row) => row.contains(document.activeElement));

function move(root, step) {
  const all = rows(root);
  const row = all[Math.min(all.length - 1, Math.max(0, here(root) + step))];
  row?.querySelector("a[href]")?.focus();
  return Boolean(row);
}

function select(root) {
  const box = rows(root)[here(root)]?.querySelector("input[type=checkbox]");
  box?.click();
  return Boolean(box);
}

function up(root) {
  const above = [...root.querySelectorAll(".e-crumbs a[href]")].pop();
  above?.click();
  return Boolean(above);
}

function more(root) {
  const menu = root.querySelector(".e-object details.e-drop > summary");
  menu?.click();
  menu?.parentElement.querySelector("a[href], button")?.focus();
  return Boolean(menu);
}

// The page of the keys, over this one. Esc closes it, and the focus is back where it was.
async function showKeys(root) {
  const open = root.querySelector("dialog.e-dialog");
  if (open) return open.close();
  try {
    const answer = await fetch(KEYS_PAGE, { credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const dialog = Object.assign(document.createElement("dialog"), { className: "e-dialog" });
    const keys = page.getElementById("taster");
    const close = Object.assign(document.createElement("button"), { className: "button button-secondary", textContent: keys.dataset.close });
    close.addEventListener("click", () => dialog.close());
    dialog.setAttribute("aria-labelledby", "taster-h");
    dialog.append(keys, close);
    dialog.addEventListener("close", () => dialog.remove());
    root.body.append(dialog);
    dialog.showModal();
    close.focus();
  } catch {
    location.assign(KEYS_PAGE);
  }
}

const ACTS = {
  j: (root) => move(root, 1),
  k: (root) => move(root, -1),
  x: select,
  u: up,
  t: more,
  "?": (root) => void showKeys(root),
};

function act(root, keys) {
  if (ACTS[keys]) return ACTS[keys](root) !== false;
  const target = PRESSES[keys] && root.querySelector(PRESSES[keys]);
  target?.click();
  return Boolean(target);
}

function single(root, event) {
  const covered = root.querySelector("dialog[open]") && event.key !== "?";
  if (covered || root.body.dataset.keys === "off" || event.target.closest?.(TYPING)) return;
  const fresh = Date.now() - before.at < SECOND_WITHIN;
  const keys = fresh && ["g", "n"].includes(before.key) ? `${before.key} ${event.key}` : event.key;
  before = { key: event.key, at: Date.now() };
  if (act(root, keys)) event.preventDefault();
}

// Ctrl+Enter and Ctrl+S: the main act of the form one is in, or of the only form that has one that stays in sight.
function submit(root, event) {
  const form = event.target.closest?.("form.e-form") ?? root.querySelector("form.e-form:has(.e-sticky)");
  if (!form) return;
  event.preventDefault();
  const buttons = [...form.querySelectorAll("button[type=submit].button-primary, .e-sticky button[name=stay]")];
  const stays = event.key === "s" && buttons.find((button) => button.name === "stay");
  form.requestSubmit(stays || buttons.find((button) => button.classList.contains("button-primary")));
}

export function keys(root) {
  root.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.altKey || event.metaKey) return;
    if (event.ctrlKey) {
      if (event.key === "Enter" || event.key === "s") submit(root, event);
    } else if (event.key === "Escape" && event.target.matches?.(TYPING)) {
      event.target.blur();
    } else if (event.key.length === 1) {
      single(root, event);
    }
  });
}
