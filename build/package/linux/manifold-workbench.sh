#!/bin/sh
# manifold-workbench: the window, or its command line where the first word is a command.
# The command line needs no display. It opens no page and starts no process of Chromium's, so there is nothing for a sandbox to shut
# in: it runs without one, also as root and in containers. The window keeps its sandbox: never add --no-sandbox there.
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

# A name that begins with - would be a switch to Chromium.
as_name() {
  case $argument in -*) argument=./$argument ;; esac
}

# What comes next: an option, the value of --workspace, what is behind --, or the rest of a command.
next=option
files=0
for argument in "$@"; do
  shift
  case $next:$argument in
    rest:*) ;;
    value:*) next=option && as_name ;;
    option:--) next=operand && continue ;;
    option:--workspace) next=value ;;
    # Beside files it is a switch of the window, such as --force-device-scale-factor=2.
    option:-h | option:--help | option:-V | option:--version | option:--json) [ "$files" -eq 1 ] || next=rest ;;
    option:-*) ;;
    # Files to open: desktops hand them over by absolute path.
    option:/* | operand:/* | *:*.[Mm][Aa][Nn][Ii][Ff][Oo][Ll][Dd]) files=1 && as_name ;;
    *)
      if [ "$files" -eq 1 ]; then
        as_name
      else
        if [ "$next" = operand ]; then set -- "$@" --; fi
        next=rest
      fi
      ;;
  esac
  set -- "$@" "$argument"
done

# Where --workspace has no value, the command line says so.
if [ "$next" = rest ] || [ "$next" = value ]; then
  # Without a bus Chromium would complain of that on standard error.
  exec "$app" --no-sandbox --no-zygote --ozone-platform=headless --log-level=3 -- "$@"
fi
if [ "$(id -u)" -eq 0 ]; then
  fail 'The window does not open as root, where its sandbox would be off. Run it as an ordinary user. The command line runs: --help lists it.'
fi
if ! { [ -u "$helper" ] && [ "$(stat -c %u -- "$helper")" -eq 0 ]; } && ! namespaces; then
  fail "This system allows no user namespaces, which the sandbox needs, unless its helper becomes root. Allow that with:
  sudo chown root:root '$helper' && sudo chmod 4755 '$helper'"
fi
if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  fail 'There is no display for a window. The command line needs none: manifold-workbench --help lists it.'
fi
exec "$app" "$@"
