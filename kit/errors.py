"""The one family of errors that people who teach, learn or adapt will ever meet."""


class KitError(Exception):
    """Something that came from a person or a disk and cannot be used, said in one sentence.

    The sentence names the file, the place in it, what came and what is allowed.
    In a notebook only the sentence shows: whoever reads it needs no traceback.
    """

    def _render_traceback_(self) -> list[str]:
        """Return the lines that IPython prints in place of a traceback."""
        return [str(self)]


class TableError(KitError):
    """A table that cannot be read as dimensions by models."""


class ContentError(KitError):
    """A lesson, a source or another content file that breaks its form."""


class JournalError(KitError):
    """An answer that could not be saved or read."""


class HandInError(KitError):
    """A hand-in that could not be made, or a file that is none."""


class VoteError(KitError):
    """A vote that cannot be counted, or a round that cannot be changed or shown."""
