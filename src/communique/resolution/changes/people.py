"""Which people new forms change: step after step, the groups that changed, and whoever they bear upon.

Each step of resolving people decides on pairs of groups that share a name or a word of one, by what is known of the two
and of the rivals whom either could mean as well. So a step has to be taken again for the groups that the step before it
changed, for those that are or were their rivals, and for whatever hangs together with these by pairs whose reasons
suffice. All others are read, where they are compared with these, and stay as they are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from communique.model import Judgement, Relation
from communique.resolution.candidates import Around, equal_candidates, facts_of, find_candidates, weigh_pairs
from communique.resolution.changes.kept import (
    STEPS,
    KeptForm,
    KeptGroup,
    KeptPeople,
    copy_side,
    fact_numbers,
    number_of,
    same_side,
    stored_keys,
    wanted_keys,
)
from communique.resolution.clusters import Grouping
from communique.resolution.deciding import apply_judgements, by_people
from communique.resolution.name_matching import compatible_names
from communique.resolution.names import name_parts
from communique.resolution.people import (
    EQUAL,
    INITIALS,
    SINGLE,
    SPELLED_APART,
    STAGES,
    SUBJECT,
    Groups,
    family_keys,
    is_short,
    join_found,
    join_profiles,
    join_short_profiles,
    names_judged_one,
    rules_of,
    short_profile,
    told_apart,
)
from communique.resolution.sides import Side

__all__ = ["PeopleChange", "change_people"]

_PROFILED = {3: INITIALS, 5: SINGLE}
_PAIRED = {2: STAGES[1], 4: INITIALS, 6: SINGLE}


@dataclass(slots=True, kw_only=True)
class PeopleChange:
    """What new forms change.

    Attributes:
        forms: the forms that are new, or belong to another group of equal names, or show something else.
        groups: the groups of equal names as they are now, so far as they changed in any step.
        gone: the groups that are no more, as they were.
        before: the groups that were there, as they were.
        facts: what is known now, as numbers, of the people of whom a group changed; None for those who are no more.
        said: the judgements that now hold.
        stale: those that no longer do, as labels with the rules that spoke of them; both ends are among the labels.
    """

    forms: dict[str, KeptForm] = field(default_factory=dict)
    groups: dict[str, KeptGroup] = field(default_factory=dict)
    gone: dict[str, KeptGroup] = field(default_factory=dict)
    before: dict[str, KeptGroup] = field(default_factory=dict)
    facts: dict[str, frozenset[int] | None] = field(default_factory=dict)
    said: list[Judgement] = field(default_factory=list)
    stale: list[tuple[frozenset[str], frozenset[str]]] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Node:
    """A group as a step finds it: the groups of equal names that make it up, and what is known of it."""

    parts: frozenset[str]
    side: Side


Nodes = dict[str, _Node]


def change_people(fresh: Mapping[str, KeptForm], kept: KeptPeople, human: Sequence[Judgement]) -> PeopleChange:
    """Resolve again what new or changed forms touch.

    Args:
        fresh: forms that are not kept, or show something else than is kept of them; their groups are not looked at.
        kept: what is kept.
        human: judgements by people.
    """
    return _Round(fresh, kept, human).run()


class _Round:
    """One round of changes."""

    def __init__(self, fresh: Mapping[str, KeptForm], kept: KeptPeople, human: Sequence[Judgement]) -> None:
        self.fresh = fresh
        self.kept = kept
        self.human = human
        self.judged = by_people(human, SUBJECT)
        self.change = PeopleChange()
        self.now: dict[str, KeptGroup] = {}  # groups that are there, as far as they were looked at
        self.dirty: set[str] = set()  # those of them that are new, or of other forms, or know something else
        self.at: dict[tuple[int, str], set[str]] = defaultdict(set)  # (step, label) → groups
        self.fresh_keys: dict[str, set[str]] = defaultdict(set)  # key → names that are not kept yet
        self.named: dict[str, set[str]] = defaultdict(set)  # name → groups looked at
        self.forms: dict[str, list[KeptForm]] = {}  # of groups
        self.words: dict[str, bool] = {}  # whether it stood in a name of several words
        self.index: dict[str, set[str]] = defaultdict(set)  # key → names looked at
        self.indexed: set[str] = set()
        self.nodes: dict[tuple[int, str], _Node] = {}  # (step, label) → what was made of its groups, which are as then

    def run(self) -> PeopleChange:
        old, new = self.equal_names()
        for step in range(2, STEPS + 1):
            old, new = self.take_step(step, old, new)
        self.change.groups = {label: self.now[label] for label in self.touched if label in self.now}
        replaced = [self.change.before[label] for label in self.change.groups if label in self.change.before]
        for group in (*self.change.groups.values(), *self.change.gone.values(), *replaced):
            person = group.person
            if person not in self.change.facts:
                known = [facts_of(self.now[one].side) for one in self.at[STEPS, person]]
                self.change.facts[person] = fact_numbers(set().union(*known)) if known else None
        return self.change

    # The first step: whatever has equal names.

    def equal_names(self) -> tuple[Nodes, Nodes]:
        judged = self.kept.forms_named({m for one in self.judged for side in one.sides for m in side})
        everybody = {**judged, **self.fresh}
        linked = [{everybody[m].block for side in one.sides for m in side if m in everybody} for one in self.judged]
        old_blocks = {form.block for form in self.kept.forms_named(self.fresh).values()}
        blocks = {form.block for form in self.fresh.values()} | old_blocks
        while more := {block for some in linked if not some.isdisjoint(blocks) for block in some} - blocks:
            blocks |= more
        before = self.kept.forms_in(blocks)
        forms = {**before, **self.fresh}
        sides = {one: copy_side([forms[one].side]) for one in sorted(forms)}
        grouping = Grouping(sorted(sides))
        apply_judgements(grouping, self.human, SUBJECT)
        self.licensed = self._licensed(everybody)
        for a, b in _together(forms.values()):
            grouping.forbid(a, b)
        told: dict[str, list[str]] = defaultdict(list)
        for one, form in sorted(forms.items()):
            told[form.document].append(one)
        for a, b in told_apart(sides, (some for some in told.values() if len(some) > 1)):
            grouping.forbid(a, b)
        said = list(join_profiles(sides, grouping))
        groups = Groups(sides, grouping)
        said.extend(join_found(groups, EQUAL, *equal_candidates(groups.sides), self.licensed))
        self.change.stale.append((frozenset(before), rules_of(EQUAL) | {"people.same_profile.v1"}))
        self.change.said += said
        return self._note_equal(before, forms, groups)

    def _licensed(self, everybody: Mapping[str, KeptForm]) -> dict[str, frozenset[str]]:
        sides = {one: form.side for one, form in everybody.items()}
        grouping = Grouping(sorted(sides))
        apply_judgements(grouping, self.human, SUBJECT)
        return names_judged_one(sides, grouping)

    def _note_equal(
        self, before: Mapping[str, KeptForm], forms: Mapping[str, KeptForm], groups: Groups
    ) -> tuple[Nodes, Nodes]:
        stored = self.kept.groups_with({form.group for form in before.values()})
        self.change.before |= stored
        members: dict[str, list[str]] = defaultdict(list)
        for one in sorted(forms):
            members[groups.label(one)].append(one)
        was: dict[str, list[str]] = defaultdict(list)
        for one in sorted(before):
            was[before[one].group].append(one)
        for label, some in members.items():
            for one in some:
                form = forms[one]
                if one in self.fresh or form.group != label:
                    self.change.forms[one] = form = _with_group(form, label)
                self.forms.setdefault(label, []).append(form)
            side = copy_side(forms[one].side for one in some)
            kept = stored.get(label)
            if kept is None or was.get(label) != some or not same_side(kept.side, side):
                self.dirty.add(label)
                steps = kept.steps if kept is not None else (label,) * STEPS
                kept = KeptGroup(label=label, steps=steps, side=side)
            self._put(kept)
        self.touched = set(self.dirty)
        self.change.gone = {label: stored[label] for label in was if label not in members}
        for label, group in stored.items():
            if label not in was and label not in self.now:
                self._put(group)
        for label in self.dirty:
            for name in self.now[label].side.names:
                for key in stored_keys(name):
                    self.fresh_keys[key].add(name)
        old = {label: stored[label] for label in (*self.change.gone, *self.dirty) if label in stored}
        return (
            {label: _Node(parts=frozenset({label}), side=group.side) for label, group in old.items()},
            {label: _Node(parts=frozenset({label}), side=self.now[label].side) for label in self.dirty},
        )

    def _put(self, group: KeptGroup) -> None:
        before = self.now.get(group.label)
        if before is not None:
            for step, label in enumerate(before.steps, 1):
                self.at[step, label].discard(group.label)
                self.nodes.pop((step, label), None)
        self.now[group.label] = group
        for step, label in enumerate(group.steps, 1):
            self.at[step, label].add(group.label)
            self.nodes.pop((step, label), None)
        for name in group.side.names:
            self.named[name].add(group.label)

    # The further steps, each on the groups that the one before it made.

    def take_step(self, step: int, old: Nodes, new: Nodes) -> tuple[Nodes, Nodes]:
        if not old and not new:
            return {}, {}
        looked = self._affected(step, old, new)
        if step in _PROFILED:
            inside, nodes = self._close_profiles(step, looked)
            stage = _PROFILED[step]
            groups = self._groups(nodes, {label: n for label, n in inside.items() if short_profile(n.side, stage)})
            said = list(join_short_profiles(groups, _PROFILED[step], inside.keys()))
        else:
            inside, nodes = self._close_pairs(step, looked)
            sides = {label: node.side for label, node in nodes.items()}
            matches = self._matches(step, inside, nodes)
            found, apart = find_candidates(sides, _PAIRED[step], matches, self._around(inside))
            groups = self._groups(nodes, {end: inside[end] for one in found for end in (one.left, one.right)})
            said = list(join_found(groups, _PAIRED[step], found, apart, self.licensed))
        self.change.said += said
        self.change.stale.append((frozenset({*old, *inside}), _rules(step)))
        return self._note_step(step, old, inside, groups)

    def _note_step(self, step: int, old: Nodes, inside: Nodes, groups: Groups) -> tuple[Nodes, Nodes]:
        parts = {part for node in (*inside.values(), *old.values()) for part in node.parts}
        was: dict[str, set[str]] = defaultdict(set)
        for part in parts:
            if (kept := self.change.before.get(part)) is not None:
                was[kept.steps[step - 1]].add(part)
        became: dict[str, set[str]] = defaultdict(set)
        for label, node in inside.items():
            for part in node.parts:
                now = groups.label(label)
                became[now].add(part)
                if self.now[part].steps[step - 1] != now:
                    self._put(self.now[part].after(step, now))
                    self.touched.add(part)
        changed = {
            label
            for label in was.keys() | became.keys()
            if was.get(label) != became.get(label) or not self.dirty.isdisjoint(became[label])
        }
        return (
            {label: _node(was[label], self.change.before) for label in changed if label in was},
            {label: _node(became[label], self.now) for label in changed if became.get(label)},
        )

    def _affected(self, step: int, old: Nodes, new: Nodes) -> Nodes:
        """The changed groups, and those of which a pair or a rival may have changed with them."""
        found = dict(new)
        others = self._neighbours(step, [*old.values(), *new.values()], short=True)
        for label in new:
            others.pop(label, None)
        if step == STEPS:
            for label, node in self._no_longer_alone(step, new).items():
                old, new = {**old, label: node}, {**new, label: node}
                found[label] = node
                others |= self._neighbours(step, [node])
            others = {label: node for label, node in others.items() if label not in new}
        for these, is_known in ((old, self._was_known), (new, self._is_known)):
            light = {
                label
                for label in these
                if label in old and label in new and same_side(old[label].side, new[label].side, partners=False)
            }
            nodes = {**others, **these}
            if step in _PROFILED:
                found |= self._sharing_profile(_PROFILED[step], these, others, light)
                continue
            matches = self._matches(step, these, nodes)
            sides = {label: node.side for label, node in nodes.items()}
            around = Around(groups=frozenset(these), is_known=is_known)
            pairs, near = weigh_pairs(sides, _PAIRED[step], matches, around)
            linked = {end for pair in pairs for end in pair}
            linked |= {end for label in these.keys() - light for end in near.get(label, ())}
            found |= {label: others[label] for label in linked if label in others}
        return found

    def _no_longer_alone(self, step: int, new: Nodes) -> Nodes:
        """Groups of single words that stood in no longer name before, and do now."""
        words = {
            word
            for node in new.values()
            for name in node.side.names
            if len(name_parts(name).words) > 1
            for word in name_parts(name).joined
        }
        words = {word for word in words if not self._was_known(word)}
        names = self._names({f"1 {word}" for word in words})
        alone = {name for some in names.values() for name in some if name_parts(name).joined[0] in words}
        return self._nodes(step, alone) if alone else {}

    def _sharing_profile(self, stage: frozenset[str], these: Nodes, others: Nodes, light: set[str]) -> Nodes:
        sharing: dict[tuple[object, ...], list[str]] = defaultdict(list)
        of: dict[str, list[str]] = defaultdict(list)
        for other, beside in others.items():
            if its := short_profile(beside.side, stage):
                sharing[its].append(other)
                for organisation in beside.side.organisations:
                    of[organisation].append(other)
        found: set[str] = set()
        for label, node in these.items():
            profile = short_profile(node.side, stage)
            if profile is not None:
                found.update(sharing.get(profile, ()))
            elif label not in light:
                found.update(other for organisation in node.side.organisations for other in of.get(organisation, ()))
        return {other: others[other] for other in found}

    def _close_profiles(self, step: int, looked: Nodes) -> tuple[Nodes, Nodes]:
        """All that have the profile of one of these; and those beside them."""
        stage = _PROFILED[step]
        wanted = {profile for node in looked.values() if (profile := short_profile(node.side, stage))}
        short = [node for node in looked.values() if short_profile(node.side, stage)]
        others = self._neighbours(step, short)
        same = {label: node for label, node in others.items() if short_profile(node.side, stage) in wanted}
        inside = {**same, **looked}
        return inside, {**others, **inside}

    def _close_pairs(self, step: int, looked: Nodes) -> tuple[Nodes, Nodes]:
        """These with all that hang together with them by pairs whose reasons suffice; and those beside them."""
        inside, nodes = dict(looked), dict(looked)
        fresh = dict(looked)
        while fresh:
            nodes = {**self._neighbours(step, fresh.values()), **nodes}
            matches = self._matches(step, fresh, nodes)
            sides = {label: node.side for label, node in nodes.items()}
            pairs, _ = weigh_pairs(sides, _PAIRED[step], matches, self._around(fresh))
            ends = {end for pair in pairs for end in pair} - inside.keys()
            fresh = {label: nodes[label] for label in ends}
            inside |= fresh
        return inside, nodes

    def _around(self, nodes: Nodes) -> Around:
        return Around(groups=frozenset(nodes), is_known=self._is_known)

    def _groups(self, nodes: Nodes, joined: Nodes) -> Groups:
        """The nodes as groups to be joined, with those of them kept apart that may be joined and must not."""
        sides = {label: copy_side([nodes[label].side]) for label in sorted(nodes)}
        grouping = Grouping(sorted(sides))
        if len(joined) > 1:
            for a, b in self._apart(joined):
                grouping.forbid(a, b)
        return Groups(sides, grouping)

    def _apart(self, inside: Nodes) -> Iterable[tuple[str, str]]:
        """Pairs of groups of which a text or a person says that they are two."""
        node_of = {part: label for label, node in inside.items() for part in node.parts}
        missing = [part for part in node_of if part not in self.forms]
        if missing:
            loaded: dict[str, list[KeptForm]] = {part: [] for part in missing}
            for form in self.kept.forms_of_groups(missing).values():
                loaded[form.group].append(form)
            self.forms |= loaded
        by_document: dict[str, list[tuple[str, KeptForm]]] = defaultdict(list)
        home: dict[str, str] = {}
        for part, label in node_of.items():
            for form in self.forms[part]:
                by_document[form.document].append((label, form))
                home[form.form] = label
        for told in by_document.values():
            for (a, x), (b, y) in combinations(told, 2):
                if a != b and (not set(x.claims).isdisjoint(y.claims) or _spelled_apart(x, y)):
                    yield a, b
        for one in self.judged:
            if one.relation is Relation.DIFFERENT:
                left, right = ([home[m] for m in side if m in home] for side in one.sides)
                yield from ((a, b) for a in left for b in right if a != b)

    # Looking up.

    def _neighbours(self, step: int, nodes: Iterable[_Node], *, short: bool = False) -> Nodes:
        """The groups, as this step finds them, whose names may have to be compared with those of some.

        Where `short` is true, a step that joins by profiles gets those alone that may have one.
        """
        single = step > 4
        sharing = step in _PROFILED or single  # pairs without a common fact are no pairs there
        asking: dict[str, set[int]] = defaultdict(set)
        for node in nodes:
            known = node.side.organisations if step in _PROFILED else facts_of(node.side) if sharing else ()
            numbers = fact_numbers(known)
            for name in node.side.names:
                asking[name] |= numbers
        wanted: dict[str, frozenset[str]] = {}
        for name in asking:
            words = name_parts(name).joined
            orphan = single and len(words) == 1 and not (self._is_known(words[0]) and self._was_known(words[0]))
            wanted[name] = wanted_keys(name, single=single, orphan=orphan)
        by_key = self._names({key for keys in wanted.values() for key in keys})
        names = {name: set(facts) for name, facts in asking.items()}
        for name, keys in wanted.items():
            facts = asking[name]
            for key in keys:
                for other in by_key.get(key, ()):
                    if other in names:
                        names[other] |= facts
                    elif key[0] in "<>":
                        if compatible_names(name, other) is not None:
                            names[other] = set(facts)
                    elif sharing or _agree(name, other, _PAIRED[step]):
                        names[other] = set(facts)
        if short and step in _PROFILED:
            names = {name: facts for name, facts in names.items() if is_short(name_parts(name), _PROFILED[step])}
        return self._nodes(step, names, names if sharing else None)

    def _names(self, keys: set[str]) -> dict[str, set[str]]:
        numbers = {key: number_of(key) for key in keys}
        kept = self.kept.names_with(numbers.values())
        return {key: {*kept.get(number, ()), *self.fresh_keys.get(key, ())} for key, number in numbers.items()}

    def _nodes(self, step: int, names: Iterable[str], facts: Mapping[str, set[int]] | None = None) -> Nodes:
        """The groups that bear some names, as this step finds them.

        Of those not looked at yet only these are read, where facts are given by names, of which one of them is known.
        """
        kept = self.kept.groups_of(names)
        labels = {label for some in kept.values() for label in some} - self.change.gone.keys()
        if missing := labels - self.now.keys():
            if facts is None:
                loaded = self.kept.groups_with(missing)
            else:
                wanted: dict[str, set[int]] = defaultdict(set)
                for name, some in kept.items():
                    for label in missing.intersection(some):
                        wanted[label] |= facts[name]
                loaded = self.kept.groups_sharing(wanted)
            for label, group in loaded.items():
                if label not in self.now and label not in self.change.gone:
                    self.change.before[label] = group
                    self._put(group)
            labels &= self.now.keys()
        labels |= {label for name in names for label in self.named.get(name, ())}
        found: Nodes = {}
        for label in {self.now[one].steps[step - 2] for one in labels}:
            node = self.nodes.get((step - 1, label))
            if node is None:
                node = self.nodes[step - 1, label] = _node(self.at[step - 1, label], self.now)
            found[label] = node
        return found

    def _matches(self, step: int, around: Nodes, nodes: Nodes) -> dict[str, list[tuple[str, str]]]:
        """The pairs of full names that agree, of which some group looked at bears one."""
        if step not in _PAIRED or _PAIRED[step] is SINGLE:
            return {}
        names = {name for node in nodes.values() for name in node.side.names}
        near = {name for node in around.values() for name in node.side.names}
        for name in names - self.indexed:
            for key in stored_keys(name):
                self.index[key].add(name)
        self.indexed |= names
        pairs: set[tuple[str, str]] = set()
        for name in near:
            others = {other for key in wanted_keys(name, single=False) for other in self.index.get(key, ())}
            pairs.update((min(name, other), max(name, other)) for other in others & names if other != name)
        found: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for a, b in sorted(pairs):
            match = compatible_names(a, b)
            if match is not None:
                found[match.rule].append((a, b))
        return found

    def _was_known(self, word: str) -> bool:
        if word not in self.words:
            self.words[word] = any(_has_word(name, word) for name in self.kept.iter_names_with(number_of(f"w {word}")))
        return self.words[word]

    def _is_known(self, word: str) -> bool:
        return any(_has_word(name, word) for name in self.fresh_keys.get(f"w {word}", ())) or self._was_known(word)


def _node(parts: Iterable[str], groups: Mapping[str, KeptGroup]) -> _Node:
    return _Node(parts=frozenset(parts), side=copy_side(groups[part].side for part in sorted(parts)))


def _has_word(name: str, word: str) -> bool:
    parts = name_parts(name)
    return len(parts.words) > 1 and word in parts.joined


def _agree(a: str, b: str, rules: frozenset[str]) -> bool:
    match = compatible_names(a, b)
    return match is not None and match.rule in rules


def _together(forms: Iterable[KeptForm]) -> Iterable[tuple[str, str]]:
    """Pairs of forms that one meeting has."""
    present: dict[str, list[str]] = defaultdict(list)
    for form in forms:
        for claim in form.claims:
            present[claim].append(form.form)
    return (pair for some in present.values() for pair in combinations(sorted(some), 2))


def _spelled_apart(x: KeptForm, y: KeptForm) -> bool:
    """True where one text spells the two names in two ways, as `told_apart` finds it."""
    a, b = min(x.side.names), min(y.side.names)
    if family_keys(a).isdisjoint(family_keys(b)):
        return False
    match = compatible_names(a, b)
    return match is not None and match.rule in SPELLED_APART


def _rules(step: int) -> frozenset[str]:
    """The rules by which a step speaks."""
    if step in _PROFILED:
        name = "same_single_profile" if _PROFILED[step] is SINGLE else "same_initials_profile"
        return frozenset({f"people.{name}.v1"})
    return rules_of(_PAIRED[step])


def _with_group(form: KeptForm, group: str) -> KeptForm:
    return KeptForm(
        form=form.form, document=form.document, block=form.block, group=group, side=form.side, claims=form.claims
    )
