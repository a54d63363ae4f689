#!/bin/sh
# manifold-workbench: the window, or its command line where the first word is a command.
# The command line needs no display. The sandbox stays on in both: never add --no-sandbox here.
set -eu
app=$(dirname -- "$(readlink -f -- "$0")")/../lib/manifold-workbench/manifold-workbench

if [ "$(id -u)" -eq 0 ]; then
  echo 'error: Manifold Workbench does not run as root, where its sandbox would be off. Run it as an ordinary user.' >&2
  exit 1
fi

mode=window
value=
for argument in "$@"; do
  if [ -n "$value" ]; then
    value=
    continue
  fi
  case $argument in
    --workspace) value=expected ;;
    -h | --help | -V | --version | --json) mode=commands && break ;;
    # A switch of the window, such as --force-device-scale-factor=2.
    -*) ;;
    # Files to open: desktops hand them over by absolute path.
    /* | *.manifold) break ;;
    *) mode=commands && break ;;
  esac
done

if [ "$mode" = commands ]; then
  # Without a bus Chromium would complain of that on standard error.
  exec "$app" --ozone-platform=headless --log-level=3 -- "$@"
fi
exec "$app" "$@"
