"""The tags by which screen readers read a PDF; kept, because what is published must be accessible to all.

Source: lov om tilgængelighed af offentlige organers websteder og mobilapplikationer § 3. Kept are the kinds
of the elements, their order and layout, their language and the texts that stand for pictures (/Alt). Those
texts are read out to the public, so they are reported to whoever releases the file, and the release check
searches them. Titles, expansions, replacement texts, attributes made by programs, and references to
annotations and attached files go.
"""

from typing import Any

import pikepdf

from bdk_esdh.files.scrubbing.resources import keep_only

ROOT_KEYS = ("/Type", "/K", "/ParentTree", "/ParentTreeNextKey", "/RoleMap")
ELEMENT_KEYS = ("/Type", "/S", "/P", "/K", "/Pg", "/Lang", "/Alt", "/A")
REFERENCE_KEYS = ("/Type", "/Pg", "/MCID", "/Stm")
LAYOUT_OWNERS = ("/Layout", "/List", "/Table", "/PrintField")
SUMMARY = "/Summary"
TREE_KEYS = ("/Kids", "/Nums", "/Limits")
ELEMENTS = 1_000_000


class Structure:
    """Scrubs a structure tree in place and collects the texts that stand for pictures."""

    def __init__(self) -> None:
        """Begin with nothing seen."""
        self.alternative_texts: list[str] = []
        self._seen: set[tuple[int, int]] = set()

    def scrub(self, root: pikepdf.Object) -> None:
        """Keep what is on the lists. Works through a heap of its own: trees of a long document are deep."""
        keep_only(root, ROOT_KEYS)
        roles = root.get("/RoleMap")
        if isinstance(roles, pikepdf.Dictionary):
            keep_only(roles, [key for key in roles.keys() if isinstance(roles.get(key), pikepdf.Name)])  # noqa: SIM118
        waiting = [root.get("/K"), *self._parents(root.get("/ParentTree"))]
        while waiting:
            waiting += self._scrub_one(waiting.pop())

    def _scrub_one(self, thing: Any) -> list[Any]:
        """Scrub an element or a reference, and return what lies below it."""
        if isinstance(thing, pikepdf.Array):
            return [inner for inner in thing if isinstance(inner, pikepdf.Object)]
        if not isinstance(thing, pikepdf.Dictionary) or self._known(thing):
            return []
        if thing.get("/Type") == "/OBJR":
            keep_only(thing, ())
            return []
        if "/S" not in thing:
            keep_only(thing, REFERENCE_KEYS)
            return []
        keep_only(thing, ELEMENT_KEYS)
        self._scrub_attributes(thing)
        if isinstance(thing.get("/Alt"), pikepdf.String):
            self.alternative_texts.append(str(thing["/Alt"]))
        below = thing.get("/K")
        return [below] if isinstance(below, pikepdf.Object) else []

    def _scrub_attributes(self, element: pikepdf.Object) -> None:
        """Keep attributes of layout, lists and tables; a table's summary is text that nobody sees."""
        found = element.get("/A")
        if found is None:
            return
        owners = list(found) if isinstance(found, pikepdf.Array) else [found]
        kept = [
            one for one in owners if isinstance(one, pikepdf.Dictionary) and one.get("/O") in LAYOUT_OWNERS
        ]
        for one in kept:
            for key in [key for key in one.keys() if isinstance(one.get(key), pikepdf.String)]:  # noqa: SIM118
                del one[key]
        element["/A"] = pikepdf.Array(kept)

    def _parents(self, tree: Any) -> list[Any]:
        """Return the values of the number tree that leads from content back to elements."""
        waiting, values = [tree], []
        while waiting:
            node = waiting.pop()
            if not isinstance(node, pikepdf.Dictionary) or self._known(node):
                continue
            keep_only(node, TREE_KEYS)
            waiting += list(node.get("/Kids", pikepdf.Array()))
            values += [one for one in node.get("/Nums", pikepdf.Array()) if isinstance(one, pikepdf.Object)]
        return values

    def _known(self, thing: pikepdf.Object) -> bool:
        if not thing.is_indirect:
            return False
        known = thing.objgen in self._seen
        self._seen.add(thing.objgen)
        return known
