"""The palette: colours, marks and dashes of all pictures, those of the Analysis Function in its order.

Dark blue, dark pink and grey hardly differ for those who see no colour, so series also differ in mark or dash, and
carry their names beside them.
"""

from dataclasses import dataclass

BLUE, TURQUOISE, PINK, ORANGE, GREY, PURPLE = "#12436D", "#28A197", "#801650", "#F46A25", "#3D3D3D", "#A285D1"
"""The Analysis Function palette, in its order."""
BASELINE, SCENARIO, PUBLISHED = BLUE, TURQUOISE, PINK
INK, QUIET, GRID = "#1D1D1D", "#595959", "#DADADA"
MOST = 4
"""Categories that can be told apart in one picture."""


@dataclass(frozen=True)
class Style:
    """How a series of a picture looks: colour, its mark as a letter and as Plotly calls it, dashes and hatching."""

    colour: str
    letter: str
    symbol: str
    dash: str
    hatching: str


STYLES = (
    Style(BLUE, "●", "circle", "solid", ""),
    Style(TURQUOISE, "■", "square", "dash", "/"),
    Style(PINK, "◆", "diamond", "dot", "x"),
    Style(ORANGE, "▲", "triangle-up", "dashdot", "."),
)
"""Of the first series, the second, and so on."""


def styles(number: int) -> tuple[Style, ...]:
    """Return the looks of so many series. Raises ValueError for more than can be told apart: MOST."""
    if number > MOST:
        raise ValueError(f"{number} categories in one picture: at most {MOST} can be told apart; split it")
    return STYLES[:number]


def faint(colour: str, opacity: float) -> str:
    """Return a colour of the palette, seen through: for bands."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity:g})"
