"""After: support, housing, work, and the reference cohort of other adult prison leavers."""

from model import gates
from model.measure import Outcome, Reader, Unit, counted, plus, stock
from model.rules import Event
from model.stages import care, custody, follow_up, programmes, supervision, therapy
from model.survivor import Housing, Justice, Support, Work, housing, justice, support, work


def _leavers(name: str, meaning: str, top: Reader, bottom: Reader | None = None, follow_up: float = 0.0,
             unit: Unit = "share") -> Outcome:  # fmt: skip
    return Outcome(f"leavers_{name}", f"other prison leavers: {meaning}", unit, "E&W", top, bottom, of="leavers",
                   follow_up=follow_up)  # fmt: skip


def _of_leavers(*events: Event) -> Reader:
    return counted(*events, of="leavers")


def _people(*events: Event) -> tuple[Outcome, ...]:
    return tuple(Outcome(e.name, e.meaning, "people", "E&W", counted(e)) for e in events)


RELEASES = _of_leavers(custody.releases)
HOUSED = _of_leavers(gates.out_settled, gates.out_temporary)
HOMELESS = _of_leavers(gates.out_homeless)

OUTCOMES = (
    *_people(care.entrants, care.safe_house_entrants, care.moving_on, care.left_support, therapy.referrals,
             therapy.entrants, programmes.completed),
    Outcome("in_support", "adults in victim care on 31 December", "people", "E&W",
            stock(support, Support.OUTREACH, Support.SAFE_HOUSE, Support.MOVING_ON)),
    Outcome("entitled_without_support", "adults entitled to victim care and not receiving it on 31 December", "people",
            "E&W", stock(support, Support.ENTITLED)),
    Outcome("homeless", "survivors without a home on 31 December", "people", "E&W", stock(housing, Housing.HOMELESS)),
    Outcome("in_work", "survivors in paid work on 31 December", "people", "E&W", stock(work, Work.IN_WORK)),
    _leavers("released", "released from a sentence", RELEASES, unit="people"),
    _leavers("reoffended_12m", "reconvicted within 12 months of release", _of_leavers(supervision.reoffended_12m),
             RELEASES, follow_up=365.0),
    _leavers("reoffended_12m_short", "reconvicted within 12 months of release from a sentence of less than a year",
             _of_leavers(supervision.reoffended_short), _of_leavers(custody.releases_short), follow_up=365.0),
    _leavers("in_prison", "in prison under sentence or on recall on 31 December",
             stock(justice, Justice.IN_PRISON, Justice.RECALLED, of="leavers"), unit="people"),
    _leavers("homeless_on_release", "released without any housing, after a recall included", HOMELESS, unit="people"),
    _leavers("housed_on_release", "housed on the first night, releases after a recall included", HOUSED,
             plus(HOUSED, HOMELESS)),
    _leavers("recalled", "recalls", _of_leavers(supervision.recalls), unit="people"),
    _leavers("held_on_recall", "in prison on recall on 31 December", stock(justice, Justice.RECALLED, of="leavers"),
             unit="people"),
    _leavers("settled_3m", "in settled housing three months after release", _of_leavers(follow_up.settled_3m),
             _of_leavers(follow_up.followed_3m)),
    _leavers("in_work_6w", "in work six weeks after release", _of_leavers(follow_up.working_6w),
             _of_leavers(follow_up.followed_6w)),
    _leavers("in_work_6m", "in work six months after release", _of_leavers(follow_up.working_6m),
             _of_leavers(follow_up.followed_6m)),
)  # fmt: skip
