// After a form came back the errors take focus; after something was saved, the message does.
// A field that asks for focus itself (a row just added) keeps it.
export function firstThingToRead(root) {
  if (root.querySelector("[autofocus]")) return;
  (root.querySelector("[data-error-summary]") ?? root.querySelector("[data-messages]"))?.focus();
}
