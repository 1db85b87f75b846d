// The viewer of PDF files: pdf.js and its own parts for pages and search, under our bar. Its scripts stand beside this
// one below /static/<digest>; the first of them leaves what the second takes, so their order matters.
import { AnnotationMode, GlobalWorkerOptions, getDocument } from "../../pdfjs/build/pdf.min.mjs";
import { EventBus, LinkTarget, PDFFindController, PDFLinkService, PDFViewer } from "../../pdfjs/web/pdf_viewer.mjs";
import { finding } from "./pdf-find.js";
import { thumbnails } from "./pdf-thumbs.js";

const beside = (path) => new URL(path, import.meta.url).href;
const FACTORS = { smaller: 1 / 1.2, larger: 1.2 };
// Parts of a large file are fetched as they are needed; each is an entry of the journal or a count in one.
const PART = 512 * 1024;
const WHY = { PasswordException: "locked", InvalidPDFException: "broken", FormatError: "broken", ResponseException: "missing" };
// The labels are in the page, in its language; pdf.js would bring English ones.
const quiet = {
  getLanguage: () => "da",
  getDirection: () => "ltr",
  get: async () => "",
  translate: async () => {},
  translateOnce: async () => {},
  destroy: async () => {},
  pause() {},
  resume() {},
};

GlobalWorkerOptions.workerSrc = beside("../../pdfjs/build/pdf.worker.min.mjs");

function styles() {
  const wanted = ["../../pdfjs/web/pdf_viewer.css", "../pdf-viewer.css"].map(beside);
  return Promise.all(
    wanted
      .filter((href) => !document.querySelector(`link[href="${href}"]`))
      .map(
        (href) =>
          new Promise((done) => {
            const link = document.createElement("link");
            Object.assign(link, { rel: "stylesheet", href, onload: done, onerror: done });
            document.head.append(link);
          }),
      ),
  );
}

async function opened(url) {
  try {
    return await getDocument({
      url,
      isEvalSupported: false,
      enableXfa: false,
      disableAutoFetch: true,
      disableStream: true,
      rangeChunkSize: PART,
      cMapUrl: beside("../../pdfjs/cmaps/"),
      standardFontDataUrl: beside("../../pdfjs/standard_fonts/"),
      wasmUrl: beside("../../pdfjs/wasm/"),
      iccUrl: beside("../../pdfjs/iccs/"),
    }).promise;
  } catch (error) {
    throw Object.assign(new Error("no PDF", { cause: error }), { why: WHY[error.name] ?? "failed" });
  }
}

// The same on every page in its language, so that pages do not carry it.
async function framing(box) {
  const answer = await fetch(box.dataset.pdfView);
  if (!answer.ok) throw Object.assign(new Error(answer.statusText), { why: "failed" });
  const frame = new DOMParser().parseFromString(await answer.text(), "text/html").body.firstElementChild;
  frame.setAttribute("aria-label", box.dataset.pdfLabel);
  return document.adoptNode(frame);
}

function pages(viewer, bus, bar, count) {
  const field = bar.querySelector("[data-pdf-page]");
  const told = bar.querySelector("[data-pdf-count]");
  told.textContent = told.dataset.words.replace("{count}", count);
  const show = () => {
    field.value = viewer.currentPageNumber;
    bar.querySelector('[data-pdf-do="previous"]').setAttribute("aria-disabled", viewer.currentPageNumber <= 1);
    bar.querySelector('[data-pdf-do="next"]').setAttribute("aria-disabled", viewer.currentPageNumber >= count);
  };
  bus.on("pagechanging", show);
  show();
  field.addEventListener("change", () => {
    const wanted = Number.parseInt(field.value, 10);
    if (wanted >= 1 && wanted <= count) viewer.currentPageNumber = wanted;
    field.value = viewer.currentPageNumber;
  });
}

function scale(viewer, bus, bar) {
  const field = bar.querySelector("[data-pdf-scale]");
  const other = field.querySelector("[data-pdf-other]");
  field.addEventListener("change", () => {
    viewer.currentScaleValue = field.value;
  });
  bus.on("scalechanging", ({ scale: now, presetValue }) => {
    const known = [...field.options].find((each) => each !== other && each.value === (presetValue ?? String(now)));
    other.value = now;
    other.textContent = `${Math.round(now * 100)} %`;
    field.value = (known ?? other).value;
    other.hidden = Boolean(known);
    if (!known) other.selected = true;
  });
}

function acts(viewer, bar, box, find, thumbs) {
  const doing = {
    previous: () => viewer.previousPage(),
    next: () => viewer.nextPage(),
    smaller: () => viewer.updateScale({ scaleFactor: FACTORS.smaller }),
    larger: () => viewer.updateScale({ scaleFactor: FACTORS.larger }),
    thumbs: () => thumbs.toggle(),
    "find-next": () => find.again(false),
    "find-previous": () => find.again(true),
  };
  bar.addEventListener("click", (event) => doing[event.target.closest("[data-pdf-do]")?.dataset.pdfDo]?.());
  box.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "f") {
      event.preventDefault();
      find.begin();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, button")) return;
    const name = { ArrowLeft: "previous", ArrowRight: "next", "+": "larger", "-": "smaller" }[event.key];
    if (!name) return;
    event.preventDefault();
    doing[name]();
  });
}

export async function view(box) {
  const [file, frame] = await Promise.all([opened(box.dataset.pdf), framing(box), styles()]);
  box.append(frame);
  const bar = box.querySelector(".e-pdfbar");
  const container = box.querySelector("[data-pdf-pages]");
  const eventBus = new EventBus();
  const linkService = new PDFLinkService({ eventBus, externalLinkTarget: LinkTarget.BLANK });
  const findController = new PDFFindController({ eventBus, linkService });
  const viewer = new PDFViewer({
    container,
    eventBus,
    linkService,
    findController,
    l10n: quiet,
    annotationMode: AnnotationMode.ENABLE,
    removePageBorders: true,
  });
  linkService.setViewer(viewer);
  const thumbs = thumbnails(box, file, viewer, eventBus);
  const ready = new Promise((done) => eventBus.on("pagesinit", done, { once: true }));
  viewer.setDocument(file);
  linkService.setDocument(file);
  await ready;
  viewer.currentScaleValue = "page-width";
  const words = box.querySelector("[data-pdf-thumbs]").dataset.words;
  container.querySelectorAll(".page").forEach((page, index) => {
    page.setAttribute("aria-label", words.replace("{number}", index + 1));
  });
  pages(viewer, eventBus, bar, file.numPages);
  scale(viewer, eventBus, bar);
  acts(viewer, bar, box, finding(bar, eventBus), thumbs);
  new ResizeObserver(() => {
    if (["page-width", "page-fit"].includes(viewer.currentScaleValue)) viewer.currentScaleValue += "";
  }).observe(container);
}
