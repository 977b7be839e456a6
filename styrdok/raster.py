"""Our own SVG drawings as PNG pictures, for Word, slides and mail.

Drawn with Source Sans (SIL OFL 1.1) that the extra ``office`` brings along, never with the fonts of the machine, so
that equal drawings give equal bytes.
"""

from pathlib import Path

from styrdok.errors import MissingDependency

_FONT = "Source Sans Pro"
_FACES = ("Regular", "Bold", "It")


def as_png(svg: str, zoom: float = 2.0) -> bytes:
    """The drawing, ``zoom`` pixels for each of its units, on white.

    Raises :class:`~styrdok.errors.MissingDependency` where the extra ``office`` is not installed.
    """
    try:
        import resvg_py
        from font_source_sans_pro import font_directory
    except ImportError as problem:
        raise MissingDependency(
            f"Pictures in PNG need {problem.name}, which is not installed.", "Install it: pip install 'styrdok[office]'"
        ) from problem
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
