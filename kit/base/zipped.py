"""Files as a zip that is the same whenever they are the same."""

from collections.abc import Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo


def zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Return a zip of files in this order, each given by its path in the zip."""
    held = BytesIO()
    with ZipFile(held, "w") as archive:
        for path, content in files:
            archive.writestr(ZipInfo(path), content, ZIP_DEFLATED)  # without a date it says 1980
    return held.getvalue()
