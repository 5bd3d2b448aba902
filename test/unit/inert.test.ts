import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { inert } from "../../src/ground/inert.ts";
import { parseCommand, splitLines } from "../runner/commands.ts";

const commands = new Set([
  "add-mask",
  "add-matcher",
  "add-path",
  "debug",
  "echo",
  "endgroup",
  "error",
  "group",
  "notice",
  "remove-matcher",
  "save-state",
  "set-env",
  "set-output",
  "stop-commands",
  "warning",
]);

/** What the runner would do with a text that a step prints. */
const obeyed = (text: string) => splitLines(text).flatMap((line) => parseCommand(line, commands) ?? []);

/** Any text at all, and often one that comes close to a command. */
const piece = fc.oneof(
  fc.constantFrom("::", ":", "##[", "##", "#", "[", "]", " ", "%0A", "\u001b[31m", "\ufeff", "\u202e"),
  fc.constantFrom("\u200d", "\u00ad", "\u180e", "\u3164", "\u{e0041}", "\ufe0f"),
  fc.constantFrom("\n", "\r", "\r\n", "\u0085", "\u2028", "\t", "\v"),
  fc.constantFrom(...commands, "set-output name=x", "error title=a,file=b"),
  fc.constantFrom("::error::", "::add-mask::a", "::group", "##[add-mask]a", "##[error title=a;]", "##[group"),
  fc.string({ unit: "binary" }),
  fc.string({ unit: "grapheme" }),
);
const anyText = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(""));

/** Where texts from outside stand: at the start of a line, in a sentence, in a list, in quotes, in brackets. */
const places = [
  (text: string) => text,
  (text: string) => `  ${text}`,
  (text: string) => `Neon refused POST /projects/auth/user: ${text} (status 400). Check the inputs.`,
  (text: string) => `2 problems:\n- ${text}\n- ${text}`,
  (text: string) => `\`${text}\`, code ${text}`,
  (text: string) => `(${text})[${text}]`,
];

