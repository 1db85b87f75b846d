// A list that follows what colleagues do: <section data-live="address" data-stamp="…">. The server answers 204 while
// nothing was changed. Nothing is asked while the page is hidden, nor when nobody has touched it for some minutes:
// a page left open must not keep somebody logged in. When it fails, it is asked ever more seldom.
const EVERY = 1500;
const LONGEST = 60_000;
const LEFT_ALONE = 5 * 60_000;

function swap(section, html) {
  const fresh = new DOMParser().parseFromString(html, "text/html").getElementById(section.id);
  if (!fresh) return false;
  const focused = section.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
  const ticked = [...section.querySelectorAll("input[type=checkbox]:checked")].map((box) => box.value);
  section.replaceChildren(...fresh.childNodes);
  for (const value of ticked) {
    const box = section.querySelector(`input[type=checkbox][value="${CSS.escape(value)}"]`);
    if (box) box.checked = true;
  }
  section.dataset.stamp = fresh.dataset.stamp;
  if (focused) section.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus();
  const count = section.querySelector("h2 .e-count")?.textContent;
  const tab = document.querySelector(`.e-object a[href="#${section.id}"] .e-count`);
  if (count && tab) tab.textContent = count;
  return true;
}

// Returns false when there is nothing more to ask for: logged out, or no longer allowed.
async function ask(section) {
  const address = new URL(section.dataset.live, location.href);
  address.searchParams.set("siden", section.dataset.stamp);
  const answer = await fetch(address, { credentials: "same-origin" });
  if (answer.status === 204) {
    section.dataset.stamp = answer.headers.get("X-Esdh-Stamp") ?? section.dataset.stamp;
    return true;
  }
  if (answer.redirected || (answer.status >= 400 && answer.status < 500)) return false;
  if (!answer.ok) throw new Error(answer.statusText);
  if (swap(section, await answer.text())) section.told.textContent = section.dataset.liveWords;
  return true;
}

function follow(section) {
  let wait = EVERY;
  let touched = Date.now();
  let timer = null;
  section.told = Object.assign(document.createElement("p"), { className: "e-hide-text" });
  section.told.setAttribute("role", "status");
  section.after(section.told);

  const again = () => {
    clearTimeout(timer);
    timer = setTimeout(round, wait);
  };
  async function round() {
    timer = null;
    if (document.hidden || Date.now() - touched > LEFT_ALONE) return; // woken below
    try {
      if (!(await ask(section))) return;
      wait = EVERY;
    } catch {
      wait = Math.min(LONGEST, wait * 2);
    }
    again();
  }
  const wake = () => {
    const slept = Date.now() - touched > LEFT_ALONE;
    touched = Date.now();
    if (slept && timer === null) again();
  };
  for (const name of ["pointermove", "keydown", "scroll"]) document.addEventListener(name, wake, { passive: true });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return;
    touched = Date.now();
    if (timer === null) round();
  });
  again();
}

export function live(root) {
  for (const section of root.querySelectorAll("[data-live][id]")) follow(section);
}
