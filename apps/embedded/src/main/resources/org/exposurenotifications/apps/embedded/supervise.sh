# SPDX-FileCopyrightText: The Exposure Notifications key server authors
# SPDX-License-Identifier: Apache-2.0
#
# Runs a PostgreSQL server until standard input is closed, which the kernel does when the parent is killed.
#
#   supervise.sh FOLDER COMMAND...    FOLDER is removed at the end, unless it is empty

folder=$1
shift
exec 3<&0

"$@" </dev/null 3<&- &
server=$!

# SIGINT: sessions end, what is committed is kept. SIGQUIT: at once; the next start recovers.
{
  read -r _ <&3
  kill -INT "$server"
  for _ in 1 2 3 4 5 6 7 8 9 10; do sleep 1; done
  kill -QUIT "$server"
} 2>/dev/null &
watcher=$!

wait "$server"
status=$?
kill "$watcher" 2>/dev/null
[ -z "$folder" ] || rm -rf "$folder"
exit "$status"
