"""What people type into the forms of these tests, by the names that a browser sends."""

LONG = "An invented account of what was seen, by whom and when, for this story alone."
REFERRAL = {
    "referrer": "Orla Fenn",
    "organisation": "prison",
    "referral_date-day": "26",
    "referral_date-month": "2",
    "referral_date-year": "2027",
    "person_ref": "NR-77",
    "name": "Tamsin Hale",
    "birth_date-day": "4",
    "birth_date-month": "5",
    "birth_date-year": "1994",
    "custody_status": "sentenced",
    "earliest_release-day": "30",
    "earliest_release-month": "6",
    "earliest_release-year": "2029",
    "offence_category": "support",
    "reason": LONG,
    "person_informed": "yes",
    "urgent": "no",
    "known_already": "no",
}
CHECK = {"-go": "check"}


def without(typed, *names):
    return {name: text for name, text in typed.items() if name not in names}
