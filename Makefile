# Every job is a line of resources/linux/bootstrap.sh, which sets up what is missing first.
# More arguments: make test ARGS="tests/db -k undo"
JOBS = run setup test check fix bench build pictures
.PHONY: $(JOBS) lock
$(JOBS): ; @sh resources/linux/bootstrap.sh $@ $(ARGS)

# Renews the pinned versions; needs uv. No index is named in the result, each file has its hash, every platform is covered.
LOCK = uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	--no-emit-index-url --override override.txt
lock:
	cd resources/lock && $(LOCK) runtime.in -o runtime.txt
	cd resources/lock && $(LOCK) runtime.in dev.in -c runtime.txt -o dev.txt
