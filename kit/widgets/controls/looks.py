"""The looks of one page: a stylesheet that comes with its live steps, once, and stands in no notebook."""

import anywidget


class Looks(anywidget.AnyWidget):
    """Nothing to see. A page's own subclass names the stylesheet in `_css`; anywidget knows it by the subclass."""

    _esm = "export default { render({ el }) { el.hidden = true; } };"
