#!/bin/sh
# Runs before the package is removed, and stops the server. It must not stop the server when
# the package is only upgraded. The first argument tells the two apart: for a removal it is
# "remove" on Debian, and with RPM it is 0, the number of versions that remain installed.
set -e
case "${1:-}" in
remove | 0)
  if [ -d /run/systemd/system ]; then
    systemctl disable --now teapot.socket teapot.service || true
  fi
  ;;
esac
