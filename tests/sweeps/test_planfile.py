"""Plan files: the forms that each key may have, and one sentence a mistake."""

import json
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from plan_texts import planned

from experiments.sweeps import schema
from experiments.sweeps.reading import read
from scenarios import yamlfile
from scenarios.problems import InputError
from scenarios.yamlfile import Data

SHIPPED = sorted((Path(__file__).resolve().parents[2] / "scenarios" / "plans").glob("*.yaml"))


def as_json(data: Data) -> object:
    return json.loads(json.dumps(data, default=date.isoformat))


WRONG = [
    (
        "",
        (": the file is empty"),
    ),
    (
        "- 1\n",
        (
            ":1:1: expected keys such as name, question, scenarios, levers, uncertainties, draws, preci"
            "sion, replicates, outcomes, groups, people, years, tick, seed; found a list"
        ),
    ),
    (
        "question: What?\n",
        (":1:1: name: missing; expected a name for people to read, one line of 1 to 80 characters"),
    ),
    (
        "name: 3\n",
        (":1:1: name: expected a name for people to read, one line of 1 to 80 characters; found 3"),
    ),
    (
        "name: a\ndraws: 0\n",
        (
            ":2:1: draws: expected how many draws, a whole number from 1 to 1000000, or a list of draw "
            "numbers from 0; found 0"
        ),
    ),
    (
        "name: a\ndraws: many\n",
        (
            ":2:1: draws: expected how many draws, a whole number from 1 to 1000000, or a list of draw "
            "numbers from 0; found 'many'"
        ),
    ),
    (
        "name: a\ndraws: [1, 2, 1]\n",
        (":2:9: draws[0]: draw 1 is named twice; delete one of the two"),
    ),
    (
        "name: a\ndraws: [1, -2]\n",
        (
            ":2:12: draws[1]: expected how many draws, a whole number from 1 to 1000000, or a list of d"
            "raw numbers from 0; found -2"
        ),
    ),
    (
        "name: a\ndraws: 2.5\n",
        (
            ":2:1: draws: expected how many draws, a whole number from 1 to 1000000, or a list of draw "
            "numbers from 0; found 2.5"
        ),
    ),
    (
        "name: a\ndraws: []\n",
        (
            ":2:1: draws: expected how many draws, a whole number from 1 to 1000000, or a list of draw "
            "numbers from 0; found nothing"
        ),
    ),
    (
        "name: a\ndraws: true\n",
        (
            ":2:1: draws: expected how many draws, a whole number from 1 to 1000000, or a list of draw "
            "numbers from 0; found true"
        ),
    ),
    (
        "name: a\ndrws: 3\n",
        (":2:1: drws: unknown key; did you mean 'draws'?"),
    ),
    (
        "name: a\nscenarios: []\n",
        (
            ":2:1: scenarios: expected a list of shipped scenarios, files, or levers written out such a"
            "s lever:firewall@2025-01-01; found nothing"
        ),
    ),
    (
        "name: a\nscenarios: basline\n",
        (":2:1: scenarios: 'basline': no scenario has this name; did you mean 'baseline'?"),
    ),
    (
        "name: a\nscenarios: [baseline, firewal]\n",
        (":2:23: scenarios[1]: 'firewal': no scenario has this name; did you mean 'firewall'?"),
    ),
    (
        "name: a\nscenarios: [baseline, baseline]\n",
        (":2:23: scenarios[1]: does the same as 'baseline'; delete one of the two"),
    ),
    (
        "name: a\nscenarios: [baseline, none.yaml]\n",
        (":2:23: scenarios[1]: 'none.yaml': no such file"),
    ),
    (
        "name: a\nscenarios: [baseline, 'lever:firewal']\n",
        (":2:23: scenarios[1]: 'lever:firewal': no lever is called 'firewal'; did you mean 'firewall'?"),
    ),
    (
        "name: a\nscenarios: [baseline, 'lever:firewall@2014']\n",
        (":2:23: scenarios[1]: 'lever:firewall@2014': expected a date such as 2024-01-01 after the @, not '2014'"),
    ),
    (
        "name: a\nscenarios: [baseline, firewall]\nyears: {to: 2016}\n",
        (":2:23: scenarios[1]: lever 'firewall' starts on 2018-01-01, after the last year simulated, 2016"),
    ),
    (
        "name: a\nlevers: {firewal: {}}\n",
        (":2:10: levers.firewal: no lever is called 'firewal'; did you mean 'firewall'?"),
    ),
    (
        "name: a\nlevers:\n  firewall: {coverage: [0.5, 50]}\n",
        (
            ":3:30: levers.firewall.coverage[1]: expected a share from 0 to 1, e.g. 0.5, of those the l"
            "ever is for, or a list; 50 looks like a percentage: write 0.5"
        ),
    ),
    (
        "name: a\nlevers:\n  firewall: {coverage: 50}\n",
        (
            ":3:14: levers.firewall.coverage: expected a share from 0 to 1, e.g. 0.5, of those the leve"
            "r is for, or a list; 50 looks like a percentage: write 0.5"
        ),
    ),
    (
        "name: a\nlevers:\n  firewall: {cover: 0.5}\n",
        (":3:14: levers.firewall.cover: unknown key; did you mean 'coverage'?"),
    ),
    (
        "name: a\nlevers:\n  firewall: {start: soon}\n",
        (
            ":3:14: levers.firewall.start: expected the first day in force, a date such as 2024-01-01, "
            "or a list of dates; found 'soon'"
        ),
    ),
    (
        "name: a\nlevers:\n  firewall: {start: 2013-01-01}\n",
        (":3:3: levers.firewall: 2013-01-01 lies outside the calendar, 2014-01-01 to 2030-12-31"),
    ),
    (
        "name: a\nlevers:\n  firewall: {start: []}\n",
        (
            ":3:14: levers.firewall.start: expected the first day in force, a date such as 2024-01-01, "
            "or a list of dates; found nothing"
        ),
    ),
    (
        "name: a\nlevers:\n  firewall: 0.5\n",
        (":3:3: levers.firewall: expected keys such as start, coverage, compliance, ramp_days; found 0.5"),
    ),
    (
        "name: a\nlevers: [firewall, {child_guardian: {}}]\n",
        (":2:21: levers[1].child_guardian: no lever is called 'child_guardian'; did you mean 'child_guardians'?"),
    ),
    (
        "name: a\nlevers: [3]\n",
        (
            ":2:10: levers[0]: expected levers with their settings, a list of such blocks, or 'catalogu"
            "e' for every lever by itself; found 3"
        ),
    ),
    (
        "name: a\nscenarios: [firewall]\nlevers: {firewall: {start: 2024-01-01}}\n",
        (":3:10: levers.firewall: the baseline has a lever of this block in force on that day already; change a date"),
    ),
    (
        "name: a\nuncertainties: some\n",
        (":2:1: uncertainties: no number or family is called 'some'"),
    ),
    (
        "name: a\nuncertainties: [grounds, grnds]\n",
        (":2:26: uncertainties[1]: no number or family is called 'grnds'; did you mean 'grounds'?"),
    ),
    (
        "name: a\nuncertainties: {grounds: [1, 2]}\n",
        (":2:17: uncertainties.grounds: a range is for one number; did you mean 'grounds.leaving'?"),
    ),
    (
        "name: a\nuncertainties: [capacity.decisions_made]\n",
        (
            ":2:17: uncertainties[0]: capacity.decisions_made is a rule or a count that is not in doubt"
            "; give a range [low, high] to vary it"
        ),
    ),
    (
        "name: a\nuncertainties: {grounds.recovery_days: [60, 30]}\n",
        (
            ":2:17: uncertainties.grounds.recovery_days: grounds.recovery_days takes a range [low, high"
            "], the low end first"
        ),
    ),
    (
        "name: a\nuncertainties: {grounds.recovery_days: [30]}\n",
        (
            ":2:17: uncertainties.grounds.recovery_days: grounds.recovery_days takes a range [low, high"
            "], the low end first"
        ),
    ),
    (
        "name: a\nuncertainties: {grounds.recovery_days: [0, 30]}\n",
        (":2:17: uncertainties.grounds.recovery_days: grounds.recovery_days lies from 0.001 to 100000, in days"),
    ),
    (
        "name: a\nuncertainties: {grounds.recovery_days: high}\n",
        (
            ":2:17: uncertainties.grounds.recovery_days: expected 'posterior', 'all', 'middle', a list of numbers or"
            " families, or a block such as {grounds: prior, exploitation.rate: [0.1, 0.2]}; found 'high"
            "'"
        ),
    ),
    (
        "name: a\nuncertainties: {all: prior, grounds: prior}\n",
        (":2:17: uncertainties.all: 'all' stands by itself; delete it or the rest"),
    ),
    (
        "name: a\nuncertainties: middle\ndraws: 3\n",
        (":3:1: draws: 'uncertainties: middle' has one draw; ask for 'replicates' instead"),
    ),
    (
        "name: a\nuncertainties: [grounds.represented, 3]\n",
        (
            ":2:1: uncertainties: expected 'posterior', 'all', 'middle', a list of numbers or families, or a block s"
            "uch as {grounds: prior, exploitation.rate: [0.1, 0.2]}; found a list"
        ),
    ),
    (
        "name: a\nuncertainties: 3\n",
        (
            ":2:1: uncertainties: expected 'posterior', 'all', 'middle', a list of numbers or families, or a block s"
            "uch as {grounds: prior, exploitation.rate: [0.1, 0.2]}; found 3"
        ),
    ),
    (
        "name: a\noutcomes: [retraficked]\n",
        (":2:12: outcomes[0]: there is no outcome 'retraficked'; did you mean 'retrafficked'?"),
    ),
    (
        "name: a\noutcomes: [retrafficked, retrafficked]\n",
        (":2:26: outcomes[1]: 'retrafficked' is named twice; delete one of the two"),
    ),
    (
        "name: a\noutcomes: []\n",
        (":2:1: outcomes: expected a list of outcomes, or 'all'; found nothing"),
    ),
    (
        "name: a\noutcomes: 3\n",
        (":2:1: outcomes: expected a list of outcomes, or 'all'; found 3"),
    ),
    (
        "name: a\ngroups: [sex=woman]\n",
        (":2:10: groups[0]: there is no group 'sex=woman'; did you mean 'sex=male'?"),
    ),
    (
        "name: a\ngroups: some\n",
        (":2:1: groups: there is no group 'some'"),
    ),
    (
        "name: a\npeople: none\n",
        (
            ":2:1: people: expected about how many people in exploitation at the start to sample, from "
            "1 to 10000000, or 'everybody'; found 'none'"
        ),
    ),
    (
        "name: a\npeople: 0\n",
        (
            ":2:1: people: expected about how many people in exploitation at the start to sample, from "
            "1 to 10000000, or 'everybody'; found 0"
        ),
    ),
    (
        "name: a\nyears: {from: 2030, to: 2020}\n",
        (":2:1: years: the first year, 2030, lies after the last, 2020"),
    ),
    (
        "name: a\nyears: 2020\n",
        (":2:1: years: expected keys beneath it: from, to; found 2020"),
    ),
    (
        "name: a\nyears: {to: 2040}\n",
        (":2:9: years.to: expected the last year simulated, from 2014 to 2035; found 2040"),
    ),
    (
        "name: a\nyears: {until: 2030}\n",
        (":2:9: years.until: unknown key; there are from, to"),
    ),
    (
        "name: a\ntick: 3\n",
        (":2:1: tick: expected the days the model takes at a time: 1, 7, 14 or 28; found 3"),
    ),
    (
        "name: a\nseed: -1\n",
        (":2:1: seed: expected the seed of all luck, a whole number from 0 to 2147483647; found -1"),
    ),
    (
        "name: a\nreplicates: 0\n",
        (":2:1: replicates: expected how many lives of each draw with other luck, from 1 to 10000; found 0"),
    ),
    (
        "name: a\ndraws: 1000000\nreplicates: 10000\n",
        (":2:1: draws: 10,000,000,000 rows are more than 10,000,000; ask for fewer"),
    ),
    (
        "name: a\nname: b\n",
        (":2:1: name: written twice, first in line 1; delete one of the two"),
    ),
    (
        "name: a\nlevers: &x {firewall: {}}\n",
        (":2:9: levers: anchors (&) and aliases (*) are refused; write the value out, or put it in quotes"),
    ),
    (
        "name: a\nseed: 010\n",
        (":2:7: seed: '010' would be read as octal by some programs; write it without the leading 0, or in quotes"),
    ),
    (
        "name: NO\n",
        (
            ":1:7: name: 'NO' would be read as false; write 'NO' in quotes or true/false\n:1:1: name: mi"
            "ssing; expected a name for people to read, one line of 1 to 80 characters"
        ),
    ),
    (
        "name: a\nlevers:\n  firewall: {coverage: [0.1, 0.2], coverage: 1}\n",
        (":3:36: levers.firewall.coverage: written twice, first in line 3; delete one of the two"),
    ),
    (
        "name: a\ndraws: 2\nseed: x\noutcomes: [y]\nlevers: {z: {}}\n",
        (
            ":3:1: seed: expected the seed of all luck, a whole number from 0 to 2147483647; found 'x'\n"
            ":4:12: outcomes[0]: 'y' would be read as true; write 'y' in quotes or true/false\n:5:10: le"
            "vers.z: no lever is called 'z'"
        ),
    ),
    (
        "name: a\nlevers:\n\tfirewall: 1\n",
        (":3:1: levers: a tab stands where YAML allows only spaces"),
    ),
    (
        "name: a\nquestion: [x]\n",
        (":2:1: question: expected the question asked, one sentence of up to 300 characters; found a list"),
    ),
    (
        "name: a\nuncertainties: [posterior, grounds]\n",
        (":2:17: uncertainties[0]: 'posterior' stands by itself; delete it or the rest"),
    ),
    (
        "name: a\nscenarios: [baseline, firewall]\nprecision: [retrafficked=50, retraficked=2%, prosecutions]\n",
        (
            ":3:30: precision[1]: no outcome is called 'retraficked'; did you mean 'retrafficked'?\n"
            ":3:46: precision[2]: a precision is an outcome, = and a number above 0, with % if of the baseline, such "
            "as retrafficked=50 or cg_days_median=2%; found 'prosecutions'"
        ),
    ),
    (
        "name: a\nscenarios: [baseline, firewall]\nprecision: retrafficked=2%\noutcomes: [prosecutions]\n",
        (":3:1: precision: 'retrafficked' is not among the outcomes kept; add it there"),
    ),
    (
        "name: a\nprecision: retrafficked=2%\n",
        (":2:1: precision: it is that of differences from the baseline; name a policy beside it"),
    ),
    (
        "name: a\nscenarios: [baseline, firewall]\nprecision: retrafficked=2%\ndraws: 20\ngroups: [sex=female]\n",
        (
            ":3:1: precision: it is that of everybody; add 'all' to 'groups'\n"
            ":4:1: draws: under 'precision' it is how many draws at most, 25 or more"
        ),
    ),
    (
        "name: a\nscenarios: [baseline, firewall]\nprecision: 2%\ndraws: [3, 4]\nuncertainties: middle\n",
        (
            ":3:1: precision: a precision is an outcome, = and a number above 0, with % if of the baseline, such as "
            "retrafficked=50 or cg_days_median=2%; found '2%'\n"
            ":3:1: precision: 'uncertainties: middle' has one draw, which tells no precision\n"
            ":4:1: draws: 'uncertainties: middle' has one draw; ask for 'replicates' instead"
        ),
    ),
    (
        "name: a\nuncertainties:\n",
        (
            ":2:1: uncertainties: expected 'posterior', 'all', 'middle', a list of numbers or families, or a block s"
            "uch as {grounds: prior, exploitation.rate: [0.1, 0.2]}; found nothing"
        ),
    ),
]


