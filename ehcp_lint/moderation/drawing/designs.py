"""Who reads which plan. Agreement can only be reckoned where plans are read twice, so that is how it is shared out by default.

    pairs     each plan by two moderators, at random, of different agencies where that is possible
    anchor    one plan by all, the others by one moderator each
    distinct  each plan by one moderator: no agreement can be told

Anchor plans (with marks agreed beforehand) are read by all in every design and come on top. Measured by simulation
(docs/moderation-rounds.md): with the same work, pairs tell more of the moderators' agreement than one common plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, permutations, product

from ehcp_lint.errors import BadConfig
from ehcp_lint.moderation.drawing.moderators import NO_AGENCY, Reader
from ehcp_lint.moderation.drawing.sampling import chance

DESIGNS = ("pairs", "anchor", "distinct")
PER_MODERATOR = 3


@dataclass(frozen=True)
class ToRead:
    """A plan to be shared out: its code, and its values in the columns that keep moderators apart from it."""

    code: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Design:
    """Who reads what: moderators by plan, the panel of each moderator (from 1), and what is the matter with it."""

    readers: dict[str, tuple[str, ...]]
    panels: dict[str, int]
    warnings: tuple[str, ...] = ()


def share_out(
    plans: Sequence[ToRead],
    moderators: Sequence[Reader],
    seed: str,
    *,
    design: str = "pairs",
    per_moderator: int = PER_MODERATOR,
    anchors: Sequence[str] = (),
    panels: int = 1,
) -> Design:
    """Share plans out among moderators. The same seed, plans and moderators give the same answer, in whatever order they come.

    Nobody reads a plan whose values they have themselves (their own officer code, their own team). Raises `BadConfig`."""
    if design not in DESIGNS:
        raise BadConfig(f"--design must be one of {', '.join(DESIGNS)}.")
    if panels < 1 or panels * 2 > max(len(moderators), 2):
        raise BadConfig("--panels must leave two moderators or more to each panel.")
    sides = _panels(moderators, seed, panels)
    where = {reader.code: number for number, members in sides.items() for reader in members}
    order = sorted(plans, key=lambda plan: chance(seed, f"plan\n{plan.code}"))
    common = list(anchors)
    if design == "anchor" and order and not common:
        common.append(order[0].code)
    alone = [plan for plan in order if plan.code not in common]
    readers: dict[str, tuple[str, ...]] = {}
    warnings: list[str] = []
    for number, members in sides.items():
        mine = alone[number - 1 :: panels]
        given, told = _shared(mine, members, seed, 2 if design == "pairs" else 1)
        readers |= given
        warnings += told
    everyone = tuple(sorted(reader.code for reader in moderators))
    readers |= dict.fromkeys(common, everyone)
    load = Counter(code for code, names in readers.items() if code not in anchors for code in names)
    most = max(load.values(), default=0)
    if most > per_moderator:
        times = 2 if design == "pairs" else 1
        needed = -(-len(alone) * times // per_moderator)
        warnings.append(
            f"{len(plans)} plans and {len(moderators)} moderators make up to {most} plans each, not {per_moderator}. "
            f"{needed} moderators would do, or {len(moderators) * per_moderator // times} plans."
        )
    parts = connected(readers.values(), everyone)
    if design == "distinct" and not common:
        warnings.append("Each plan is read once: how far moderators agree cannot be told. Take --design pairs.")
    elif len(parts) > 1:
        groups = "; ".join(", ".join(part) for part in parts)
        warnings.append(
            f"The moderators fall into {len(parts)} groups that share no plan ({groups}): "
            "nobody can say whether one group is stricter. Add a plan that all read, or more plans."
        )
    return Design(dict(sorted(readers.items())), dict(sorted(where.items())), tuple(warnings))


def connected(readings: Iterable[Sequence[str]], moderators: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """The groups of moderators that plans read in common tie together; one group is what is wanted."""
    group = {code: {code} for code in moderators}
    for names in readings:
        for one, other in combinations(names, 2):
            if group[one] is not group[other]:
                joined = group[one] | group[other]
                for code in joined:
                    group[code] = joined
    return tuple(sorted({tuple(sorted(members)) for members in group.values()}))


def _panels(moderators: Sequence[Reader], seed: str, panels: int) -> dict[int, list[Reader]]:
    """Panels with as many moderators of each agency as can be: agency by agency, dealt like cards."""
    order = sorted(moderators, key=lambda r: (r.agency, chance(seed, f"panel\n{r.code}")))
    return {number + 1: order[number::panels] for number in range(panels)}


def _shared(
    plans: Sequence[ToRead], members: Sequence[Reader], seed: str, times: int
) -> tuple[dict[str, tuple[str, ...]], list[str]]:
    """Each plan to `times` moderators: as evenly as can be, then of different agencies, then so that all hang together."""
    load: Counter[str] = Counter()
    met: Counter[tuple[str, ...]] = Counter()
    given: dict[str, tuple[Reader, ...]] = {}
    alone: list[str] = []
    for plan in plans:
        free = [reader for reader in members if not _apart(plan, reader)]
        if len(free) < times:
            alone.append(plan.code)
        teams = list(combinations(free, min(times, len(free))))
        if not teams or not free:
            continue
        tied = connected([[r.code for r in team] for team in given.values()], [r.code for r in members])
        part = {code: number for number, codes in enumerate(tied) for code in codes}

        def cost(team: tuple[Reader, ...], plan: ToRead = plan, part: dict[str, int] = part) -> tuple[int, ...]:
            codes = tuple(reader.code for reader in team)
            return (
                max(load[code] for code in codes),
                sum(load[code] for code in codes),
                _alike(team),
                met[codes],
                len(team) - len({part[code] for code in codes}),
                chance(seed, "\n".join(("team", plan.code, *codes))),
            )

        team = min(teams, key=cost)
        given[plan.code] = team
        codes = tuple(reader.code for reader in team)
        load.update(codes)
        met[codes] += 1
    if times == 2:
        _swap(given, {plan.code: plan for plan in plans}, [reader.code for reader in members])
    warnings = []
    if alone:
        warnings.append(f"{len(alone)} plans have fewer than {times} moderators who may read them: {', '.join(sorted(alone))}.")
    return {code: tuple(sorted(reader.code for reader in team)) for code, team in given.items()}, warnings


def _alike(team: Sequence[Reader]) -> int:
    """1 for two of one agency; those whose agency is not said are no two of one."""
    agencies = [reader.agency for reader in team if reader.agency != NO_AGENCY]
    return len(agencies) - len(set(agencies))


def _apart(plan: ToRead, reader: Reader) -> bool:
    """Whether the plan is the moderator's own, or their team's."""
    return any(plan.values.get(column, "").casefold() == value.casefold() for column, value in reader.own.items())


def _swap(given: dict[str, tuple[Reader, ...]], plans: Mapping[str, ToRead], codes: list[str]) -> None:
    """Change readers between two plans for as long as that mixes agencies or ties groups together; nobody's load changes."""
    parts = _parts(given, codes)
    while (better := _better(given, plans, codes, parts)) is not None:
        parts = better


def _better(given: dict[str, tuple[Reader, ...]], plans: Mapping[str, ToRead], codes: list[str], parts: int) -> int | None:
    """One change for the better, made in `given`, and how many groups there are then; None if there is none to make."""
    pairs = [code for code, team in given.items() if len(team) == 2]
    for one, other in permutations(pairs, 2):
        a, b = given[one], given[other]
        if parts == 1 and not _alike(a):
            continue
        for mine, theirs in product(range(2), range(2)):
            new_one, new_other = (a[1 - mine], b[theirs]), (b[1 - theirs], a[mine])
            gain = _alike(a) + _alike(b) - _alike(new_one) - _alike(new_other)
            if gain < 0 or (gain == 0 and parts == 1) or len({*new_one}) < 2 or len({*new_other}) < 2:
                continue
            if _apart(plans[one], b[theirs]) or _apart(plans[other], a[mine]):
                continue
            given[one], given[other] = new_one, new_other
            then = _parts(given, codes)
            if (gain > 0 and then <= parts) or then < parts:
                return then
            given[one], given[other] = a, b
    return None


def _parts(given: Mapping[str, Sequence[Reader]], codes: Sequence[str]) -> int:
    return len(connected([[reader.code for reader in team] for team in given.values()], codes))
