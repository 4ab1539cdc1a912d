"""A paragraph with its reporting clauses, and the attribution that one of them gives to a quotation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from quotes.extract.grammar import clauses
from quotes.extract.grammar.clauses import Clause
from quotes.extract.grammar.tokens import Tokens
from quotes.extract.grammar.ways import Ways
from quotes.model import Span


class Attribution(NamedTuple):
    """Who a quotation is attributed to: the mention's and the cue's place, and the rule that decided.

    `own`: the reporting clause belongs to this quotation and is not borrowed from another. `chance`: how likely the
    mention is the right one, None where a rule alone decided.
    """

    mention: Span | None
    cue: Span | None
    rule: str
    own: bool = False
    chance: float | None = None


NOBODY = Attribution(None, None, "none")
DENIED = Attribution(None, None, "denied", own=True)


@dataclass
class Paragraph:
    """The tokens and reporting clauses of a paragraph that holds quotations; `named` is noted by `candidates`."""

    tokens: Tokens
    clauses: Sequence[Clause]
    by_sentence: Mapping[int, Sequence[Clause]]
    is_bare: bool  # nothing stands beside the quotations
    named: tuple[Sequence[int], Sequence[Any]] | None = None

    @cached_property
    def ways(self) -> Ways:
        """What lies between any two of its tokens."""
        return Ways(self.tokens.classes)

    def clauses_of(self, sentence: int) -> Sequence[Clause]:
        """The clauses of a sentence, by its number."""
        return self.by_sentence.get(sentence, ())

    def attribution(self, clause: Clause, rule: str) -> Attribution:
        """The attribution that a clause gives."""
        if clauses.denies(self.tokens, clause):
            return DENIED
        mention = self.tokens.span(*clause.subject) if clause.subject else None
        return Attribution(mention, self.tokens.span(*clause.cue), rule, own=True)


def read(tokens: Tokens) -> Paragraph:
    """A paragraph with its clauses found."""
    found = clauses.find(tokens)
    by_sentence: dict[int, list[Clause]] = {}
    for clause in found:
        by_sentence.setdefault(tokens.sentences[clause.cue[0]], []).append(clause)
    return Paragraph(tokens, found, by_sentence, not tokens.classes.strip("Q.,-o"))
