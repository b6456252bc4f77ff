"""Reasons for a succession: observations."""

from shisaku.editions.comparable_components import ComparableComponent, cosine
from shisaku.editions.likeness import Likeness, Pair, shared_amount, shared_indicators
from shisaku.messages import Message
from shisaku.model.plan import Evidence
from shisaku.reading.evidence import common_words
from shisaku.reading.lexicon import Lexicon
from shisaku.reading.text.characters import shown

_ALIKE = 0.15
"""Least cosine of reported common words; below it they are accidental."""
_MOST_CHARACTERS = 300


def of_pair(likeness: Likeness, lexicon: Lexicon, pair: Pair) -> list[Evidence]:
    """Evidence for a pair, strongest first; never empty."""
    one, other = likeness.old.items[pair[0]], likeness.new.items[pair[1]]
    reasons = [_same_text(one, other), _below(likeness, pair), _shared_words(likeness, one, other)]
    reasons += [_shared_meaning(one, other, lexicon), _same_place(likeness, one, other), _details(one, other)]
    found = [reason for reason in reasons if reason is not None]
    return found or [Evidence("same-place", Message("editions-nothing-else-corresponds"), one.span)]


def of_division(likeness: Likeness, lexicon: Lexicon, pairs: list[Pair]) -> list[Evidence]:
    """Evidence for each part of a split or merger, each kind of reason and each wording once."""
    found: dict[tuple[str, Message], Evidence] = {}
    for pair in pairs:
        one, other = likeness.old.items[pair[0]], likeness.new.items[pair[1]]
        for reason in (_below(likeness, pair), _shared_words(likeness, one, other), _shared_meaning(one, other, lexicon)):
            if reason is not None:
                found.setdefault((reason.basis, reason.message), reason)
    return list(found.values()) or of_pair(likeness, lexicon, pairs[0])


def of_none(nearest: str | None, new: bool) -> Evidence:
    """Evidence that nothing in the other edition corresponds; `nearest` are the words of the nearest component."""
    message = Message("editions-older-short") if new else Message("editions-newer-short")
    if nearest is None:
        return Evidence("no-counterpart", Message("editions-nothing-edition-worded-alike", message=message))
    return Evidence(
        "no-counterpart",
        Message("editions-nothing-edition-corresponds-nearest", message=message, nearest=nearest),
    )


def _same_text(one: ComparableComponent, other: ComparableComponent) -> Evidence | None:
    if one.words != other.words:
        return None
    return Evidence("same-text", Message("editions-same-words-older-edition"), one.span)


def _below(likeness: Likeness, pair: Pair) -> Evidence | None:
    """Evidence of common descendants, in numbers."""
    sizes = len(likeness.old.below[pair[0]]), len(likeness.new.below[pair[1]])
    kept = round(likeness.flow.get(pair, 0.0))
    if not all(sizes) or not kept:
        return None
    span = likeness.old.items[pair[0]].span
    return Evidence(
        "shared-parts", Message("editions-below-among-below-newer-one", sizes=sizes[0], kept=kept, other_sizes=sizes[1]), span
    )


def _shared_words(likeness: Likeness, one: ComparableComponent, other: ComparableComponent) -> Evidence | None:
    if one.words == other.words or cosine(likeness.old.vectors[one.at], likeness.new.vectors[other.at]) < _ALIKE:
        return None
    found = common_words(shown(other.label)[:_MOST_CHARACTERS], shown(one.label)[:_MOST_CHARACTERS])
    if not found:
        return None
    return Evidence(
        "shared-words",
        Message(
            "editions-shares-words", found=Message.joined((Message("common-word", word=word) for word in found), "list-quoted")
        ),
        one.span,
    )


def _shared_meaning(one: ComparableComponent, other: ComparableComponent, lexicon: Lexicon) -> Evidence | None:
    """Topics that both mention, where the words differ."""
    if one.words == other.words:
        return None
    concepts = [{name.removeprefix("concept:") for name in item.weights if name.startswith("concept:")} for item in (one, other)]
    labels = [lexicon.label(concept) for concept in sorted(concepts[0] & concepts[1])[:3]]
    if not labels:
        return None
    return Evidence(
        "shared-meaning",
        Message(
            "editions-same-topic",
            labels=Message.joined((Message("common-label", label=label) for label in labels), "list-quoted"),
        ),
        one.span,
    )


def _same_place(likeness: Likeness, one: ComparableComponent, other: ComparableComponent) -> Evidence | None:
    """Evidence of the same number under the same parent."""
    around = likeness.features((one.at, other.at))
    if one.ordinal != other.ordinal or around[5] < 0.5:
        return None
    number = one.printed or str(one.ordinal)
    return Evidence(
        "same-place",
        Message("editions-stands-under-same-heading-same", number=number),
        one.span,
    )


def _details(one: ComparableComponent, other: ComparableComponent) -> Evidence | None:
    shared = [name for name in one.details.departments if name in other.details.departments]
    amount = shared_amount(one, other)
    if amount is not None:
        shared.append(" ".join(amount.printed.split()))
    shared += shared_indicators(one, other)
    if not shared:
        return None
    return Evidence(
        "shared-details",
        Message("editions-prints-same-sum-department-indicator", shared=Message.joined(shared)),
        one.span,
    )
