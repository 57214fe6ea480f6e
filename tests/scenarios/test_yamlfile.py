"""The YAML reader: what it reads, and that everything else ends in a sentence with a place."""

import os
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scenarios import yamlfile
from scenarios.problems import MOST_LISTED, InputError

HOSTILE = Path(__file__).parent / "hostile" / "yaml"

SENTENCES = {
    "alias_bomb": ":2:4: a: anchors (&) and aliases (*) are refused",
    "alias_to_itself": ":2:9: levers: anchors (&) and aliases (*) are refused",
    "anchor_unused": ":1:7: name: anchors (&) and aliases (*) are refused",
    "base_sixty": ":2:11: question: '22:30' would be read as a number in base 60",
    "base_sixty_seconds": ":4:12: levers[0].start: '1:30:15.5' would be read as a number in base 60",
    "bidi_mark": ":1:12: holds the invisible character U+202E",
    "bidi_mark_escaped": ":2:11: question: holds the invisible character U+202E",
    "binary": ":3:115: is not UTF-8 text",
    "bracket_left_open": ":3:1: levers[1]: not valid YAML: the file ends inside an open bracket",
    "byte_order_mark_inside": ":2:1: holds the invisible character U+FEFF",
    "control_character": ":2:15: holds the invisible character U+0007",
    "control_character_in_key": r":2:1: over\nrides: a key must be one line of text",
    "date_of_no_day": ":4:12: levers[0].start: '2024-13-01' is not a day in any calendar",
    "deep_blocks": f":34:65: {'.'.join('a' * 32)}: nested more than 32 deep",
    "deep_brackets": f":2:40: levers{'[0]' * 31}: nested more than 32 deep",
    "directive": ":1:1: directives (%YAML, %TAG) are refused",
    "directive_endless": ":1:1: not valid YAML",
    "duplicate_key": ":3:1: name: written twice, first in line 1",
    "duplicate_key_deep": ":6:5: levers[0].coverage: written twice, first in line 5",
    "empty": ": the file is empty",
    "escape_beyond_unicode": ":2:9: question: not valid YAML",
    "hexadecimal": ":3:16: overrides.court.delay: '0x1F' would be read as a number in base 2, 8 or 16",
    "infinity": ":3:16: overrides.court.delay: '.inf' is not a finite number",
    "key_a_list": ":2:3: ?: a key must be text; found a list",
    "key_a_number": ":2:1: 2018: a key must be one line of text; found 2018",
    "key_null": ":2:1: ~: a key must be one line of text; found nothing",
    "key_on": ":2:1: on: 'on' would be read as true",
    "lone_surrogate": ":1:7: name: holds the invisible character U+D800",
    "many_digits": ":3:16: overrides.court.delay: has more than 18 digits",
    "merge_key": ":3:3: calendar.<<: merge keys (<<) are refused",
    "nan": ":3:16: overrides.court.delay: '.nan' is not a finite number",
    "no": ":3:7: name: 'NO' would be read as false; write 'NO' in quotes or true/false",
    "not_lined_up": ":4:4: levers[1]: not valid YAML: this line does not line up",
    "not_utf8": ":2:13: is not UTF-8 text",
    "null_character": ":2:11: holds the invisible character U+0000",
    "octal": ":3:16: overrides.court.delay: '010' would be read as octal",
    "on": ":3:12: levers[0].lever: 'on' would be read as true",
    "only_comments": ": the file is empty",
    "quote_left_open": ":3:1: question: not valid YAML: the file ends inside a quoted text",
    "second_colon": ":2:14: question: not valid YAML: a second ': ' on the line",
    "second_document": ":2:1: a second document starts here",
    "tab": ":3:1: calendar: a tab stands where YAML allows only spaces",
    "tag_local": ":2:9: levers: tags (!) are refused",
    "tag_on_list": ":2:9: levers: tags (!) are refused",
    "tag_python": ":1:7: name: tags (!) are refused",
    "text_after_quote": ":1:15: name: not valid YAML: something stands after a closing quote",
    "too_large_a_number": ":3:16: overrides.court.delay: '1e999' is too long or too large a number",
    "undefined_tag_handle": ":1:7: name: not valid YAML: found undefined tag handle '!wild!'",
    "underscored_number": ":3:16: overrides.court.delay: '1_000' would be read as a number by some programs",
    "utf16": ":1:1: is not UTF-8 text",
    "yes": ":5:15: levers[0].coverage: 'yes' would be read as true",
}


def written(folder: Path, content: bytes | str) -> Path:
    file = folder / "file.yaml"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def value_of(folder: Path, text: str) -> yamlfile.Data:
    data = yamlfile.read(written(folder, f"value: {text}\n")).data
    assert isinstance(data, dict)
    return data["value"]


@pytest.mark.parametrize("name", SENTENCES)
def test_hostile_file_ends_in_one_sentence_with_its_place(name: str) -> None:
    file = HOSTILE / f"{name}.yaml"
    with pytest.raises(InputError) as caught:
        yamlfile.read(file)
    assert str(caught.value).startswith(f"{file}{SENTENCES[name]}")
    assert len(str(caught.value).splitlines()) == 1


