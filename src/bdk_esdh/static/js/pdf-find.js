// The search of the PDF viewer: a field, the next and previous place, and how many there are.
const PAUSE = 250;
const NOT_FOUND = 1;
const SEARCHING = 3;

export function finding(bar, bus) {
  const field = bar.querySelector("[data-pdf-find]");
  const told = bar.querySelector("[data-pdf-found]");
  let waiting = 0;
  const ask = (type, findPrevious = false) =>
    bus.dispatch("find", {
      source: field,
      type,
      query: field.value,
      caseSensitive: false,
      entireWord: false,
      highlightAll: true,
      findPrevious,
      matchDiacritics: false,
    });
  const tell = ({ current, total }) => {
    if (!field.value) told.textContent = "";
    else if (total) told.textContent = told.dataset.words.replace("{current}", current).replace("{total}", total);
  };
  bus.on("updatefindmatchescount", ({ matchesCount }) => tell(matchesCount));
  bus.on("updatefindcontrolstate", ({ state, matchesCount }) => {
    if (state === NOT_FOUND) told.textContent = field.value ? told.dataset.none : "";
    else if (state === SEARCHING) told.textContent = told.dataset.searching;
    else tell(matchesCount);
  });
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => ask(""), PAUSE);
  });
  const again = (backwards) => field.value && ask("again", backwards);
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    // The field may stand beside a form; Enter is the search's alone.
    event.preventDefault();
    again(event.shiftKey);
  });
  return {
    again,
    begin() {
      field.focus();
      field.select();
    },
  };
}
