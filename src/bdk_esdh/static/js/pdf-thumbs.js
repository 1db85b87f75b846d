// Small pictures of the pages, each drawn when it comes into view.
const WIDTH = 96;

async function draw(file, button) {
  const page = await file.getPage(Number(button.dataset.page));
  const whole = page.getViewport({ scale: 1 });
  const viewport = page.getViewport({ scale: (WIDTH / whole.width) * (window.devicePixelRatio || 1) });
  const canvas = button.querySelector("canvas");
  canvas.width = Math.floor(viewport.width);
  canvas.height = Math.floor(viewport.height);
  await page.render({ canvas, viewport }).promise;
}

export function thumbnails(box, file, viewer, bus) {
  const place = box.querySelector("[data-pdf-thumbs]");
  const opener = box.querySelector('[data-pdf-do="thumbs"]');
  const seen = new IntersectionObserver(
    (entries) => {
      for (const entry of entries.filter((each) => each.isIntersecting)) {
        seen.unobserve(entry.target);
        draw(file, entry.target);
      }
    },
    { root: place },
  );
  const mark = () => {
    for (const each of place.children) {
      if (Number(each.dataset.page) === viewer.currentPageNumber) {
        each.setAttribute("aria-current", "page");
        // Within the panel alone: scrollIntoView would move the page, too.
        if (each.offsetTop < place.scrollTop) place.scrollTop = each.offsetTop;
        const below = each.offsetTop + each.offsetHeight - place.clientHeight;
        if (below > place.scrollTop) place.scrollTop = below;
      } else each.removeAttribute("aria-current");
    }
  };
  const fill = () => {
    for (let number = 1; number <= file.numPages; number += 1) {
      const button = document.createElement("button");
      Object.assign(button, { type: "button", className: "e-pdfthumb" });
      button.dataset.page = number;
      button.setAttribute("aria-label", place.dataset.words.replace("{number}", number));
      const text = document.createElement("span");
      text.textContent = number;
      button.append(document.createElement("canvas"), text);
      place.append(button);
      seen.observe(button);
    }
  };
  place.addEventListener("click", (event) => {
    const button = event.target.closest("[data-page]");
    if (button) viewer.currentPageNumber = Number(button.dataset.page);
  });
  bus.on("pagechanging", () => {
    if (!place.hidden) mark();
  });
  return {
    toggle() {
      place.hidden = !place.hidden;
      opener.setAttribute("aria-expanded", String(!place.hidden));
      if (place.hidden) return;
      if (!place.children.length) fill();
      mark();
    },
  };
}
