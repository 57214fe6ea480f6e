"""Labels beside the ends of lines: none touches another, all stay in the picture, none is like another."""

from itertools import pairwise

import numpy as np
import pytest

from experiments.end_labels import GAP, LETTERS, LINE, MOST_LINES, end_labels, end_of, in_a_line, room
from experiments.palette import STYLES

LONG = "firewall between police and immigration enforcement"
NAMES = ("today's system", LONG, f"{LONG}, half", "<b>prison</b> staff")


def placed(names, values, bottom=0.0, top=100.0, pixels=240):
    """Return the lower and upper edge of each label in pixels, lowest first, and their texts."""
    ends = [end_of(name, look, value) for name, look, value in zip(names, STYLES, values, strict=False)]
    notes = end_labels(ends, bottom, top, pixels)
    edges = []
    for note in notes:
        middle = (note["y"] - bottom) / (top - bottom) * pixels
        half = LINE * (1 + note["text"].count("<br>")) / 2
        edges.append((middle - half, middle + half))
    return edges, [note["text"] for note in notes]


@pytest.mark.parametrize("seed", range(50))
def test_labels_never_touch_and_stay_in_the_picture(seed):
    luck = np.random.default_rng(seed)
    top = float(luck.choice([0.01, 1.0, 5e6]))
    bottom = -top * float(luck.random())
    values = np.where(luck.random() < 0.3, top, luck.uniform(bottom, top, 4))  # some end at one height
    edges, _ = placed(NAMES, values.tolist(), bottom, top)
    for (_, below), (above, _) in pairwise(edges):
        assert above - below >= GAP - 1e-6
    assert edges[0][0] >= -1e-6 and edges[-1][1] <= 240 + 1e-6


def test_a_label_stands_where_its_line_ends_if_no_other_does():
    edges, texts = placed(("a", "b"), (20.0, 80.0))
    assert [sum(edge) / 2 for edge in edges] == pytest.approx([48.0, 192.0])
    assert [text[-1] for text in texts] == ["a", "b"]
    edges, _ = placed(("a", "b"), (50.0, 50.0))
    assert sum(map(sum, edges)) / 4 == pytest.approx(120.0)  # side by side about where both end
    assert end_labels([], 0.0, 1.0, 100) == []


def test_names_are_cut_but_never_to_the_same_and_run_nothing():
    _, texts = placed(NAMES, (1.0, 2.0, 3.0, 4.0))
    assert len(set(texts)) == 4 and "…enforcement" in texts[1] and "…half" in texts[2]
    assert "&lt;b&gt;" in texts[3] and "<b>" not in texts[3]
    assert all(text.count("<br>") < MOST_LINES for text in texts)
    assert len(set(in_a_line(NAMES))) == 4 and max(map(len, in_a_line(NAMES))) <= 18
    assert room(["Baseline"]) < room([LONG]) <= 26 + 6.4 * LETTERS + 1
