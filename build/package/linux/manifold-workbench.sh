#!/bin/sh
# manifold-workbench: the window, or its command line where the first word is a command.
# The command line needs no display. The sandbox stays on in both: never add --no-sandbox here.
set -eu
home=$(dirname -- "$(dirname -- "$(readlink -f -- "$0")")")/lib/manifold-workbench
app=$home/manifold-workbench
helper=$home/chrome-sandbox

fail() {
  printf 'error: %s\n' "$@" >&2
  exit 1
}

# Whether the kernel has a setting, with this value.
is() {
  [ -r "/proc/sys/$1" ] && read -r found < "/proc/sys/$1" && [ "$found" = "$2" ]
}

# Whether this program may make user namespaces: the sandbox needs them where its helper does not become root.
namespaces() {
  if is user/max_user_namespaces 0 || is kernel/unprivileged_userns_clone 0; then return 1; fi
  if is kernel/apparmor_restrict_unprivileged_userns 1; then grep -rqsF -- "$app" "/etc/apparmor.d"; fi
}

if [ "$(id -u)" -eq 0 ]; then
  fail 'Manifold Workbench does not run as root, where its sandbox would be off. Run it as an ordinary user.'
fi
if ! { [ -u "$helper" ] && [ "$(stat -c %u -- "$helper")" -eq 0 ]; } && ! namespaces; then
  fail "This system allows no user namespaces, which the sandbox needs, unless its helper becomes root. Allow that with:
  sudo chown root:root '$helper' && sudo chmod 4755 '$helper'"
fi

# What comes next: an option, the value of --workspace, files after one was named, files behind --, or the rest of a command.
mode=window
next=option
files=0
for argument in "$@"; do
  shift
  case $next:$argument in
    value:*) next=option ;;
    option:-- | file:--) next=operand && continue ;;
    option:--workspace) next=value ;;
    option:-h | option:--help | option:-V | option:--version | option:--json) mode=commands && next=rest ;;
    # A switch of the window, such as --force-device-scale-factor=2.
    option:-* | file:*) ;;
    # Files to open: desktops hand them over by absolute path.
    option:/* | option:*.[Mm][Aa][Nn][Ii][Ff][Oo][Ll][Dd]) next='file' && files=1 ;;
    operand:/* | operand:*.[Mm][Aa][Nn][Ii][Ff][Oo][Ll][Dd])
      files=1
      case $argument in -*) argument=./$argument ;; esac
      ;;
    rest:*) ;;
    *) [ "$files" -eq 1 ] || { mode=commands && next=rest; } ;;
  esac
  set -- "$@" "$argument"
done

# Where --workspace has no value, the command line says so.
if [ "$mode" = commands ] || [ "$next" = value ]; then
  # Without a bus Chromium would complain of that on standard error.
  exec "$app" --ozone-platform=headless --log-level=3 -- "$@"
fi
if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  fail 'There is no display for a window. The command line needs none: manifold-workbench --help lists it.'
fi
exec "$app" "$@"
