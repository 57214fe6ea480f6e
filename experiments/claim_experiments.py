"""Every causal claim: tried by an experiment, shown with another claim, or left out of the model with a reason."""

from experiments.claims.after import SETTLING
from experiments.claims.cases import CASES
from experiments.claims.custody import CUSTODY
from experiments.claims.experiment import Experiment
from experiments.claims.migration import MIGRATION
from experiments.claims.police import POLICE

EXPERIMENTS: tuple[Experiment, ...] = tuple(
    sorted((*POLICE, *MIGRATION, *CASES, *CUSTODY, *SETTLING), key=lambda experiment: experiment.claim)
)
"""One a claim."""
MERGED: dict[str, str] = {}
"""Claims shown by the experiment of another."""
LEFT_OUT: dict[str, str] = {
    "C59": "acts in the model, where each prison has its own readiness to hear a disclosure "
    "(`disclosure.prison_spread`), but outcomes are not counted prison by prison",
}
"""Claims without an experiment, and why."""
