# shellcheck shell=bash
# Shared by the scripts of this folder; sourced, not run. Goes to the repository's root.

cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit

say() { printf '\n== %s\n' "$*"; }

fail() {
  printf '%s: %s\n' "$(basename "$0")" "$*" >&2
  exit 1
}

# Ends with a clear message unless Swift 6 or later is there.
require_swift() {
  command -v swift >/dev/null 2>&1 ||
    fail "swift is not in PATH: install Swift 6 from https://www.swift.org/install and try again."
  local version
  version="$(swift --version 2>/dev/null | sed -nE 's/.*Swift version ([0-9]+).*/\1/p' | head -n 1)"
  [ "${version:-0}" -ge 6 ] ||
    fail "Swift ${version:-of unknown version} is too old: this package needs Swift 6 or later."
}

# Runs a command under a title and keeps the seconds that it took for `print_parts`.
parts=()
part() { # TITLE COMMAND…
  local title="$1" start=$SECONDS
  shift
  say "$title"
  "$@"
  parts+=("$(printf '%5d s  %s' $((SECONDS - start)) "$title")")
}

print_parts() {
  say "Time of each part"
  printf '%s\n' "${parts[@]}"
}

has_command() { command -v "$1" >/dev/null 2>&1; }

# Installs packages of Debian and its relatives, as root or with sudo.
install_packages() { # PACKAGE…
  say "Installing: $*"
  has_command apt-get ||
    fail "apt-get is not here; install what corresponds to $* with your system's tool."
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    has_command sudo || fail "not root and no sudo: have somebody run  apt-get install $*"
    echo "This needs root: using sudo, which may ask for your password."
    as_root=(sudo)
    # Nobody can answer without a terminal.
    [ -t 0 ] || as_root+=(-n)
  fi
  as_root+=(env DEBIAN_FRONTEND=noninteractive apt-get -qq)
  "${as_root[@]}" update
  "${as_root[@]}" install -y --no-install-recommends "$@"
}
