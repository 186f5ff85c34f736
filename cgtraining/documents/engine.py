"""WeasyPrint, loaded when the first document is made, and kept away from the machine's own fonts."""

import os
import warnings
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import RLock
from types import ModuleType
from typing import Any, cast

from cgtraining.documents.faces import FOLDER
from cgtraining.errors import RuleBroken
from cgtraining.language.text import BilingualText

RENDERING = RLock()  # Pango's font maps must not be used by two threads at once

NEEDS = BilingualText(
    zh="缺少制作 PDF 所需的系统库（Pango 与 libharfbuzz-subset），请安装后重试。",
    en="Making PDF files needs Pango and libharfbuzz-subset on this machine; install them and try again.",
)


class PrintingUnavailable(RuleBroken):
    """A system library is missing; `NEEDS` says which, in both languages."""


@cache
def weasyprint() -> ModuleType:
    """The library; refuses to work without libharfbuzz-subset, where one page takes 13 s instead of 0.05."""
    with RENDERING, only_own_fonts(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of a machine without fonts, which is how we want it
        try:
            import weasyprint  # loads Pango, which few commands need
            from weasyprint.text import ffi
        except (OSError, ImportError) as error:
            raise PrintingUnavailable(f"{NEEDS.zh} {NEEDS.en} ({error})") from error
    refuse_without_subsetter(ffi.harfbuzz_subset)
    return cast(ModuleType, weasyprint)


def refuse_without_subsetter(library: object | None) -> None:
    if library is None:
        raise PrintingUnavailable(f"{NEEDS.zh} {NEEDS.en}")


def require_printing() -> None:
    """Check at start that documents can be made; raises PrintingUnavailable."""
    weasyprint()


def font_configuration() -> Any:
    """A set of fonts that is empty until a stylesheet's @font-face rules fill it."""
    fonts = weasyprint().text.fonts
    with RENDERING, only_own_fonts():
        made = fonts.FontConfiguration()
    weakref.finalize(made, _let_go, fonts, made.font_map).atexit = False
    return made


def _let_go(fonts: ModuleType, font_map: Any) -> None:
    """Pango 1.50 keeps what fontconfig read, 0.2 MB, after the map of its fonts is gone, unless it is told."""
    fonts.pangoft2.pango_fc_font_map_set_config(fonts.ffi.cast("PangoFcFontMap *", font_map), fonts.ffi.NULL)


@contextmanager
def only_own_fonts() -> Iterator[None]:
    """Within the block fontconfig reads an empty configuration, so that no font of the machine is ever used."""
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(FOLDER / "none.conf")
    try:
        yield
    finally:
        if before is None:
            del os.environ["FONTCONFIG_FILE"]
        else:
            os.environ["FONTCONFIG_FILE"] = before
