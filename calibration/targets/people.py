"""Who is referred: sex, nationality, type and place of exploitation."""

from calibration.target import Target, count, level, share

FAMILY = "Who is referred"

NATIONALS = "status=uk_national"
CRIMINAL = "exploitation_type=criminal"
NAMED = {
    2022: ("albanian", "eritrean", "sudanese", "vietnamese"),
    2023: ("albanian", "vietnamese"),
}  # fmt: skip
COUNTY_LINES = "the model has no county lines flag: children and adults exploited in crime are not told apart by trade"

TARGETS: tuple[Target, ...] = (
    *(share(f"S112.{sex}", "nrm_referrals", f"sex={sex}", "nrm_referrals") for sex in ("male", "female")),
    *(share(f"F134.{sex}", "nrm_referrals", f"sex={sex}", "nrm_referrals") for sex in ("male", "female")),
    share("F126.adult", "nrm_referrals_adult", "sex=female", "nrm_referrals_adult"),
    share("F126.child", "nrm_referrals_child", "sex=female", "nrm_referrals_child"),
    share("F126.all", "nrm_referrals", "sex=female", "nrm_referrals"),
    count("F126.all_count", "nrm_referrals", "sex=female"),
    count("F135.2021", "nrm_referrals", NATIONALS),
    count("F133.2022.uk", "nrm_referrals", NATIONALS),
    count("F133.2023.uk", "nrm_referrals", NATIONALS),
    count("F125.all_count", "nrm_referrals", NATIONALS, note="sum of the quarterly tables"),
    count("F125.adult_count", "nrm_referrals_adult", NATIONALS),
    count("F125.child_count", "nrm_referrals_child", NATIONALS),
    share("F135.2021.share", "nrm_referrals", NATIONALS, "nrm_referrals"),
    share("F133.2022.uk_share", "nrm_referrals", NATIONALS, "nrm_referrals"),
    share("F133.2023.uk_share", "nrm_referrals", NATIONALS, "nrm_referrals"),
    share("F125.all", "nrm_referrals", NATIONALS, "nrm_referrals"),
    share("F125.adult", "nrm_referrals_adult", NATIONALS, "nrm_referrals_adult"),
    share("F125.child", "nrm_referrals_child", NATIONALS, "nrm_referrals_child"),
    *(count(f"F133.{year}.{name}", "nrm_referrals", f"nationality={name}")
      for year, names in NAMED.items() for name in names),
    *(share(f"F133.{year}.{name}_share", "nrm_referrals", f"nationality={name}", "nrm_referrals")
      for year, names in NAMED.items() for name in names),
    share("F503", "nrm_referrals", CRIMINAL, "nrm_referrals", note="crime alone or with other types, in both"),
    share("F134.adult_labour", "nrm_referrals_adult", "exploitation_type=labour", "nrm_referrals_adult",
          note="labour without any crime, in both"),
    share("F134.child_criminal", "nrm_referrals_child", CRIMINAL, "nrm_referrals_child",
          note="the model counts crime with other types too"),
    share("F135.2021.child_criminal", "nrm_referrals_child_criminal", NATIONALS, "nrm_referrals", NATIONALS),
    level("F134.uk_only", "nrm_referrals_here_share",
          note="published: in the UK only; the model counts people exploited both here and abroad too, so is above"),
)  # fmt: skip

NOT_COMPARED = {
    "F135.2013": "the model begins in 2014",
    **dict.fromkeys(
        ("F136.2020", "F136.2020.boys", "F136.quarterly_2020_2022", "F136.quarterly_2023"), COUNTY_LINES
    ),
}  # fmt: skip
