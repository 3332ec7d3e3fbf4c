#!/bin/sh
# Before a package is removed: its server ends. Debian says "remove", RPM how
# many versions stay; an upgrade leaves the server alone.
set -e
case "${1:-}" in
remove | 0)
  if [ -d /run/systemd/system ]; then
    systemctl disable --now teapot.socket teapot.service || true
  fi
  ;;
esac
