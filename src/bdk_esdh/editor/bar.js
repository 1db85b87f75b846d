// The row of buttons above the text: one stop for Tab, arrows inside, Alt+F10 from the text and Escape back.
import { ADDRESS } from "./parts.js";

const MARKS = {
  h2: ["heading", { level: 2 }],
  h3: ["heading", { level: 3 }],
  bold: ["bold"],
  italic: ["italic"],
  bullets: ["bulletList"],
  numbers: ["orderedList"],
  quote: ["blockquote"],
  link: ["link"],
};

const ACTS = {
  h2: (chain) => chain.toggleHeading({ level: 2 }),
  h3: (chain) => chain.toggleHeading({ level: 3 }),
  bold: (chain) => chain.toggleBold(),
  italic: (chain) => chain.toggleItalic(),
  bullets: (chain) => chain.toggleBulletList(),
  numbers: (chain) => chain.toggleOrderedList(),
  quote: (chain) => chain.toggleBlockquote(),
  table: (chain) => chain.insertTable({ rows: 3, cols: 2, withHeaderRow: true }),
  row: (chain) => chain.addRowAfter(),
  column: (chain) => chain.addColumnAfter(),
  unrow: (chain) => chain.deleteRow(),
  uncolumn: (chain) => chain.deleteColumn(),
  untable: (chain) => chain.deleteTable(),
  undo: (chain) => chain.undo(),
  redo: (chain) => chain.redo(),
};
const IN_TABLE = ["row", "column", "unrow", "uncolumn", "untable"];

function stops(buttons, current) {
  const seen = buttons.filter((each) => !each.hidden);
  const stop = seen.includes(current) ? current : seen[0];
  for (const each of buttons) each.tabIndex = each === stop ? 0 : -1;
  return seen;
}

function linkPanel(box, editor) {
  const panel = box.querySelector("[data-link]");
  const field = panel.querySelector("input");
  const refused = panel.querySelector("[data-refused]");
  refused.setAttribute("role", "alert");
  const close = () => {
    panel.hidden = true;
    editor.commands.focus();
  };
  const set = () => {
    const typed = field.value.trim();
    const address = /^[^\s/:@]+\.[a-z]{2,}(\/|$)/i.test(typed) ? `https://${typed}` : typed;
    refused.hidden = ADDRESS.test(address);
    field.toggleAttribute("aria-invalid", !refused.hidden);
    if (!refused.hidden) return field.focus();
    const chain = editor.chain().focus().extendMarkRange("link");
    if (editor.state.selection.empty && !editor.isActive("link")) {
      chain.insertContent({ type: "text", text: address, marks: [{ type: "link", attrs: { href: address } }] }).run();
    } else chain.setLink({ href: address }).run();
    panel.hidden = true;
  };
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault(); // the form is not sent
      set();
    } else if (event.key === "Escape") close();
  });
  panel.querySelector('[data-do="setlink"]').addEventListener("click", set);
  panel.querySelector('[data-do="unlink"]').addEventListener("click", () => {
    editor.chain().focus().extendMarkRange("link").unsetLink().run();
    panel.hidden = true;
  });
  return () => {
    panel.hidden = !panel.hidden;
    if (panel.hidden) return close();
    field.value = editor.getAttributes("link").href ?? "";
    refused.hidden = true;
    field.focus();
  };
}

function walked(event, buttons, editor) {
  const seen = buttons.filter((each) => !each.hidden);
  const place = seen.indexOf(document.activeElement);
  const steps = { ArrowRight: place + 1, ArrowLeft: place - 1, Home: 0, End: seen.length - 1 };
  if (event.key === "Escape") editor.commands.focus();
  if (!(event.key in steps)) return;
  event.preventDefault();
  const next = seen[(steps[event.key] + seen.length) % seen.length];
  stops(buttons, next);
  next.focus();
}

export function bar(box, editor, choosePicture) {
  const row = box.querySelector('[role="toolbar"]');
  const buttons = [...row.querySelectorAll("button")];
  row.hidden = false;
  row.setAttribute("aria-controls", editor.view.dom.id);
  const toggleLink = linkPanel(box, editor);
  for (const button of buttons) {
    const name = button.dataset.do;
    if (name === "picture") button.hidden = !choosePicture;
    button.addEventListener("click", () => {
      stops(buttons, button);
      if (name === "link") toggleLink();
      else if (name === "picture") choosePicture();
      else ACTS[name](editor.chain().focus()).run();
    });
  }
  const show = () => {
    const table = editor.isActive("table");
    for (const button of buttons) {
      const name = button.dataset.do;
      if (name in MARKS) button.setAttribute("aria-pressed", String(editor.isActive(...MARKS[name])));
      if (IN_TABLE.includes(name)) button.hidden = !table;
      if (name === "undo" || name === "redo") button.setAttribute("aria-disabled", String(!editor.can()[name]()));
    }
    stops(buttons, row.querySelector('[tabindex="0"]'));
  };
  row.addEventListener("keydown", (event) => walked(event, buttons, editor));
  editor.view.dom.addEventListener("keydown", (event) => {
    if (event.altKey && event.key === "F10") {
      event.preventDefault();
      row.querySelector('[tabindex="0"]').focus();
    }
  });
  editor.on("transaction", show);
  show();
}
