"""The compiled inner loop: lives each agent's own events in time order, by the tables of its kind.

It knows columns, clocks and steps, and no word of the domain. The same rules, written to be read, stand in
model/plain/; the tests hold the two against each other person by person.

Five ideas: `speed_of` a clock, `start` it, `retime` it when its speed changes, `fire` it, and `advance` everyone to
the end of the tick. A clock holds the time it is due; a stopped clock holds minus the length still to run. The length
of a clock that has never run is not drawn yet: luck is keyed, so drawing late or early gives the same. Numbers come in
one vector a lot: people whom a lever is for are in another lot than the rest.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.chance import draw, exp, log, normal_quantile, person_key
from model.entry import Entry, inlined
from model.tables import ASK, COUNT, END, IF, MARK, MOVE, SET, SHIFT, SPELL, Floats, Ints, Tables

NEVER = np.inf
UNDRAWN = -np.inf
NEVER_BITS = np.uint64(0x7FF0000000000000)
BLOCK = 8
"""Agents whose next events are looked at together: as many days as lie in one line of cache."""
BATCH = 64
"""Blocks that are fetched before any of their agents live."""
NONE = -1
"""No slot: what happens was not the end of a wait."""
MOST_STARTS = 65_535
"""How often one clock of one agent can be started: an exploiter of hundreds hears of them thousands of times."""
ROWS_AN_EVENT = 32
"""Messages that one event may leave; the loop asks for more room before it has fewer."""


class Store(NamedTuple):
    """The agents of a kind: one row each. Up to `here` the columns share one record a row, written at entry."""

    column: NDArray[np.uint8]  # [agents, columns]
    due: Floats  # [agents, slots] day the clock ends; minus the length left if stopped; UNDRAWN; NEVER if none
    due_bits: NDArray[np.uint64]  # the same memory as `due`, read as unsigned integers
    starts: NDArray[np.uint16]  # [agents, clocks] how often each clock was started or trigger pulled
    moment: Floats  # [agents, moments] day remembered, NaN if never
    key: NDArray[np.uint64]  # [agents] of the draws
    cell: NDArray[np.uint16]  # [agents] group by which events are counted
    seen: NDArray[np.uint64]  # [agents, words] bit set of the states it has been in
    lot: NDArray[np.uint8]  # [agents] which of the vectors of numbers is its own
    here: NDArray[np.uint8]  # [agents] 1 once entered
    slot: NDArray[np.uint8]  # [agents] slot of the next event
    next: Floats  # [agents] day of the next event (of entry, at first), contiguous because every tick looks through it
    soonest: Floats  # [blocks] no agent of the block has an event before this day
    number: NDArray[np.uint64]  # [agents] identity
    founding: NDArray[np.uint8]  # [agents, columns] levels at entry
    was: NDArray[np.uint8]  # [1, columns] scratch: the columns before the event
    blocks: Ints  # [BATCH] scratch: blocks in which someone has an event
    rows: Ints  # [BATCH * BLOCK + 1] scratch: agents who have one
    fetched: Ints  # [1] scratch

    @staticmethod
    def strided() -> frozenset[str]:
        """Return the columns that are fields of records."""
        return frozenset(("column", "due", "due_bits", "starts", "moment", "key", "cell", "seen", "here", "slot"))


class Log(NamedTuple):
    """Rows left by events, in columns that Python grows when asked."""

    what: NDArray[np.int32]
    who: NDArray[np.int32]
    when: Floats
    since: Floats
    used: Ints  # [1]


class Journal(NamedTuple):
    """Every move of every agent, in columns that Python grows when asked; without room nothing is written."""

    who: NDArray[np.int32]
    when: Floats
    clock: NDArray[np.int16]  # what brought it about
    process: NDArray[np.int16]
    before: NDArray[np.uint8]
    after: NDArray[np.uint8]
    used: Ints  # [1]


class Books(NamedTuple):
    """What events write to."""

    flows: NDArray[np.int32]  # [2, states, years, cells] entries to and exits from each state
    inside: Ints  # [states] how many are in each state now
    days: Floats  # [2, states, years, cells] days since the beginning of the year, summed over those
    counts: NDArray[np.int32]  # [events, years, cells]
    years: Floats  # [years + 1] first day of each calendar year
    mail: Log
    spells: Log
    trace: Log  # every event, if it has room at all
    journal: Journal  # every move, if it has room at all
    trouble: Ints  # [1] not 0 when a clock was started more often than can be counted


@inlined
def write(log: Log, what: int, who: int, when: float, since: float) -> None:
    """Append one row."""
    row = log.used[0]
    log.what[row] = what
    log.who[row] = who
    log.when[row] = when
    log.since[row] = since
    log.used[0] = row + 1


@inlined
def write_move(journal: Journal, who: int, when: float, clock: int, process: int, before: int, after: int) -> None:
    """Append one move."""
    row = journal.used[0]
    journal.who[row] = who
    journal.when[row] = when
    journal.clock[row] = clock
    journal.process[row] = process
    journal.before[row] = before
    journal.after[row] = after
    journal.used[0] = row + 1


@inlined
def year_of(years: Floats, day: float) -> int:
    """Return the index of the calendar year of a day."""
    y = min(int(day / 365.25), years.size - 2)
    if y < years.size - 2 and day >= years[y + 1]:
        return y + 1
    return y - 1 if y > 0 and day < years[y] else y


@inlined
def multiplied(
    product: float, t: Tables, numbers: Floats, column: NDArray[np.uint8], i: int, begin: int, end: int
) -> float:
    """Return `product` times ratios `begin` to `end`, in that order, for the agent whose columns stand in row `i`."""
    for j in range(begin, end):
        product *= numbers[t.ratio_at[j] + column[i, t.ratio_column[j]]]
        if product == 0.0:
            break
    return product


@inlined
def common_ratio(t: Tables, numbers: Floats, column: NDArray[np.uint8], i: int, g: int) -> float:
    """Return the product of the ratios that all clocks of bundle `g` share."""
    begin = t.ratio_start[t.running[t.bundle_running[g]]]
    return multiplied(1.0, t, numbers, column, i, begin, begin + t.shared[g])


@inlined
def speed_of(
    t: Tables, numbers: Floats, column: NDArray[np.uint8], i: int, k: int, shared: int, common: float
) -> float:
    """Return the speed of clock `k`, pace times product of ratios, of which the first `shared` come to `common`."""
    product = multiplied(common, t, numbers, column, i, t.ratio_start[k] + shared, t.ratio_start[k + 1])
    place = t.pace_column[k]
    return numbers[t.pace_at[k] + (column[i, place] if place >= 0 else 0)] * product


@inlined
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


@inlined
def due_after(left: float, speed: float, now: float) -> float:
    """Return when a clock with `left` to run is due, or minus what is left if it stands still."""
    if speed > 0.0:
        return now + left / speed
    return -max(left, 1e-300)


@inlined
def start(t: Tables, numbers: Floats, s: Store, b: Books, i: int, k: int, slot: int, speed: float, now: float) -> None:
    """Start clock `k` of agent `i`."""
    occurrence = s.starts[i, k]
    if occurrence == MOST_STARTS:
        b.trouble[0] = 1
        s.due[i, slot] = NEVER  # or it would go off for ever at the same time
        return
    s.starts[i, k] = occurrence + 1
    if speed > 0.0:
        s.due[i, slot] = now + length(t, numbers, s.key[i], k, occurrence) / speed
    else:
        s.due[i, slot] = UNDRAWN


@inlined
def start_state(t: Tables, numbers: Floats, s: Store, b: Books, i: int, p: int, now: float) -> None:
    """Start the clocks of the state in which process `p` of agent `i` is."""
    for slot in range(t.first_slot[p], t.first_slot[p + 1]):
        s.due[i, slot] = NEVER
    state = t.state_offset[p] + s.column[i, t.state_column[p]]
    for g in range(t.bundle_start[state], t.bundle_start[state + 1]):
        common = common_ratio(t, numbers, s.column, i, g)
        for r in range(t.bundle_running[g], t.bundle_running[g + 1]):
            k = t.running[r]
            speed = 0.0
            if common > 0.0:
                speed = speed_of(t, numbers, s.column, i, k, t.shared[g], common)
            start(t, numbers, s, b, i, k, t.slot[r], speed, now)


@inlined
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


@inlined
def retime_bundle(
    t: Tables, before: Floats, was: NDArray[np.uint8], w: int, after: Floats, s: Store, i: int, g: int, now: float
) -> bool:
    """Retime the clocks of bundle `g` of agent `i` from numbers `before` and the columns in row `w` of `was`."""
    old, new = common_ratio(t, before, was, w, g), common_ratio(t, after, s.column, i, g)
    if old == 0.0 and new == 0.0:
        return False
    for r in range(t.bundle_running[g], t.bundle_running[g + 1]):
        k = t.running[r]
        speed_before = speed_of(t, before, was, w, k, t.shared[g], old)
        speed_after = speed_of(t, after, s.column, i, k, t.shared[g], new)
        retime(t, after, s, i, k, t.slot[r], speed_before, speed_after, now)
    return True


@inlined
def earliest(s: Store, i: int) -> None:
    """Find the slot that is due first (the first declared, if several are).

    Read as unsigned integers days keep their order, and what is negative, because it stands still, comes after NEVER.
    """
    best, slot = NEVER_BITS, 0
    for j in range(s.due_bits.shape[1]):
        due = s.due_bits[i, j]
        if due < best:
            best, slot = due, j
    s.next[i] = s.due[i, slot] if best < NEVER_BITS else NEVER
    s.slot[i] = slot
    s.soonest[i // BLOCK] = min(s.soonest[i // BLOCK], s.next[i])


@inlined
def enter(t: Tables, numbers: Floats, s: Store, b: Books, seed: int, i: int, now: float) -> None:
    """Begin the life of agent `i`: every process in the state that its columns say."""
    s.here[i] = 1
    s.key[i] = person_key(seed, s.number[i])
    for c in range(s.column.shape[1]):
        s.column[i, c] = s.founding[i, c]
    for j in range(s.moment.shape[1]):
        s.moment[i, j] = np.nan
    for j in range(s.seen.shape[1]):
        s.seen[i, j] = np.uint64(0)
    cell = 0
    for c in t.group_column:
        cell = cell * t.column_size[c] + s.column[i, c]
    s.cell[i] = cell
    year = year_of(b.years, now)
    for p in range(t.state_column.size):
        state = t.state_offset[p] + s.column[i, t.state_column[p]]
        s.seen[i, state >> 6] |= np.uint64(1) << np.uint64(state & 63)
        b.flows[0, state, year, cell] += 1
        b.inside[state] += 1
        b.days[0, state, year, cell] += now - b.years[year]
        start_state(t, numbers, s, b, i, p, now)
    earliest(s, i)


@inlined
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


@inlined
def run_steps(
    t: Tables, numbers: Floats, s: Store, b: Books, i: int, k: int, occurrence: int, now: float
) -> tuple[np.uint64, np.uint64]:
    """Run the steps of clock `k`; return the bit sets of processes that moved and of columns that were set."""
    moved, changed = np.uint64(0), np.uint64(0)
    year, cell = year_of(b.years, now), s.cell[i]
    day = now - b.years[year]
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
            before = s.column[i, column]
            b.inside[offset + before] -= 1
            b.inside[offset + second] += 1
            b.flows[1, offset + before, year, cell] += 1
            b.days[1, offset + before, year, cell] += day
            b.flows[0, offset + second, year, cell] += 1
            b.days[0, offset + second, year, cell] += day
            s.seen[i, (offset + second) >> 6] |= np.uint64(1) << np.uint64((offset + second) & 63)
            if b.journal.who.size > 0:
                write_move(b.journal, i, now, k, first, before, second)
            s.column[i, column] = second
            moved |= np.uint64(1) << np.uint64(first)
            changed |= np.uint64(1) << np.uint64(column)
        elif op == SET:
            s.column[i, first] = second
            changed |= np.uint64(1) << np.uint64(first)
        elif op == SHIFT:
            level = min(max(int(s.column[i, first]) + second, 0), int(t.column_size[first]) - 1)
            s.column[i, first] = level
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


@inlined
def settle(
    t: Tables, numbers: Floats, s: Store, b: Books, i: int, moved: np.uint64, changed: np.uint64, now: float
) -> None:
    """After an event: start the clocks of states entered, retime those that read a column that changed."""
    for p in range(t.state_column.size):
        if moved >> np.uint64(p) & np.uint64(1) == np.uint64(1):
            start_state(t, numbers, s, b, i, p, now)
            continue
        state = t.state_offset[p] + s.column[i, t.state_column[p]]
        if t.state_reads[state] & changed != np.uint64(0):
            for g in range(t.bundle_start[state], t.bundle_start[state + 1]):
                if t.reads[g] & changed != np.uint64(0):
                    retime_bundle(t, numbers, s.was, 0, numbers, s, i, g, now)


@inlined
def fire(
    t: Tables, numbers: Floats, s: Store, b: Books, i: int, k: int, slot: int, occurrence: int, now: float
) -> None:
    """Let trigger `k` of agent `i` go off, or the wait `k` in `slot`, which starts again unless its process moved."""
    for c in range(s.column.shape[1]):
        s.was[0, c] = s.column[i, c]
    if b.trace.what.size > 0:
        write(b.trace, k, i, now, 0.0)
    moved, changed = run_steps(t, numbers, s, b, i, k, occurrence, now)
    settle(t, numbers, s, b, i, moved, changed, now)
    if slot != NONE and moved >> np.uint64(t.process[k]) & np.uint64(1) == np.uint64(0):
        start(t, numbers, s, b, i, k, slot, speed_of(t, numbers, s.column, i, k, 0, 1.0), now)
    earliest(s, i)


@inlined
def room(b: Books) -> bool:
    """Return whether one more event surely fits in the logs."""
    return (
        b.mail.used[0] + ROWS_AN_EVENT <= b.mail.what.size
        and b.spells.used[0] + ROWS_AN_EVENT <= b.spells.what.size
        and (b.trace.what.size == 0 or b.trace.used[0] + ROWS_AN_EVENT <= b.trace.what.size)
        and (b.journal.who.size == 0 or b.journal.used[0] + ROWS_AN_EVENT <= b.journal.who.size)
    )


@inlined
def members(s: Store, block: int) -> tuple[int, int]:
    """Return the first row of a block and one past its last."""
    return block * BLOCK, min(block * BLOCK + BLOCK, s.next.size)


@inlined
def look_ahead(s: Store, block: int, end: int, until: float) -> tuple[int, int, int]:
    """Find who has an event before `until`; return the block to go on from, and how many blocks and rows were found.

    Whatever is read, the next step is the same, so that the processor need not wait for one read before the next.
    """
    blocks, rows = 0, 0
    while block < end and blocks < BATCH:
        s.blocks[blocks] = block
        blocks += s.soonest[block] < until
        block += 1
    total = 0
    for j in range(blocks):
        a, z = members(s, s.blocks[j])
        total += (s.next[a] < until) + (s.next[z - 1] < until)
    s.fetched[0] = total
    for j in range(blocks):
        for i in range(*members(s, s.blocks[j])):
            s.rows[rows] = i
            rows += s.next[i] < until
    return block, blocks, rows


@inlined
def fetch(s: Store, rows: int) -> None:
    """Read from every line of cache of the records soon needed: many reads at once wait hardly longer than one."""
    total = 0
    for j in range(rows):
        i = s.rows[j]
        total += s.here[i] + s.column[i, 0]
        for slot in range(0, s.due.shape[1], 8):
            total += s.due_bits[i, slot] > NEVER_BITS
    s.fetched[0] = total


@Entry
def advance(
    t: Tables, lots: Floats, s: Store, b: Books, seed: int, begin: int, end: int, until: float
) -> tuple[int, int]:
    """Live the events before `until` of agents `begin` to `end`; return the agent to resume at (or `end`), events."""
    events = 0
    block, last = begin // BLOCK, (end + BLOCK - 1) // BLOCK
    while block < last:
        block, blocks, rows = look_ahead(s, block, last, until)
        fetch(s, rows)
        for j in range(rows):
            i = s.rows[j]
            while s.next[i] < until:
                if not room(b):
                    return i, events
                events += 1
                numbers = lots[s.lot[i]]
                if s.here[i] == 0:
                    enter(t, numbers, s, b, seed, i, s.next[i])
                else:
                    k = clock_at(t, s, i)
                    fire(t, numbers, s, b, i, k, s.slot[i], s.starts[i, k] - 1, s.next[i])
        for j in range(blocks):
            soonest = NEVER
            for i in range(*members(s, s.blocks[j])):
                soonest = min(soonest, s.next[i])
            s.soonest[s.blocks[j]] = soonest
    return end, events


@inlined
def clock_at(t: Tables, s: Store, i: int) -> int:
    """Return the clock of agent `i` that is due next."""
    slot = s.slot[i]
    p = 0
    while t.first_slot[p + 1] <= slot:
        p += 1
    state = t.state_offset[p] + s.column[i, t.state_column[p]]
    return int(t.running[t.running_start[state] + slot - t.first_slot[p]])


@Entry
def pull(t: Tables, lots: Floats, s: Store, b: Books, rows: Ints, k: int, now: float) -> int:
    """Pull trigger `k` for the agents in `rows` that are in one of its states; return how many rows were read."""
    for r in range(rows.size):
        if not room(b):
            return r
        i = rows[r]
        if s.here[i] and t.at[k] >> np.uint64(s.column[i, t.state_column[t.process[k]]]) & np.uint64(1):
            occurrence = s.starts[i, k]
            if occurrence == MOST_STARTS:
                b.trouble[0] = 1
            s.starts[i, k] = occurrence + 1
            fire(t, lots[s.lot[i]], s, b, i, k, NONE, occurrence, now)
    return int(rows.size)


@Entry
def put(
    t: Tables, lots: Floats, s: Store, b: Books, column: int, rows: Ints, levels: NDArray[np.uint8], now: float
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
            settle(t, lots[s.lot[i]], s, b, i, np.uint64(0), changed, now)
            earliest(s, i)


@Entry
def renumber(
    t: Tables, before: Floats, after: Floats, s: Store, touched: NDArray[np.bool_], wakes: bool, end: int, now: float
) -> None:
    """Retime the clocks of agents up to `end` from the old numbers of their lots to the new, in the bundles `touched`.

    Agents without a running clock are passed over unless the new numbers may set one going (`wakes`).
    """
    for i in range(end):
        if (s.next[i] == NEVER and not wakes) or not s.here[i]:
            continue
        retimed = False
        old, new = before[s.lot[i]], after[s.lot[i]]
        for p in range(t.state_column.size):
            state = t.state_offset[p] + s.column[i, t.state_column[p]]
            for g in range(t.bundle_start[state], t.bundle_start[state + 1]):
                if touched[g] and retime_bundle(t, old, s.column, i, new, s, i, g, now):
                    retimed = True
        if retimed:
            earliest(s, i)
