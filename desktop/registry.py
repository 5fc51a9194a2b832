"""Find what the modules of a package have to offer: a thing is registered by being there."""

import importlib
import pkgutil
from types import ModuleType
from typing import Any


def modules(package: ModuleType) -> list[ModuleType]:
    """The modules of `package`, imported, in the order of their names.

    A frozen program finds modules only when build.spec collected them; `self-test` shows what was found.
    """
    return [
        importlib.import_module(f"{package.__name__}.{info.name}") for info in pkgutil.iter_modules(package.__path__)
    ]


def collect(package: ModuleType, constant: str) -> list[Any]:
    """The value called `constant` of each module of `package` that has one."""
    return [getattr(module, constant) for module in modules(package) if hasattr(module, constant)]
