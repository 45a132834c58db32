# Shortcuts for people who have make. The README's two commands do the same without it.

.PHONY: run test check lock

run: .venv/run
	.venv/bin/live demo

test: .venv/test
	.venv/bin/pytest

check:
	scripts/check

# Needs uv. Universal: one file for all platforms and Pythons; no address of any index in it.
lock:
	uv pip compile $(LOCK) --extra files --extra store pyproject.toml -o requirements.lock
	uv pip compile $(LOCK) --extra files --extra store --extra test -c requirements.lock pyproject.toml -o requirements-test.lock

LOCK = --quiet --universal --generate-hashes --python-version 3.11 --no-header --no-annotate --no-emit-index-url --no-emit-find-links

.venv/run: requirements.lock pyproject.toml
	python3 -m venv .venv
	.venv/bin/pip install -r requirements.lock
	.venv/bin/pip install --no-deps -e .
	touch $@

.venv/test: requirements-test.lock pyproject.toml
	python3 -m venv .venv
	.venv/bin/pip install -r requirements-test.lock
	.venv/bin/pip install --no-deps -e .
	touch $@
