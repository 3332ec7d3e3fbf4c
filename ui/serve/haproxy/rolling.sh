#!/usr/bin/env bash
# Tests that replicas of teapot behind HAProxy can be restarted without refusing a client. It
# runs two replicas on this machine, and restarts one after the other while clients keep
# connecting. It fails if a client is refused or gets a wrong answer.
#
#   rolling.sh [TEAPOT]       TEAPOT is the program to run; by default it is built
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)

for tool in haproxy ssh; do
  command -v "$tool" >/dev/null || { echo "skipped: $tool is not installed"; exit 0; }
done

work=$(mktemp -d)
declare -A pids=()
tries=0
finish() {
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  wait
  rm -rf "$work"
}
trap finish EXIT

teapot=${1:-}
if [ -z "$teapot" ]; then
  teapot=$work/teapot
  (cd "$here" && go build -o "$teapot" teapot)
fi

base=$((20000 + RANDOM % 20000))
export FRONT=$base PORT1=$((base + 1)) PORT2=$((base + 2)) ADMIN=$((base + 3))

# replica NAME PORT starts a replica, and waits until it accepts connections.
replica() {
  "$teapot" serve --listen "127.0.0.1:$2" --host-key "$work/key" --proxy-protocol 127.0.0.0/8 \
    --rate 0 --max-sessions-per-address 0 2>>"$work/$1.log" &
  pids[$1]=$!
  for _ in $(seq 100); do
    "$teapot" serve --check --listen "127.0.0.1:$2" --proxy-protocol 127.0.0.0/8 >/dev/null 2>&1 && return
    sleep 0.1
  done
  echo "replica $1 has not started:"; cat "$work/$1.log"; exit 1
}

# admin COMMAND sends a command to HAProxy's admin socket, and prints the response.
admin() {
  exec 3<>"/dev/tcp/127.0.0.1/$ADMIN"
  echo "$1" >&3
  cat <&3
  exec 3>&-
}

# state NAME prints the operational state of a replica; 2 means running.
state() { admin "show servers state teapot" | awk -v name="$1" '$4 == name { print $6 }'; }

replica one "$PORT1"
replica two "$PORT2"
haproxy -f "$here/haproxy.cfg" -db 2>"$work/haproxy.log" &
pids[haproxy]=$!

# ask connects through HAProxy and prints the page of 404.
ask() {
  ssh -F none -o BatchMode=yes -o StrictHostKeyChecking=accept-new -o UserKnownHostsFile="$work/known" \
    -o LogLevel=ERROR -o ConnectTimeout=10 -p "$FRONT" teapot@127.0.0.1 404 </dev/null 2>>"$work/refused"
}
until ask >/dev/null; do
  sleep 0.1
  ((++tries < 100)) || { echo "no replica answers through HAProxy:"; cat "$work"/*.log; exit 1; }
done
: >"$work/refused"

# client NUMBER calls ask again and again until the file "stop" exists. Then it writes to the
# file client.NUMBER how many calls have succeeded and how many have failed.
client() {
  local ok=0 bad=0
  while [ ! -e "$work/stop" ]; do
    if ask | grep -q 'Not Found'; then ok=$((ok + 1)); else bad=$((bad + 1)); fi
  done
  echo "$ok $bad" >"$work/client.$1"
}
clients=()
for n in 1 2 3 4; do
  client "$n" &
  clients+=("$!")
done

# restart NAME PORT restarts a replica. Before, it tells HAProxy to send no new clients to the
# replica; afterwards, it waits until HAProxy sends clients again.
restart() {
  admin "set server teapot/$1 state drain" >/dev/null
  sleep 0.5
  kill "${pids[$1]}"
  wait "${pids[$1]}" || { echo "replica $1 ended with $?"; exit 1; }
  replica "$1" "$2"
  admin "set server teapot/$1 state ready" >/dev/null
  for _ in $(seq 100); do
    [ "$(state "$1")" = 2 ] && break
    sleep 0.1
  done
}

# restart_abruptly NAME PORT restarts a replica without telling HAProxy.
restart_abruptly() {
  kill "${pids[$1]}"
  wait "${pids[$1]}" || { echo "replica $1 ended with $?"; exit 1; }
  replica "$1" "$2"
  sleep 2
}

sleep 1
for _ in 1 2; do
  restart one "$PORT1"
  restart two "$PORT2"
done
restart_abruptly one "$PORT1"
restart_abruptly two "$PORT2"
sleep 1

touch "$work/stop"
wait "${clients[@]}"
read -r ok bad < <(cat "$work"/client.* | awk '{ ok += $1; bad += $2 } END { print ok, bad }')
echo "six restarts, $ok connections answered, $bad refused"
if [ "$bad" -ne 0 ]; then
  cat "$work/refused"
  exit 1
fi
