// "/" goes to the search field, or to the link to the search page where there is no field.
// A single key must not fire while somebody types (WCAG 2.1.4).
const TYPING = "input, textarea, select, [contenteditable]";

export function searchKey(root) {
  root.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey) return;
    if (root.body.dataset.keys === "off" || event.target.closest?.(TYPING)) return;
    const target = root.querySelector("[data-search]");
    if (!target) return;
    event.preventDefault();
    target.focus();
    target.select?.();
  });
}
