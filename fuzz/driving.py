"""One target under atheris, in a process of its own: the fuzzer ends the process when it has found something.

python -m fuzz.driving TARGET PACKAGES FOLDER [libFuzzer's options]
"""

from __future__ import annotations

import sys

__all__ = ["drive"]


def drive(name: str, packages: list[str], options: list[str]) -> None:
    """Fuzz one target until the options say that it is enough; does not return.

    Args:
        name: the target's name.
        packages: those whose coverage leads the fuzzer. They have to be known before the target is imported.
        options: for libFuzzer: the folder of its corpus, and how long to run.
    """
    # Deferred: it has builds for Linux alone, and all else here runs without it.
    import atheris

    atheris.enabled_hooks.add("str")  # startswith and endswith tell how near they came
    with atheris.instrument_imports(include=packages):
        from fuzz.target import FindingError, load_target, run

        target = load_target(name)
        # What a reader imports only when it is used has to come while imports are traced.
        for seed in target.seeds():
            try:
                run(target, seed, traced=True)
            except FindingError as finding:
                sys.exit(f"{name}: a seed does not hold: {finding}")

    atheris.Setup([sys.argv[0], *options], lambda data: run(target, data, traced=True))
    atheris.Fuzz()


if __name__ == "__main__":
    drive(sys.argv[1], sys.argv[2].split(","), sys.argv[3:])
