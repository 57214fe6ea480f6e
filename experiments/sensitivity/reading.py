"""The plan file of a study read: the study it makes, or all that is wrong with it, one sentence a mistake."""

from collections.abc import Mapping
from pathlib import Path

from experiments.job import parting
from experiments.sensitivity.inputs import DUMMY, Input, uncertain
from experiments.sensitivity.pair import Of
from experiments.sensitivity.planfile import BoxPart, SamplePart, ScreeningPart, SharesPart, StudyFile
from experiments.sensitivity.study import FEW_INPUTS, STAGES, StudyPlan
from experiments.study import DEFINITIONS
from experiments.sweeps import uncertainty
from experiments.sweeps.code import code_of_results
from experiments.sweeps.planfile import Years
from experiments.sweeps.policy import Policy
from experiments.sweeps.reader import Reader, one_or_several, uncertainties
from model.calendar import date_of
from scenarios import yamlfile
from scenarios.parts import Part
from scenarios.problems import shown
from scenarios.yamlfile import Document

PARTS: Mapping[str, type[Part]] = {
    "screening": ScreeningPart,
    "shares": SharesPart,
    "sample": SamplePart,
    "box": BoxPart,
    "years": Years,
}
FORMS = {
    "scenarios": one_or_several, "outcomes": one_or_several, "of": one_or_several, "uncertainties": uncertainties,
    "people": lambda value: None if value == "everybody" else value,
}  # fmt: skip
NOTHING = "nothing is asked for; say at least one of screening, shares and sample, such as 'shares: {by: grade}'"


def read(path: Path) -> StudyPlan:
    """Return the study of a file. Raises InputError with all that is wrong."""
    return _Reader(yamlfile.draft(path)).study()


NO_STUDY = {
    "middle": "at the medians nothing varies; say 'all', or numbers",
    "posterior": "numbers of the ensemble go together, and shares need some that do not; say 'all', or numbers",
}
"""What a sweep may vary and a study may not, and why."""


class _Reader(Reader[StudyFile]):
    """The file of a study on its way to a plan."""

    def __init__(self, document: Document) -> None:
        super().__init__(document, StudyFile, PARTS, FORMS)

    def stand_ins(self) -> dict[str, object]:
        """Return what stands for keys that must be given and are not."""
        return {"name": "without a name", "outcomes": ("retrafficked",)}

    def study(self) -> StudyPlan:
        """Return the study, or raise InputError."""
        said = self.said()
        policies = self._policies(said)
        inputs = self._inputs(said, policies)
        self.names("outcomes", said.outcomes, DEFINITIONS)
        self._stages(said, inputs)
        self._box(said, policies)
        study = StudyPlan(
            said.name, said.question, policies, inputs, said.outcomes, self._of(said, policies), said.read_as == "rank",
            said.screening, said.shares, said.sample, said.box, said.people, *self._years(said, policies), said.seed,
            code_of_results(),
        )  # fmt: skip
        self.raise_problems()
        return study

    def _policies(self, said: StudyFile) -> tuple[Policy, ...]:
        found = []
        for place, asked in enumerate(said.scenarios):
            if (scenario := self.scenario(place, asked)) is not None:
                calendar = scenario.calendar.model_copy(update={"tick_days": said.tick or scenario.calendar.tick_days})
                found.append(Policy(asked, scenario.model_copy(update={"calendar": calendar})))
        if len(found) == 2 and found[0].canonical == found[1].canonical:
            self.complain(("scenarios", 1), f"does the same as {shown(found[0].name)}; delete one of the two")
        if len({policy.scenario.calendar.tick_days for policy in found}) > 1:
            self.complain(("scenarios",), "they have different tick_days; say 'tick' for both of them")
        return tuple(found)

    def _inputs(self, said: StudyFile, policies: tuple[Policy, ...]) -> tuple[Input, ...]:
        """Return the inputs that are varied, and the dummy."""
        every = (*uncertain([policy.scenario for policy in policies]), DUMMY)
        for name, sentence in NO_STUDY.items():
            if name in said.uncertainties:
                self.complain(("uncertainties", name), sentence)
                return every
        wrong = list(uncertainty.complaints(said.uncertainties))
        wrong += [(name, "a study moves numbers within their priors; leave out the range")
                  for name, ends in said.uncertainties.items() if ends and name not in dict(wrong)]  # fmt: skip
        for name, sentence in wrong:
            self.complain(("uncertainties", name), sentence)
        if wrong or "all" in said.uncertainties:
            return every
        wanted = dict(uncertainty.varied(said.uncertainties).some)
        chosen = tuple(one for one in every if one == DUMMY or one.name.partition(" from ")[0] in wanted)
        if len(chosen) < 2:
            self.complain(("uncertainties",), "none of them is a number of the model or of a lever that is pulled")
        return chosen

    def _stages(self, said: StudyFile, inputs: tuple[Input, ...]) -> None:
        if not any(getattr(said, stage) for stage in STAGES) and self.right(*STAGES):
            self.complain((), NOTHING)
        if said.shares and said.shares.by == "rest" and not said.screening and self.right("screening"):
            sentence = "'rest' is what a screening leaves; add 'screening', or say grade, agency, mechanism or input"
            self.complain(("shares", "by"), sentence)
        few = len(inputs) - 1 <= FEW_INPUTS and said.shares
        if said.box and not said.sample and not few and self.right("sample"):
            self.complain(("box",), "a box is looked for in plain rows; add 'sample', such as 'sample: {rows: 1000}'")

    def _box(self, said: StudyFile, policies: tuple[Policy, ...]) -> None:
        if not said.box:
            return
        if said.box.outcome not in DEFINITIONS:
            self.complain(("box", "outcome"), f"there is no outcome {shown(said.box.outcome)}")
        if (said.box.above is None) == (said.box.below is None):
            self.complain(("box",), "say either 'above' or 'below', and a number")
        if said.box.of not in {None, "baseline"} and len(policies) < 2 and self.right("scenarios"):
            self.complain(("box", "of"), "with one scenario there is the baseline alone; name a second scenario")

    def _of(self, said: StudyFile, policies: tuple[Policy, ...]) -> tuple[Of, ...]:
        found: tuple[Of, ...] = said.of or (("difference",) if len(policies) > 1 else ("baseline",))
        for place, of in enumerate(found):
            if of != "baseline" and len(policies) < 2 and self.right("scenarios"):
                sentence = f"with one scenario there is no {of}; name a second one under 'scenarios'"
                self.complain(("of", place), sentence)
            elif of in found[:place]:
                self.complain(("of", place), f"{shown(of)} is named twice; delete one of the two")
        return found

    def _years(self, said: StudyFile, policies: tuple[Policy, ...]) -> tuple[int, int]:
        """Return the years asked for; without them those from the day on which the scenario parts from the baseline."""
        if not policies:
            return 2014, 2014
        last = said.years.last or max(policy.scenario.calendar.last_day.year for policy in policies)
        day = parting(policies[0].scenario, policies[-1].scenario)
        first = said.years.first or (
            date_of(day).year if day is not None else min(p.scenario.calendar.first_day.year for p in policies)
        )
        if first > last:
            self.complain(("years",), f"the first year, {first}, lies after the last, {last}")
        for place, policy in enumerate(policies):
            for use in policy.scenario.levers:
                if use.start.year > last:
                    sentence = f"lever {shown(use.lever)} starts on {use.start}, after the last year simulated, {last}"
                    self.complain(("scenarios", place), sentence)
        return first, last
