"""The calendar: days are counted from 1 January 2014, the first day that the model knows."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

ORIGIN = date(2014, 1, 1)
LAST_YEAR = 2035


def day_of(when: date) -> float:
    """Return the day number of a date."""
    return float((when - ORIGIN).days)


def date_of(day: float) -> date:
    """Return the date of a day number."""
    return ORIGIN + timedelta(days=int(day))


@dataclass(frozen=True)
class Calendar:
    """A run from 1 January 2014 to the end of `last_year` in ticks of `tick` days, the last one cut short."""

    last_year: int = 2023
    tick: int = 7

    def __post_init__(self) -> None:
        if not ORIGIN.year <= self.last_year <= LAST_YEAR:
            raise ValueError(f"the last year must lie between {ORIGIN.year} and {LAST_YEAR}, not {self.last_year}")
        if self.tick < 1:
            raise ValueError(f"a tick lasts at least one day, not {self.tick}")

    @property
    def years(self) -> range:
        """The calendar years, first to last."""
        return range(ORIGIN.year, self.last_year + 1)

    @property
    def year_starts(self) -> NDArray[np.float64]:
        """First day of every year and of the year after the last (shape [years + 1])."""
        return np.array([day_of(date(y, 1, 1)) for y in (*self.years, self.last_year + 1)])

    @property
    def quarter_starts(self) -> NDArray[np.float64]:
        """First day of every quarter of a year (shape [4 years])."""
        return np.array([day_of(date(y, month, 1)) for y in self.years for month in (1, 4, 7, 10)])

    @property
    def end(self) -> float:
        """The day after the last."""
        return day_of(date(self.last_year + 1, 1, 1))

    @property
    def boundaries(self) -> NDArray[np.float64]:
        """The days on which a tick begins, and the end (shape [ticks + 1])."""
        return np.append(np.arange(0.0, self.end, self.tick), self.end)
