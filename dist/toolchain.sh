# shellcheck shell=bash
# What it takes to compile gongkai for another machine, on Debian 12. To be
# sourced from the repository's root, by dist/make and .ci/windows:
#
#   source dist/toolchain.sh
#   toolchain_install windows        # packages, if any is absent
#   toolchain_for windows            # sets the environment, and:
#   cargo build "${build_std[@]}" --target "$triple" …
#
# | name    | triple                      | linker                    |
# |---------|-----------------------------|---------------------------|
# | windows | x86_64-win7-windows-gnu     | mingw's gcc               |
# | linux   | x86_64-unknown-linux-musl   | zig, with its musl        |
# | arm     | aarch64-unknown-linux-musl  | zig, with its musl        |
#
# Only Debian's compiler comes with the sources of the standard library as a
# package, so it compiles the standard library for each target (-Zbuild-std, which
# RUSTC_BOOTSTRAP allows). With the target of Windows 7 nothing is asked of the
# system that Windows 7 lacks; x86_64-pc-windows-gnu needs Windows 10.

zig_version=0.17.1
zig_sum=ea6cc5d87b033cf0aedfbc8f9549a908cae6c50ac31f1698188fa48a74524b54
rust_minor=1.96

# One folder for every target, and for the tests of .ci/windows.
cross=${GONGKAI_CROSS:-$PWD/target/cross}
# shellcheck disable=SC2034  # read by those who source this
build_std=('-Zbuild-std=std,panic_unwind')

toolchain_fail() {
  printf 'toolchain: %s\n' "$@" >&2
  return 1
}

toolchain_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi; }

# Installs the named Debian packages that are absent.
toolchain_packages() {
  local package missing=()
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  printf 'toolchain: installing %s\n' "${missing[*]}"
  # Somebody else may install something at the same moment.
  local apt=(flock /tmp/gongkai-packages.lock env DEBIAN_FRONTEND=noninteractive apt-get)
  toolchain_root "${apt[@]}" update -qq ||
    toolchain_fail "apt-get update failed: is there a network, and are Debian's archives in the sources?" || return
  toolchain_root "${apt[@]}" install -y -qq --no-install-recommends "${missing[@]}" >/dev/null ||
    toolchain_fail "could not install ${missing[*]}" \
      "rustc-web and rust-web-src are in Debian 12 with its security updates (bookworm-security)" || return
}

# zig as PyPI has it, of one version and one sum.
toolchain_zig() {
  local wanted="ziglang==$zig_version"
  if [ "$("$cross/zig/bin/python" -m ziglang version 2>/dev/null)" = "$zig_version" ]; then return 0; fi
  toolchain_packages python3-venv || return
  rm -rf "$cross/zig"
  /usr/bin/python3 -m venv "$cross/zig" || return
  printf '%s --hash=sha256:%s\n' "$wanted" "$zig_sum" >"$cross/zig/requirements.txt"
  "$cross/zig/bin/pip" install --quiet --disable-pip-version-check --only-binary :all: --require-hashes \
    -r "$cross/zig/requirements.txt" ||
    toolchain_fail "could not install $wanted from PyPI: is there a network? (It is pinned for x86_64 machines.)"
}

# Installs what the named targets need.
toolchain_install() {
  local target
  command -v cargo >/dev/null ||
    toolchain_fail "cargo is missing: install Rust (rustup) first" || return
  mkdir -p "$cross"
  toolchain_packages rustc-web rust-web-src binutils || return
  case $(/usr/bin/rustc --version) in
    "rustc $rust_minor."*) ;;
    *) toolchain_fail "/usr/bin/rustc is $(/usr/bin/rustc --version), not $rust_minor" || return ;;
  esac
  for target in "$@"; do
    case $target in
      windows) toolchain_packages gcc-mingw-w64-x86-64-posix || return ;;
      linux | arm) toolchain_zig || return ;;
      *) toolchain_fail "unknown target $target" || return ;;
    esac
  done
}

# Sets the environment for one target, and $triple. What a flag says of this
# machine's folders is said as it would be of any other's, so that the program
# does not depend on where it was compiled.
toolchain_for() {
  local home=${CARGO_HOME:-$HOME/.cargo} std name flags=() pair
  case $1 in
    windows) triple=x86_64-win7-windows-gnu ;;
    linux) triple=x86_64-unknown-linux-musl ;;
    arm) triple=aarch64-unknown-linux-musl ;;
    *) toolchain_fail "unknown target $1" || return ;;
  esac
  case $PWD$cross$home in
    *[[:space:]]*) toolchain_fail "a path with a blank cannot be told to C compilers: $PWD, $cross, $home" || return ;;
  esac
  std=$(/usr/bin/rustc --print sysroot)/lib/rustlib/src/rust
  local remap=("$PWD=." "$cross=target" "$home=cargo" "$std=std" "$(realpath "$std")=std")
  local c=()
  # The last that fits counts, so the longest stands last.
  for pair in "${remap[@]}"; do
    flags+=("--remap-path-prefix=$pair")
    c+=("-ffile-prefix-map=$pair")
  done

  export RUSTC=/usr/bin/rustc RUSTDOC=/usr/bin/rustdoc RUSTC_BOOTSTRAP=1
  export CARGO_TARGET_DIR=$cross CARGO_INCREMENTAL=0
  name=${triple//-/_}
  case $1 in
    windows)
      export "CARGO_TARGET_${name^^}_LINKER=x86_64-w64-mingw32-gcc"
      export "CC_$name=x86_64-w64-mingw32-gcc" "AR_$name=x86_64-w64-mingw32-ar"
      flags+=('-Clink-arg=-Wl,--no-insert-timestamp')
      ;;
    *)
      export ZIG_PYTHON=$cross/zig/bin/python ZIG_GLOBAL_CACHE_DIR=$cross/zig-cache
      export ZIG_TARGET=${triple%%-*}-linux-musl
      export "CARGO_TARGET_${name^^}_LINKER=$PWD/dist/zig-cc"
      export "CC_$name=$PWD/dist/zig-cc" "AR_$name=$PWD/dist/zig-ar"
      # zig brings the files that begin and end a program. Fixed addresses: see
      # docs/decisions/0010.
      flags+=(-Ctarget-feature=+crt-static -Clink-self-contained=no -Crelocation-model=static)
      ;;
  esac
  export "CFLAGS_$name=${c[*]}"
  # No other variable adds to this one.
  local IFS=$'\x1f'
  export CARGO_ENCODED_RUSTFLAGS="${flags[*]}"
}
