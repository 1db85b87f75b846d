// What a text may consist of. The server decides (kernel/clean_html.py); this is the same list.
import Image from "@tiptap/extension-image";
import { Table, TableCell, TableHeader, TableRow } from "@tiptap/extension-table";
import StarterKit from "@tiptap/starter-kit";

export const ADDRESS = /^(https?:\/\/[^\s/]|mailto:\S|tel:[+0-9]|\/(?![/\\]))[^\s\\]*$/;

// Without the widths of columns, which the editor would write as a style.
const PlainTable = Table.extend({ renderHTML: () => ["table", ["tbody", 0]] });
const spans = { colspan: { default: 1 }, rowspan: { default: 1 } };
const Cell = TableCell.extend({ addAttributes: () => spans });
const Header = TableHeader.extend({ addAttributes: () => spans });

function ownImages(base) {
  return Image.extend({
    parseHTML: () => [
      { tag: "img[src]", getAttrs: (node) => (base && node.getAttribute("src").startsWith(base) ? null : false) },
    ],
  }).configure({ inline: true, allowBase64: false });
}

export function extensions(base) {
  return [
    StarterKit.configure({
      code: false,
      codeBlock: false,
      strike: false,
      underline: false,
      dropcursor: false,
      heading: { levels: [2, 3] },
      link: {
        openOnClick: false,
        HTMLAttributes: { rel: null, target: null },
        isAllowedUri: (address) => ADDRESS.test(address),
      },
    }),
    PlainTable.configure({ resizable: false }),
    TableRow,
    Header,
    Cell,
    ownImages(base),
  ];
}
