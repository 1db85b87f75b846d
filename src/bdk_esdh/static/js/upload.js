// Several files at once: chosen, or dropped anywhere on the form; each sent by itself, with its own progress, its own
// answer and "Prøv igen". Without a script the form sends them all. The server judges; what is too big stays here.
import { sizeText } from "./file-size.js";

const AT_ONCE = 2;

const element = (name, properties) => Object.assign(document.createElement(name), properties);

function row(form, file) {
  const item = element("li", { className: "e-upload-row" });
  const progress = element("progress", { className: "e-progress", max: 100, value: 0 });
  progress.setAttribute("aria-label", file.name);
  const told = element("span", { className: "e-upload-told", textContent: form.dataset.waiting });
  item.append(element("span", { className: "e-strong", textContent: file.name }), progress, told);
  form.querySelector("[data-uploads]").append(item);
  return { file, item, progress, told, url: null };
}

function show(entry, text, { failed = false, url = null } = {}) {
  entry.progress.hidden = true;
  entry.item.classList.toggle("e-upload-failed", failed);
  entry.url = url;
  entry.told.replaceChildren(url ? element("a", { href: url, textContent: text }) : text);
}

function refuse(state, entry, text, { again = true } = {}) {
  show(entry, text, { failed: true });
  if (!again) return;
  const button = element("button", { type: "button", className: "e-linkbutton", textContent: state.form.dataset.again });
  button.append(element("span", { className: "e-hide-text", textContent: ` ${entry.file.name}` }));
  button.addEventListener("click", () => {
    entry.item.classList.remove("e-upload-failed");
    entry.progress.hidden = false;
    entry.progress.value = 0;
    entry.told.textContent = state.form.dataset.waiting;
    state.queue.push(entry);
    next(state);
  });
  entry.told.append(" ", button);
}

function answered(state, entry, request) {
  let told = null;
  try {
    told = JSON.parse(request.responseText);
  } catch {
    // a page, not an answer to us: the login page, or an error
  }
  if (told && !told.error) show(entry, told.text, { url: told.url });
  else if (told) refuse(state, entry, told.error, { again: false });
  else if ([200, 400, 403].includes(request.status)) refuse(state, entry, state.form.dataset.loggedOut);
  else refuse(state, entry, state.form.dataset.notNow);
}

function send(state, entry) {
  const body = new FormData(state.form);
  body.delete("files");
  body.append("files", entry.file);
  const request = new XMLHttpRequest();
  request.open("POST", state.form.action);
  request.setRequestHeader("X-Esdh-Upload", "1");
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) entry.progress.value = (100 * event.loaded) / event.total;
  });
  entry.told.textContent = state.form.dataset.sending;
  request.addEventListener("load", () => answered(state, entry, request));
  request.addEventListener("error", () => refuse(state, entry, state.form.dataset.noLine));
  request.addEventListener("loadend", () => {
    state.sending -= 1;
    next(state);
  });
  request.send(body);
}

// What has been put there waits to be registered: that is the next thing to do.
function finish(state) {
  const put = state.entries.filter((entry) => entry.url);
  state.form.querySelector("[data-uploaded]")?.remove();
  if (!put.length) return;
  const { registerOne, registerMany } = state.form.dataset;
  const text = put.length === 1 ? registerOne : registerMany.replace("{count}", put.length);
  const link = element("a", { className: "button button-primary", href: put[0].url, textContent: text });
  link.dataset.uploaded = "";
  state.form.querySelector("[data-uploads]").after(link);
}

function next(state) {
  while (state.sending < AT_ONCE && state.queue.length) {
    state.sending += 1;
    send(state, state.queue.shift());
  }
  if (!state.sending && !state.queue.length) finish(state);
}

function take(state, files) {
  const limit = Number(state.form.dataset.limit);
  if (files.length) state.form.closest("details")?.setAttribute("open", "");
  for (const file of files) {
    const entry = row(state.form, file);
    state.entries.push(entry);
    if (file.size > limit) {
      const text = state.form.dataset.tooBig.replace("{size}", sizeText(file.size));
      refuse(state, entry, text.replace("{limit}", state.form.dataset.limitText), { again: false });
    } else if (!file.size) {
      refuse(state, entry, state.form.dataset.empty, { again: false });
    } else {
      state.queue.push(entry);
    }
  }
  next(state);
}

function prepare(form) {
  const state = { form, entries: [], queue: [], sending: 0 };
  const input = form.querySelector("input[type=file]");
  input.addEventListener("change", () => {
    take(state, [...input.files]);
    input.value = "";
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    input.click();
  });
  // The browser's own button says the same in its own language, and cannot be two files wide.
  const choose = form.querySelector("[data-send]");
  choose.textContent = form.dataset.choose;
  input.hidden = true;
  form.querySelector(".e-upload").append(choose);
  // Dropped beside the field is meant as well: else the browser would leave the page and show the file.
  const holds = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  document.addEventListener("dragover", (event) => {
    if (!holds(event) || event.target.matches?.("input[type=file]")) return;
    event.preventDefault();
    form.classList.add("e-dropping");
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) form.classList.remove("e-dropping");
  });
  document.addEventListener("drop", (event) => {
    if (!holds(event) || event.target.matches?.("input[type=file]")) return;
    event.preventDefault();
    form.classList.remove("e-dropping");
    take(state, [...event.dataTransfer.files]);
  });
  // Leaving would stop what is being sent.
  window.addEventListener("beforeunload", (event) => {
    if (state.sending) event.preventDefault();
  });
}

export function upload(root) {
  const form = root.querySelector("[data-uploader]");
  if (form) prepare(form);
}
