// Suggestions under a search field while one types: <input data-suggest="address" data-suggest-with="htmx">; with
// data-suggest-fills, under a field of a form. That one is fetched for by what the search field of the page names.
// The server says what is suggested (options of a list); htmx fetches it, not for every key and never twice at once.
// The field is a combobox: arrows choose, Enter goes there, Esc closes. Without a script it is a field like any other.
const OPTION = "[role=option]";
const TYPED_BEFORE = "typed-before";
let count = 0;

function show(input, open) {
  input.suggestions.hidden = !open;
  input.setAttribute("aria-expanded", String(open));
  if (!open) choose(input, null);
}

function choose(input, option) {
  for (const each of input.suggestions.querySelectorAll(OPTION)) {
    each.setAttribute("aria-selected", String(each === option));
  }
  if (option) {
    input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  } else {
    input.removeAttribute("aria-activedescendant");
  }
}

const chosen = (input) => input.suggestions.querySelector(`${OPTION}[aria-selected=true]`);

function take(input, option) {
  show(input, false);
  if (option.dataset.url) {
    location.assign(option.dataset.url);
    return;
  }
  input.value = option.dataset.text;
  // A field of a form is filled; a search is made.
  if (input.dataset.suggestFills) input.dispatchEvent(new Event("change", { bubbles: true }));
  else input.form.requestSubmit();
}

function onKey(event) {
  const input = event.currentTarget;
  const options = [...input.suggestions.querySelectorAll(OPTION)];
  const open = !input.suggestions.hidden;
  if (event.key === "Escape") {
    input.unwanted = true; // an answer that is still under way
    if (!open) return;
    event.preventDefault(); // a search field would be emptied
    show(input, false);
  } else if (event.key === "Enter" && open && chosen(input)) {
    event.preventDefault();
    take(input, chosen(input));
  } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && options.length) {
    event.preventDefault();
    show(input, true);
    const step = event.key === "ArrowDown" ? 1 : -1;
    const here = options.indexOf(chosen(input));
    // Past the ends lies the field itself, with what was typed.
    const next = here === -1 && step === -1 ? options.length - 1 : here + step;
    choose(input, options[next] ?? null);
  }
}

function prepare(input) {
  const list = document.createElement("ul");
  list.id = `forslag-${++count}`;
  list.className = "no-max-width e-list e-suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  // Of a form's field the list has the hint for its name: with that of the field it would be heard as a second one.
  const hint = input.getAttribute("aria-describedby")?.split(" ")[0];
  if (hint) list.setAttribute("aria-labelledby", hint);
  else list.setAttribute("aria-label", input.labels[0]?.textContent ?? "");
  const told = document.createElement("p");
  told.className = "e-hide-text";
  told.setAttribute("role", "status");
  input.after(list, told);
  input.suggestions = list;
  const combobox = {
    role: "combobox",
    autocomplete: "off",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": list.id,
    "data-hx-get": input.dataset.suggest,
    "data-hx-trigger": `input changed delay:300ms, ${TYPED_BEFORE}`,
    "data-hx-sync": "this:replace",
    "data-hx-target": `#${list.id}`,
    "data-hx-params": input.name,
  };
  // A field for searching is a searchbox and may be nothing else; one for text may be a combobox (ARIA in HTML).
  input.type = "text";
  input.inputMode = input.enterKeyHint = "search";
  for (const [name, value] of Object.entries(combobox)) input.setAttribute(name, value);
  list.addEventListener("htmx:afterSwap", () => {
    const options = list.querySelectorAll(OPTION);
    options.forEach((option, place) => (option.id = `${list.id}-${place}`));
    told.textContent = options[0]?.dataset.told ?? "";
    show(input, options.length > 0 && document.activeElement === input && !input.unwanted);
  });
  // Before the field loses focus, or the list would be gone before it is clicked.
  list.addEventListener("pointerdown", (event) => {
    const option = event.target.closest(OPTION);
    event.preventDefault();
    if (option) take(input, option);
  });
  input.addEventListener("keydown", onKey);
  input.addEventListener("input", () => (input.unwanted = false));
  input.addEventListener("blur", () => show(input, false));
}

export function suggest(root) {
  root.addEventListener("focusin", async (event) => {
    const input = event.target;
    if (!input.matches?.("input[data-suggest]") || input.suggestions) return;
    const before = input.value;
    for (const each of root.querySelectorAll("input[data-suggest]")) prepare(each);
    // While pictures of the page are still loading, htmx would wait for an event that is over.
    if (document.readyState !== "complete") {
      await new Promise((done) => window.addEventListener("load", done, { once: true }));
    }
    await import(root.querySelector("[data-suggest-with]").dataset.suggestWith);
    // Whoever types fast has typed before htmx listens.
    if (input.value !== before) input.dispatchEvent(new Event(TYPED_BEFORE));
  });
}
