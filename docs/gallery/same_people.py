"""For how many of the same people does a firewall change what becomes of them, and which way?"""

from experiments import compare

found = compare("baseline", "firewall", people=600, draws=10)
picture = found.figure("ledger")

most = max(found.document["ledger"], key=lambda row: row["gained"]["value"] + row["lost"]["value"])
answer = (
    f"Most for \N{LEFT DOUBLE QUOTATION MARK}{most['meaning']}\N{RIGHT DOUBLE QUOTATION MARK}: "
    f"{most['gained']['value']:,.0f} people only with the firewall, {most['lost']['value']:,.0f} only without it. "
    "A net change hides both."
)
