"""Compiles the translation catalogues and finds wording without a translation; needs no gettext on the machine.

Usage: bin/translations.py compile | check | missing     ("missing" prints the entries to fill in)
"""

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import django.conf
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("accounts", "awards", "config", "journal", "publicity", "reviews", "schemes", "templates")
LOCALE = "zh_Hans"
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|\{\w*\}|%[sd]")
KEYWORDS = {
    f"{name}{lazy}": spec
    for name, spec in {
        "gettext": None,
        "ngettext": (1, 2),
        "pgettext": ((1, "c"), 2),
        "npgettext": ((1, "c"), 2, 3),
    }.items()
    for lazy in ("", "_lazy")
} | {"_": None, "gettext_noop": None}


def catalogue_path(root: Path) -> Path:
    """Where the Chinese wording of this project stands."""
    return root / "locale" / LOCALE / "LC_MESSAGES" / "django.po"


def read_catalogue(path: Path) -> Catalog:
    """The catalogue at ``path``; an empty one where there is no file yet."""
    if not path.exists():
        return Catalog(locale=LOCALE)
    with path.open("rb") as file:
        return read_po(file, locale=LOCALE)


def compile_catalogue(path: Path) -> None:
    """Write the binary catalogue beside ``path``, in one step, where it is missing or older."""
    target = path.with_suffix(".mo")
    if not path.exists() or (target.exists() and target.stat().st_mtime >= path.stat().st_mtime):
        return
    draft = target.with_suffix(".mo.new")
    with draft.open("wb") as file:
        write_mo(file, read_catalogue(path))
    draft.replace(target)


def sources(root: Path) -> Iterator[Path]:
    """The files that show wording to people."""
    for room in ROOMS:
        for path in sorted((root / room).rglob("*")):
            if path.suffix in {".py", ".html", ".txt", ".xml"} and "migrations" not in path.parts:
                yield path


def as_python(path: Path) -> bytes:
    """The file as something Python's tokenizer reads: templates keep their messages only."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        text = "\n".join(line.strip() for line in templatize(text, origin=str(path)).splitlines())
    return text.encode()


def used(root: Path) -> Catalog:
    """Every message in the project's code and templates, with the place it stands."""
    catalogue = Catalog(locale=LOCALE)
    for path in sources(root):
        for line, wording, _comments, context in extract("python", io.BytesIO(as_python(path)), keywords=KEYWORDS):
            catalogue.add(wording, locations=[(str(path.relative_to(root)), line)], context=context)
    return catalogue


def strings(message: Message) -> tuple[str, ...]:
    """The translations of a message, one for a message without plural."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def fault(message: Message, translated: Message | None) -> str:
    """What is wrong with a message's translation, or nothing."""
    if translated is None or not all(strings(translated)):
        return "not translated"
    if translated.fuzzy:
        return "marked fuzzy"
    wanted = [placeholders(text) for text in as_tuple(message.id)]
    return "" if all(placeholders(text) in wanted for text in strings(translated)) else "placeholders differ"


def placeholders(text: str) -> list[str]:
    """The values a wording is filled with, in alphabetical order."""
    return sorted(PLACEHOLDER.findall(text))


def as_tuple(identity: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    """A message's singular and plural."""
    return (identity,) if isinstance(identity, str) else tuple(identity)


def faults(root: Path) -> list[tuple[Message, str]]:
    """The messages in use that a Chinese reader would see wrongly, with the reason."""
    known = read_catalogue(catalogue_path(root))
    found = ((message, fault(message, known.get(message.id, message.context))) for message in used(root) if message.id)
    return [(message, reason) for message, reason in found if reason]


def check(root: Path) -> int:
    """Print what is wrong and where; the exit status."""
    wrong = faults(root)
    for message, reason in wrong:
        file, line = message.locations[0]
        print(f"{file}:{line}: {reason}: {as_tuple(message.id)[0]!r}")
    print(f"translations: {len(wrong)} of the messages in use need attention" if wrong else "translations: complete")
    return bool(wrong)


def print_missing(root: Path) -> int:
    """Print the entries still to be translated, ready for the catalogue."""
    catalogue = Catalog(locale=LOCALE)
    for message, _reason in faults(root):
        catalogue.add(message.id, locations=message.locations, context=message.context)
    write_po(sys.stdout.buffer, catalogue, omit_header=True)
    return 0


def main(arguments: list[str]) -> int:
    """Carry out the one verb given."""
    django.conf.settings.configure()
    match arguments:
        case ["compile"]:
            compile_catalogue(catalogue_path(ROOT))
            return 0
        case ["check"]:
            return check(ROOT)
        case ["missing"]:
            return print_missing(ROOT)
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
