// Brings what word processors put on the clipboard to the elements that a text has.
const SAME = { H1: "h2", H4: "h3", H5: "h3", H6: "h3" };

function renamed(element, name) {
  const other = document.createElement(name);
  other.append(...element.childNodes);
  element.replaceWith(other);
}

// Word writes an item of a list as a paragraph whose style says so, with the sign of the list in it as text.
function listed(page) {
  let list = null;
  let last = null;
  for (const item of page.querySelectorAll('p[data-style*="mso-list"]')) {
    const signs = item.querySelectorAll('[data-style*="mso-list:Ignore"], [data-style*="mso-list: Ignore"]');
    const numbered = /^\s*\d/.test(signs[0]?.textContent ?? "");
    signs.forEach((sign) => sign.remove());
    const follows = last && item.previousElementSibling === list && list.tagName === (numbered ? "OL" : "UL");
    if (!follows) {
      list = document.createElement(numbered ? "ol" : "ul");
      item.before(list);
    }
    last = document.createElement("li");
    last.append(...item.childNodes);
    list.append(last);
    item.remove();
  }
}

export function tidied(html) {
  // A style that is only parsed is already against the policy of the page: it waits under another name.
  const quiet = html
    .replace(/<style[\s\S]*?(<\/style\s*>|$)/gi, "")
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle\s*=/gi, " data-style="));
  const page = new DOMParser().parseFromString(quiet, "text/html");
  for (const each of page.querySelectorAll("script, style, title, meta, link, xml")) each.remove();
  listed(page);
  for (const each of page.querySelectorAll("h1, h4, h5, h6")) renamed(each, SAME[each.tagName]);
  for (const each of page.querySelectorAll("p")) {
    if (!each.textContent.trim() && !each.querySelector("img")) each.remove();
  }
  for (const each of page.querySelectorAll("[data-style], [class], [id]")) {
    for (const name of ["data-style", "class", "id"]) each.removeAttribute(name);
  }
  return page.body.outerHTML;
}
