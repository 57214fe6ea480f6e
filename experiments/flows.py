"""Flows: how many people go from one stage to the next over the years of a run, for the picture of journeys."""

from model import decided, defence, gates
from model.junctions import referring
from model.rules import Event
from model.simulation import SurvivorJourneys
from model.stages import arrest, defendant, disclosure, grounds, supervision
from model.survivor import Responder

SOURCES = {
    Responder.POLICE: "Police",
    Responder.GOVERNMENT_AGENCY: "Government agencies",
    Responder.LOCAL_AUTHORITY: "Local authorities",
    Responder.CHARITY: "Charities",
    Responder.PRISON: "Prison staff",
}
REFERRED = "Referred to the NRM"
ARRESTED = "Arrested"
Flows = dict[tuple[str, str], float]
"""People by (from, to)."""


def read_flows(sim: SurvivorJourneys) -> Flows:
    """Return the flows of all years of a run, at national scale; what is left over at the end is said to wait."""

    def total(event: Event) -> float:
        return float(sim.survivors.count(event).sum()) * sim.scale

    flows = {(name, REFERRED): total(referring.referrals_by[by]) for by, name in SOURCES.items()}
    referred, first, positive = total(referring.referrals), total(grounds.rg_decisions), total(decided.rg_positive)
    flows[REFERRED, "Reasonable grounds"] = positive
    flows[REFERRED, "No reasonable grounds"] = first - positive
    flows[REFERRED, "Awaiting first decision"] = referred - first
    concluded, confirmed, left = total(grounds.cg_decisions), total(decided.cg_positive), total(grounds.left_queue)
    flows["Reasonable grounds", "Confirmed as a victim"] = confirmed
    flows["Reasonable grounds", "Not confirmed"] = concluded - confirmed
    flows["Reasonable grounds", "Left before the decision"] = left
    flows["Reasonable grounds", "Awaiting conclusive decision"] = positive - concluded - left
    arrested, charged = total(arrest.arrests), total(defendant.charges)
    flows[ARRESTED, "Charged"] = charged
    flows[ARRESTED, "Not charged"] = arrested - charged
    convicted, imprisoned = total(defence.convictions), total(gates.imprisonments) - total(supervision.reimprisoned)
    accepted = total(defence.section_45_accepted)
    flows["Charged", "Section 45 accepted"] = accepted
    flows["Charged", "Convicted"] = convicted
    flows["Charged", "Acquitted or pending"] = charged - convicted - accepted
    flows["Convicted", "Imprisoned"] = imprisoned
    flows["Convicted", "Other sentence"] = convicted - imprisoned
    flows["Imprisoned", "Disclosed to prison staff"] = min(total(disclosure.disclosed), imprisoned)
    return {pair: max(0.0, people) for pair, people in flows.items()}
