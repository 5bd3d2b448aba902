import { choice, flag, type Input, text, variables, whole, word } from "./parsers.ts";

/** The inputs of the operations on a configuration file. */
export const configInputs = {
  config_file: text("The configuration file, relative to the workspace or absolute.", 4096, {
    default: ".github/neon-auth.yml",
  }),
  environment: text("Which of the file's `environments` is meant. Needed where the file has some.", 100),
  config_variables: variables(
    // biome-ignore lint/suspicious/noTemplateCurlyInString: this is what a file says
    "Values for `${NAME}` in the file, one `NAME=value` per line. They are not secret: secrets go through `env`.",
  ),
  expect_plan: word(
    "The `plan_hash` that was reviewed. Any other plan is refused.",
    "be the `plan_hash` of a plan, 64 hexadecimal digits",
    (hash) => /^[0-9a-f]{64}$/.test(hash),
  ),
  max_deletes: whole("Entries that may be deleted or replaced at most.", 0, 100_000, { default: "3" }),
  secrets: choice(
    "`send`: secrets of the file are compared where Neon shows them, and sent where it does not. `keep`: none is sent.",
    ["send", "keep"],
    { default: "send" },
  ),
  fail_on_changes: flag(
    "Whether a difference makes the step fail. Default: `true` for `check-config`, `false` for `plan-config`.",
  ),
  overwrite: flag("`true`: edit a file that is there, so that it says what is at Neon.", {
    default: "false",
  }),
} satisfies Record<string, Input<unknown>>;