@pytest.mark.parametrize(("text", "told"), WRONG, ids=[text[:40] for text, _ in WRONG])
def test_every_mistake_is_one_sentence_with_its_place(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(InputError) as caught:
        planned(tmp_path, text)
    file = tmp_path / "plan.yaml"
    assert str(caught.value).replace(str(file), "").splitlines() == told.splitlines()


def test_a_mistake_in_a_scenario_file_is_told_in_that_file(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("name: mine\nlevers: [{lever: firewal, start: 2020-01-01}]\n")
    with pytest.raises(InputError, match=r"mine.yaml:2:11: levers\[0\].lever: .*'firewall'"):
        planned(tmp_path, "name: a\nscenarios: [baseline, mine.yaml]\n")


def test_a_number_is_not_both_set_and_varied(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("name: mine\noverrides: {grounds.represented: 0.3}\n")
    text = "name: a\nscenarios: [baseline, mine.yaml]\nuncertainties: [grounds]\n"
    with pytest.raises(
        InputError, match=r"scenarios\[1\]: 'mine.yaml' sets grounds.represented, which the plan varies"
    ):
        planned(tmp_path, text)
    assert planned(tmp_path, text.replace("[grounds]", "all")).rows == 40


def test_scenarios_of_different_ticks_need_one_for_all(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(
        "name: mine\ncalendar: {tick_days: 28}\noverrides: {grounds.represented: 0.3}\n"
    )
    text = "name: a\nscenarios: [baseline, mine.yaml]\n"
    with pytest.raises(InputError, match="they have different tick_days; say 'tick' for all of them"):
        planned(tmp_path, text)
    ticks = {policy.scenario.calendar.tick_days for policy in planned(tmp_path, text + "tick: 14\n").policies}
    assert ticks == {14}


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_plans_that_ship_are_right_by_reader_and_schema(path: Path) -> None:
    plan = read(path)
    assert plan.question.endswith("?")
    assert plan.rows == sum(len(task.policies) for task in plan.tasks())
    jsonschema.validate(as_json(yamlfile.read(path).data), schema.json_schema())


def test_the_schema_on_disk_is_up_to_date() -> None:
    assert schema.TARGET.read_text() == schema.text()


@pytest.mark.parametrize(
    "text",
    ["name: a\ndrws: 3\n", "name: a\nlevers: {firewal: {}}\n", "draws: 3\n", "name: a\ntick: 3\n",
     "name: a\nlevers: {firewall: {coverage: 50}}\n", "name: a\ndraws: 0\n", "name: a\noutcomes: [retraficked]\n",
     "name: a\ngroups: [sex=woman]\n", "name: a\npeople: some\n", "name: a\nyears: {to: 2040}\n"],
)  # fmt: skip
def test_the_schema_refuses_what_the_reader_refuses(tmp_path: Path, text: str) -> None:
    with pytest.raises(InputError):
        planned(tmp_path, text)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(as_json(yamlfile.read(tmp_path / "plan.yaml").data), schema.json_schema())
