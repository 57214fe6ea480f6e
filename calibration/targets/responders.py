"""Who refers: referrals by kind of first responder."""

from calibration.target import Target, count, share

FAMILY = "Who refers"

KINDS = {
    "police": "nrm_referrals_police", "government": "nrm_referrals_government",
    "local_authority": "nrm_referrals_local_authority", "ngo": "nrm_referrals_charity",
}  # fmt: skip
"""Kinds of first responder as the facts name them, and the outcome."""
CRIMINAL = "exploitation_type=criminal"

TARGETS: tuple[Target, ...] = (
    *(count(f"F121.{kind}_count", outcome) for kind, outcome in KINDS.items()),
    share("S005", "nrm_referrals_police", "all", "nrm_referrals"),
    share("S006", "nrm_referrals_police", "all", "nrm_referrals"),
    *(share(f"F121.{kind}", outcome, "all", "nrm_referrals") for kind, outcome in KINDS.items()),
    *(share(f"F122.{kind}", outcome, "age=adult", "nrm_referrals_adult") for kind, outcome in KINDS.items()),
    *(share(f"F123.{kind}", outcome, "age=child", "nrm_referrals_child") for kind, outcome in KINDS.items()),
    *(share(f"F129.{kind}", f"{outcome}_adult", CRIMINAL, "nrm_referrals_adult", CRIMINAL)
      for kind, outcome in KINDS.items()),
)  # fmt: skip

NOT_COMPARED: dict[str, str] = {}
