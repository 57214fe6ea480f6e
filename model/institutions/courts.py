"""Courts: one national list of trials of exploiters, held in a limited number of courtrooms."""

import mesa
import numpy as np

from model.capacity import courtrooms
from model.institutions.desk import Desk


class Courts(mesa.Agent):
    """The courts and the cases ready for trial."""

    def __init__(self, model: mesa.Model, desk: Desk) -> None:
        super().__init__(model)
        self._desk = desk

    @property
    def capacity(self) -> float:
        """Courtrooms at the scale of the run."""
        return float(self.model.world.one(courtrooms, self.model.now) / self.model.scale)

    @property
    def waiting(self) -> int:
        """Defendants ready for trial or on trial."""
        return int(np.size(self._desk.case))
