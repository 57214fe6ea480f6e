"""How unlike are police force areas in referrals?"""

from experiments import events

found = events(people=2_000)
picture = found.figure("forces")

answer = f"{found.charts['forces'].title}. Areas of the model stand for no real force."
