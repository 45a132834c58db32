"""The browser's reducer, run in Node over recorded frames: what it makes of them is what every client must."""

import json
import subprocess
from pathlib import Path
from typing import Any

from tests.tools import wanted

SCRIPT = """
import { reduce } from "%s";
let text = "";
for await (const chunk of process.stdin) text += chunk;
const { state, frames } = JSON.parse(text);
console.log(JSON.stringify(frames.reduce(reduce, state)));
"""
REDUCER = Path(__file__).parents[2] / "static" / "js" / "reduce.js"


def reduced(state: dict[str, Any], frames: list[dict[str, Any]]) -> dict[str, Any]:
    told = json.dumps({"state": state, "frames": frames})
    done = subprocess.run(
        [wanted("node"), "--input-type=module", "-e", SCRIPT % REDUCER.as_uri()],
        input=told,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)
