"""The picture of a headline: by how much some outcomes differ from the baseline, year by year."""

import numpy as np

from experiments.charts import Chart
from experiments.comparison.difference import difference
from experiments.headlines.headline import Drawn, Headline
from experiments.headlines.period import FIRST_YEAR
from experiments.line_chart import Line, line_chart
from experiments.study import Study, Values


def picture(headline: Headline, study: Study) -> Chart:
    """Return the mean paired difference over draws in per cent of the baseline's mean, with two standard errors."""
    return line_chart(
        headline.key, [str(year) for year in _years(study)], "year", "more than in the baseline, mean over draws",
        [_line(study, drawn) for drawn in headline.drawn],
    )  # fmt: skip


def _years(study: Study) -> range:
    """Return the years drawn: the last one without levers, and those with them."""
    return range(FIRST_YEAR - 1, study.plan.last_year + 1)


def _line(study: Study, drawn: Drawn) -> Line:
    since = FIRST_YEAR - 1 - study.plan.first_year
    base, own = (study.row(i, drawn.outcome, drawn.group)[:, since:] for i in (0, drawn.comparison))
    gaps, level = difference(own, base), base.mean(axis=0)
    error = gaps.std(axis=0, ddof=1) / np.sqrt(len(gaps))
    return Line(drawn.label, _per_cent(gaps.mean(axis=0), level), _per_cent(2.0 * error, level))


def _per_cent(values: Values, level: Values) -> tuple[float, ...]:
    shares = np.divide(100.0 * values, level, out=np.zeros(values.shape), where=level > 0)
    return tuple(shares.tolist())
