"""How often do people come back into exploitation?"""

from experiments import events

found = events(people=2_000)
picture = found.figure("rounds")

answer = f"In one run, from 2014 to 2023: {found.charts['rounds'].title}."
