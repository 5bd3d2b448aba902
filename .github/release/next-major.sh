#!/usr/bin/env bash
# Says where the tag of the major version goes when a release is published: `vX COMMIT`, or nothing if it points to that
# release or a newer one already. It only ever moves forward.
set -euo pipefail
tag=$1

[[ "$tag" =~ ^v(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)$ ]] || { echo "$tag is not vX.Y.Z" >&2; exit 1; }
major=v${BASH_REMATCH[1]}
commit=$(git rev-parse "$tag^{commit}")
if at=$(git rev-parse --quiet --verify "refs/tags/$major^{commit}"); then
  [ "$at" = "$commit" ] && exit 0
  newest=$({ git tag --points-at "$at" --list "$major.*"; echo "$tag"; } | sort --version-sort | tail -n 1)
  [ "$newest" = "$tag" ] || exit 0
fi
echo "$major $commit"
