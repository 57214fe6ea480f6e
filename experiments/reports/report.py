"""A report: what was found in sentences, charts and tables, on one page that opens without a network."""

from dataclasses import dataclass

from experiments.believed import in_brief, numbers_told
from experiments.page import Section, numbered
from experiments.page_writer import written

SIMULATED = "All people are simulated. Nothing here is a forecast."


@dataclass(frozen=True)
class Finding:
    """A heading, and what was found under it: the first sentence is the one to remember."""

    heading: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Report:
    """Everything that stands on the page."""

    title: str
    question: str
    lead: str
    findings: tuple[Finding, ...]
    sections: tuple[Section, ...]
    notes: tuple[str, ...]
    command: str
    facts: tuple[tuple[str, str], ...]
    prior: bool = True
    """Whether numbers were drawn from their priors, and not from the calibrated ensemble."""
    more: tuple[str, ...] = ()
    """What else a reader must know first."""

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a reader must know first."""
        return (*self.more, *(() if self.more else (numbers_told(self.prior),)), SIMULATED)


def page(report: Report) -> str:
    """Return the page, charts numbered throughout."""
    sections = numbered(report.sections)
    charts = [chart for section in sections for chart in section.charts]
    origin = f"{report.title}. Simulated, {in_brief(report.prior)}"
    return written("report.html.jinja", charts, origin, report=report, sections=sections)