describe("a text that was made inert", () => {
  test.each([
    ["a workflow command", "::set-output name=x::y", ": :set-output name=x::y"],
    ["a command behind white space", " \t::add-mask::a", ": :add-mask::a"],
    ["a command behind a line break", "\r\n::add-mask::a", ": :add-mask::a"],
    ["a command on a line of its own", "no\n::set-output name=x::y", "no ::set-output name=x::y"],
    ["a command behind a lone carriage return", "no\r::error::y", "no ::error::y"],
    ["a command behind the line break of mainframes", "no\u0085::error::y", "no ::error::y"],
    ["a command behind what is not seen", "\u200b::error::y", "\ufffd::error::y"],
    ["colons in a row", ":::::", ": ::::"],
    ["a bracket command", "##[stop-commands]x", "# #[stop-commands]x"],
    ["a bracket command inside of a line", "no ##[add-mask]a", "no # #[add-mask]a"],
    ["more hashes than a bracket command has", "####[add-mask]a", "### #[add-mask]a"],
    ["two bracket commands", "##[group]##[group]", "# #[group]# #[group]"],
    ["line breaks of every kind", "a\r\n\r\nb\u2028c\u2029d\n", "a b c d"],
    ["colours", "\u001b[31mred\u001b[0m", "\ufffd[31mred\ufffd[0m"],
    ["a backspace", "good\b\b\b\bevil", "good\ufffd\ufffd\ufffd\ufffdevil"],
    ["a change of direction", "a\u202eb", "a\ufffdb"],
    ["half a character", "a\ud83db", "a\ufffdb"],
    ["nothing but white space", " \n ", ""],
  ])("shows %s as harmless text", (_, text, shown) => {
    expect(inert(text)).toBe(shown);
  });

  test.each([
    "",
    "Neon Auth integration not found for branch",
    'The name is "Émile O\'Neil" <emile@example.com>, born 1990-01-01 at 12:30:15.',
    "https://console.neon.tech/api/v2/projects?limit=1#top",
    "https://[::1]:3000 and 2001:db8::7, std::string, a :: b",
    "❤️ 🏳️‍🌈".replaceAll("\u200d", ""),
    "# Heading, #42, [link](x), #[42]",
    "50 % of 東京 use 🎉 & ümläuts: `code`, {json}, $5, a\\b",
    "%0A%25 stays as it is",
  ])("is an ordinary sentence as it was: %j", (sentence) => {
    expect(inert(sentence)).toBe(sentence);
  });

  test("is one line without control, direction and half characters", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(splitLines(`${inert(text)}\n`)).toHaveLength(1);
        expect(inert(text)).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/u);
        // Selectors for emojis are the only ones of those that show nothing.
        expect(inert(text).replaceAll(/[\ufe00-\ufe0f]/g, "")).not.toMatch(
          /\p{Default_Ignorable_Code_Point}/u,
        );
      }),
    );
  });

  test.each([
    ["a soft hyphen", "\u00ad"],
    ["a grapheme joiner", "\u034f"],
    ["Hangul fillers", "\u115f\u1160\u3164\uffa0"],
    ["Khmer vowels that show nothing", "\u17b4\u17b5"],
    ["Mongolian selectors and a vowel separator", "\u180b\u180e"],
    ["joiners and spaces of no width", "\u200b\u200c\u200d\u2060\ufeff"],
    ["invisible operators", "\u2061\u2064"],
    ["an empty Braille pattern", "\u2800"],
    ["annotations between lines", "\ufff9\ufffb"],
    ["tags", "\u{e0001}\u{e0041}\u{e007f}"],
    ["selectors that no emoji has", "\u{e0100}\u{e01ef}"],
  ])("does not hold %s", (_, unseen) => {
    expect(inert(`a${unseen}b`)).toBe(`a${"\ufffd".repeat([...unseen].length)}b`);
  });

  test.each(["061c", "200e", "200f", "202a", "202b", "202c", "202d", "202e", "2066", "2067", "2068", "2069"])(
    "does not hold the direction character U+%s",
    (code) => {
      expect(inert(`a${String.fromCharCode(Number.parseInt(code, 16))}b`)).toBe("a\ufffdb");
    },
  );

  test("is never obeyed, wherever it stands", () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom(...places), (text, place) => {
        expect(obeyed(place(inert(text)))).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  test("is never obeyed beside another one", () => {
    fc.assert(
      fc.property(anyText, anyText, (left, right) => {
        expect(obeyed(`${inert(left)} ${inert(right)}\n${inert(right)}`)).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  test("stays the same when it is made inert again", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(inert(inert(text))).toBe(inert(text));
      }),
    );
  });

  test("is of bounded length, and says how much was cut off", () => {
    expect(inert("a".repeat(500))).toBe("a".repeat(500));
    expect(inert("a".repeat(4000))).toBe("a".repeat(4000));
    expect(inert("a".repeat(4001))).toBe(`${"a".repeat(3960)}… (41 more characters)`);
    expect(inert("abcdefgh".repeat(10), 50)).toBe("abcdefghab… (70 more characters)");
    fc.assert(
      fc.property(fc.integer({ min: 4096, max: 100_000 }), (length) => {
        const shown = inert("a".repeat(length));
        const [, start = "", rest] = /^(a+)… \((\d+) more characters\)$/.exec(shown) ?? [];
        expect(shown.length).toBeLessThan(4096);
        expect(start.length + Number(rest)).toBe(length);
      }),
    );
  });

  test("is not cut a second time when it is made inert again", () => {
    const cut = inert("a".repeat(5000));
    expect(inert(cut).slice(-30)).toBe(cut.slice(-30));
  });

  test("is not cut inside of a character", () => {
    for (const start of ["", "a"])
      expect(inert(start + "🎉".repeat(3000))).toMatch(/^a?(🎉)+\ufffd?… \(\d+ more/);
  });
});

test("texts that were not made inert are obeyed, so that the proofs above mean something", () => {
  const texts = ["::error::a", "\r::error::a", "  ::error title=x::a", "a ##[error]a", "ok\n::error::a"];
  expect(texts.map((text) => obeyed(text).map(({ name, data }) => `${name} ${data}`))).toEqual(
    texts.map(() => ["error a"]),
  );
});
