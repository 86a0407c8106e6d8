"""The classic script that is made of the modules of the page's engine."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from generator.render.engine_script import ENTRY, engine_script
from generator.render.theme import Theme
from generator.resources import theme_dir

MODULES = {
    ENTRY: (
        'import { twice } from "./sums.js"\nexport { half, counted } from "./sums.js"\n'
        "export const ten = () => twice(5)\n"
    ),
    "engine/sums.js": (
        "/**\n * Twice as much.\n * @param {number} one\n */\n"
        "export function twice(one) {\n  return one * 2\n}\n"
        "// Half as much.\nexport function half(one) {\n  return one / 2\n}\n"
        "export function* counted() {\n  yield 7\n}\n"
    ),
    "engine/types.js": "/** @typedef {number} Sum */\nexport {}\n",
}


def test_it_exports_what_the_entry_does() -> None:
    script = engine_script(MODULES)
    node = shutil.which("node")
    assert node is not None
    said = subprocess.run(
        [node, "-e", f"{script}; console.log(guidegen.ten(), guidegen.half(3), ...guidegen.counted(), guidegen.twice)"],
        check=True,
        capture_output=True,
        text=True,
    )
    assert said.stdout.split() == ["10", "1.5", "7", "undefined"]
    assert "//" not in script
    assert "@param" not in script


@pytest.mark.parametrize(
    ("module", "wrong"),
    [
        ("const half = 1\n", "'half' is in engine/more.js and in engine/sums.js"),
        ('import { twice } from "./sums.js"\nimport { ten } from "./index.js"\n', "import one another"),
    ],
)
def test_what_would_not_run_is_told(module: str, wrong: str) -> None:
    entry = 'import { more } from "./more.js"\n' + MODULES[ENTRY]
    with pytest.raises(ValueError, match=wrong):
        engine_script({**MODULES, ENTRY: entry, "engine/more.js": module})


def test_the_site_gets_the_script_and_not_its_modules() -> None:
    assets = Theme((theme_dir(),)).assets("site")
    assert assets["engine.js"].startswith(b"const guidegen = ")
    assert not [name for name in assets if name.startswith("engine/")]
