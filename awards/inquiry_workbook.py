"""Answers as a workbook: written for a unit, read back row by row; every fault is told before anything is kept."""

import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import IO, Any

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.datavalidation import DataValidation

from schemes.regulation import Text

from .inquiry_queries import reply
from .labels import VERDICTS
from .models import Inquiry, InquiryLine, Verdict
from .plain_text import plain_text
from .services.errors import Refused
from .services.file_kinds import kind_of
from .services.inquiries import MOST_WORDS, Answered

SHEET = "答复"
HEAD = ("编号", "申报者", "统一社会信用代码", "结论", "说明")
WIDTHS = (18, 40, 24, 16, 60)
WORDS = {Verdict.CLEAN: "无不良情况", Verdict.FINDING: "有情况", Verdict.NO_RECORD: "无本单位记录"}
MOST_ROWS = 5_000
MOST_BYTES = 4 * 1024 * 1024
MOST_UNPACKED = 64 * 1024 * 1024
STARTS_FORMULA = ("=", "+", "-", "@", "\t")


@dataclass(frozen=True, kw_only=True)
class Read:
    """What a workbook says: ``answers`` in its order, ``faults`` with their row, where 0 means the whole file."""

    answers: tuple[Answered, ...]
    faults: tuple[tuple[int, Text], ...]


def write_answers(inquiry: Inquiry, lines: Iterable[InquiryLine]) -> bytes:
    """The unit's lines with their latest answers; texts can never start a formula."""
    book = Workbook()
    sheet = book.active
    sheet.title = SHEET
    sheet.append(HEAD)
    for line in lines:
        latest = reply(line).latest
        row = line.application
        said = (WORDS[Verdict(latest.verdict)], latest.text) if latest else ("", "")
        sheet.append([_harmless(cell) for cell in (row.number, row.applicant_name, row.organisation.uscc, *said)])
    _dress(sheet)
    book.properties.creator = book.properties.lastModifiedBy = ""
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def read_answers(file: IO[bytes], size: int, lines: Iterable[InquiryLine]) -> Read:
    """Read a filled workbook; rows without a verdict are left out. Nothing is kept here."""
    try:
        _check(file, size)
        book = load_workbook(file, read_only=True)
    except Refused as refused:
        return Read(answers=(), faults=((0, refused.text),))
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError, SyntaxError):
        return Read(answers=(), faults=((0, DAMAGED),))
    try:
        return _read(book, {line.application.number: line for line in lines})
    except (KeyError, ValueError, OSError, SyntaxError, TypeError, IndexError):
        return Read(answers=(), faults=((0, DAMAGED),))
    finally:
        book.close()


DAMAGED = Text(
    zh="文件已损坏或不是工作簿，请重新下载后填写。", en="This is no workbook, or a damaged one; get a new one."
)
TOO_LARGE = Text(zh="文件过大（不超过 4 MB）。", en="The file is too large (4 MB at most).")
NO_XLSX = Text(zh="请上传 Excel 工作簿（xlsx）。", en="Upload an Excel workbook (xlsx).")
WRONG_SHEET = Text(
    zh=f"工作簿中没有“{SHEET}”工作表，或表头已改动；请用本页下载的工作簿填写。",
    en=f"The sheet “{SHEET}” is missing or its head was changed; fill in the workbook from this page.",
)
TOO_MANY = Text(zh=f"行数过多（不超过{MOST_ROWS}行）。", en=f"Too many rows ({MOST_ROWS} at most).")
NOTHING = Text(zh="工作簿中没有填写任何结论。", en="No answer is filled in.")
FORMULA = Text(zh="含有公式；请只填写文字。", en="A cell holds a formula; write plain text.")
UNKNOWN = Text(zh="未就该编号的申报者征求贵单位意见。", en="Your unit was not asked about an applicant of this number.")
TWICE = Text(zh="同一申报者出现两次。", en="This applicant stands here twice.")
NO_VERDICT = Text(
    zh="结论只能填：" + "、".join(WORDS.values()) + "。", en="The answer must be one of: " + ", ".join(WORDS.values())
)
NO_WORDS = Text(zh="有情况的，请在说明栏写明。", en="Say what was found.")
TOO_LONG = Text(zh=f"说明不能超过{MOST_WORDS}字。", en=f"At most {MOST_WORDS} characters.")


def _check(file: IO[bytes], size: int) -> None:
    if size > MOST_BYTES:
        raise Refused(TOO_LARGE)
    if kind_of(file, size).ending != ".xlsx":
        raise Refused(NO_XLSX)
    with zipfile.ZipFile(file) as archive:
        if sum(member.file_size for member in archive.infolist()) > MOST_UNPACKED:
            raise Refused(TOO_LARGE)
    file.seek(0)


def _read(book: Any, by_number: dict[str, InquiryLine]) -> Read:
    if SHEET not in book.sheetnames:
        return Read(answers=(), faults=((0, WRONG_SHEET),))
    rows = book[SHEET].iter_rows(max_col=len(HEAD))
    if tuple(_text(cell) for cell in next(rows, ())) != HEAD:
        return Read(answers=(), faults=((0, WRONG_SHEET),))
    answers: dict[int, Answered] = {}
    faults: list[tuple[int, Text]] = []
    for number, cells in enumerate(rows, 2):
        if number > MOST_ROWS + 1:
            return Read(answers=(), faults=((0, TOO_MANY),))
        for found in _row(cells, by_number, answers):
            if isinstance(found, Text):
                faults.append((number, found))
            else:
                answers[found.line] = found
    if not answers and not faults:
        faults.append((0, NOTHING))
    return Read(answers=tuple(answers.values()), faults=tuple(faults))


def _row(cells: Any, by_number: dict[str, InquiryLine], before: dict[int, Answered]) -> Iterator[Answered | Text]:
    number, _name, _uscc, said, words = [_text(cell) for cell in cells] + [""] * (len(HEAD) - len(cells))
    if any(cell.data_type == "f" for cell in cells):
        yield FORMULA
    elif not any((number, said, words)) or (number in by_number and not said and not words):
        return
    elif number not in by_number:
        yield UNKNOWN
    elif by_number[number].pk in before:
        yield TWICE
    elif (verdict := _verdict(said)) is None:
        yield NO_VERDICT
    elif verdict == Verdict.FINDING and not words:
        yield NO_WORDS
    elif len(words) > MOST_WORDS:
        yield TOO_LONG
    else:
        yield Answered(line=by_number[number].pk, verdict=verdict, text=words)


def _verdict(said: str) -> str | None:
    words = {word: verdict for verdict, word in WORDS.items()} | {str(v): k for k, (v, _kind) in VERDICTS.items()}
    found = words.get(said)
    return str(found) if found else None


def _text(cell: Any) -> str:
    typed = plain_text("" if cell.value is None else str(cell.value)).strip()
    return typed[1:] if typed.startswith("'") and typed[1:2] in STARTS_FORMULA else typed


def _harmless(typed: str) -> str:
    return f"'{typed}" if typed.startswith(STARTS_FORMULA) else typed


def _dress(sheet: Any) -> None:
    for letter, width in zip("ABCDE", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for row in sheet.iter_rows(min_row=2, min_col=5, max_col=5):
        row[0].alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"
    choice = DataValidation(type="list", formula1='"' + ",".join(WORDS.values()) + '"', allow_blank=True)
    sheet.add_data_validation(choice)
    choice.add(f"D2:D{max(2, sheet.max_row)}")
