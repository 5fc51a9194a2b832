"""What the program costs, measured against a floor in the same run. `make bench` prints a table and writes results.json."""
