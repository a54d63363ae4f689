#!/bin/sh
# Removes what the archive brought, as the list beside this says, and nothing else: no workspace, no file of another program.
set -eu
here=$(dirname -- "$(readlink -f -- "$0")")
cd -- "$here/../.."
prefix=$(pwd)
list=$(cat -- "$here/files")

# Others need these, or the system came with them.
case $prefix in
  /usr | /usr/local) kept='bin/ lib/ share/ share/man/' ;;
  *) kept='' ;;
esac

each() {
  printf '%s\n' "$list" | grep "$@" | LC_ALL=C sort -r
}

each -v '/$' | while IFS= read -r file; do rm -f -- "$file"; done

# Whether anything is left that a cache is of.
has() {
  [ -n "$(find "$1" -type f -name "$2" 2> /dev/null | head -n 1)" ]
}

refresh() {
  if command -v "$1" > /dev/null; then "$@" || true; fi
}

# A cache of what others have left is made anew; a cache of nothing goes.
if has share/mime/packages '*.xml'; then
  refresh update-mime-database share/mime
elif [ -d share/mime ]; then
  rm -f -- share/mime/application/vnd.manifold-workbench.experiment.xml
  for name in aliases generic-icons globs globs2 icons magic mime.cache subclasses treemagic types version XMLnamespaces; do
    rm -f -- "share/mime/$name"
  done
  rmdir share/mime/application 2> /dev/null || true
fi
if has share/applications '*.desktop'; then refresh update-desktop-database share/applications; else rm -f -- share/applications/mimeinfo.cache; fi
if has share/icons/hicolor '*.[ps][nv]g'; then
  refresh gtk-update-icon-cache --quiet --force --ignore-theme-index share/icons/hicolor
else
  rm -f -- share/icons/hicolor/icon-theme.cache
fi

each '/$' | while IFS= read -r folder; do
  case " $kept " in *" $folder "*) continue ;; esac
  rmdir -- "$folder" 2> /dev/null || true
done
case $prefix in
  /usr | /usr/local) ;;
  # Unpacked into a folder of its own, that goes as well.
  *)
    cd /
    rmdir -- "$prefix" 2> /dev/null || true
    ;;
esac
echo "Manifold Workbench is removed from $prefix. Your experiments are kept: ~/.local/share/manifold-workbench"
