"""Courts: one national list of trials of exploiters, held in a limited number of courtrooms."""

import mesa

from model.stages.trial import trial


class Courts(mesa.Agent):
    """The courts and the cases ready for trial."""

    @property
    def capacity(self) -> float:
        """Courtrooms at the scale of the run."""
        return float(self.model.servers[trial].staff()[0])

    @property
    def waiting(self) -> int:
        """Defendants ready for trial or on trial."""
        return int(self.model.servers[trial].waiting.size)
