"""Published margins: the table of people referred in 2023, fitted to what is published, and how well it fits.

The same method and the same seed as for everybody in exploitation (model/joint.py), with the published shares of
referrals in place of the shares believed of all in exploitation. Only for 2023 are enough margins published to fit a
table. `page` is written to docs/margins.md.
"""

from collections.abc import Iterator

import numpy as np

from model.facts import number
from model.joint import CANNABIS, NAMED, Margins, seed
from model.margin_fit import Fit, Floats, report
from model.survivor import Age, ExploitationType, Nationality, Sex
from model.values import MIDDLE, World

NATIONAL = Nationality.BRITISH
CRIMINAL = ExploitationType.CRIMINAL
MIX = {
    Nationality.ALBANIAN: "F133.2023.albanian", Nationality.VIETNAMESE: "F133.2023.vietnamese",
    Nationality.ERITREAN: "F133.2022.eritrean", Nationality.SUDANESE: "F133.2022.sudanese",
}  # fmt: skip
TYPES = {
    ExploitationType.LABOUR: "F130.labour", ExploitationType.SEXUAL: "F130.sexual",
    ExploitationType.DOMESTIC: "F130.domestic",
}  # fmt: skip
"""Types of adults without a criminal element; the rest has several of them, or none that is stated."""


def others(year: int) -> float:
    """Return how many people referred in a year are not UK nationals."""
    return number(f"F{year - 2000:03d}.referrals") - number(f"F133.{year}.uk")


def not_criminal() -> float:
    """Return how many adults were referred in 2023 without a criminal element."""
    return number("F122.referrals") - number("F127.adult_count")


def by_age(child: float, adult: float) -> Floats:
    """Return two numbers in the order of the ages, as one table."""
    return np.array([[child, adult]])


def margins() -> Margins:
    """Return the published shares of 2023, nationalities of 2022 where 2023 has none."""
    n = number
    adults, children, national = n("F122.referrals"), n("F123.referrals"), ("F125.child_count", "F125.adult_count")
    mix, types = np.zeros(len(Nationality)), np.zeros(len(ExploitationType))
    for nationality, fact in MIX.items():
        mix[nationality] = n(fact) / others(int(fact[5:9]))
    mix[Nationality.OTHER] = 1.0 - mix.sum()
    for kind, fact in TYPES.items():
        types[kind] = n(fact)
    types[ExploitationType.OTHER] = not_criminal() - types.sum()
    criminal = [
        [n(f"F128.uk_{who}_count") / n(f"F125.{who}_count"),
         (n(f"F127.{who}_count") - n(f"F128.uk_{who}_count")) / (everyone - n(f"F125.{who}_count"))]
        for who, everyone in (("child", children), ("adult", adults))
    ]  # fmt: skip
    return Margins(
        child=np.array([children / (children + adults)]),
        national=by_age(n(national[0]) / children, n(national[1]) / adults),
        mix=mix[None], female=by_age(n("F126.child"), n("F126.adult")), criminal=np.array([criminal]),
        types=np.array([[types, types]]) / types.sum(),
    )  # fmt: skip


def table() -> Floats:
    """Return the fitted table of 2023 (shape [ages, nationalities, sexes, types])."""
    return np.asarray(margins().fitted(seed(World(1, MIDDLE)))[0])


def share(part: Floats, whole: Floats) -> float:
    """Return a part of the table over another."""
    return float(part.sum() / whole.sum())


def fits() -> list[Fit]:
    """Return every published share beside the fitted one: those it was fitted to, then checks that it was not."""
    t = table()
    return [*_fitted_to(t), *_checks(t)]


