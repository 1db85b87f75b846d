// A section that waits for background work says so by data-renew="seconds": it is fetched anew until it no longer
// waits. Without a script, its own link does the same. What has not changed is left alone, and so is the focus.
async function fetched(section) {
  try {
    const answer = await fetch(location.href, { credentials: "same-origin" });
    if (!answer.ok || answer.redirected) return null;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return page.getElementById(section.id);
  } catch {
    return null; // no network for a moment: the next round tries again
  }
}

// The section itself stays: it is a live region, and what is new in it is read aloud.
async function renewed(section) {
  if (document.hidden || section.contains(document.activeElement)) return;
  const fresh = await fetched(section);
  if (!fresh || fresh.dataset.renew) return;
  delete section.dataset.renew;
  section.replaceChildren(...fresh.childNodes);
}

export function renew(root) {
  for (const section of root.querySelectorAll("[data-renew][id]")) {
    const again = async () => {
      await renewed(section);
      if (section.dataset.renew) setTimeout(again, section.dataset.renew * 1000);
    };
    setTimeout(again, section.dataset.renew * 1000);
  }
}
