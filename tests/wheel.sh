#!/bin/sh
# Installs a built wheel into an environment of its own and runs the demo from an empty folder:
# scrapers, demo site, templates and metadata must travel inside it.
set -eu
python=$1
wheel=$(realpath "$2")
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
"$python" -m venv "$place/venv"
"$place/venv/bin/pip" install -q "$wheel"
mkdir "$place/empty"
cd "$place/empty"
HOME="$place/empty" "$place/venv/bin/pressmark" demo --no-serve --quiet
"$place/venv/bin/python" - <<'PY'
from archive import shipped
assert shipped.checkout() is None, "the wheel must not know the checkout"
assert shipped.path("metadata.yml").is_file() and shipped.path("demo").is_dir()
PY