def _fitted_to(t: Floats) -> Iterator[Fit]:
    child, adult = t[Age.CHILD], t[Age.ADULT]
    known = number("F122.referrals") + number("F123.referrals")
    yield Fit("children, of referrals with age known", ("F122.referrals", "F123.referrals"),
              number("F123.referrals") / known, share(child, t), True)  # fmt: skip
    for who, part, all_ in (("adult", adult, "F122.referrals"), ("child", child, "F123.referrals")):
        national = f"F125.{who}_count"
        yield Fit(f"UK nationals, {who}", (national, all_), number(national) / number(all_),
                  share(part[NATIONAL], part), True)  # fmt: skip
        yield Fit(f"women and girls, {who}", (f"F126.{who}",), number(f"F126.{who}"),
                  share(part[:, Sex.FEMALE], part), True)  # fmt: skip
        yield Fit(f"exploited in crime, {who}", (f"F127.{who}_count", all_),
                  number(f"F127.{who}_count") / number(all_), share(part[..., CRIMINAL], part), True)  # fmt: skip
        yield Fit(f"exploited in crime, {who}, UK nationals", (f"F128.uk_{who}_count", national),
                  number(f"F128.uk_{who}_count") / number(national),
                  share(part[NATIONAL, :, CRIMINAL], part[NATIONAL]), True)  # fmt: skip
    rest = np.delete(t, NATIONAL, axis=1)
    for nationality, fact in MIX.items():
        yield Fit(f"{nationality.name.capitalize()}, of other nationals", (fact,),
                  number(fact) / others(int(fact[5:9])), share(t[:, nationality], rest), True,
                  "" if "2023" in fact else "of 2022")  # fmt: skip
    total = not_criminal()
    for kind, fact in TYPES.items():
        yield Fit(f"{kind.name.lower()}, adults not exploited in crime", (fact,), number(fact) / total,
                  share(adult[..., kind], np.delete(adult, CRIMINAL, axis=2)), True)  # fmt: skip


def _checks(t: Floats) -> Iterator[Fit]:
    rest = np.delete(t[Age.ADULT], NATIONAL, axis=0)
    yield Fit("exploited in crime, adult, other nationals", ("F128.other_adult",), number("F128.other_adult"),
              share(rest[..., CRIMINAL], rest), False)  # fmt: skip
    yield Fit("women and girls, all", ("F126.all",), number("F126.all"), share(t[:, :, Sex.FEMALE], t), False,
              "age unknown included")  # fmt: skip
    yield Fit("UK nationals, all", ("F125.all",), number("F125.all"), share(t[:, NATIONAL], t), False,
              "age unknown included")  # fmt: skip
    yield Fit("exploited in crime, all", ("F503",), number("F503"), share(t[..., CRIMINAL], t), False, "of 2022")
    yield Fit("Albanian, of all", ("F133.2023.albanian_share",), number("F133.2023.albanian_share"),
              share(t[:, Nationality.ALBANIAN], t), False)  # fmt: skip


def page() -> str:
    """Return the page about the fit."""
    t = table()
    women, men = t[Age.ADULT, :, Sex.FEMALE], t[Age.ADULT, :, Sex.MALE]
    rows = [
        ("women exploited sexually", share(women[:, ExploitationType.SEXUAL], women)),
        ("men exploited sexually", share(men[:, ExploitationType.SEXUAL], men)),
        ("women exploited in crime", share(women[:, CRIMINAL], women)),
        ("men exploited in crime", share(men[:, CRIMINAL], men)),
        ("Albanian and Vietnamese adults exploited in crime", share(t[1, CANNABIS][..., CRIMINAL], t[1, CANNABIS])),
        ("other adults of the four nationalities named exploited in crime",
         share(t[1, NAMED[2:]][..., CRIMINAL], t[1, NAMED[2:]])),
    ]  # fmt: skip
    return "\n".join([
        "# Margins", "",
        "Written by `python -m experiments.generate`; do not edit. People are drawn from a joint table of age,",
        "nationality, sex and type of exploitation, fitted to margins by iterative proportional fitting",
        "(`model/margin_fit.py`, `model/joint.py`). The table below is that of people *referred* in 2023, to show what",
        "the method does with published margins. In a run the margins are those believed of *all in exploitation*:",
        "the shares by age, sex and nationality have vague priors, as referrals are no picture of who is never",
        "referred, and are fitted anew for every draw and year to the same accuracy.", "",
        "Ages not stated are left out. Types other than crime are published for adults and taken for",
        "children too; nationality is taken to be the same for adults and children who are not UK nationals.", "",
        report(fits()), "",
        "## What no margin says", "",
        "How sex goes with type, and nationality with crime among other nationals, is not among our facts. The seed",
        "assumes odds ratios (`sexual_female`, `domestic_female`, `criminal_female` and `criminal_cannabis` in",
        "`model/margins.py`), here at their medians. They make of the adults referred in 2023:", "",
        "| share | assumed |", "|---|---|", *(f"| {meaning} | {value:.0%} |" for meaning, value in rows), "",
    ])  # fmt: skip
