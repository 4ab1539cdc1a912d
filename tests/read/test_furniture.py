"""Site furniture is left out, and news that only sounds like it stays."""

from __future__ import annotations

from pathlib import Path

import pytest

import quotes.read
from quotes.read import parse
from quotes.read.furniture import is_appeal, is_notice

RULES = Path(quotes.read.__file__).with_name("furniture.txt").read_text(encoding="utf-8").splitlines()
EXAMPLES = [line.split("\t") for line in RULES if "\t" in line]

HEADLINE = "Sorrel Isles cut off as crews walk out over pay"
NEWS = "The Sorrel Isles woke up without ferries on Friday after crews of Northsound Ferries walked out."

FURNITURE = """
Comments
Comments (12)
Sign up to our free breaking news emails
Sign up to our island briefing, a free weekly email
For free breaking news alerts sent straight to your inbox sign up to our breaking news emails
For more on the strike, sign up for the Sentinel newsletter.
Subscribe to the Sentinel to bookmark this article
Want to keep your favourite stories to read later? Start your subscription today.
Join our commenting forum
Join the conversation, follow other readers and see their replies
Support our journalism from just two pounds a month
Become a Sentinel member
Register for free to continue reading
Read the full story below:
Your support makes all the difference.
Your donation allows us to keep sending reporters to the islands, whatever the weather.
""".strip().splitlines()

APPEAL = [
    "Your support helps us to tell the story",
    "Find out more",
    "From harbour closures to hospital flights, we are on the ground when the story breaks. Whether it is our latest "
    "documentary, 'The Last Boat', or the accounts of the company: we know that islanders need our reporting.",
    "We do not lock readers out of our reporting with paywalls. It is paid for by those who can afford it.",
]

KEPT = """
“Sign up to our newsletter,” the union told its members on Friday.
‘Support our journalism,’ the editor of the Sorrel Gazette wrote on a cake.
The editor wrote: “Your donation helps us to keep reporters on the islands.”
The fraudsters wrote ‘your subscription helps our journalists’ in an email to thousands of readers.
Support for the strike has grown among members and readers of the union newsletter.
Follow-up emails showed that our reporters had been right, the Sentinel said in its appeal to the regulator.
US investigations found that emails to supporters had asked for donations.
Register of members’ interests: emails show that the minister was a supporter of the forum.
We need journalists on the ground, and our readers deserve their reporting.
If you read our last column, you know what we think of newsletters and paywalls.
Subscribers to the streaming service will pay more from May.
Readers told us that they had seen journalists, alerts and emails about the appeal.
Join the army, his father told him in emails, and you will see the world.
Get the members to vote, he told supporters, and we win.
""".strip().splitlines()


def paragraphs(*lines: str) -> list[str]:
    """The paragraphs of an article with these lines below its headline."""
    article = parse("\n".join((HEADLINE, *lines)))
    return [paragraph.of(article.text) for entry in article.entries for paragraph in entry.paragraphs]


@pytest.mark.parametrize("pattern, example", EXAMPLES)
def test_every_rule_has_an_example_that_it_finds(pattern: str, example: str) -> None:
    """The word lists are held to theirs by the appeals below."""
    section = next(name for name in reversed(RULES[: RULES.index(f"{pattern}\t{example}")]) if name.startswith("["))
    if section in ("[menu]", "[request]", "[appeal]"):
        assert is_notice(example) or is_appeal(example)
        assert paragraphs(NEWS, example, NEWS) == [NEWS, NEWS]


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture_is_no_paragraph(line: str) -> None:
    assert paragraphs(NEWS, line, NEWS) == [NEWS, NEWS]


@pytest.mark.parametrize("line", KEPT)
def test_news_that_speaks_of_such_things_stays(line: str) -> None:
    """What somebody is quoted as asking, a column that says "we", and words that are common in news."""
    assert paragraphs(NEWS, line, NEWS) == [NEWS, line, NEWS]


def test_an_appeal_goes_with_all_its_lines() -> None:
    """Those that would not be given up alone, too."""
    assert paragraphs(*APPEAL, NEWS) == [NEWS]
    assert paragraphs(NEWS, APPEAL[-1], NEWS) == [NEWS, APPEAL[-1], NEWS]


@pytest.mark.parametrize("glue", ["", " "])
@pytest.mark.parametrize("front", [
    "Your support makes all the difference.",
    "Your donation keeps us going. Your support makes all the difference.",
    "Sign up to our free newsletter.",
])  # fmt: skip
def test_furniture_glued_to_the_news_is_cut_off(front: str, glue: str) -> None:
    """The news begins at its first word; a space may stand between or not."""
    article = parse(f"{HEADLINE}\n{front}{glue}{NEWS}\n{NEWS}")
    first = article.entries[0].paragraphs[0]
    assert first.of(article.text) == NEWS
    assert first.start == len(HEADLINE) + 1 + len(front) + len(glue)


def test_sentences_glued_by_a_slip_stay_one_paragraph() -> None:
    slip = "Crews walked out on Friday.“We will be back,” said Marion Oake."
    assert paragraphs(slip, NEWS) == [slip, NEWS]
