"""Everything that can go wrong, each named for what it is. The command line prints the message and nothing else."""


class QuotesError(Exception):
    """The parent of all errors this package raises on purpose. Its text is one line for the person at the terminal."""


class ReadError(QuotesError):
    """An article could not be read. `place` names the file, and the line where there is one."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"{place}: {reason}")
        self.place = place
        self.reason = reason


class StoreError(QuotesError):
    """The database is locked, is no quotes database, or was written by a newer version."""


class PublishError(QuotesError):
    """A published file could not be made or found."""


class ReviewError(QuotesError):
    """A decision names a quotation, article or speaker that is not there, or more than one."""
