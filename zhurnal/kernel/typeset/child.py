"""The child that sets pages: a program of its own, without Django. It reads orders from its input until that is closed.

An order and an answer are a length of eight bytes and so many bytes of JSON or of the file; an answer begins with one byte
that tells whether it is the file or the reason. Data reach a template as JSON in ``sys.inputs``: what a person wrote is never
read as markup. No fonts of the machine, no packages from outside.
"""

import json
import sys
from pathlib import Path
from typing import IO

import typst

DONE, FAILED = b"\x01", b"\x00"
LENGTH = 8
HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent  # the package: a template names its neighbours and /kernel/typeset/paper.typ from here


def main() -> None:
    """Serve orders until the parent closes the pipe or dies."""
    orders, answers = sys.stdin.buffer, sys.stdout.buffer
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(HERE / "fonts")])
    while size := orders.read(LENGTH):
        order = json.loads(orders.read(int.from_bytes(size, "big")))
        try:
            _say(answers, DONE, _set(order, fonts))
        except typst.TypstError as error:
            _say(answers, FAILED, str(error).encode())


def _set(order: dict[str, str], fonts: "typst.Fonts") -> bytes:
    """One document: ``template`` (path from the package), ``data`` (JSON text), ``archive`` (PDF/A-2b, or empty)."""
    return typst.compile(
        str(ROOT / order["template"]),
        root=str(ROOT),
        font_paths=fonts,
        sys_inputs={"data": order["data"]},
        pdf_standards=["a-2b"] if order["archive"] else [],
        package_path=str(HERE / "no-packages"),
        package_cache_path=str(HERE / "no-packages"),
        pdf_tags=False,
    )  # fmt: skip


def _say(answers: IO[bytes], mark: bytes, said: bytes) -> None:
    answers.write(mark + len(said).to_bytes(LENGTH, "big") + said)
    answers.flush()


if __name__ == "__main__":
    main()
