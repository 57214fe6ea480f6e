"""Records of courts, prisons and probation, joined up, inform assessments."""

from model.evidence import Assumption, Parameter
from model.priors import LogNormal
from model.stages.disclosure import missed_minorities, missed_women, noticed_deficits
from model.unit_costs import staff_year
from scenarios.lever import Cost, Hold, Lever, Shows
from scenarios.recommendation import asked

noticed_more = Parameter(
    "odds that an assessment picks up that someone was exploited, with linked records, relative to before",
    unit="odds ratio", prior=LogNormal(1.1, 4.0), evidence=Assumption("proposed by researchers; never tried"),
)  # fmt: skip
gap_closed = Parameter(
    "odds that it picks up the exploitation of women, and of foreign nationals, in addition", unit="odds ratio",
    prior=LogNormal(1.05, 1.6), evidence=Assumption("tools miss most where women and minorities are assessed; no size"),
)  # fmt: skip
analysts = Parameter("analysts who link records", unit="members of staff", prior=LogNormal(5, 50),
                     evidence=Assumption("one team for the country, or a few; no staffing published"))  # fmt: skip

LEVER = Lever(
    asked("V61"), mechanism="risk assessments in prison notice past exploitation more often, and miss fewer women and "
    "foreign nationals",
    holds=(Hold(noticed_deficits, "times odds", noticed_more), Hold(missed_women, "times", gap_closed),
           Hold(missed_minorities, "times", gap_closed)),
    shows=Shows("noticed_in_prison", "+"), cannot_show="assessments outside prison; errors in linked records",
    needs="analysts", costs=(Cost("analysts who link records", analysts, staff_year),),
)  # fmt: skip
