#!/bin/sh
# Runs after the package was installed or upgraded. It makes systemd read the new units. It
# does not start the server: to run the server, the administrator enables teapot.socket.
set -e
if [ -d /run/systemd/system ]; then
  systemctl daemon-reload
fi
