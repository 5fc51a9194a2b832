"""Files and folders as a person means them."""

from pathlib import Path

from desktop.gathering import gathered


def make(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")


def found(folder: Path, *paths: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in gathered(paths or [folder])]


def test_a_folder_gives_the_documents_in_it_by_name(tmp_path: Path) -> None:
    make(tmp_path, "b.txt", "a/c.md", ".hidden/d.txt", "e.exe", ".f.txt")
    assert found(tmp_path) == ["a/c.md", "b.txt"]


def test_what_a_browser_saved_with_a_page_is_no_document(tmp_path: Path) -> None:
    make(tmp_path, "Port.html", "Port_files/frame.html", "Port_files/deep/a.json", "Hafen.htm", "Hafen-Dateien/x.html")
    make(tmp_path, "other_files/kept.txt", "sub/Page.html", "sub/Page_files/y.html")
    assert found(tmp_path) == ["Hafen.htm", "Port.html", "other_files/kept.txt", "sub/Page.html"]


def test_a_folder_that_is_named_outright_is_meant(tmp_path: Path) -> None:
    make(tmp_path, "Port.html", "Port_files/frame.html")
    assert found(tmp_path, tmp_path / "Port_files") == ["Port_files/frame.html"]
    assert found(tmp_path, tmp_path / "Port_files" / "frame.html") == ["Port_files/frame.html"]
