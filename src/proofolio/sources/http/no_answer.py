"""Why a request over HTTP brought no answer that can be used; pure."""

from enum import Enum


class Reason(Enum):
    """What happened, in words that follow `HOST could not be reached: `."""

    LATE = "it did not answer in time"
    LOST = "the connection failed"
    NO_HOST = "there is no host of this name"
    CERTIFICATE = "its certificate could not be verified"
    MALFORMED = "its answer is not HTTP that can be read"
    CIRCLES = "it redirects in circles"
    BAD_ADDRESS = "it leads to what is not a web address"
    PRIVATE = "it leads into a private network, which a link may not"
    PROXY = "the proxy that is set is not one that speaks HTTP"
    TOO_LARGE = "its answer is too large"


class NoAnswerError(Exception):
    """There is no answer, or none that can be used; turned into a `SourceError` by whoever asked."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason
