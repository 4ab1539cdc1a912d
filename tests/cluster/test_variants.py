"""Which printed differences leave a quotation the same, and which keep two apart."""

from __future__ import annotations

import pytest

from quotes.cluster import verify

SAME = {
    "case": ("We Will Rebuild The Harbour", "we will rebuild the harbour"),
    "all-capitals": ("WE WILL REBUILD THE OLD HARBOUR", "We will rebuild the old harbour"),
    "punctuation": ("We will - I promise - rebuild the harbour!", "We will, I promise, rebuild the harbour."),
    "curly-marks": ("“We’ll rebuild the ‘old’ harbour”", "\"We'll rebuild the 'old' harbour\""),
    "accents": ("Mayor Peña will open the café", "Mayor Pena will open the cafe"),
    "contraction": ("We won't sell the harbour", "We will not sell the harbour"),
    "dropped-word": ("We really will rebuild the old harbour next year", "We will rebuild the old harbour next year"),
    "dropped-content-word": (
        "We will rebuild the old wooden harbour and the lighthouse next year",
        "We will rebuild the old harbour and the lighthouse next year",
    ),
    "stammer-after-a-dash": ("We will rebuild— rebuild the harbour", "We will rebuild the harbour"),
    "filler-you-know": ("We will, you know, rebuild the harbour", "We will rebuild the harbour"),
    "filler-i-mean": (
        "We will rebuild, I mean, the whole harbour in spring",
        "We will rebuild the whole harbour in spring",
    ),
    "stammer": ("We, we will rebuild the harbour", "We will rebuild the harbour"),
    "stammer-in-the-shorter": ("We, we will rebuild the harbour", "We will rebuild the harbour next year"),
    "interjection-cut": ("We will rebuild the harbour", "No, we will rebuild the harbour"),
    "ellipsis": (
        "We will rebuild the harbour, whatever it takes, and open it in spring",
        "We will rebuild the harbour … and open it in spring",
    ),
    "spaced-ellipsis": (
        "We will rebuild the harbour, whatever it takes, and open it in spring",
        "We will rebuild the harbour . . . and open it in spring",
    ),
    "bracketed-addition": ("They [the dockers] deserve better pay", "They deserve better pay"),
    "bracket-for-a-word": ("[The dockers] deserve better pay than this", "They deserve better pay than this"),
    "bracketed-initial": ("[T]he dockers deserve better pay", "The dockers deserve better pay"),
    "laughter": ("I never liked that boat (laughter) at all", "I never liked that boat at all"),
    "british-spelling": ("We organised the defence of labour", "We organized the defense of labor"),
    "cut-head": ("I tell you that we will rebuild the harbour next year", "we will rebuild the harbour next year"),
    "cut-tail": ("We will rebuild the harbour next year, I hope", "We will rebuild the harbour next year"),
    "broken-over-a-line": ("We will rebuild the har- bour in spring", "We will rebuild the harbour in spring"),
    "joined-words": ("Send me an e-mail about the harbour", "Send me an email about the harbour"),
    "misprint": ("We will rebuild the harbuor next year", "We will rebuild the harbour next year"),
    "misread-letters": ("The govemment pub1ished it in May", "The government published it in May"),
    "misread-cl-for-d": ("The judge opened the harbour gate in May", "The juclge opened the harbour gate in May"),
    "misread-c-for-e": ("The state pays for the harbour gate", "The statc pays for the harbour gate"),
    "two-letters-turned-round": ("We will rebuild the harbour wtih a loan", "We will rebuild the harbour with a loan"),
    "everyday-word": ("Many people live by the harbour", "Many folks live by the harbour"),
    "turned-round-by-and": ("The boats and nets belong to us all", "The nets and boats belong to us all"),
    "inflection": ("She says the harbour is ours and it stays ours", "She said the harbour is ours and it stays ours"),
    "synonym": ("It is a big problem for the whole harbour", "It is a large problem for the whole harbour"),
    "number-word": ("It will take twenty-five years to pay", "It will take 25 years to pay"),
    "number-scale": ("It costs two million pounds a year", "It costs £2m a year"),
    "number-separator": ("It gave 12,000 people work", "It gave 12000 people work"),
    "number-decimal-comma": ("Growth was 3,5 percent that year", "Growth was 3.5 percent that year"),
    "number-hundreds": ("Two hundred and five people work here", "205 people work here"),
    "number-half": ("It costs half a million pounds a year", "It costs £500,000 a year"),
    "number-and-a-half": ("It costs two and a half million pounds a year", "It costs £2.5m a year"),
    "number-dozen": ("A dozen boats came home that night", "Twelve boats came home that night"),
    "number-article": ("We lost a hundred boats that year", "We lost 100 boats that year"),
    "number-fraction": ("It took three quarters of the harbour", "It took 3/4 of the harbour"),
    "number-decade": ("We knew that in the 1990s already", "We knew that in the nineties already"),
    "number-in-a-row": ("This town is No. 1 for every sailor", "This town is number one for every sailor"),
    "hour": ("We meet at 5 p.m. in the harbour", "We meet at 5:00pm in the harbour"),
    "ordinal-day": ("We meet on the fifth of May in the harbour", "We meet on May 5 in the harbour"),
    "currency-sign-and-word": ("It cost €40 that day", "It cost forty euros that day"),
    "percent": ("Taxes rise by five per cent this year", "Taxes rise by 5% this year"),
    "date-order": ("We meet on 5 May in the harbour", "We meet on May 5 in the harbour"),
    "transliteration-zelensky": ("We met President Zelensky today", "We met President Zelenskiy today"),
    "transliteration-zelenskyy": ("We met President Zelenskyy today", "We met President Zelensky today"),
    "accents-in-a-name": ("We met Günther Łukasz today", "We met Gunther Lukasz today"),
    "transliteration-unknown-name": ("The talks with Borovikov went well", "The talks with Borovykov went well"),
    "transliteration-kyiv": ("He went to Kiev on a night train", "He went to Kyiv on a night train"),
}

CLOSE = {
    "negation-will-not": ("We will sell the harbour", "We will not sell the harbour", "negation"),
    "negation-wont": ("We will sell the harbour", "We won’t sell the harbour", "negation"),
    "negation-never": ("I have said that to him", "I have never said that to him", "negation"),
    "negation-cannot": ("You can trust the harbour office", "You cannot trust the harbour office", "negation"),
    "negation-without": ("He left with his dog at noon", "He left without his dog at noon", "negation"),
    "negation-no": ("There is hope for the harbour", "There is no hope for the harbour", "negation"),
    "negation-bracketed": ("We will sell the harbour", "We will [not] sell the harbour", "negation"),
    "negation-behind-an-ellipsis": ("We will … sell the harbour", "We will not sell the harbour", "negation"),
    "negation-cut-off": ("sell the harbour to them", "Do not sell the harbour to them", "negation"),
    "negation-behind-a-short-cut": ("We won", "We won nothing", "negation"),
    "negation-no-longer": (
        "The ferry is running to the island",
        "The ferry is no longer running to the island",
        "negation",
    ),
    "negation-hardly": ("He could see the harbour light", "He could hardly see the harbour light", "negation"),
    "negation-nobody": ("Somebody saw the boat leave", "Nobody saw the boat leave", "negation"),
    "negation-neither": ("Both boats were insured that year", "Neither boats were insured that year", "negation"),
    "number-digits": ("We lost 40 boats that year", "We lost 60 boats that year", "number"),
    "number-decimal": ("Growth was 2.5 percent that year", "Growth was 3.5 percent that year", "number"),
    "number-word": ("We lost four boats that year", "We lost six boats that year", "number"),
    "number-scale": ("It cost two million euros in all", "It cost two billion euros in all", "number"),
    "number-left-out": ("We lost 40 boats that year", "We lost boats that year", "number"),
    "number-ordinal": ("That was the third war of that king", "That was the fourth war of that king", "number"),
    "number-year": ("We knew that in 2016 already", "We knew that in 2019 already", "number"),
    "number-half-or-third": ("Half of the boats came home", "A third of the boats came home", "word"),
    "number-decade": ("We knew that in the 1960s already", "We knew that in the 1980s already", "number"),
    "hour-am": ("We meet at 5 am in the harbour", "We meet at 5 pm in the harbour", "date"),
    "unit-of-time": ("It took 40 hours to the harbour", "It took 40 days to the harbour", "contrast"),
    "unit-of-weight": ("They landed 40 tons of herring", "They landed 40 pounds of herring", "contrast"),
    "percentage-points": ("Fees rose by 5 percent in May", "Fees rose by 5 percentage points in May", "contrast"),
    "scale-thousand": ("It cost 40 thousand euros in all", "It cost 40 million euros in all", "number"),
    "unit": ("It is 40 miles to the harbour", "It is 40 kilometres to the harbour", "contrast"),
    "currency": ("It cost 40 dollars that day", "It cost 40 euros that day", "contrast"),
    "name": ("I spoke with Ines Varga about it", "I spoke with Ines Holm about it", "name"),
    "name-alike": ("The talks with Slovakia went well", "The talks with Slovenia went well", "name"),
    "name-known": ("We sailed to Niger that spring", "We sailed to Nigeria that spring", "name"),
    "name-same-consonants": ("I spoke with Giuliani about the boat", "I spoke with Clooney about the boat", "name"),
    "name-for-a-word": ("I spoke with my mother about it", "I spoke with Mr Holm about it", "word"),
    "month": ("We will vote in June at last", "We will vote in July at last", "date"),
    "day-before": ("They sailed home yesterday at noon", "They sailed home today at noon", "date"),
    "next-for-last": ("The harbour opens next week", "The harbour opens last week", "date"),
    "season": ("The harbour opens in summer at last", "The harbour opens in winter at last", "date"),
    "weekday": ("We will vote on Monday at noon", "We will vote on Friday at noon", "date"),
    "antonym": ("Taxes will increase next year", "Taxes will decrease next year", "opposite"),
    "antonym-adjective": ("The dockers want higher fees", "The dockers want lower fees", "opposite"),
    "prefix-un": ("The new law is fair to dockers", "The new law is unfair to dockers", "opposite"),
    "prefix-in": ("His answer was adequate to most", "His answer was inadequate to most", "opposite"),
    "prefix-il": ("The strike is legal everywhere", "The strike is illegal everywhere", "opposite"),
    "suffix-less": ("He was careful with our money", "He was careless with our money", "opposite"),
    "hedge": ("The council will close the harbour", "The council may close the harbour", "contrast"),
    "hedge-adverb": ("We will certainly close the harbour", "We will probably close the harbour", "contrast"),
    "hedge-apparently": (
        "The council clearly closed the harbour",
        "The council apparently closed the harbour",
        "contrast",
    ),
    "hedge-some": ("All of the dockers were paid", "Some of the dockers were paid", "contrast"),
    "hedge-doubt": ("I know the dockers were paid", "I doubt the dockers were paid", "opposite"),
    "kinship": ("I told his father about the boat", "I told his brother about the boat", "contrast"),
    "pronoun": ("He signed the contract in May", "She signed the contract in May", "contrast"),
    "another-word": ("The council will close the harbour", "The council will close the school", "word"),
}

DIFFERENT = {
    "shared-phrase": ("at the end of the day it is about jobs", "at the end of the day she went home to sleep"),
    "nothing-shared": ("We will rebuild the harbour", "My sister plays the violin"),
    "stop-words-only": ("It is what it is for us", "It is for us to find what she said"),
    "great-thing-good-thing": ("a great thing.", "a good thing for him."),
    "fillers-in-common": ("I don't like it,", "I don’t think it matters."),
    "boilerplate-with-another-tail": (
        "Like every family here we had to make hard choices, and the ferry was sold to a bank in the north",
        "Like every family here we had to make hard choices, and my sister plays the violin at all our weddings",
    ),
    "empty": ("", "We will rebuild the harbour"),
}


@pytest.mark.parametrize(("one", "other"), SAME.values(), ids=SAME)
def test_a_variant_is_the_same(one: str, other: str) -> None:
    assert verify(one, other).relation == "same"


@pytest.mark.parametrize(("one", "other", "reason"), CLOSE.values(), ids=CLOSE)
def test_a_change_of_sense_is_close_and_named(one: str, other: str, reason: str) -> None:
    verdict = verify(one, other)
    assert (verdict.relation, verdict.reason) == ("close", reason)


@pytest.mark.parametrize(("one", "other"), DIFFERENT.values(), ids=DIFFERENT)
def test_other_words_are_different(one: str, other: str) -> None:
    assert verify(one, other).relation == "different"


def test_a_short_excerpt_is_a_fragment_and_no_variant() -> None:
    whole = (
        "Whatever the council says, we will rebuild the harbour, because this town lives by its boats and its dockers"
    )
    verdict = verify("we will rebuild the harbour", whole)
    assert (verdict.relation, verdict.shorter) == ("fragment", 0)
    assert verify(whole, "we will rebuild the harbour").shorter == 1


def test_an_excerpt_may_leave_the_negation_outside() -> None:
    whole = "We should not rush to judgment in the matter of the harbour before all the dockers have been heard"
    assert verify("rush to judgment", whole).relation == "fragment"


def test_an_excerpt_with_a_changed_number_is_no_fragment() -> None:
    whole = "Whatever the council says, we will build 40 boats for the harbour, because this town lives by its dockers"
    assert verify("we will build 60 boats for the harbour", whole).relation == "close"


def test_a_few_common_words_are_no_fragment() -> None:
    whole = "Whatever the council says, it is the harbour that keeps this town alive, and it has done so for years"
    assert verify("it is the", whole).relation == "different"


@pytest.mark.parametrize(
    ("one", "other"),
    [pair[:2] for examples in (SAME, CLOSE, DIFFERENT) for pair in examples.values()],
    ids=[name for examples in (SAME, CLOSE, DIFFERENT) for name in examples],
)
def test_the_verdict_does_not_depend_on_which_text_comes_first(one: str, other: str) -> None:
    there, back = verify(one, other), verify(other, one)
    assert (there.relation, there.score, there.reason) == (back.relation, back.score, back.reason)
    assert there.shorter != back.shorter or one == other
