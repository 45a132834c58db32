"""Programs that some tests need beside Python. Without one, what needs it is skipped by name; in CI it fails."""

import os
import shutil
from pathlib import Path

import pytest

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
# The names each goes by. The README tells how to install them, and `.ci/run` does.
TOOLS = {
    "WebKitWebDriver": ("WebKitWebDriver",),
    "Xvfb": ("Xvfb",),
    "caddy": ("caddy",),
    "chromium": CHROMIUM,
    "chromium-headless-shell": ("chromium-headless-shell", *CHROMIUM),  # without windows a seventh of the work
    "faketime": ("faketime",),
    "firefox": ("firefox-esr", "firefox"),
    "haproxy": ("haproxy",),
    "nginx": ("nginx",),
    "node": ("node", "nodejs"),
    "openssl": ("openssl",),
    "prometheus": ("prometheus",),
    "promtool": ("promtool",),
    "redis-server": ("redis-server", "valkey-server"),
    "xdotool": ("xdotool",),
}
PACKAGES = {
    "WebKitWebDriver": "webkit2gtk-driver",
    "Xvfb": "xvfb",
    "promtool": "prometheus",
}  # where Debian's has another name
ROOT = Path(__file__).resolve().parent.parent
PLACES = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"])  # proxies are for the root


def found(tool: str) -> str | None:
    """Where it is."""
    return next(filter(None, (shutil.which(name, path=PLACES) for name in TOOLS.get(tool, (tool,)))), None)


def wanted(tool: str) -> str:
    """Where it is. Without it the running test is skipped, and in CI fails."""
    if there := found(tool):
        return there
    if os.environ.get("CI"):
        pytest.fail(f"needs {tool}, and CI must leave nothing out")
    pytest.skip(f"needs {tool}")


def wanted_package(path: Path) -> None:
    """A file that `npm ci` brings. Without it the running test is skipped, and in CI fails."""
    if not path.exists():
        if os.environ.get("CI"):
            pytest.fail(f"needs {path}, and CI must leave nothing out")
        pytest.skip(f"needs {path.relative_to(ROOT)} (npm ci)")


def wanted_proc() -> None:
    """Linux's /proc, in which processes are found. Without it the running test is skipped."""
    if not Path("/proc/self/environ").exists():
        pytest.skip("needs /proc, as Linux has it")
