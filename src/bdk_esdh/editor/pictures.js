// Pictures are added by their own page ("…/billeder"); the editor shows that page's form and list in a dialog.
function insert(editor, base, id, alt) {
  editor.chain().focus().insertContent({ type: "image", attrs: { src: base + id, alt } }).run();
}

async function page(address, options) {
  const answer = await fetch(address, { credentials: "same-origin", ...options });
  if (!answer.ok && answer.status !== 422) throw new Error(String(answer.status));
  return { url: answer.url, page: new DOMParser().parseFromString(await answer.text(), "text/html") };
}

export function pictureDialog(box, editor, base) {
  const dialog = box.querySelector("dialog[data-pictures]");
  // A form inside a form is none: the dialog leaves the form that it was drawn in.
  document.body.append(dialog);
  const address = base.replace(/billede\/$/, "billeder");

  function fill(found) {
    const close = document.createElement("button");
    close.type = "button";
    close.className = "button button-tertiary";
    close.textContent = dialog.dataset.close;
    close.addEventListener("click", () => dialog.close());
    const list = found.querySelector("[data-picture-list]");
    for (const picture of list?.querySelectorAll("[data-picture]") ?? []) {
      picture.querySelectorAll("form, a").forEach((each) => each.remove());
      const choose = document.createElement("button");
      choose.type = "button";
      choose.className = "button button-secondary";
      choose.textContent = dialog.dataset.insert;
      choose.addEventListener("click", () => {
        dialog.close();
        insert(editor, base, picture.dataset.picture, picture.dataset.alt);
      });
      picture.append(choose);
    }
    const form = found.querySelector('form[action$="/billeder"]');
    dialog.replaceChildren(...[form, list, close].filter(Boolean));
    // It leads away from the text that is being written.
    form?.querySelectorAll('a.button, a[href^="/"]').forEach((each) => each.remove());
    form?.addEventListener("submit", send);
    (dialog.querySelector("[aria-invalid]") ?? dialog.querySelector("input[type=file]") ?? close).focus();
  }

  async function send(event) {
    event.preventDefault();
    try {
      const answer = await page(address, { method: "POST", body: new FormData(event.target, event.submitter) });
      const id = new URL(answer.url).searchParams.get("nyt");
      const added = id && answer.page.querySelector(`[data-picture="${CSS.escape(id)}"]`);
      if (!added) return fill(answer.page);
      dialog.close();
      insert(editor, base, id, added.dataset.alt);
    } catch {
      failed();
    }
  }

  function failed() {
    const text = document.createElement("p");
    text.setAttribute("role", "alert");
    text.textContent = dialog.dataset.unreachable;
    dialog.prepend(text);
  }

  dialog.addEventListener("close", () => editor.commands.focus());
  return async () => {
    dialog.showModal();
    try {
      fill((await page(address)).page);
    } catch {
      failed();
    }
  };
}
