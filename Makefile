# What people and .ci/run call. `make check` is the quick gate, `make test` is everything.
PY := .venv/bin/python
STAMP := .venv/.installed
LOCKS := requirements.lock tests/requirements.lock

.PHONY: install demo run test check bench chaos screenshots lint types imports fast

install: $(STAMP)

$(STAMP): $(LOCKS)
	@test -x $(PY) || python3 -m venv .venv
	@$(PY) -m pip install -qq --disable-pip-version-check --require-hashes $(LOCKS:%=-r %)
	@touch $@

demo: install
	@$(PY) -m bot demo

run: install
	@$(PY) -m bot run

check: install
	@$(MAKE) --no-print-directory -j2 --output-sync=target lint types imports fast

lint: install
	@.venv/bin/ruff format --check -q .
	@.venv/bin/ruff check -q .

types: install
	@.venv/bin/mypy --no-error-summary

imports: install
	@.venv/bin/lint-imports --no-logo >var.imports.log 2>&1 || (cat var.imports.log; rm -f var.imports.log; exit 1)
	@rm -f var.imports.log

# What decides without I/O and the rules of the tree; the rest runs in `make test`.
FAST := tests/domain tests/test_*.py tests/ui/test_every_screen.py tests/handlers/test_wires.py

fast: install
	@SHTURMAN_LAWS=quick SHTURMAN_TEST_POSTGRES= .venv/bin/pytest -q -n 2 -r f -m "not slow and not browser" $(FAST)

test: install
	@.venv/bin/pytest -q -n 2

bench: install
	@$(PY) -m benchmarks $(ONLY)

# Kills the real process again and again under a broadcast; PostgreSQL where SHTURMAN_TEST_POSTGRES names one.
chaos: install
	@$(PY) -m tests.e2e.chaos $(WITH)

screenshots: install
	@$(PY) -m tests.e2e.screenshots
