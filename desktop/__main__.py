"""`python -m desktop`: as a reader process when asked to be one."""

import sys


def main() -> int:
    if sys.argv[1:] == ["--reader"]:
        from desktop.documents.worker import main as read_documents

        return read_documents()
    return 2


if __name__ == "__main__":
    sys.exit(main())
