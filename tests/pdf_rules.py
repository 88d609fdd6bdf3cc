"""The rules of PDF/UA-1 that a program can check, and what a PDF can lack of them."""

import io
import re
from itertools import pairwise

import pikepdf


def elements(node):
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from elements(child)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield node
        yield from elements(node.get("/K", pikepdf.Array()))


def faults(pdf: bytes) -> list[str]:
    """What of the rules of PDF/UA-1 that a program can check does not hold; empty when all do."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        root, found = document.Root, []
        tags = list(elements(root.StructTreeRoot.K)) if "/StructTreeRoot" in root else []
        kinds = [str(tag.S) for tag in tags]
        levels = [int(kind[2]) for kind in kinds if re.fullmatch("/H[1-6]", kind)]
        with document.open_metadata() as metadata:
            says = metadata.get("{http://www.aiim.org/pdfua/ns/id/}part") == "1" and bool(metadata.get("dc:title"))
        rules = {
            "it is tagged": bool(tags) and bool(root.get("/MarkInfo", {}).get("/Marked")),
            "it says its language": "/Lang" in root,
            "it says that it is PDF/UA, and its title": says,
            "a window shows the title": bool(root.get("/ViewerPreferences", {}).get("/DisplayDocTitle")),
            "headings begin at 1 and leave no level out": levels[:1] == [1]
            and all(after <= before + 1 for before, after in pairwise(levels)),
            "every figure has its words": all(tag.get("/Alt") for tag in tags if tag.S == "/Figure"),
            "tables have heads": kinds.count("/TH") > 0 if "/Table" in kinds else True,
            "items of lists have a sign or a body": all(
                {str(child.S) for child in tag.K if "/S" in child} <= {"/Lbl", "/LBody"}
                for tag in tags
                if tag.S == "/LI"
            ),
            "pages go by their structure": all(one.get("/Tabs") == "/S" for one in document.pages if "/Annots" in one),
            "letters are in the file": all(
                "/FontDescriptor" in font or "/DescendantFonts" in font
                for one in document.pages
                for _, font in one.Resources.get("/Font", {}).items()
            ),
        }
        found += [rule for rule, holds in rules.items() if not holds]
    return found


SPOILT = {
    "its language": lambda document: document.Root.__delitem__("/Lang"),
    "its tags": lambda document: document.Root.__delitem__("/StructTreeRoot"),
    "that a window shows the title": lambda document: document.Root.__delitem__("/ViewerPreferences"),
    "a figure's words": lambda document: next(
        tag for tag in elements(document.Root.StructTreeRoot.K) if tag.S == "/Figure"
    ).__delitem__("/Alt"),
    "a heading": lambda document: next(
        tag for tag in elements(document.Root.StructTreeRoot.K) if tag.S == "/H2"
    ).__setitem__("/S", pikepdf.Name("/H4")),
}
