// What is suggested, taken into its field by a click or Alt and a number: <a data-take="value" data-into="field"
// data-take-key="1">. Without a script the link shows the form anew with the value in it.
function take(root, link) {
  const field = root.querySelector(`form [name="${link.dataset.into}"]`);
  if (!field) return;
  field.value = link.dataset.take;
  field.dispatchEvent(new Event("change", { bubbles: true }));
  const why = field.closest(".form-group")?.querySelector(".e-why span");
  if (why) why.textContent = link.parentElement.querySelector("small").textContent;
  const told = root.querySelector("[data-taken]");
  if (told) told.textContent = told.dataset.words.replace("{text}", link.dataset.take);
  field.focus();
}

export function takeSuggestions(root) {
  root.addEventListener("click", (event) => {
    const link = event.target.closest?.("[data-take]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    take(root, link);
  });
  root.addEventListener("keydown", (event) => {
    if (!event.altKey || event.ctrlKey || event.metaKey) return;
    const number = /^Digit([1-9])$/.exec(event.code)?.[1];
    const link = number && root.querySelector(`[data-take-key="${number}"]`);
    if (!link) return;
    event.preventDefault();
    take(root, link);
  });
}
