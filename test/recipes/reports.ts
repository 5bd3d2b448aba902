/** What the README shows of a plan, as its page, and of drift, as its log: steps that are played with the file that it prints. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { startNeon } from "../emulator/server.ts";
import { at, runAction } from "../process/action.ts";
import { files } from "./readme.ts";

const file = ".github/neon-auth.yml";
const secrets = { GOOGLE_CLIENT_SECRET: "Kd8-oauth-4-Xv2Lm7", SMTP_PASSWORD: "Ty5-smtp-6-Qc9Wb3" };

/** A branch on which four things are not as the file says, and what a check finds once two were changed by hand. */
export async function playReports(): Promise<{ page: string; drift: string }> {
  await using neon = await startNeon();
  const workspace = await mkdtemp(join(tmpdir(), "reports-"));
  try {
    await mkdir(dirname(join(workspace, file)));
    await writeFile(join(workspace, file), files[file] ?? "");
    const branch = neon.state.branch("project-id", "br-example-123");
    const auth = neon.state.enableAuth(branch, "better_auth");
    const trust = (...domains: readonly string[]) =>
      auth.domains.push(...domains.map((domain) => ({ domain, auth_provider: "better_auth" as const })));
    trust("https://app.example.com", "https://old.example.com", "https://pr-7.example.com");
    auth.emailServer = {
      type: "standard",
      host: "smtp.example.com",
      port: 587,
      username: "mailer",
      password: secrets.SMTP_PASSWORD,
      sender_email: "noreply@example.com",
      sender_name: "Example",
    };
    const step = async (operation: string) => {
      const inputs = { ...at(neon), project_id: "project-id", default_branch: "true" };
      const given = { ...inputs, operation, environment: "production" };
      const extra = { cwd: workspace, ...(operation === "apply-config" && { env: secrets }) };
      return runAction("src", given, extra);
    };
    const page = quoted((await step("plan-config")).summary);
    await step("apply-config");
    auth.allowLocalhost = true;
    trust("https://somebody.example.org");
    return { page, drift: report((await step("check-config")).log) };
  } finally {
    await rm(workspace, { recursive: true });
  }
}

/** A page among other text: GitHub ends a piece of HTML at an empty line. */
const quoted = (page: string): string =>
  `<blockquote>\n${page.replaceAll(/\n+/g, "\n").trim()}\n</blockquote>`;

/** What a step says of the difference, without the requests. */
function report(log: readonly string[]): string {
  const begin = log.findIndex((line) => /^(?:The plan for|Drift in) /.test(line));
  const shown = log
    .slice(begin)
    .filter((line) => !/^(?:POST|PATCH|PUT|DELETE|::|##)/.test(line) && line !== "");
  return ["```text", ...shown, "```"].join("\n");
}
