#!/usr/bin/env bash
# Passes if a tag is one that may be released: vX.Y.Z, the version of package.json, with a dated entry in the changelog,
# on a commit of main.
set -euo pipefail
tag=$1
main=${2:-origin/main}

fail() {
  echo "$tag must not be released: $1"
  exit 1
}

[[ "$tag" =~ ^v(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)$ ]] || fail "it is not vX.Y.Z."
version=${tag#v}
[ "$(git show "$tag:package.json" | grep -m 1 '"version"' | cut -d '"' -f 4)" = "$version" ] ||
  fail "package.json has another version."
git show "$tag:CHANGELOG.md" | grep -qE "^## ${version//./\\.} \([0-9]{4}-[0-9]{2}-[0-9]{2}\)$" ||
  fail "the changelog has no entry '## $version (YYYY-MM-DD)'."
git merge-base --is-ancestor "$tag^{commit}" "$main" || fail "its commit is not on $main."
echo "$tag may be released."