def test_every_hostile_file_has_its_sentence() -> None:
    assert {file.stem for file in HOSTILE.iterdir()} == set(SENTENCES)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1e3", 1000),
        ("-2.5E-1", -0.25),
        (".5", 0.5),
        ("0", 0),
        ("-7", -7),
        ("999999999999999999", 999_999_999_999_999_999),
        ("2018-01-01", date(2018, 1, 1)),
        ("2018-01-01 10:00:00", "2018-01-01 10:00:00"),
        ("true", True),
        ("FALSE", False),
        ("~", None),
        ("", None),
        ("'no'", "no"),
        ('"010"', "010"),
        ("'2018-01-01'", "2018-01-01"),
        ("nope", "nope"),
        ("nO", "nO"),
        ("130%", "130%"),
        ("today's system", "today's system"),
        ("café", "café"),
        ("[1, [2, {a: b}]]", [1, [2, {"a": "b"}]]),
        (">-\n  two\n  lines", "two lines"),
    ],
)
def test_value_is_read_as_yaml_1_2_reads_it(tmp_path: Path, text: str, value: yamlfile.Data) -> None:
    read = value_of(tmp_path, text)
    assert read == value
    assert isinstance(read, bool) == isinstance(value, bool)


@pytest.mark.parametrize("word", ["y", "Y", "n", "N", "yes", "Yes", "YES", "no", "No", "on", "ON", "off", "Off", "OFF"])
def test_word_that_yaml_1_1_takes_for_a_truth_is_refused(tmp_path: Path, word: str) -> None:
    with pytest.raises(InputError, match=f"'{word}' would be read as (true|false)"):
        value_of(tmp_path, word)


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_byte_order_mark_of_any_editor_are_read(tmp_path: Path, line_end: str, mark: bytes) -> None:
    text = line_end.join(["name: x", "levers:", "  - lever: firewall", ""])
    document = yamlfile.read(written(tmp_path, mark + text.encode()))
    assert document.data == {"name": "x", "levers": [{"lever": "firewall"}]}
    assert document.place(("levers", 0, "lever")) == yamlfile.Place(3, 5)


def test_place_of_what_is_absent_is_that_of_what_it_is_missing_from(tmp_path: Path) -> None:
    document = yamlfile.read(written(tmp_path, "name: x\nlevers:\n  - lever: firewall\n"))
    assert document.place(("levers", 0, "start", "day")) == yamlfile.Place(3, 5)
    assert document.place(("calendar",)) == yamlfile.Place(1, 1)


def test_all_values_at_fault_are_told_at_once(tmp_path: Path) -> None:
    file = written(tmp_path, "a: no\nb: [010, {c: 22:30}]\na: yes\n")
    with pytest.raises(InputError) as caught:
        yamlfile.read(file)
    assert [problem.field for problem in caught.value.problems] == ["a", "b[0]", "b[1].c", "a", "a"]


def test_long_list_of_problems_is_cut(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        yamlfile.read(written(tmp_path, "- no\n" * 1000))
    assert len(caught.value.problems) == 1000
    assert str(caught.value).splitlines()[MOST_LISTED:] == ["... and more"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("name: " + "x" * 300 * 1024, "is larger than 256 KB"),
        ("- a\n" * 20_000, "more than 20,000 values"),
        ("[" * 250_000, "nested more than 32 deep"),
        ("- " * 100_000, "nested more than 32 deep"),
        ("? " * 100_000, "nested more than 32 deep"),
        ("{a: " * 60_000, "nested more than 32 deep"),
        ("9" * 200_000, "more than 18 digits"),
        ("1." + "9" * 200_000, "too long or too large a number"),
        ("a: " + "é" * 100_000 + "\n" + "!" * 50_000, "not valid YAML"),
    ],
    ids=lambda value: value[:12],
)
def test_huge_file_is_refused_soon(tmp_path: Path, content: str, sentence: str) -> None:
    begun = time.process_time()
    with pytest.raises(InputError, match=sentence):
        yamlfile.read(written(tmp_path, content))
    assert time.process_time() - begun < 2


def test_largest_file_allowed_is_read(tmp_path: Path) -> None:
    data = yamlfile.read(written(tmp_path, "- a\n" * 19_999)).data
    assert data == ["a"] * 19_999


def test_what_is_no_readable_file_is_told_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def sentence(file: Path) -> str:
        with pytest.raises(InputError) as caught:
            yamlfile.read(file)
        return str(caught.value)

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    assert sentence(tmp_path / "absent.yaml") == f"{tmp_path}/absent.yaml: no such file"
    assert sentence(tmp_path) == f"{tmp_path}: is a directory"
    assert sentence(tmp_path / "a\0b.yaml") == rf"{tmp_path}/a\x00b.yaml: cannot be read: embedded null byte"
    os.mkfifo(tmp_path / "pipe.yaml")
    assert sentence(tmp_path / "pipe.yaml") == f"{tmp_path}/pipe.yaml: is not a regular file"
    file = written(tmp_path, "name: x\n")
    monkeypatch.setattr(Path, "open", refuse)
    assert sentence(file) == f"{file}: cannot be read: Permission denied"


@settings(max_examples=300, deadline=1000, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=400))
def test_random_bytes_are_data_or_input_error(tmp_path: Path, content: bytes) -> None:
    only_input_error(written(tmp_path, content))


@settings(max_examples=500, deadline=1000, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    parts=st.lists(
        st.sampled_from([*"\n\t -:,?[]{}#&*!|>'\"%@`~<=.\\", "\n  ", ": ", "- ", "a", "no", "<<: ", "---\n", "...\n"])
        | st.sampled_from(["%TAG ! x\n", "!!int ", "\\x", "\\U0011", "1", "2018-01-01", "é", "\x85", "\u2028"]),
        max_size=40,
    )
)
def test_random_yaml_is_data_or_input_error(tmp_path: Path, parts: list[str]) -> None:
    only_input_error(written(tmp_path, "".join(parts)))


def only_input_error(file: Path) -> None:
    """Read a file; InputError is the one exception that may come of it, and names the file in every line."""
    try:
        yamlfile.read(file)
    except InputError as error:
        lines = str(error).splitlines()
        assert lines
        assert all(line.startswith(f"{file}:") or line == "... and more" for line in lines)
