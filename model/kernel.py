"""The compiled inner loop: lives each agent's own events in time order, by the tables of its kind.

It knows columns, clocks and steps, and no word of the domain. The same rules, written to be read, stand in
model/plain.py; the tests hold the two against each other person by person.

Five ideas: `speed_of` a clock, `start` it, `retime` it when its speed changes, `fire` it, and `advance` everyone to
the end of the tick. A clock holds the time it is due; a stopped clock holds minus the length still to run. The length
of a clock that has never run is not drawn yet: luck is keyed, so drawing late or early gives the same.

`_nrt=False` drops Numba's counting of references to arrays, which took five sixths of the time; it is safe because no
function here creates or keeps an array.
"""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from model.chance import draw, exp, log, normal_quantile, person_key
from model.tables import ASK, COUNT, END, IF, MARK, MOVE, SET, SPELL, Floats, Ints, Tables

NEVER = np.inf
UNDRAWN = -np.inf
ROWS_AN_EVENT = 32
"""Messages that one event may leave; the loop asks for more room before it has fewer."""


class Store(NamedTuple):
    """The agents of a kind: one row each. Up to `here` the columns share one record a row, written at entry."""

    column: NDArray[np.uint8]  # [agents, columns]
    due: Floats  # [agents, slots] day the clock ends; minus the length left if stopped; UNDRAWN; NEVER if none
    starts: NDArray[np.uint8]  # [agents, clocks] how often each clock was started or trigger pulled
    moment: Floats  # [agents, moments] day remembered, NaN if never
    key: NDArray[np.uint64]  # [agents] of the draws
    cell: NDArray[np.uint16]  # [agents] group by which events are counted
    here: NDArray[np.uint8]  # [agents] 1 once entered
    slot: NDArray[np.uint8]  # [agents] slot of the next event
    next: Floats  # [agents] day of the next event (of entry, at first), contiguous because every tick scans it
    number: NDArray[np.uint64]  # [agents] identity
    founding: NDArray[np.uint8]  # [agents, columns] levels at entry
    was: NDArray[np.uint8]  # [1, columns] scratch: the columns before the event


class Log(NamedTuple):
    """Rows left by events, in columns that Python grows when asked."""

    what: NDArray[np.int32]
    who: NDArray[np.int32]
    when: Floats
    since: Floats
    used: Ints  # [1]


class Books(NamedTuple):
    """What events write to."""

    flows: Ints  # [2, states, years, cells] entries to and exits from each state
    counts: Ints  # [events, years, cells]
    years: Floats  # [years + 1] first day of each calendar year
    mail: Log
    spells: Log
    trace: Log  # every event, if it has room at all
    trouble: Ints  # [1] not 0 when a clock was started more often than can be counted


@njit(forceinline=True, _nrt=False)
def write(log: Log, what: int, who: int, when: float, since: float) -> None:
    """Append one row."""
    row = log.used[0]
    log.what[row] = what
    log.who[row] = who
    log.when[row] = when
    log.since[row] = since
    log.used[0] = row + 1


@njit(forceinline=True, _nrt=False)
def year_of(years: Floats, day: float) -> int:
    """Return the index of the calendar year of a day."""
    y = min(int(day / 365.25), years.size - 2)
    if y < years.size - 2 and day >= years[y + 1]:
        return y + 1
    return y - 1 if y > 0 and day < years[y] else y


@njit(forceinline=True, _nrt=False)
def speed_of(t: Tables, numbers: Floats, column: NDArray[np.uint8], i: int, k: int) -> float:
    """Return the speed of clock `k` for the agent whose columns stand in row `i`: pace times product of ratios."""
    product = 1.0
    for j in range(t.ratio_start[k], t.ratio_start[k + 1]):
        product *= numbers[t.ratio_at[j] + column[i, t.ratio_column[j]]]
    place = t.pace_column[k]
    return numbers[t.pace_at[k] + (column[i, place] if place >= 0 else 0)] * product


