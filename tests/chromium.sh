#!/bin/sh
# Chromium for the browser tests: from Debian's packages, where it is missing and we may install it.
# Without it those tests are skipped, and say so.
set -u
if command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1; then
    exit 0
fi
if ! command -v apt-get >/dev/null 2>&1; then
    echo "Chromium is missing and there is no apt-get here: browser tests will be skipped" >&2
elif [ "$(id -u)" != 0 ]; then
    echo "Chromium is missing and only root may install it (apt-get install chromium): browser tests will be skipped" >&2
else
    echo "installing Chromium for the browser tests" >&2
    export DEBIAN_FRONTEND=noninteractive
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium; } >/dev/null 2>&1 ||
        echo "Chromium could not be installed: browser tests will be skipped" >&2
fi
exit 0
