"""A press that takes no more, `python -m cgtraining.documents.limited_pressing SECONDS BYTES`: processor and memory."""

import sys

from cgtraining.documents.pressing import main


def limit(seconds: int, memory: int) -> None:
    try:
        import resource  # Windows has none; there only the time that passes is limited, by whoever waits
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


if __name__ == "__main__":
    limit(*map(int, sys.argv[1:]))
    main()
