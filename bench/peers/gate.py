"""One line in, one epoch out: lets the bench alternate between contestants that all stay loaded.

Protocol: the contestant prints {"ready": true, ...} when its data and model are prepared; for each line it then reads
it runs one epoch and prints {"seconds": ..., ...}. Everything else it has to say goes to stderr.
"""

import json
import os
import sys

# Libraries print to stdout as they please: keep the real one for the protocol alone.
_protocol = os.fdopen(os.dup(1), "w", buffering=1)
os.dup2(2, 1)


def say(**message):
    print(json.dumps(message), file=_protocol, flush=True)


def wait():
    """Blocks until the bench asks for the next epoch; ends the process when it has no more to ask."""
    if not sys.stdin.readline():
        os._exit(0)
