"""Duty to notify: reports of adults who did not consent to a referral."""

from calibration.period import flow
from calibration.target import Target, Term, count, share
from calibration.targets.referrals import nrm

FAMILY = "Duty to notify"

ONLY_COUNT = "the only count of people not referred is that of notifications"
NOT_APART = "not told apart from other nationalities in the model"

TARGETS: tuple[Target, ...] = (
    count(nrm(2015, "duty_to_notify"), "duty_to_notify", years=((2015, 1.0),), note="in force since 1 November 2015"),
    *(count(nrm(year, "duty_to_notify"), "duty_to_notify") for year in range(2016, 2024)),
    count("S008", "duty_to_notify", note="a quarter of 2019 and three of 2020"),
    count("F137.total", "duty_to_notify"),
    count("F137.uk", "duty_to_notify", "status=uk_national"),
    share("F137.uk_share", "duty_to_notify", "status=uk_national", "duty_to_notify"),
    *(count(f"F137.{name}", "duty_to_notify", f"nationality={name}")
      for name in ("albanian", "eritrean", "sudanese", "vietnamese")),
    count("F227.count", "duty_to_notify", note=ONLY_COUNT),
    Target("F227.share", (Term("duty_to_notify", flow("2018")),),
           (Term("duty_to_notify", flow("2018")), Term("nrm_referrals", flow("2018"))), note=ONLY_COUNT),
)  # fmt: skip

NOT_COMPARED = {f"F137.{name}": NOT_APART for name in ("chinese", "romanian")}
