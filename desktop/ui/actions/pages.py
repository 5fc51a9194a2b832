"""View: how pages are shown. Go: to a page by its number."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from desktop.ui.actions.document import has_document
from desktop.ui.commands import command
from desktop.ui.views.page_setting import PageSetting

if TYPE_CHECKING:
    from desktop.ui.main_window import MainWindow


def has_pages(window: "MainWindow") -> bool:
    return has_document(window) and window.read().reader.paged()


def _setting(window: "MainWindow") -> PageSetting:
    return window.read().reader.page_setting


def _choose(window: "MainWindow", **change: Any) -> None:
    window.read().reader.choose_page_setting(replace(_setting(window), **change))


def _is(name: str, value: str) -> "Callable[[MainWindow], bool]":
    return lambda window: getattr(_setting(window), name) == value


def _two(window: "MainWindow") -> bool:
    return has_pages(window) and _setting(window).arrangement == "two"


@command("One page at a time", menu="View", when=has_pages, group=4, checked=_is("arrangement", "one"))
def one_page(window: "MainWindow") -> None:
    _choose(window, arrangement="one")


@command("Pages under each other", menu="View", when=has_pages, group=4, checked=_is("arrangement", "continuous"))
def continuous_pages(window: "MainWindow") -> None:
    _choose(window, arrangement="continuous")


@command("Two pages side by side", menu="View", when=has_pages, group=4, checked=_is("arrangement", "two"))
def two_pages(window: "MainWindow") -> None:
    _choose(window, arrangement="two")


@command("The first page is a cover", menu="View", when=_two, group=4, checked=lambda window: _setting(window).cover)
def cover_page(window: "MainWindow") -> None:
    _choose(window, cover=not _setting(window).cover)


@command("Fit the width", menu="View", when=has_pages, group=5, checked=_is("fit", "width"))
def fit_width(window: "MainWindow") -> None:
    _choose(window, fit="width")


@command("Fit the whole page", menu="View", when=has_pages, group=5, checked=_is("fit", "page"))
def fit_page(window: "MainWindow") -> None:
    _choose(window, fit="page")


@command("Actual size", "Ctrl+0", menu="View", when=has_pages, group=5)
def actual_size(window: "MainWindow") -> None:
    _choose(window, fit="", zoom=1.0)


@command("Turn the pages", "Shift+R", menu="View", when=has_pages, reading=True, group=5)
def turn_pages(window: "MainWindow") -> None:
    window.read().reader.turn_pages(1)


@command("Thumbnails of the pages", menu="View", when=has_pages, group=2)
def thumbnails(window: "MainWindow") -> None:
    window.read().open_around("thumbnails")


@command("Go to page…", "Ctrl+Shift+G", menu="Go", when=has_pages, group=3)
def turn_to_page(window: "MainWindow") -> None:
    window.read().reader.page_tools.focus()
