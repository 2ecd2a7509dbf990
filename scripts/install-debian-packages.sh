#!/usr/bin/env bash
# Installs the Debian packages that a test suite needs, and starts none of their services.
# usage: scripts/install-debian-packages.sh browser|interop|postgres...
set -euo pipefail

wanted=()
for suite in "$@"; do
  case $suite in
    browser) wanted+=(chromium fonts-dejavu-core) ;;
    # A small web server and php-fpm only so that SimpleSAMLphp does not bring Apache: neither is used.
    interop) wanted+=(nginx-light php-cli php-fpm simplesamlphp php-xml php-mbstring php-curl php-sqlite3) ;;
    # The cluster that its package creates is not used: the tests start one of their own in a temporary folder.
    postgres) wanted+=(postgresql) ;;
    *) echo "usage: $0 browser|interop|postgres..." >&2; exit 2 ;;
  esac
done
((${#wanted[@]})) || { echo "usage: $0 browser|interop|postgres..." >&2; exit 2; }

missing=()
for package in "${wanted[@]}"; do
  [[ $(dpkg-query -W -f '${Status}' "$package" 2>/dev/null) == *' installed' ]] || missing+=("$package")
done
((${#missing[@]})) || exit 0
[[ $(id -u) == 0 ]] || { echo "root is needed to install: ${missing[*]}" >&2; exit 1; }

echo "installing ${missing[*]}"
# Debian asks this program whether a service may be started; 101 says no.
policy=/usr/sbin/policy-rc.d
if [[ ! -e $policy ]]; then
  printf '#!/bin/sh\nexit 101\n' >"$policy"
  chmod 755 "$policy"
  trap 'rm -f "$policy"' EXIT
fi
export DEBIAN_FRONTEND=noninteractive
apt=(apt-get -y -q -o DPkg::Lock::Timeout=300 --no-install-recommends)
log=$(mktemp)
# The nginx and php-fpm packages come first, or simplesamlphp would choose Apache.
install() { "${apt[@]}" install "${missing[@]}"; }
if ! { install || { apt-get -q update && install; }; } >"$log" 2>&1 </dev/null; then
  tail -20 "$log" >&2
  rm -f "$log"
  exit 1
fi
rm -f "$log"
