// Tells that a file is too big before it is sent. The server checks again; it is the one that decides.
const STEPS = [
  [1_000_000, "MB"],
  [1_000, "kB"],
];

export function sizeText(bytes) {
  const [unit, name] = STEPS.find(([step]) => bytes >= step) ?? [1, "byte"];
  const digits = name === "MB" ? 1 : 0;
  return `${(bytes / unit).toLocaleString(document.documentElement.lang, { maximumFractionDigits: digits })} ${name}`;
}

function describe(input, id, present) {
  const ids = (input.getAttribute("aria-describedby") ?? "").split(" ").filter((each) => each && each !== id);
  if (present) ids.push(id);
  if (ids.length) input.setAttribute("aria-describedby", ids.join(" "));
  else input.removeAttribute("aria-describedby");
}

function show(input, text) {
  const group = input.closest(".form-group");
  const id = `${input.id}-fejl`;
  group.querySelector(`[id="${id}"]`)?.remove();
  group.classList.toggle("form-error", Boolean(text));
  describe(input, id, Boolean(text));
  if (!text) {
    input.removeAttribute("aria-invalid");
    return;
  }
  input.setAttribute("aria-invalid", "true");
  const message = document.createElement("span");
  message.id = id;
  message.className = "form-error-message";
  message.setAttribute("role", "alert");
  message.textContent = text;
  input.closest(".e-upload").before(message);
}

function check(input) {
  const limit = Number(input.dataset.maxSize);
  const big = [...input.files].find((file) => file.size > limit);
  if (!big) return "";
  return input.dataset.tooBig.replace("{size}", sizeText(big.size)).replace("{limit}", input.dataset.limit);
}

export function fileSize(root) {
  root.addEventListener("change", (event) => {
    if (event.target.matches?.("input[type=file][data-max-size]")) show(event.target, check(event.target));
  });
  // A form with a file that is too big stays where it is: sending it would only cost time.
  root.addEventListener("submit", (event) => {
    for (const input of event.target.querySelectorAll("input[type=file][data-max-size]")) {
      if (!check(input)) continue;
      event.preventDefault();
      input.focus();
      return;
    }
  });
}
