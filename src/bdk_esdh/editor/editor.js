// The editor of a rich text field. Its textarea goes on holding what is sent: without this script it is the field.
import { Editor } from "@tiptap/core";
import { bar } from "./bar.js";
import { extensions } from "./parts.js";
import { tidied } from "./pasted.js";
import { pictureDialog } from "./pictures.js";

// The form stands at "…/ret", or at one of its working copy, of what it edits; there its pictures lie. What is not
// made yet has none.
function pictureBase(form) {
  const path = new URL(form.action, location.href).pathname;
  const edited = /^(.+)\/(ret|kladde|saet-kladde-i-stedet)$/.exec(path);
  return edited ? `${edited[1]}/billede/` : null;
}

function moveName(source, label) {
  const id = source.id;
  source.removeAttribute("id");
  const attributes = { id, role: "textbox", "aria-multiline": "true", class: "e-richtext e-richarea form-input" };
  if (label) {
    label.id = `${id}-navn`;
    label.removeAttribute("for");
    attributes["aria-labelledby"] = label.id;
  }
  for (const name of ["aria-describedby", "aria-invalid"]) {
    if (source.hasAttribute(name)) attributes[name] = source.getAttribute(name);
  }
  return attributes;
}

export function edit(box) {
  const source = box.querySelector("textarea");
  // Lines that somebody typed without a script, and that came back: they are what they are.
  if (source.value.trim() && !/<\/?[a-z]/i.test(source.value)) return;
  const base = pictureBase(source.form);
  const shown = base ? source.value.replaceAll('src="billede/', `src="${base}`) : source.value;
  const writing = source === document.activeElement;
  const label = document.querySelector(`label[for="${source.id}"]`);
  const attributes = moveName(source, label);
  const place = document.createElement("div");
  source.before(place);
  source.hidden = true;
  const editor = new Editor({
    element: place,
    content: shown,
    extensions: extensions(base),
    injectCSS: false,
    autofocus: source.autofocus || writing ? "end" : false,
    editorProps: { attributes, transformPastedHTML: tidied },
    onUpdate: () => {
      const html = editor.isEmpty ? "" : editor.getHTML();
      source.value = base ? html.replaceAll(`src="${base}`, 'src="billede/') : html;
      source.dispatchEvent(new Event("input", { bubbles: true }));
    },
  });
  label?.addEventListener("click", () => editor.commands.focus());
  bar(box, editor, base ? pictureDialog(box, editor, base) : null);
}
