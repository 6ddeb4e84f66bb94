# Aliases only: everything is in run.py, which also works where there is no make.
.PHONY: run test fmt demo bench shots lock

run test fmt demo bench shots:
	python3 run.py $(filter-out run,$@)

# After a change of dependencies in pyproject.toml. Needs uv.
LOCK = uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"
lock:
	$(LOCK) pyproject.toml --output-file requirements/runtime.txt
	$(LOCK) --constraint requirements/runtime.txt --group dev pyproject.toml --output-file requirements/dev.txt
