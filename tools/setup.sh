#!/usr/bin/env bash
# Makes the machine ready for one goal, and does nothing the second time.
#   tools/setup.sh run|test|shots|build|tools
# System libraries are looked for first (tools/system_needs.txt): installed when we are root,
# else printed as one command. Then the environment .venv is made once per lock hash.
set -euo pipefail
cd "$(dirname "$0")/.."
PATH="${PATH//"$PWD/.venv/bin:"/}" # an environment cannot be made by its own python
PATH="$PATH:/usr/sbin:/sbin" # ldconfig is there, and an ordinary user's PATH lacks it

case "${1:-}" in
    run) groups="qt window reading" ;;
    shots) groups="qt window screen reading" ;;
    test) groups="qt window screen reading tests" ;;
    build) groups="qt window reading bundle" ;;
    tools) groups="" ;;
    *) echo "usage: tools/setup.sh run|test|shots|build|tools" >&2; exit 2 ;;
esac
needs_file="${SYSTEM_NEEDS:-tools/system_needs.txt}"

say() { echo "setup: $*" >&2; }
fail() { say "$*"; exit 1; }

# ------------------------------------------------------------------ system libraries
has_server() { # $1 = oldest version that will do
    local program version
    for program in /usr/lib/postgresql/*/bin/initdb "$(command -v initdb || true)"; do
        [ -x "$program" ] && [ -x "$(dirname "$program")/postgres" ] || continue
        case "$program" in
            /usr/lib/postgresql/*) version="${program#/usr/lib/postgresql/}"; version="${version%%/*}" ;;
            *) version="$("$program" --version | sed -E 's/[^0-9]*([0-9]+).*/\1/')" ;;
        esac
        [ "$version" -ge "$1" ] && return 0
    done
    return 1
}

has_model() { # $1 = file=sha256: only the file that was measured will do
    local folder file="${1%%=*}"
    for folder in "${MODEL_FOLDER:-/usr/share/tesseract-ocr}"/*/tessdata /usr/share/tessdata; do
        [ -f "$folder/$file" ] && [ "$(sha256 <"$folder/$file")" = "${1#*=}" ] && return 0
    done
    return 1
}

sha256() {
    if command -v sha256sum >/dev/null; then sha256sum; else shasum -a 256; fi | cut -d' ' -f1
}

has_need() { # $1 = kind, $2 = what
    case "$1" in
        library) case "$libraries" in *"$2 "*) return 0 ;; *) return 1 ;; esac ;;
        program) command -v "$2" >/dev/null ;;
        server) has_server "$2" ;;
        file) [ -e "$2" ] ;;
        model) has_model "$2" ;;
        *) fail "$needs_file: unknown kind $1" ;;
    esac
}

look_for_needs() { # fills missing_things and missing_packages
    local group kind what package
    missing_things=() missing_packages=()
    libraries="$(ldconfig -p)"
    while read -r group kind what package; do
        case " $groups " in *" $group "*) ;; *) continue ;; esac
        has_need "$kind" "$what" && continue
        missing_things+=("$kind ${what%%=*}") missing_packages+=("$package")
    done < <(grep -vE '^(#|$)' "$needs_file")
    # Debian's python3 comes without what makes an environment
    if [ ! -x .venv/bin/python ] && ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        missing_things+=("module ensurepip of $python")
        missing_packages+=("$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')")
    fi
}

bring_needs() {
    [ "$(uname -s)" = Linux ] && command -v ldconfig >/dev/null || return 0 # other systems bring them with Qt
    look_for_needs
    [ ${#missing_packages[@]} -eq 0 ] && return 0
    say "missing on this system: $(printf '%s, ' "${missing_things[@]}" | sed 's/, $//')"
    command -v apt-get >/dev/null ||
        fail "install what Debian calls: ${missing_packages[*]}"
    if [ "$(id -u)" -ne 0 ]; then
        say "install it with this command, then run make again:"
        echo "sudo sh -c 'apt-get update && apt-get install -y --no-install-recommends ${missing_packages[*]}'" >&2
        exit 1
    fi
    say "installing ${missing_packages[*]}"
    export DEBIAN_FRONTEND=noninteractive
    local log; log="$(mktemp)"
    # lists that cannot be fetched may still be there from before: the installation decides
    { apt-get update -q || true
      apt-get install -y -q -o DPkg::Lock::Timeout=300 --no-install-recommends "${missing_packages[@]}"
    } >"$log" 2>&1 </dev/null 9<&- || # 9: a service that starts now must not keep our lock
        { tail -n 20 "$log" >&2; fail "apt-get failed; its words are above"; }
    rm -f "$log"
    look_for_needs
    [ ${#missing_packages[@]} -eq 0 ] || fail "installed, but still not found: ${missing_things[*]}"
}

# ------------------------------------------------------------------ the environment
find_python() {
    local name
    for name in python3.11 python3.12 python3.13 python3.14 python3 python; do
        "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue
        python="$name"
        return 0
    done
    fail "no Python 3.11 or newer was found (looked for python3.11 … python3.14, python3, python on PATH)"
}

lock_hash() {
    cat requirements.lock tools/uv.lock.txt | sha256
}

install_locked() {
    # uv is quick but not necessary: without it pip installs the same files, checked by the same hashes
    if .venv/bin/python -m pip install -q --disable-pip-version-check --no-deps --require-hashes \
        -r tools/uv.lock.txt && .venv/bin/uv pip sync -q --require-hashes \
        --python .venv/bin/python requirements.lock; then return 0; fi
    say "uv did not do it; installing with pip"
    .venv/bin/python -m pip install -q --disable-pip-version-check --no-deps --require-hashes \
        -r requirements.lock
}

make_environment() {
    local wanted; wanted="$(lock_hash)"
    [ -x .venv/bin/python ] && [ "$(cat .venv/made-for 2>/dev/null)" = "$wanted" ] && return 0
    say "making the environment .venv (once per lock)"
    if ! .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null ||
        ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
        find_python
        "$python" -m venv --clear .venv
    fi
    install_locked </dev/null || fail "the locked packages could not be installed"
    echo "$wanted" >.venv/made-for
}

exec 9<requirements.lock
if command -v flock >/dev/null; then flock 9; fi # two makes at once: the second waits for the first
python=.venv/bin/python
[ -x "$python" ] || find_python
bring_needs
make_environment
