import fc from "fast-check";

/** Texts from outside that want to be commands, outputs, HTML or the end of an output. */
const piece = fc.oneof(
  fc.constantFrom(
    "\n",
    "\r",
    "\r\n",
    "\t",
    " ",
    "%0A",
    "%0D",
    "%25",
    "\u0000",
    "\u001b[31m",
    "\u2028",
    "\u202e",
  ),
  fc.constantFrom(
    "::set-output name=changed::true",
    "::add-mask::a",
    "::stop-commands::x",
    "::error title=a::b",
    "##[set-output name=changed]true",
    "##[add-mask]a",
    "##[group]",
    "::",
    "##[",
  ),
  fc.constantFrom("changed=true", "changed<<EOF", "EOF", "ghadelimiter_", "<<", "="),
  fc.constantFrom(
    "<img src=x onerror=alert(1)>",
    "</table>",
    "|",
    "`",
    "@octocat",
    "[a](b)",
    "&lt;",
    '"',
    "'",
  ),
  fc.string({ unit: "binary", maxLength: 5 }),
  fc.string({ unit: "grapheme", maxLength: 5 }),
);
export const hostile = fc
  .array(piece, { minLength: 1, maxLength: 6 })
  .map((pieces) => pieces.join(""))
  .filter((text) => text !== "");
