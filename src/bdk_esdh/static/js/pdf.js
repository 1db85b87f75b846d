// A PDF shown in the page: <div data-pdf="address">, see kernel/templates/pdf_viewer.pt. What draws it is large, and is
// fetched when somebody asks for the file, or comes to where it is shown.
async function show(box) {
  const told = box.querySelector("[data-pdf-told]");
  told.textContent = told.dataset.loading;
  told.hidden = false;
  try {
    const { view } = await import("./pdf-viewer.js");
    await view(box);
    told.hidden = true;
  } catch (error) {
    told.textContent = told.dataset[error.why ?? "failed"];
    box.querySelector("[data-pdf-link]").hidden = false;
  }
}

function whenSeen(box) {
  const watch = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    watch.disconnect();
    show(box);
  });
  watch.observe(box);
}

export function pdf(root) {
  for (const box of root.querySelectorAll("[data-pdf]")) {
    if (!box.dataset.pdfAsked) {
      box.classList.add("e-pdf");
      whenSeen(box);
      continue;
    }
    const ask = box.querySelector("[data-pdf-ask]");
    ask.hidden = false;
    ask.querySelector("button").addEventListener("click", async () => {
      ask.hidden = true;
      box.classList.add("e-pdf");
      await show(box);
      box.querySelector("[data-pdf-pages]")?.focus();
    });
  }
}
