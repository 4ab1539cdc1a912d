"""Names: their parts, and which two of them name one person. Real people's names, invented situations."""

import pytest

from quotes import names

PARTS = {
    "title": ("French President Emmanuel Macron", "Emmanuel", "", "Macron", "", "Emmanuel Macron"),
    "role": ("foreign ministry spokesman Christophe Lemoine", "Christophe", "", "Lemoine", "", "Christophe Lemoine"),
    "surname-only": ("Mr Peskov", "", "", "Peskov", "", "Peskov"),
    "given-name-only": ("Sir Keir", "Keir", "", "", "", "Keir"),
    "suffix": ("Martin Luther King, Jr.", "Martin", "Luther", "King", "Jr.", "Martin Luther King Jr."),
    "honours": ("Sir Keir Starmer KC MP", "Keir", "", "Starmer", "", "Keir Starmer"),
    "title-that-is-a-name": ("Stephen King", "Stephen", "", "King", "", "Stephen King"),
    "courtesy-before-such-a-name": ("Dr King", "", "", "King", "", "King"),
    "particles": ("Ursula von der Leyen", "Ursula", "", "von der Leyen", "", "Ursula von der Leyen"),
    "particles-first": ("de Gaulle", "", "", "de Gaulle", "", "de Gaulle"),
    "given-name-like-a-particle": ("Al Gore", "Al", "", "Gore", "", "Al Gore"),
    "arabic-article": ("Bashar al-Assad", "Bashar", "", "al-Assad", "", "Bashar al-Assad"),
    "korean": ("Kim Jong Un", "Jong", "Un", "Kim", "", "Kim Jong Un"),
    "chinese": ("Xi Jinping", "Jinping", "", "Xi", "", "Xi Jinping"),
    "western-order": ("Kim Kardashian", "Kim", "", "Kardashian", "", "Kim Kardashian"),
    "possessive": ("Zelensky’s", "", "", "Zelensky", "", "Zelensky"),
    "bracketed": ("Sen. Bernie Sanders (I-Vt.)", "Bernie", "", "Sanders", "", "Bernie Sanders"),
    "office-of-anything": ("Environment Minister Gareth Lyle", "Gareth", "", "Lyle", "", "Gareth Lyle"),
    "office-of-a-place": ("South Carolina Sen. Lindsey Graham", "Lindsey", "", "Graham", "", "Lindsey Graham"),
    "owner": ("the Harbour Board’s Tom Askew", "Tom", "", "Askew", "", "Tom Askew"),
    "the": ("The Ledger", "", "", "Ledger", "", "Ledger"),
    "role-of-somebody": ("Mr Lyle’s spokesman", "", "", "", "", ""),
    "role-of-a-country": ("The Ukrainian President", "", "", "", "", ""),
    "former-office": ("ex-President Petro Poroshenko", "Petro", "", "Poroshenko", "", "Petro Poroshenko"),
    "role-alone": ("the prime minister", "", "", "", "", ""),
}

SAME = """
Volodymyr Zelensky | Volodymyr Zelenskiy
Volodymyr Zelenskiy | Volodymyr Zelenskyy
Volodymyr Zelensky | President Volodymyr Zelenskyi
Muammar Gaddafi | Moammar Gadhafi
Muammar Qaddafi | Muammar Gaddafi
Sergei Lavrov | Sergey Lavrov
Yulia Navalnaya | Julia Navalnaya
Aleksandr Lukashenko | Alexander Lukashenko
Bill Clinton | William Jefferson Clinton
Joe Biden | Joseph Biden
Mike Pence | Michael Pence
J. K. Rowling | JK Rowling
John Q. Smith | John Smith
L. Douglas Wilder | Douglas Wilder
L. Douglas Wilder | Doug Wilder
JOE BIDEN | Joe Biden
Donald Trump Jr. | Donald Trump, Jr
Kim Jong Un | Kim Jong-un
Kim Jong Un | Jong Un Kim
Bashar al-Assad | Bashar Assad
Gerd Müller | Gerd Mueller
Robert De Niro | Robert DeNiro
Alexandria Ocasio-Cortez | Alexandria Ocasio Cortez
Hillary Clinton | Hillary Rodham Clinton
Sir Keir Starmer | keir starmer
""".strip().splitlines()

