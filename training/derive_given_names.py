"""Derives `quotes/given_names.txt`: given names and the sex of those who bear them.

    pip install names faker
    python training/derive_given_names.py

Sources: the lists of the US census of 1990 (public domain; in the package `names`), and the given names of the locales
in Latin script of the package `Faker` (MIT). A name borne nine times as often by one sex counts as that sex's; others
are `u`. Names that are also everyday words or months are left out, unless they are frequent.
"""

from __future__ import annotations

import importlib
import re
import unicodedata
from collections import defaultdict
from pathlib import Path

LIST = Path(__file__).parent.parent / "quotes/given_names.txt"
HEADER = """\
# Given names, folded, by the sex of those who bear them: [m], [f], and [u] for names that both bear.
# Derived by training/derive_given_names.py from the US census of 1990 (public domain) and Faker's locales (MIT).
"""
LOCALES = (
    "en_US en_GB en_IE en_NZ en_IN en_KE en_NG en_PK de_DE de_AT de_CH fr_FR fr_CA fr_CH es_ES es_MX es_AR es_CL es_CO "
    "it_IT pt_BR pt_PT nl_NL nl_BE sv_SE no_NO da_DK fi_FI pl_PL cs_CZ sk_SK hu_HU ro_RO hr_HR sl_SI tr_TR id_ID et_EE "
    "lt_LT lv_LV is_IS ga_IE"
).split()
FREQUENT = 0.02  # percent of the census's people; a rarer name that is a word is left out
ONE_SIDED = 9
OF_FAKER = 0.004  # the weight of a name that only Faker has, in percent
WORDS = Path("/usr/share/dict/words")


def main() -> None:
    """Write LIST."""
    weight: dict[str, dict[str, float]] = defaultdict(lambda: {"m": 0.0, "f": 0.0})
    census = Path(importlib.import_module("names").__file__ or "").parent
    for sex, file in (("m", "dist.male.first"), ("f", "dist.female.first")):
        for line in (census / file).read_text(encoding="utf-8").splitlines():
            if line.strip():
                name, percent = line.split()[:2]
                weight[folded(name)][sex] += float(percent)
    for locale in LOCALES:
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for sex, field in (("m", "first_names_male"), ("f", "first_names_female")):
            for name in getattr(provider, field, ()):
                if weight[folded(name)][sex] == 0.0:
                    weight[folded(name)][sex] = OF_FAKER
    words = {word for word in WORDS.read_text(encoding="utf-8").split() if word.islower()}
    found: dict[str, list[str]] = {"m": [], "f": [], "u": []}
    for name, by_sex in sorted(weight.items()):
        if re.fullmatch(r"[a-z]{3,}(?:-[a-z]+)?", name) and (name not in words or sum(by_sex.values()) >= FREQUENT):
            found[sex_of(by_sex)].append(name)
    text = "".join(f"[{sex}]\n{wrapped(names)}\n" for sex, names in found.items())
    LIST.write_text(HEADER + text, encoding="utf-8")
    print({sex: len(names) for sex, names in found.items()})


def folded(name: str) -> str:
    """A name without case and accents."""
    plain = unicodedata.normalize("NFKD", name.strip().lower()).translate(
        str.maketrans({"ł": "l", "ø": "o", "ı": "i", "ß": "s"})
    )
    return "".join(c for c in plain if not unicodedata.combining(c))


def sex_of(weight: dict[str, float]) -> str:
    """`m` or `f` for a name that one sex bears far more often, else `u`."""
    for sex, other in (("m", "f"), ("f", "m")):
        if weight[sex] >= ONE_SIDED * weight[other]:
            return sex
    return "u"


def wrapped(names: list[str]) -> str:
    """Names in lines of 120 characters."""
    lines, line = [], ""
    for name in names:
        if len(line) + len(name) >= 120:
            lines.append(line)
            line = ""
        line = f"{line} {name}".strip()
    return "\n".join([*lines, line])


if __name__ == "__main__":
    main()
