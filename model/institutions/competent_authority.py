"""The competent authorities: caseworkers who make the decisions of the National Referral Mechanism."""

import mesa

from model.queues import Queue


class CompetentAuthority(mesa.Agent):
    """One authority and its queue of conclusive-grounds decisions; the second has had work since November 2021."""

    def __init__(self, model: mesa.Model, queue: Queue) -> None:
        super().__init__(model)
        self.queue = queue

    @property
    def waiting(self) -> int:
        """Simulated people in the queue for a conclusive-grounds decision, those who left since included."""
        return int(self.model.servers[self.queue].waiting.size)
