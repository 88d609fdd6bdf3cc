"""The parts that steps and figures are put together from: labelled, breaking where the page is narrow, closable."""

import ipywidgets as widgets


def close(widget: widgets.Widget) -> None:
    """Close a widget and all that is in it: ipywidgets keeps every widget for ever otherwise."""
    for child in getattr(widget, "children", ()):
        close(child)
    for part in (getattr(widget, "layout", None), getattr(widget, "style", None)):
        if isinstance(part, widgets.Widget):
            part.close()
    widget.close()


def html(words: str = "") -> widgets.HTML:
    """Return a piece of HTML that can change."""
    return widgets.HTML(words)


def box(children: list[widgets.Widget]) -> widgets.VBox:
    """Return parts that belong together, with a line round them."""
    parts = widgets.VBox(children)
    parts.add_class("kit-box")
    return parts


def row(children: list[widgets.Widget]) -> widgets.Box:
    """Return parts in a row that breaks where the page is narrow."""
    parts = widgets.Box(children)
    parts.add_class("kit-row")
    return parts


def dropdown(label: str, options: list[tuple[str, object]], value: object = "") -> widgets.Dropdown:
    """Return a dropdown with its label beside it. (`None` as a value would show as nothing chosen.)"""
    return widgets.Dropdown(description=label, options=options, value=value, style={"description_width": "auto"})


def button(label: str, main: bool = True) -> widgets.Button:
    """Return a button; a main one stands out."""
    return widgets.Button(description=label, button_style="primary" if main else "", layout={"width": "auto"})
