"""Police forces: 43 areas, each with investigators who work the cases against exploiters in the order recorded.

Model forces are numbered by size and stand for no real one: practice is not published by force, and a model that
ranked real forces by weakness would be a map for exploiters.
"""

import mesa

from model.stages.investigation import investigation


class PoliceForce(mesa.Agent):
    """One force area and its share of the desk that all forces' cases pass over."""

    def __init__(self, model: mesa.Model, area: int) -> None:
        super().__init__(model)
        self.area = area

    @property
    def investigators(self) -> float:
        """Members of staff on these cases now, at the scale of the run."""
        return float(self.model.servers[investigation].staff()[self.area])

    @property
    def backlog(self) -> int:
        """Cases of this area not yet concluded."""
        return int((self.model.servers[investigation].desk.place == self.area).sum())
