"""Police forces: 43 areas, each with investigators who work the cases against exploiters in the order recorded.

Model forces are numbered by size and stand for no real one: practice is not published by force, and a model that
ranked real forces by weakness would be a map for exploiters.
"""

import mesa
import numpy as np
from numpy.typing import NDArray

from model.evidence import Assumption, Parameter
from model.facts import number
from model.institutions.desk import Desk
from model.priors import LogNormal
from model.survivor import FORCES

investigators = Parameter(
    "investigators working on modern slavery cases at any time, all forces",
    unit="members of staff",
    prior=LogNormal(150, 800),
    evidence=Assumption("not published; live investigations are a target, so the prior is vague"),
)
investigation_days = Parameter(
    "mean time of one investigator that an investigation takes",
    unit="days",
    prior=LogNormal(20, 150),
    evidence=Assumption("financial and digital evidence takes many months; no working time published", facts=("S028",)),
)


def size_of_forces() -> NDArray[np.float64]:
    """Return the share of each force in all referrals, smallest first (shape [43]).

    Log-normal order statistics with the published median and quartiles; the largest force as published.
    """
    from model.chance import exp, log, normal_quantile

    median, lower, upper = number("F131.median"), number("F131.lower_quartile"), number("F131.upper_quartile")
    spread = (log(upper) - log(lower)) / (2 * normal_quantile(0.75))
    ranks = (np.arange(FORCES - 1) + 0.5) / (FORCES - 1)
    sizes = [median * exp(spread * normal_quantile(u)) for u in ranks] + [number("F131.maximum")]
    return np.array(sizes) / sum(sizes)


class PoliceForce(mesa.Agent):
    """One force area and its share of the desk that all forces' cases pass over."""

    def __init__(self, model: mesa.Model, area: int, share: float, desk: Desk) -> None:
        super().__init__(model)
        self.area = area
        self.share = share
        self._desk = desk

    @property
    def investigators(self) -> float:
        """Members of staff on these cases now, at the scale of the run."""
        return self.share * self.model.world.one(investigators, self.model.now) / self.model.scale

    @property
    def backlog(self) -> int:
        """Cases of this area not yet concluded."""
        return int((self._desk.place == self.area).sum())
