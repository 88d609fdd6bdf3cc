"""Words closed like an envelope: not readable at a glance, opened by whoever reads the file with the kit.

This keeps an answer from being seen by chance. It is no encryption, and does not claim to be.
"""

from base64 import b64decode, urlsafe_b64encode
from hashlib import sha256

MARK = "sealed:"
_NONCE = 6
_BLOCK = 24  # so that the length of `true` and `false` tells nothing


def seal(words: str, place: str) -> str:
    """Return the words sealed; the same words look different at another place, and the same at the same place."""
    nonce = sha256(f"{place}\0{words}".encode()).digest()[:_NONCE]
    raw = words.encode()
    return MARK + urlsafe_b64encode(nonce + _mixed(raw + b"\0" * (-len(raw) % _BLOCK), nonce)).decode()


def unseal(words: str) -> str:
    """Return what was sealed; words that never were stay as they are; raise ValueError for a seal that is broken."""
    if not words.startswith(MARK):
        return words
    try:
        raw = b64decode(words.removeprefix(MARK), altchars="-_", validate=True)
        return _mixed(raw[_NONCE:], raw[:_NONCE]).rstrip(b"\0").decode()
    except ValueError:  # base64 and UTF-8 complain with it alike
        raise ValueError("these sealed words are broken; take them from the original again") from None


def _mixed(raw: bytes, nonce: bytes) -> bytes:
    blocks = (sha256(nonce + number.to_bytes(4, "big")).digest() for number in range(len(raw) // 32 + 1))
    return bytes(one ^ other for one, other in zip(raw, b"".join(blocks), strict=False))
