"""A link as a QR picture, to be printed or shown on a screen."""

from io import BytesIO

import segno

SCALE = 10
"""Pixels for a module: a link of an invite becomes some 400 pixels, legible from a printed sheet."""


def qr_png(link: str) -> bytes:
    content = BytesIO()
    segno.make(link, error="m", micro=False).save(content, kind="png", scale=SCALE, border=4)
    return content.getvalue()