@njit(forceinline=True, _nrt=False)
def length(t: Tables, numbers: Floats, key: int, k: int, occurrence: int) -> float:
    """Draw the length of clock `k` in units of its mean."""
    form = t.form[k]
    if form == 0:
        return 1.0
    u = draw(key, t.key[k], occurrence)
    if form == 1:
        return -log(u)
    a, b = numbers[t.shape_at[k]], numbers[t.shape_at[k] + 1]
    if form == 2:
        return exp(a * normal_quantile(u) + b)
    return exp(a * log(-log(u))) * b


@njit(forceinline=True, _nrt=False)
def due_after(left: float, speed: float, now: float) -> float:
    """Return when a clock with `left` to run is due, or minus what is left if it stands still."""
    if speed > 0.0:
        return now + left / speed
    return -max(left, 1e-300)


@njit(forceinline=True, _nrt=False)
def start(t: Tables, numbers: Floats, s: Store, b: Books, i: int, k: int, slot: int, now: float) -> None:
    """Start clock `k` of agent `i`."""
    occurrence = s.starts[i, k]
    if occurrence == 255:
        b.trouble[0] = 1
        return
    s.starts[i, k] = occurrence + 1
    speed = speed_of(t, numbers, s.column, i, k)
    if speed > 0.0:
        s.due[i, slot] = now + length(t, numbers, s.key[i], k, occurrence) / speed
    else:
        s.due[i, slot] = UNDRAWN


@njit(forceinline=True, _nrt=False)
def retime(
    t: Tables, numbers: Floats, s: Store, i: int, k: int, slot: int, before: float, after: float, now: float
) -> None:
    """Give clock `k` its new due time when its speed goes from `before` to `after` now."""
    if before == after:
        return
    due = s.due[i, slot]
    if due == UNDRAWN:
        left = length(t, numbers, s.key[i], k, s.starts[i, k] - 1)
    elif due < 0.0:
        left = -due
    else:
        left = (due - now) * before
    s.due[i, slot] = due_after(left, after, now)


@njit(forceinline=True, _nrt=False)
def earliest(s: Store, i: int) -> None:
    """Find the slot that is due first (the first declared, if several are)."""
    best, slot = NEVER, 0
    for j in range(s.due.shape[1]):
        due = s.due[i, j]
        if 0.0 <= due < best:
            best, slot = due, j
    s.next[i] = best
    s.slot[i] = slot


@njit(forceinline=True, _nrt=False)
def enter(t: Tables, numbers: Floats, s: Store, b: Books, seed: int, i: int, now: float) -> None:
    """Begin the life of agent `i`: every process in the state that its columns say."""
    s.here[i] = 1
    s.key[i] = person_key(seed, s.number[i])
    for c in range(s.column.shape[1]):
        s.column[i, c] = s.founding[i, c]
    for j in range(s.due.shape[1]):
        s.due[i, j] = NEVER
    for j in range(s.moment.shape[1]):
        s.moment[i, j] = np.nan
    cell = 0
    for c in t.group_column:
        cell = cell * t.column_size[c] + s.column[i, c]
    s.cell[i] = cell
    year = year_of(b.years, now)
    for p in range(t.state_column.size):
        state = t.state_offset[p] + s.column[i, t.state_column[p]]
        b.flows[0, state, year, s.cell[i]] += 1
        for j in range(t.running_start[state + 1] - t.running_start[state]):
            start(t, numbers, s, b, i, t.running[t.running_start[state] + j], t.first_slot[p] + j, now)
    earliest(s, i)


@njit(forceinline=True, _nrt=False)
def answer(t: Tables, numbers: Floats, s: Store, i: int, node: int, occurrence: int) -> bool:
    """Return the answer of agent `i` to the question at `node`."""
    place = t.second[node]
    chance = numbers[t.first[node] + (s.column[i, place] if place >= 0 else 0)]
    if 0.0 < chance < 1.0 and t.odds_start[node] < t.odds_start[node + 1]:
        odds = chance / (1.0 - chance)
        for j in range(t.odds_start[node], t.odds_start[node + 1]):
            odds *= numbers[t.odds_at[j] + s.column[i, t.odds_column[j]]]
        chance = odds / (1.0 + odds)
    return draw(s.key[i], t.question[node], occurrence) < chance


