#!/bin/sh
# Make .venv and install a lock and this checkout into it; when that is done already, say nothing and do nothing.
#
#     sh tools/environment.sh requirements.lock
#
# PYTHON=/path/to/python3.12 chooses the interpreter. POSIX sh: it has to run before anything is installed.

set -eu

lock=$1
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"

say() { printf '%s\n' "$*" >&2; }

# Ready means: this lock, this project file, this folder (console scripts and the editable install hold its path).
fingerprint=$(
    { cat "$lock" pyproject.toml tools/environment.sh; printf '%s' "$root"; } | cksum
)
stamp=.venv/ready-$(basename "$lock" .lock)
if [ -x .venv/bin/python ] && [ "$(cat "$stamp" 2> /dev/null)" = "$fingerprint" ]; then
    exit 0
fi

# Run each candidate rather than trust its name: version managers put names on PATH that only print an error.
supported='import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))'
candidates='python3.13 python3.12 python3.11 python3.14 python3 python'
is_supported() { "$1" -c "$supported" > /dev/null 2>&1; }
has_venv() { "$1" -c 'import ensurepip, venv' > /dev/null 2>&1; }

# The first supported Python that can make an environment; failing that, the first supported one.
find_python() {
    first=
    for candidate in ${PYTHON:+"$PYTHON"} $candidates; do
        is_supported "$candidate" || continue
        if has_venv "$candidate"; then
            printf '%s' "$candidate"
            return
        fi
        first=${first:-$candidate}
    done
    printf '%s' "$first"
}

make_environment() {
    python=$(find_python)
    if [ -n "$python" ] && has_venv "$python"; then
        say "Making .venv with $("$python" --version)."
        "$python" -m venv --clear .venv
    elif [ -n "$python" ] && "$python" -m virtualenv --version > /dev/null 2>&1; then
        say "Making .venv with $("$python" --version) and virtualenv."
        "$python" -m virtualenv --quiet --clear .venv
    elif [ -n "$python" ] && command -v virtualenv > /dev/null 2>&1; then
        say "Making .venv with $("$python" --version) and virtualenv."
        virtualenv --quiet --clear --python "$python" .venv
    elif command -v uv > /dev/null 2>&1; then
        say "Making .venv with uv."
        uv venv --quiet --clear --seed --python "${python:->=3.11,<3.15}" .venv
    elif [ -n "$python" ]; then
        say "$python has no venv. Install it (Debian, Ubuntu: apt-get install python3-venv) and try again."
        exit 1
    else
        say "No Python 3.11 to 3.14 found. Install one (Debian, Ubuntu: apt-get install python3 python3-venv;" \
            "macOS: brew install python), or name one: make PYTHON=/path/to/python3 …"
        exit 1
    fi
}

# pip, with one line that counts along instead of pages of output; the whole output stands in .venv/install.log.
install() {
    total=$(grep -c '^[A-Za-z0-9].*==' "$lock")
    seen=0
    shown=
    [ -t 2 ] && shown=yes
    say "Installing $total packages from $lock."
    # shellcheck disable=SC2094 # the log is written here and read only after the loop
    { PYTHONUNBUFFERED=1 .venv/bin/python -m pip install --disable-pip-version-check --no-input \
        --require-hashes --requirement "$lock" 2>&1 && echo 'locked packages installed'; } |
        while IFS= read -r line; do
            printf '%s\n' "$line"
            case $line in
                Collecting* | Ignoring* | 'Requirement already'*)
                    seen=$((seen + 1))
                    [ -z "$shown" ] || printf '\r  fetched %d of %d ' "$seen" "$total" >&2
                    ;;
                Installing*) [ -z "$shown" ] || printf '\r  unpacking …             ' >&2 ;;
            esac
        done > .venv/install.log
    [ -z "$shown" ] || printf '\r                          \r' >&2
    if [ "$(tail -n 1 .venv/install.log)" != 'locked packages installed' ]; then
        say "Installing failed; the end of .venv/install.log says:"
        tail -n 15 .venv/install.log >&2
        exit 1
    fi
    # The lock holds the build backend too, so the checkout is built with known tools and without the network.
    .venv/bin/python -m pip install --disable-pip-version-check --no-input --quiet \
        --no-deps --no-build-isolation --editable .
}

# An environment that works is kept and completed; one that is broken or too old is made anew.
if ! is_supported .venv/bin/python || ! .venv/bin/python -m pip --version > /dev/null 2>&1; then
    make_environment
fi
install
printf '%s' "$fingerprint" > "$stamp"
say "Ready."
