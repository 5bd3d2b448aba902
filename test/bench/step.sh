# What a workflow can do without an action: create-integration with curl and jq, without checks or repeats.
set -euo pipefail
answer=$(curl -sS --fail -X POST "$INPUT_API_HOST/projects/$INPUT_PROJECT_ID/branches/$INPUT_BRANCH_ID/auth" \
  -H "Authorization: Bearer $INPUT_API_KEY" -H "Content-Type: application/json" -d '{"auth_provider":"better_auth"}')
mapfile -t fields < <(jq -r '.auth_provider, .auth_provider_project_id, .base_url, .jwks_url' <<<"$answer")
echo "::add-mask::${fields[3]}"
{
  echo "auth_provider=${fields[0]}"
  echo "auth_provider_project_id=${fields[1]}"
  echo "base_url=${fields[2]}"
  echo "jwks_url=${fields[3]}"
} >>"$GITHUB_OUTPUT"