@njit(forceinline=True, _nrt=False)
def run_steps(
    t: Tables, numbers: Floats, s: Store, b: Books, i: int, k: int, occurrence: int, now: float
) -> tuple[int, int]:
    """Run the steps of clock `k`; return the bit sets of processes that moved and of columns that were set."""
    moved, changed = np.uint64(0), np.uint64(0)
    year, cell = year_of(b.years, now), s.cell[i]
    node = t.program[k]
    while node != END:
        op, first, second = t.op[node], t.first[node], t.second[node]
        yes = True
        if op == ASK:
            yes = answer(t, numbers, s, i, node, occurrence)
        elif op == IF:
            yes = (t.level_set[second] >> np.uint64(s.column[i, first])) & np.uint64(1) == np.uint64(1)
        elif op == MOVE:
            column = t.state_column[first]
            offset = t.state_offset[first]
            b.flows[1, offset + s.column[i, column], year, cell] += 1
            b.flows[0, offset + second, year, cell] += 1
            s.column[i, column] = second
            moved |= np.uint64(1) << np.uint64(first)
            changed |= np.uint64(1) << np.uint64(column)
        elif op == SET:
            s.column[i, first] = second
            changed |= np.uint64(1) << np.uint64(first)
        elif op == MARK:
            s.moment[i, first] = now
        elif op == COUNT:
            if second < 0:
                b.counts[first, year, cell] += 1
            elif now - s.moment[i, second] <= t.span[node]:
                b.counts[first, year_of(b.years, s.moment[i, second]), cell] += 1
        elif op == SPELL:
            write(b.spells, first, i, now, s.moment[i, second])
        else:
            write(b.mail, first, i, now, 0.0)
        node = t.on_yes[node] if yes else t.on_no[node]
    return moved, changed


@njit(forceinline=True, _nrt=False)
def settle(
    t: Tables, numbers: Floats, s: Store, b: Books, i: int, k: int, moved: int, changed: int, now: float
) -> None:
    """After an event: start the clocks of states entered and of clock `k`, retime those whose speed changed."""
    own = t.process[k] if k >= 0 else -1
    for p in range(t.state_column.size):
        state = t.state_offset[p] + s.column[i, t.state_column[p]]
        entered = moved >> np.uint64(p) & np.uint64(1) == np.uint64(1)
        if not entered and p != own and t.state_reads[state] & changed == np.uint64(0):
            continue
        first, count = t.running_start[state], t.running_start[state + 1] - t.running_start[state]
        slot = t.first_slot[p]
        if entered:
            for j in range(t.first_slot[p + 1] - slot):
                s.due[i, slot + j] = NEVER
        for j in range(count):
            clock = t.running[first + j]
            if entered or clock == k:
                start(t, numbers, s, b, i, clock, slot + j, now)
            elif t.reads[clock] & changed:
                new = speed_of(t, numbers, s.column, i, clock)
                stopped = s.due[i, slot + j] < 0.0
                if not (stopped and new == 0.0):
                    old = 0.0 if stopped else speed_of(t, numbers, s.was, 0, clock)
                    retime(t, numbers, s, i, clock, slot + j, old, new, now)
    earliest(s, i)


@njit(forceinline=True, _nrt=False)
def fire(t: Tables, numbers: Floats, s: Store, b: Books, i: int, k: int, occurrence: int, now: float) -> None:
    """Let clock or trigger `k` of agent `i` go off."""
    for c in range(s.column.shape[1]):
        s.was[0, c] = s.column[i, c]
    if b.trace.what.size > 0:
        write(b.trace, k, i, now, 0.0)
    moved, changed = run_steps(t, numbers, s, b, i, k, occurrence, now)
    settle(t, numbers, s, b, i, k, moved, changed, now)


