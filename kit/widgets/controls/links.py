"""Links from one notebook to another that open beside it, without loading the page anew."""

from kit.widgets.controls.control import Control


class Links(Control):
    """Nothing to see: a link in a step does what its twin does in the text that the step was read in.

    That text is the page's own output: JupyterLab has worked out where its links lead, whatever folder it serves, and
    opens them as tabs. A link inside a widget is foreign to it. Where there is no twin, a link stays a plain link.
    """
