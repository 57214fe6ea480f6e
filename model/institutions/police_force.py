"""Police forces: 43 areas, each with investigators who work the cases against exploiters in the order recorded.

Model forces are numbered by size and stand for no real one: practice is not published by force, and a model that
ranked real forces by weakness would be a map for exploiters.
"""

import mesa

from model.capacity import investigators
from model.institutions.desk import Desk


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
        return float(self.share * self.model.world.one(investigators, self.model.now) / self.model.scale)

    @property
    def backlog(self) -> int:
        """Cases of this area not yet concluded."""
        return int((self._desk.place == self.area).sum())