@njit(forceinline=True, _nrt=False)
def room(b: Books) -> bool:
    """Return whether one more event surely fits in the logs."""
    return (
        b.mail.used[0] + ROWS_AN_EVENT <= b.mail.what.size
        and b.spells.used[0] + ROWS_AN_EVENT <= b.spells.what.size
        and (b.trace.what.size == 0 or b.trace.used[0] + ROWS_AN_EVENT <= b.trace.what.size)
    )


@njit(cache=True, _nrt=False)
def advance(
    t: Tables, numbers: Floats, s: Store, b: Books, seed: int, begin: int, end: int, until: float
) -> tuple[int, int]:
    """Live the events before `until` of agents `begin` to `end`; return the agent to resume at (or `end`), events."""
    events = 0
    for i in range(begin, end):
        while s.next[i] < until:
            if not room(b):
                return i, events
            events += 1
            if s.here[i] == 0:
                enter(t, numbers, s, b, seed, i, s.next[i])
            else:
                k = clock_at(t, s, i)
                fire(t, numbers, s, b, i, k, s.starts[i, k] - 1, s.next[i])
    return end, events


@njit(forceinline=True, _nrt=False)
def clock_at(t: Tables, s: Store, i: int) -> int:
    """Return the clock of agent `i` that is due next."""
    slot = s.slot[i]
    p = 0
    while t.first_slot[p + 1] <= slot:
        p += 1
    state = t.state_offset[p] + s.column[i, t.state_column[p]]
    return int(t.running[t.running_start[state] + slot - t.first_slot[p]])


@njit(cache=True, _nrt=False)
def pull(t: Tables, numbers: Floats, s: Store, b: Books, rows: Ints, k: int, now: float) -> int:
    """Pull trigger `k` for the agents in `rows` that are in one of its states; return how many rows were read."""
    p = t.process[k]
    for r in range(rows.size):
        if not room(b):
            return r
        i = rows[r]
        if s.here[i] and t.at[k] >> np.uint64(s.column[i, t.state_column[p]]) & np.uint64(1):
            occurrence = s.starts[i, k]
            if occurrence == 255:
                b.trouble[0] = 1
            s.starts[i, k] = occurrence + 1
            fire(t, numbers, s, b, i, k, occurrence, now)
    return int(rows.size)


@njit(cache=True, _nrt=False)
def put(
    t: Tables, numbers: Floats, s: Store, b: Books, column: int, rows: Ints, levels: NDArray[np.uint8], now: float
) -> None:
    """Set a plain column for the agents in `rows` and retime the clocks that read it."""
    changed = np.uint64(1) << np.uint64(column)
    for r in range(rows.size):
        i = rows[r]
        if not s.here[i]:
            s.founding[i, column] = levels[r]
        elif s.column[i, column] != levels[r]:
            for c in range(s.column.shape[1]):
                s.was[0, c] = s.column[i, c]
            s.column[i, column] = levels[r]
            settle(t, numbers, s, b, i, -1, np.uint64(0), changed, now)


@njit(cache=True, _nrt=False)
def renumber(
    t: Tables, before: Floats, after: Floats, s: Store, touched: NDArray[np.uint8], end: int, now: float
) -> None:
    """Retime the running clocks of agents up to `end` from the old numbers to the new.

    `touched` says for each clock whether its pace (bit 1) or a ratio (bit 2) changed: a stopped clock can only be
    set going by a ratio.
    """
    for i in range(end):
        if not s.here[i]:
            continue
        retimed = False
        for p in range(t.state_column.size):
            state = t.state_offset[p] + s.column[i, t.state_column[p]]
            first = t.running_start[state]
            for j in range(t.running_start[state + 1] - first):
                clock, slot = t.running[first + j], t.first_slot[p] + j
                if touched[clock] > 1 or (touched[clock] == 1 and s.due[i, slot] >= 0.0):
                    old = speed_of(t, before, s.column, i, clock)
                    new = speed_of(t, after, s.column, i, clock)
                    retime(t, after, s, i, clock, slot, old, new, now)
                    retimed = True
        if retimed:
            earliest(s, i)
