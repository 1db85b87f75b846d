// The help of a page, over it: <a data-help href="/hjaelp/guide#section">. Without a script the link shows the guide.
function section(page, id) {
  const heading = page.getElementById(id);
  if (!heading) return null;
  const level = Number(heading.tagName.slice(1));
  const found = [heading];
  for (let next = heading.nextElementSibling; next; next = next.nextElementSibling) {
    if (/^H[1-6]$/.test(next.tagName) && Number(next.tagName.slice(1)) <= level) break;
    found.push(next);
  }
  return found;
}

async function show(root, link) {
  try {
    const address = new URL(link.href);
    const answer = await fetch(address.pathname, { credentials: "same-origin" });
    if (!answer.ok) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const found = section(page, address.hash.slice(1));
    if (!found) throw new Error("no section");
    const dialog = Object.assign(document.createElement("dialog"), { className: "e-dialog e-helpdialog" });
    const close = Object.assign(document.createElement("button"), { className: "button button-secondary", textContent: link.dataset.close });
    const whole = Object.assign(document.createElement("a"), { href: link.href, textContent: link.dataset.whole });
    const foot = Object.assign(document.createElement("p"), { className: "e-actions" });
    const body = Object.assign(document.createElement("div"), { className: "e-richarea e-guide", tabIndex: 0 });
    close.addEventListener("click", () => dialog.close());
    // The guides are in Danish, whatever the page is in.
    body.lang = found[0].closest("[lang]").lang;
    found[0].id = "hjaelp-h";
    dialog.setAttribute("aria-labelledby", "hjaelp-h");
    body.append(...found);
    foot.append(close, whole);
    dialog.append(body, foot);
    dialog.addEventListener("close", () => {
      dialog.remove();
      link.focus();
    });
    root.body.append(dialog);
    dialog.showModal();
    close.focus();
  } catch {
    location.assign(link.href);
  }
}

export function help(root) {
  root.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-help]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    show(root, link);
  });
}
