# SPDX-FileCopyrightText: 2026 The Hoplens authors
# SPDX-License-Identifier: MIT
# shellcheck shell=bash
#
# What app/run and tests/run share: quiet steps with a log, Debian packages, one build.
# Sourced with the project's folder as current directory.

set -euo pipefail
mkdir -p build

# shellcheck disable=SC2034 # read by the scripts
buildPackages=(qt6-base-dev qt6-svg-dev libpsl-dev zlib1g-dev libbrotli-dev libzstd-dev g++ cmake ninja-build
    ca-certificates)

say() { printf '%s\n' "$*" >&2; }

# step LOGNAME SENTENCE COMMAND...: says the sentence, runs the command into build/LOGNAME.log, and
# shows the end of that log if it fails.
step() {
    local log=build/$1.log
    say "$2"
    if ! "${@:3}" >"$log" 2>&1 </dev/null; then
        tail -n 40 "$log" >&2
        say "This step failed. The whole log: $PWD/$log"
        exit 1
    fi
}

# Prints those of the named packages that are not installed, one a line.
missingPackages() {
    local package
    for package in "$@"; do
        dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed \
            || printf '%s\n' "$package"
    done
}

asRoot() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        say "Installing packages needs root: run this once as root, or install sudo."
        return 1
    fi
}

# The package lists are fetched at most once a run, and only if something is to be installed.
listsAreFresh=
refreshLists() {
    [ -n "$listsAreFresh" ] || step apt "Fetching the package lists." asRoot apt-get update
    listsAreFresh=yes
}

installPackages() {
    local missing
    if ! command -v apt-get >/dev/null; then
        say "This system has no apt-get; if something is missing, install what Debian calls: $*"
        return
    fi
    mapfile -t missing < <(missingPackages "$@")
    [ ${#missing[@]} -gt 0 ] || return 0
    refreshLists
    step apt "Installing ${missing[*]}." asRoot env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y --no-install-recommends -o DPkg::Lock::Timeout=300 "${missing[@]}"
}

# build PRESET: configures (a second, and it notices new files) and builds what changed.
build() {
    local tool
    for tool in cmake ninja c++; do
        command -v "$tool" >/dev/null || { say "Cannot build: $tool is missing."; exit 1; }
    done
    step "configure-$1" "Configuring build/$1." cmake --preset "$1"
    step "build-$1" "Building build/$1 (minutes the first time)." cmake --build --preset "$1"
}

# A system without any locale would make Qt warn about it in every program.
if [ "$(locale charmap 2>/dev/null)" != UTF-8 ]; then
    export LC_ALL=C.UTF-8
fi
