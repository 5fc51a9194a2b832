"""Commands: what is declared is in the menus and has a key of its own; what clashes is refused where it is declared."""

import pytest

from desktop.ui import commands as declared
from desktop.ui.commands import command, commands, shown_key
from desktop.ui.places import places


@pytest.fixture
def nothing_declared(monkeypatch: pytest.MonkeyPatch) -> None:
    commands()
    monkeypatch.setattr(declared, "_found", {})


def listen(_window: object) -> None: ...


def speak(_window: object) -> None: ...


def test_every_place_has_a_command_made_from_its_constant() -> None:
    made = {c.name: c for c in commands()}
    for place in places():
        go = made[f"go_{place.name}"]
        assert (go.title, go.menu, go.icon, go.shortcuts) == (place.title, "Go", place.icon, (place.key,))
    assert [c.title for c in commands() if c.name.startswith("go_")] == [place.title for place in places()]


@pytest.mark.parametrize("key", ["Ctrl+Shift+L", "Shift+Ctrl+L", "ctrl+shift+l"])
def test_two_commands_with_one_key_are_refused_by_their_names(nothing_declared: None, key: str) -> None:
    command("Listen", "Ctrl+Shift+L", menu="View")(listen)
    with pytest.raises(ValueError, match=r"\.listen and .*\.speak have the same key Ctrl\+Shift\+L"):
        command("Speak", "F9", key, menu="View")(speak)


def test_two_commands_with_one_name_are_refused(nothing_declared: None) -> None:
    command("Listen", menu="View")(listen)
    with pytest.raises(ValueError, match=r"\.listen and .*\.listen have the same name"):
        command("Listen again", menu="View")(listen)


def test_a_menu_or_key_that_does_not_exist_is_refused_by_the_function_s_name(nothing_declared: None) -> None:
    with pytest.raises(ValueError, match=r"\.listen: there is no menu “Wiew”; choose Workspace, "):
        command("Listen", menu="Wiew")(listen)
    with pytest.raises(ValueError, match=r"\.listen: “Ctlr\+L” is no key"):
        command("Listen", "Ctlr+L", menu="View")(listen)
    with pytest.raises(ValueError, match=r"\.listen: there is no icon “eer” in resources/icons"):
        command("Listen", menu="View", icon="eer")(listen)
    assert declared._found == {}


def test_a_key_that_edits_a_cell_is_no_command_s() -> None:
    assert "F2" not in {key for one in commands() for key in one.shortcuts}


def test_the_big_key_is_called_enter_everywhere() -> None:
    assert [shown_key(key) for key in ("Return", "Ctrl+Return", "Del")] == ["Enter", "Ctrl+Enter", "Del"]
