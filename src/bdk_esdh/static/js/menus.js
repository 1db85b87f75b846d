// <details> menus: Esc and a click outside close them, arrow keys move inside.
const MENU = "details.e-drop";
const STOPS = "a[href], button:not([disabled])";

function close(menu, { refocus = false } = {}) {
  menu.open = false;
  if (refocus) menu.querySelector("summary").focus();
}

function move(menu, key) {
  const stops = [...menu.querySelectorAll(STOPS)];
  if (stops.length === 0) return;
  const here = stops.indexOf(document.activeElement);
  const last = stops.length - 1;
  const next = { ArrowDown: here === last ? 0 : here + 1, ArrowUp: here <= 0 ? last : here - 1, Home: 0, End: last }[key];
  stops[next].focus();
}

function onKey(event) {
  const menu = event.target.closest?.(MENU);
  if (!menu?.open) return;
  if (event.key === "Escape") {
    close(menu, { refocus: true });
  } else if (["ArrowDown", "ArrowUp", "Home", "End"].includes(event.key)) {
    event.preventDefault();
    move(menu, event.key);
  }
}

export function menus(root) {
  root.addEventListener("keydown", onKey);
  root.addEventListener("click", (event) => {
    for (const menu of root.querySelectorAll(`${MENU}[open]`)) {
      if (!menu.contains(event.target)) close(menu);
    }
  });
  // Tabbing out of a menu leaves nothing open that would cover what has focus. A press on a label or a text in the
  // menu gives focus to what the menu lies in: that is no way out, and closing under the press has crashed Chromium.
  root.addEventListener("focusin", (event) => {
    for (const menu of root.querySelectorAll(`${MENU}[open]`)) {
      if (!menu.contains(event.target) && !event.target.contains(menu)) close(menu);
    }
  });
}
