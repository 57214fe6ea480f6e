"""The competent authority: caseworkers who make the decisions of the National Referral Mechanism."""

import mesa

from model.stages.grounds import conclusive_queue


class CompetentAuthority(mesa.Agent):
    """The national queue for conclusive-grounds decisions, and the caseworkers who serve it."""

    @property
    def waiting(self) -> int:
        """Simulated people in the queue for a conclusive-grounds decision, those who left since included."""
        return int(self.model.servers[conclusive_queue].waiting.size)