UNKNOWN = """
Obama | Barack Obama
Obama | Obama
J. K. Rowling | Joanne Rowling
J. Smith | John Smith
J. Smith | J. Smith
James Robert Smith | Robert Smith
Donald Trump | Donald Trump Jr
Mrs Clinton | Hillary Clinton
Sir Keir | Keir Starmer
Hillary Rodham | Hillary Rodham Clinton
Michael Bennet | Michael Bennett
John Smith | John Smyth
Alex Smith | Alexandra Smith
Jon Smith | John Smith
Jon Smith | Jonathan Smith
Ted Smith | Edward Smith
Kim | Kim Jong Un
the president | Joe Biden
""".strip().splitlines()

DIFFERENT = """
Vladimir Zelensky | Volodymyr Zelensky
John Smith | Jane Smith
John Smith | John Brown
Bill Gates | Bill Kates
John Q. Smith | John R. Smith
George W. Bush | George H. W. Bush
Kim Jong Un | Kim Jong Il
Mr Clinton | Hillary Clinton
Mr Smith | Mrs Smith
Alexander Smith | Alexandra Smith
""".strip().splitlines()


@pytest.mark.parametrize("example", PARTS.values(), ids=PARTS)
def test_a_name_comes_apart(example: tuple[str, ...]) -> None:
    """Titles and roles go, particles stay with the family name, and East Asian family names stand first."""
    name = names.parse(example[0])
    assert (name.given, name.middle, name.family, name.suffix, name.plain) == example[1:]


def test_titles_are_kept_apart() -> None:
    """What was taken off a name stands in `titles`, as printed."""
    assert names.parse("Prime Minister Sir Keir Starmer KC").titles == ("Prime", "Minister", "Sir", "KC")


@pytest.mark.parametrize(
    ("pairs", "verdict"), [(SAME, True), (UNKNOWN, None), (DIFFERENT, False)], ids=["yes", "unknown", "no"]
)
def test_two_names_one_person(pairs: list[str], verdict: bool | None) -> None:
    """The verdict is right and the same both ways round."""
    for pair in pairs:
        a, b = pair.split(" | ")
        assert names.same_person(a, b) is verdict, pair
        assert names.same_person(b, a) is verdict, pair


def test_names_of_one_person_share_a_key() -> None:
    """Whoever looks a name up by its key finds every spelling that `same_person` accepts."""
    for pair in SAME:
        a, b = pair.split(" | ")
        assert names.key(a) == names.key(b), pair
    for line in names.DATA["family"]:
        assert len({names.key(f"Anna {spelling}") for spelling in line.split(",")}) == 1, line


def test_listed_spellings_are_one_name() -> None:
    """Every line of family spellings in names.toml holds: each of its spellings is the same person as the first."""
    for line in names.DATA["family"]:
        first, *others = (spelling.strip().title() for spelling in line.split(","))
        assert [other for other in others if not names.same_person(f"Anna {first}", f"Anna {other}")] == []


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("Sir J. K. O’Brien", "jk obrien"),
        ("Angela  MÉNDEZ-Ruiz", "angela mendez ruiz"),
        ("President Radosław Łuk", "radoslaw luk"),
        ("the Kremlin", "kremlin"),
    ],
)
def test_folding(printed: str, folded: str) -> None:
    """Case, accents, punctuation, titles and "the" do not count."""
    assert names.fold(printed) == folded


@pytest.mark.parametrize(
    ("name", "expected"), [("Mrs Clinton", "f"), ("Angela Merkel", "f"), ("Lord Cameron", "m"), ("Sam Hill", None)]
)
def test_gender(name: str, expected: str | None) -> None:
    """A title or a given name settles it, or nothing does."""
    assert names.gender(name) == expected


@pytest.mark.parametrize(("one", "two"), [("Peter Clark", "Peter Clarke"), ("Sarah Connor", "Sara Connor")])
def test_a_slip_of_the_pen_makes_nobody_certainly_another(one: str, two: str) -> None:
    assert names.same_person(one, two) is None


@pytest.mark.parametrize(("one", "two"), [("Tom Askew", "Tim Askew"), ("Mario Orr", "Maria Orr")])
def test_names_that_differ_by_a_letter_and_are_two_are_two(one: str, two: str) -> None:
    assert names.same_person(one, two) is False
