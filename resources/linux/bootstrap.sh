#!/bin/sh
# sh resources/linux/bootstrap.sh {setup|run|test|check|fix|bench|corpus|monkey|build|pictures} [arguments…]
# Sets up whatever is missing, then does the job. Uses the package index and the apt sources that the machine is
# configured for and names none. POSIX sh, so that a bare machine can run it.
set -eu
unset CDPATH
cd "$(dirname -- "$0")/../.."
VENV=.venv
PY=$VENV/bin/python
LOCK=resources/lock/dev.txt
MARK=$VENV/.lock-dev # written last: says which lock the environment holds completely

say() { printf 'followthrough: %s\n' "$*" >&2; }
die() { say "$@" && exit 1; }

on_debian() { command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; }
has_display() { [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || [ "$(uname)" = Darwin ]; }

# ---- system packages

# packages PURPOSE… : the names that packages.txt lists for these purposes
packages() {
    for purpose; do sed -n "s/^$purpose  *//p" resources/linux/packages.txt; done
}

# missing NAME… : "NAME NAME " of those that are not installed; Debian 13 and Ubuntu 24.04 call some of them NAMEt64
missing() {
    installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "$@" $(printf '%st64 ' "$@") 2>/dev/null) || true
    for name; do
        printf '%s\n' "$installed" | grep -qxE "installed $(printf '%s' "$name" | sed 's/[.+]/\\&/g')(t64)?" || printf '%s ' "$name"
    done
}

apt_install() {
    say "installing system packages: $*"
    # the lists are fetched only when there are none or they are older than a day
    [ -n "$(find /var/lib/apt/lists -maxdepth 1 -name '*_Packages*' -mtime -1 2>/dev/null)" ] || apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null || die "apt-get failed"
}

# Fonts make some texts legible but nothing stops without them, so only the others end the run of an ordinary user.
system_packages() {
    on_debian || return 0
    # shellcheck disable=SC2046
    needed=$(missing $(packages "$@") $(usable_python >/dev/null || echo python3-venv))
    # shellcheck disable=SC2046
    fonts=$(missing $(packages fonts))
    [ -n "$needed$fonts" ] || return 0
    # shellcheck disable=SC2086
    if [ "$(id -u)" = 0 ]; then
        apt_install $needed $fonts
    else
        say "please install once: sudo apt-get update && sudo apt-get install --no-install-recommends $needed$fonts"
        [ -z "$needed" ] || exit 1
    fi
}

# ---- the Python environment

usable_python() {
    for name in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
        "$name" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$name" && return
    done
    return 1
}

lock_state() { echo "$(cksum <$LOCK) $("$PY" -V 2>&1)"; }

is_current() { [ -x "$PY" ] && [ -r "$MARK" ] && [ "$(cat $MARK)" = "$(lock_state)" ]; }

make_environment() {
    is_current && return
    python=$(usable_python) || die "Python 3.11 or newer with venv is needed"
    rm -f "$MARK"
    "$PY" -m pip --version >/dev/null 2>&1 || "$python" -m venv --clear "$VENV"
    say "installing $LOCK into $VENV (some 170 MB to fetch, once)"
    # the lock is complete, so --no-deps; every file is checked against its hash; nothing is built from source
    "$PY" -m pip install -q --disable-pip-version-check --no-input --no-deps --require-hashes --only-binary :all: -r $LOCK ||
        die "pip failed"
    QT_QPA_PLATFORM=offscreen "$PY" -c 'import PySide6.QtWidgets' ||
        die "Qt lacks a system library; resources/linux/packages.txt has the names that Debian gives them"
    lock_state >"$MARK"
}

# setup PURPOSE… : everything, quickly when it is there already
setup() {
    system_packages always "$@"
    make_environment
}

# ---- the jobs

run() {
    if has_display; then
        setup window
        exec "$PY" -m desktop --sample "$@"
    fi
    setup
    say "no display: the same job without a window"
    QT_QPA_PLATFORM=offscreen exec "$PY" -m desktop demo "$@"
}

check() {
    "$PY" -m ruff check .
    "$PY" -m ruff format --check .
    "$PY" -m mypy
    "$VENV/bin/lint-imports"
}

fix() {
    "$PY" -m ruff check --fix .
    "$PY" -m ruff format .
}

monkey() {
    MONKEY_SEED=${MONKEY_SEED:-$(date +%s)} MONKEY_ACTS=${MONKEY_ACTS:-10000}
    say "seed $MONKEY_SEED, $MONKEY_ACTS acts"
    export MONKEY_SEED MONKEY_ACTS
    QT_QPA_PLATFORM=offscreen exec "$PY" -m pytest -q tests/stories/test_monkey.py "$@"
}

build() {
    "$PY" -m PyInstaller --noconfirm --log-level ERROR build.spec
    "$PY" tests/frozen/compare_self_tests.py dist/followthrough/followthrough
}

job=${1:-run}
[ $# -eq 0 ] || shift
case $job in
    setup) setup && say "ready: $PY" ;;
    run) run "$@" ;;
    test) setup && QT_QPA_PLATFORM=offscreen exec "$PY" -m pytest -n auto "$@" ;;
    check) setup && check ;;
    fix) setup && fix ;;
    bench) setup && QT_QPA_PLATFORM=offscreen exec "$PY" -m benchmarks "$@" ;;
    corpus) setup && exec "$PY" -m benchmarks.corpus "$@" ;;
    monkey) setup && monkey "$@" ;;
    build) setup window build && build ;;
    pictures) setup && QT_QPA_PLATFORM=offscreen exec "$PY" -m desktop.ui.pictures resources/help/pictures "$@" ;;
    *) die "unknown job $job: setup, run, test, check, fix, bench, corpus, monkey, build or pictures" ;;
esac
