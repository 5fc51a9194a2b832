# Every job is a line of resources/linux/bootstrap.sh, which sets up what is missing first.
# More arguments: make test ARGS="tests/db -k undo"
JOBS = run setup test check fix bench corpus monkey build pictures
.PHONY: $(JOBS) lock
$(JOBS): ; @sh resources/linux/bootstrap.sh $@ $(FOLDER) $(ARGS)

# Every document of a folder through the real path, and what is made of it: make corpus CORPUS=FOLDER
corpus: FOLDER = $(CORPUS)

# Renews the pinned versions out of pyproject.toml; needs uv. The result names no index, holds the hash of each file and
# serves every platform.
LOCK = uv pip compile --quiet $(UPGRADE) --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	--no-emit-index-url --override override.txt ../../pyproject.toml
UPGRADE = --upgrade
lock:
	cd resources/lock && $(LOCK) -o runtime.txt
	cd resources/lock && $(LOCK) --group ../../pyproject.toml:dev -c runtime.txt -o dev.txt
