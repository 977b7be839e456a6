"""Our own SVG drawings as PNG pictures, for Word, slides and mail.

Drawn with Source Sans (SIL OFL 1.1) that is installed along, never with the fonts of the machine, so
that equal drawings give equal bytes.
"""

from pathlib import Path

_FONT = "Source Sans Pro"
_FACES = ("Regular", "Bold", "It")


def as_png(svg: str, zoom: float = 2.0) -> bytes:
    """The drawing, ``zoom`` pixels for each of its units, on white."""
    import resvg_py
    from font_source_sans_pro import font_directory

    faces = [str(Path(font_directory) / f"SourceSansPro-{face}.ttf") for face in _FACES]
    return resvg_py.svg_to_bytes(
        svg_string=svg,
        zoom=zoom,
        background="#ffffff",
        skip_system_fonts=True,
        font_files=faces,
        font_family=_FONT,
        sans_serif_family=_FONT,
    )
