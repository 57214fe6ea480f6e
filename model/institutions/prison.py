"""Prisons: 117 places, each with its own readiness to hear a disclosure. Model prisons stand for no real one."""

import mesa
import numpy as np

from model.stages.disclosure import prison_refers
from model.survivor import Justice, justice, prison


class Prison(mesa.Agent):
    """One prison."""

    def __init__(self, model: mesa.Model, place: int) -> None:
        super().__init__(model)
        self.place = place

    @property
    def survivors_held(self) -> int:
        """Simulated survivors in this prison now, on remand or under sentence, identified or not."""
        people = self.model.survivors
        held = np.isin(people.level(justice), (Justice.ON_REMAND, Justice.IN_PRISON))
        return int((held & (people.level(prison) == self.place)).sum())

    @property
    def staff_refer(self) -> float:
        """The chance that staff here refer someone who discloses: 0 unless a lever makes them first responders."""
        return float(
            np.broadcast_to(self.model.world.at(prison_refers, self.model.now, prison), prison.size)[self.place]
        )
