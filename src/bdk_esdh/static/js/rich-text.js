// Fields for text with structure become an editor; its code is large, and fetched only where there is such a field.
export async function richText(root) {
  const fields = root.querySelectorAll("[data-rich-text]");
  if (!fields.length) return;
  const { edit } = await import("../../editor/editor.js");
  fields.forEach(edit);
}
