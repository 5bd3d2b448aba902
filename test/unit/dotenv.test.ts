import { execFileSync, spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { parseEnv } from "node:util";
import { parse } from "dotenv";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { openDotenv, quote } from "../../src/delivery/dotenv.ts";
import { InputError } from "../../src/ground/errors.ts";
import { Secret } from "../../src/ground/secret.ts";

let folder: string;
let temp: string;
let workspace: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "dotenv-")));
  [temp, workspace] = [join(folder, "temp"), join(folder, "workspace")];
  mkdirSync(temp);
  mkdirSync(workspace);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

type Values = Readonly<Record<string, string | undefined>>;

const open = (path: string, names: readonly string[] = ["KEY"]) =>
  openDotenv(path, names, { temp, workspace });

/** Puts values into a file, and tells what became of each. */
async function put(values: Values, path = ".env"): Promise<string[]> {
  const place = await open(path, Object.keys(values));
  const items = Object.entries(values).map(([name, value]) => {
    return { name, output: "secret_server_key", value: value && new Secret(value, "credential") } as const;
  });
  return (await place.put(items)).map(
    ({ name, where, state }) => `${name} ${relative(temp, where)} ${state}`,
  );
}

/** What a file with this in it holds after values were put into it. */
async function textAfter(before: string, values: Values): Promise<string> {
  writeFileSync(join(temp, ".env"), before);
  await put(values);
  return readFileSync(join(temp, ".env"), "utf8");
}

async function errorOf(action: Promise<unknown>): Promise<string> {
  const error = await action.then(
    () => new Error("It did not fail."),
    (error) => error,
  );
  expect(error).toBeInstanceOf(InputError);
  return error.message;
}

const ofShell = (shell: string, file: string) => {
  const show = `"$1" -e 'process.stdout.write(JSON.stringify(process.env))'`;
  const args = ["-c", `set -a; . "$2"; exec ${show}`, shell, process.execPath, file];
  const { stdout, stderr } = spawnSync(shell, args, {
    env: {},
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
  expect(stderr).toBe("");
  return JSON.parse(stdout) as Record<string, string>;
};

/** What each reader finds in the file. */
const readers: Readonly<Record<string, (file: string) => Record<string, string | undefined>>> = {
  dotenv: (file) => parse(readFileSync(file)),
  "dotenv in fast mode": (file) => parse(readFileSync(file), { fast: true }),
  Node: (file) => parseEnv(readFileSync(file, "utf8")),
  "a POSIX shell": (file) => ofShell("sh", file),
  bash: (file) => ofShell("bash", file),
};

/** What all readers find under these names. */
function readAlike(names: readonly string[]): Record<string, string | undefined> {
  const found = Object.entries(readers).map(([reader, read]) => {
    const all = read(join(temp, ".env"));
    return { reader, values: Object.fromEntries(names.map((name) => [name, all[name]])) };
  });
  for (const { reader, values } of found)
    expect({ reader, values }).toEqual({ reader, values: found[0]?.values });
  return found[0]?.values ?? {};
}

describe("values", () => {
  /** Texts of what readers take for their own. */
  const special = fc.string({
    unit: fc.oneof(
      {
        weight: 4,
        arbitrary: fc.constantFrom(...`'"\`$\\#=!~*&;|<>(){}[]%:@./+,- \t\n\u00a0\u2028\ufeffnrabc1`),
      },
      {
        weight: 2,
        arbitrary: fc.constantFrom("\\n", "\\'", '\\"', " #", "$(id)", "\nKEY_0=", "export ", "🔑"),
      },
      { weight: 1, arbitrary: fc.string({ unit: "binary", minLength: 1, maxLength: 1 }) },
    ),
    minLength: 1,
    maxLength: 12,
  });

  test("are read alike by dotenv, Node and shells, whatever they are and whatever stands next to them", async () => {
    const values = special.filter((value) => quote(value) !== undefined);
    await fc.assert(
      fc.asyncProperty(fc.array(values, { minLength: 40, maxLength: 40 }), async (list) => {
        rmSync(join(temp, ".env"), { force: true });
        const given = Object.fromEntries(list.map((value, index) => [`KEY_${index}`, value]));
        await put(given);
        expect(readAlike(Object.keys(given))).toEqual(given);
      }),
      { numRuns: 15 },
    );
  }, 30_000);

  test.each([
    ["plain", "abc", "KEY=abc\n"],
    [
      "an address of letters",
      "https://a.example:443/b@1.2/c_d%20",
      "KEY=https://a.example:443/b@1.2/c_d%20\n",
    ],
    ["base64", "c2VjcmV0+/==", "KEY=c2VjcmV0+/==\n"],
    ["a home folder of a shell", "~/a", "KEY='~/a'\n"],
    [
      "an address with signs of a shell",
      "https://a.example/b?c=d&e#f",
      "KEY='https://a.example/b?c=d&e#f'\n",
    ],
    ["spaces at the ends", " a ", "KEY=' a '\n"],
    ["several lines", "-----BEGIN-----\n\nb\n", "KEY='-----BEGIN-----\n\nb\n'\n"],
    ["JSON", '{"a":"$b`c`\\n"}', `KEY='{"a":"$b\`c\`\\n"}'\n`],
    ["a shell's commands", "$(id) `id` $HOME", "KEY='$(id) `id` $HOME'\n"],
    ["an apostrophe", "it's", `KEY="it's"\n`],
    ["an apostrophe and a backslash", "it's C:\\dir", `KEY="it's C:\\dir"\n`],
    ["a backslash at the end", "C:\\", "KEY='C:\\' #'.\n"],
  ])("that are %s", async (_, value, text) => {
    await put({ KEY: value });
    expect(readFileSync(join(temp, ".env"), "utf8")).toBe(text);
    expect(readAlike(["KEY"])).toEqual({ KEY: value });
  });

  test.each([
    ["a carriage return", "a\rb"],
    ["Windows line ends", "a\r\nb"],
    ["a zero byte", "a\0b"],
    ["half a character", "a\ud83db"],
    ["' and \"", `'"`],
    ["' and $", "'$"],
    ["' and `", "'`"],
    ["' and two backslashes", "'\\\\a"],
    ["' and a backslash at the end", "'\\"],
    ["' and a backslash before a line end", "'\\\na"],
    ["' and \\n", "'\\n"],
    ["' and \\r", "'\\r"],
  ])("with %s cannot be written so that all read them", (_, value) => expect(quote(value)).toBeUndefined());

  test.each(['"$`\\\\\\n\\r\\', "'\\a\\'", "'\\\tn\n", "'!#=~*", "\u0001\u007f\u2028\ufeff"])(
    "such as %j can",
    (value) => expect(quote(value)).toBeDefined(),
  );

  test("that cannot be written are named, without what they are, after the others are written", async () => {
    writeFileSync(join(temp, ".env"), "B='old'\n");
    expect(await errorOf(put({ A: "a", B: "private\r", C: "", D: "d" }))).toMatchInlineSnapshot(
      `"\`dotenv_file\`: the value of output \`secret_server_key\` cannot be written so that dotenv, Node and a shell read it alike: it has a carriage return, a zero byte, half a character, or a \`'\` together with \`"\`, \`$\`, \`\` \` \`\` or \`\\\`. Leave \`B\` out. Written: \`A\`, \`D\`."`,
    );
    expect(readFileSync(join(temp, ".env"), "utf8")).toBe("B='old'\nA=a\nD=d\n");
  });

  test("none of which can be written leave the file as it is", async () => {
    expect(await errorOf(put({ A: "private\r", B: "private'$" }))).toContain(
      "Leave `B` out. Written: nothing.",
    );
    expect(readdirSync(temp)).toEqual([]);
  });

  test("that are missing or empty are never written over others", async () => {
    writeFileSync(join(temp, ".env"), "A=old\n");
    chmodSync(join(temp, ".env"), 0o644);
    expect(await put({ A: undefined, B: "" })).toEqual(["A .env kept", "B .env left"]);
    expect(await put({ A: "", B: undefined, C: "c" })).toEqual([
      "A .env kept",
      "B .env left",
      "C .env written",
    ]);
    expect(readFileSync(join(temp, ".env"), "utf8")).toBe("A=old\nC=c\n");
  });

  test("all of which are missing make no file", async () => {
    expect(await put({ A: undefined })).toEqual(["A .env left"]);
    expect(readdirSync(temp)).toEqual([]);
  });
});

describe("what stands in the file already", () => {
  test.each([
    ["nothing", "", "KEY=new\n"],
    ["another name", "A=1\n", "A=1\nKEY=new\n"],
    ["no line end at the end", "A=1", "A=1\nKEY=new\n"],
    ["the name", "A=1\nKEY=old\nB=2\n", "A=1\nKEY=new\nB=2\n"],
    ["the name, without line end", "KEY=old", "KEY=new"],
    ["the name without value", "KEY=\nB=2\n", "KEY=new\nB=2\n"],
    ["the name with spaces for a value", "KEY=  \nB=2\n", "KEY=new  \nB=2\n"],
    ["the name twice", "KEY=1\nA=2\nKEY='3'\n", "KEY=new\nA=2\nKEY=new\n"],
    [
      "comments and blank lines",
      "# KEY=1\n\n  # it's\nKEY=old # note\n",
      "# KEY=1\n\n  # it's\nKEY=new # note\n",
    ],
    ["a comment right after the value", "KEY=old#note\n", "KEY=new #note\n"],
    ["a comment in place of the value", "KEY=#note\n", "KEY=new #note\n"],
    ["export", "export KEY=old\nexport A=1\n", "export KEY=new\nexport A=1\n"],
    ["export with a tab", "export\tKEY=old\n", "export KEY=new\n"],
    ["indentation", "  KEY=old\n\tA=1\n", "  KEY=new\n\tA=1\n"],
    ["spaces around =", "KEY = old\n", "KEY=new\n"],
    ["a colon", "KEY: old\n", "KEY=new\n"],
    ["single quotes", "KEY='#old' # it's\nA=1\n", "KEY=new # it's\nA=1\n"],
    ["a value of several lines", 'KEY="a\nKEY=b\n"\nA=1\n', "KEY=new\nA=1\n"],
    ["the name inside of another value", "A='\nKEY=old\n'\n", "A='\nKEY=old\n'\nKEY=new\n"],
    ["names that contain the name", "KEYS=1\nA_KEY=2\nKEY.A=3\n", "KEYS=1\nA_KEY=2\nKEY.A=3\nKEY=new\n"],
    ["the name in another case", "key=1\n", "key=1\nKEY=new\n"],
    ["Windows line ends", "A=1\r\nKEY=old\r\nB=2 # b\r\n", "A=1\r\nKEY=new #\r\nB=2 # b\r\n"],
    ["Windows line ends and a comment", "KEY=old # a\r\n", "KEY=new # a\r\n"],
    ["Windows line ends without the name", "A=1\r\n", "A=1\r\nKEY=new #\r\n"],
    ["Windows line ends, but the last", "A=1\r\nB=2", "A=1\r\nB=2\r\nKEY=new #\r\n"],
    ["words without =", "A\nset -a\n", "A\nset -a\nKEY=new\n"],
    ["other alphabets", "# Ключ\nÄ=1\nA=ö\n", "# Ключ\nÄ=1\nA=ö\nKEY=new\n"],
  ])("is kept to the byte: %s", async (_, before, expected) => {
    expect(await textAfter(before, { KEY: "new" })).toBe(expected);
    expect(await textAfter(expected, { KEY: "new" })).toBe(expected);
    const file = join(temp, ".env");
    for (const reader of ["dotenv", "dotenv in fast mode", "Node"])
      expect(readers[reader]?.(file).KEY).toBe("new");
  });

  test.each([
    ["a comment", "KEY=old#it's\n"],
    ["Windows line ends", "A=1\r\nKEY=old\r\n"],
    ["Windows line ends without the name", "A=1\r\n"],
    ["spaces around =", "KEY = old\n"],
    ["export and a tab", "export\tKEY=old\n"],
    ["a no-break space", "KEY=old\u00a0\n"],
  ])("does not keep a shell from reading new values: %s", async (_, before) => {
    for (const value of ["new", "it's\nnew", "new\\"]) {
      await textAfter(before, { KEY: value });
      expect(readAlike(["KEY"])).toEqual({ KEY: value });
    }
  });

  test("is the same after the step ran again", async () => {
    const values = { A: "C:\\", B: "it's", C: "#\n" };
    const once = await textAfter("A=1 # note\r\n", values);
    expect(once).toBe("A='C:\\' #'. # note\r\nB=\"it's\" #\r\nC='#\n' #\r\n");
    expect(await textAfter(once, values)).toBe(once);
    expect(await textAfter(once, { A: "a" })).toBe("A=a # note\r\nB=\"it's\" #\r\nC='#\n' #\r\n");
  });

  test("means the same to dotenv and Node as before, or the file is refused as it is", async () => {
    const lines = fc.constantFrom(
      ..."A=1|B='b'|B=\"b|B=`|'|\"|# it's|KEY=old|KEY='old|KEY=\"old\" # note|export KEY=x|KEY: y|KEY|=z|||  |A='\\'".split(
        "|",
      ),
      ..."C='\\' #'.|D=\\|KEY=it's|\ufeffKEY=1|\u2028KEY=2|  # A='x|KEY='a' b|KEY=\"\\\"\"|__proto__=1".split(
        "|",
      ),
    );
    const ends = fc.constantFrom("\n", "\n", "\r\n", "\r", "");
    const text = fc.array(fc.tuple(lines, ends), { maxLength: 6 }).map((parts) => parts.flat().join(""));
    const value = fc.constantFrom("new", "it's", "#\\", '"`', "a\nKEY=b", "`");
    const proper = (values: object = {}) =>
      Object.fromEntries(Object.entries(values).filter(([name]) => /^[\w.-]+$/.test(name)));
    let written = 0;
    await fc.assert(
      fc.asyncProperty(text, value, async (before, KEY) => {
        const file = join(temp, ".env");
        const all = () => [readers.dotenv?.(file), readers.Node?.(file)];
        writeFileSync(file, before);
        const old = all();
        const refused = await put({ KEY }).then(
          () => false,
          () => true,
        );
        if (refused) expect(readFileSync(file, "utf8")).toBe(before);
        else {
          written++;
          // What dotenv and Node took for a part of the old value, or for a strange name, may be there now.
          expect(all()).toMatchObject(old.map((values) => ({ ...proper(values), KEY })));
          expect(parse(readFileSync(file))).toEqual({ ...old[0], KEY });
        }
      }),
      { numRuns: 500 },
    );
    expect(written).toBeGreaterThan(100);
  }, 30_000);

  test.each([
    ["a quote that is not closed", 'A="1\n'],
    ["a quote that readers close elsewhere", "A='\\'\n"],
    ["a byte order mark before the name", "\ufeffKEY=old\n"],
    ["another quote that readers close elsewhere", 'A="\\"\n'],
    ["a backtick that readers close elsewhere", "A=`\\`\n"],
    ["a backtick that is not closed", "A=`1\n"],
    ["a single quote that is not closed", "A='1\n"],
  ])("is refused before anything is sent if readers differ: %s", async (_, before) => {
    writeFileSync(join(temp, ".env"), before);
    expect(await errorOf(open(".env"))).toBe(
      "`dotenv_file` names a file whose lines dotenv, Node and a shell read differently: look for a quote that is not closed, or a byte order mark at the start. Nothing was written.",
    );
    expect(readFileSync(join(temp, ".env"), "utf8")).toBe(before);
  });

  test("must be UTF-8", async () => {
    writeFileSync(join(temp, ".env"), Buffer.from("# Schl\xfcssel\n", "latin1"));
    expect(await errorOf(open(".env"))).toBe("`dotenv_file` names a file that is not UTF-8 text.");
  });

  test("may be 1 MiB, and not more", async () => {
    writeFileSync(join(temp, ".env"), "#".repeat(1024 * 1024));
    await open(".env");
    writeFileSync(join(temp, ".env"), "#".repeat(1024 * 1024 + 1));
    expect(await errorOf(open(".env"))).toContain("more than 1 MiB");
  });

  test("is looked at again when the values are there", async () => {
    const place = await open(".env");
    writeFileSync(join(temp, ".env"), "A=1\n");
    await place.put([{ name: "KEY", output: "base_url", value: "a" }]);
    expect(readFileSync(join(temp, ".env"), "utf8")).toBe("A=1\nKEY=a\n");
  });
});

describe("the file", () => {
  const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

  test("is for its owner alone, whatever it was before and whatever the umask is", async () => {
    const old = process.umask(0);
    try {
      await put({ KEY: "a" });
      expect(modeOf(join(temp, ".env"))).toBe("600");
      for (const mode of [0o666, 0o777, 0o600]) {
        chmodSync(join(temp, ".env"), mode);
        await put({ KEY: "b" });
        expect(modeOf(join(temp, ".env"))).toBe("600");
      }
      process.umask(0o277);
      await put({ KEY: "c" });
      expect(modeOf(join(temp, ".env"))).toBe("600");
    } finally {
      process.umask(old);
    }
    expect(readdirSync(temp)).toEqual([".env"]);
  });

  test("is replaced, so that another name of the old one shows nothing new", async () => {
    writeFileSync(join(temp, ".env"), "A=1\n");
    linkSync(join(temp, ".env"), join(folder, "other"));
    await put({ KEY: "private" });
    expect(readFileSync(join(folder, "other"), "utf8")).toBe("A=1\n");
  });

  test.each([
    ["below RUNNER_TEMP", () => "a/b/.env", () => join(temp, "a/b/.env")],
    ["RUNNER_TEMP in full", () => join(temp, "a/b/.env"), () => join(temp, "a/b/.env")],
    ["the workspace in full", () => join(workspace, ".env"), () => join(workspace, ".env")],
    [
      "the workspace, from RUNNER_TEMP",
      () => relative(temp, join(workspace, ".env")),
      () => join(workspace, ".env"),
    ],
    ["a folder like git's own", () => "a.git/.gitignore", () => join(temp, "a.git/.gitignore")],
    ["a name that starts with dots", () => "..env", () => join(temp, "..env")],
    ["a name that starts with -", () => "--env", () => join(temp, "--env")],
  ])("can lie in a folder that is there: %s", async (_, path, expected) => {
    mkdirSync(join(temp, "a/b"), { recursive: true });
    mkdirSync(join(temp, "a.git"));
    expect(await put({ KEY: "a" }, path())).toEqual([`KEY ${relative(temp, expected())} written`]);
    expect(readFileSync(expected(), "utf8")).toBe("KEY=a\n");
  });

  test("can lie in a RUNNER_TEMP that is a link in the workspace", async () => {
    symlinkSync(temp, join(workspace, "link"));
    await openDotenv(".env", ["KEY"], { temp: join(workspace, "link"), workspace });
  });

  test("can lie in folders whose own path has links in it", async () => {
    symlinkSync(folder, join(folder, "link"));
    const folders = { temp: join(folder, "link/temp"), workspace: join(folder, "link/workspace") };
    await openDotenv(".env", ["KEY"], folders);
    await openDotenv(join(folder, "link/workspace/.env"), ["KEY"], folders);
  });

  const outside =
    "`dotenv_file` must lie below `RUNNER_TEMP`, where a relative path begins, or below the workspace, and its path must hold no control characters.";

  test.each([
    ["outside of both", () => "../.env"],
    ["as the folder above", () => ".."],
    ["outside of both, in full", () => join(folder, ".env")],
    ["beside one of the same beginning", () => join(folder, "temporary/.env")],
    ["the folder itself", () => "."],
    ["the folder itself, in full", () => workspace],
    ["with a line break", () => "a\nb"],
    ["with a zero byte", () => "a\0b"],
  ])("is refused %s", async (_, path) => {
    mkdirSync(join(folder, "temporary"));
    expect(await errorOf(open(path()))).toBe(outside);
  });

  test("is refused without RUNNER_TEMP, unless it lies in the workspace", async () => {
    for (const none of [undefined, ""]) {
      const folders = { temp: none, workspace };
      expect(await errorOf(openDotenv(".env", ["KEY"], folders))).toBe(outside);
      expect(await errorOf(openDotenv(relative("/", join(workspace, ".env")), ["KEY"], folders))).toBe(
        outside,
      );
      await openDotenv(join(workspace, ".env"), ["KEY"], folders);
      expect(await errorOf(openDotenv("/.env", ["KEY"], { temp: none, workspace: none }))).toBe(outside);
      await openDotenv(".env", ["KEY"], { temp, workspace: none });
    }
  });

  test.each([
    ["a folder", () => mkdirSync(join(temp, "a")), "a", "names a folder: give the path of a file."],
    [
      "a pipe",
      () => execFileSync("mkfifo", [join(temp, "a")]),
      "a",
      "names a device or pipe: give the path of a file.",
    ],
    [
      "below a folder that is missing",
      () => undefined,
      "a/b/.env",
      "needs the folder `a`, which is not there: create it in a step before.",
    ],
    [
      "below a file",
      () => writeFileSync(join(temp, "a"), ""),
      "a/.env",
      "needs the folder `a`, but that is not a folder.",
    ],
    [
      "a link to a file",
      () => symlinkSync(join(temp, "b"), join(temp, "a")),
      "a",
      "would be written through the symbolic link `a`: give the path without links.",
    ],
    [
      "below a link to a folder",
      () => {
        mkdirSync(join(temp, "b/c"), { recursive: true });
        symlinkSync(join(temp, "b"), join(temp, "a"));
      },
      "a/c/.env",
      "would be written through the symbolic link `a`: give the path without links.",
    ],
    [
      "too long a name",
      () => undefined,
      "a".repeat(256),
      `cannot be used: \`${"a".repeat(256)}\` cannot be looked at (ENAMETOOLONG).`,
    ],
    [
      "git's own",
      () => mkdirSync(join(temp, ".GIT/hooks"), { recursive: true }),
      ".GIT/hooks/pre-commit",
      "lies in a `.git` folder, where git would obey it: choose another path.",
    ],
  ])("is refused before anything is sent if it is %s", async (_, make, path, problem) => {
    make();
    const before = readdirSync(temp);
    expect(await errorOf(open(path))).toBe(`\`dotenv_file\` ${problem}`);
    expect(readdirSync(temp)).toEqual(before);
  });

  test("is refused if RUNNER_TEMP itself is missing, and taken if only the workspace is", async () => {
    expect(await errorOf(openDotenv("a", ["KEY"], { temp: join(folder, "none"), workspace }))).toBe(
      "`dotenv_file` cannot be written (ENOENT); what was there is unchanged.",
    );
    await openDotenv("a", ["KEY"], { temp, workspace: join(folder, "none") });
  });

  test.skipIf(!existsSync("/proc/self"))("is refused if nothing can be written there", async () => {
    expect(await errorOf(openDotenv("a", ["KEY"], { temp: "/proc/self", workspace }))).toBe(
      "`dotenv_file` cannot be written (ENOENT); what was there is unchanged.",
    );
  });

  test("is not written through a link that came later", async () => {
    const place = await open(".env");
    symlinkSync(join(folder, "target"), join(temp, ".env"));
    const item = { name: "KEY", output: "base_url", value: "a" } as const;
    expect(await errorOf(place.put([item]))).toContain("symbolic link");
    expect(existsSync(join(folder, "target"))).toBe(false);
  });

  test("takes names of variables only", async () => {
    expect(await errorOf(open(".env", ["A", "PATH", "B C"]))).toMatchInlineSnapshot(`
      "2 problems with the inputs of this step:
      - \`dotenv_file\`: \`PATH\` is refused, because \`PATH\` changes what later steps run or trust: choose another one.
      - \`dotenv_file\`: a name must be letters, digits and \`_\`, with no digit at the start."
    `);
  });
});

describe("in a checkout, the file", () => {
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...args], {
      cwd: workspace,
      stdio: "pipe",
    });
  const committed =
    "`dotenv_file` lies in the workspace, where git would commit it: add it to `.gitignore`, or give a path relative to `RUNNER_TEMP`.";
  const unknown =
    "`dotenv_file` lies in the workspace, and git cannot tell whether it would commit it: give a path relative to `RUNNER_TEMP`.";
  const inWorkspace = (path: string) => open(join(workspace, path));

  beforeEach(() => git("init", "-q"));

  test.each([".env", "a/.env", "-q", ":(exclude)a", "*", " a", "ä", '"'])(
    "is refused if git would commit it, and taken if git ignores it: %j",
    async (path) => {
      mkdirSync(dirname(join(workspace, path)), { recursive: true });
      expect(await errorOf(inWorkspace(path))).toBe(committed);
      writeFileSync(join(workspace, ".gitignore"), `/${path.replaceAll("*", "\\*")}\n`);
      await inWorkspace(path);
      expect(await errorOf(inWorkspace(`${path}x`))).toBe(committed);
    },
  );

  test("is refused if git tracks it, although it is ignored", async () => {
    writeFileSync(join(workspace, ".env"), "");
    git("add", ".env");
    writeFileSync(join(workspace, ".gitignore"), ".env\n");
    expect(await errorOf(inWorkspace(".env"))).toBe(committed);
    git("commit", "-q", "-m", "a");
    expect(await errorOf(inWorkspace(".env"))).toBe(committed);
    expect(readFileSync(join(workspace, ".env"), "utf8")).toBe("");
  });

  test("belongs to the innermost checkout", async () => {
    git("init", "-q", "inner");
    writeFileSync(join(workspace, ".gitignore"), ".env\n");
    expect(await errorOf(inWorkspace("inner/.env"))).toBe(committed);
    writeFileSync(join(workspace, "inner/.gitignore"), ".env\n");
    await inWorkspace("inner/.env");
  });

  test("is refused in a workspace that is a part of a checkout, and taken in RUNNER_TEMP there", async () => {
    mkdirSync(join(workspace, "part"));
    mkdirSync(join(workspace, "temp"));
    const folders = { temp: join(workspace, "temp"), workspace: join(workspace, "part") };
    expect(await errorOf(openDotenv(join(workspace, "part/.env"), ["KEY"], folders))).toBe(committed);
    await openDotenv(".env", ["KEY"], folders);
    expect(await errorOf(openDotenv(".env", ["KEY"], { temp: join(workspace, "temp"), workspace }))).toBe(
      committed,
    );
  });

  test("is refused in a RUNNER_TEMP that is a link into the checkout", async () => {
    mkdirSync(join(workspace, "temp"));
    symlinkSync(join(workspace, "temp"), join(folder, "link"));
    const folders = { temp: join(folder, "link"), workspace };
    expect(await errorOf(openDotenv(".env", ["KEY"], folders))).toBe(committed);
  });

  test("is refused if git cannot tell", async () => {
    writeFileSync(join(workspace, ".git/HEAD"), "");
    expect(await errorOf(inWorkspace(".env"))).toBe(unknown);
    rmSync(join(workspace, ".git"), { recursive: true });
    writeFileSync(join(workspace, ".git"), "gitdir: /nowhere\n");
    expect(await errorOf(inWorkspace(".env"))).toBe(unknown);
    rmSync(join(workspace, ".git"));
    await inWorkspace(".env");
  });

  test("is refused if there is no git to ask", async () => {
    writeFileSync(join(workspace, ".gitignore"), ".env\n");
    vi.stubEnv("PATH", temp);
    expect(await errorOf(inWorkspace(".env"))).toBe(unknown);
  });

  test("is judged by this checkout, whatever the environment says, and without running its programs", async () => {
    mkdirSync(join(folder, "other"));
    execFileSync("git", ["init", "-q", join(folder, "other")]);
    writeFileSync(join(folder, "other/.git/info/exclude"), ".env\n");
    vi.stubEnv("GIT_DIR", join(folder, "other/.git"));
    vi.stubEnv("GIT_WORK_TREE", workspace);
    expect(await errorOf(inWorkspace(".env"))).toBe(committed);
    vi.unstubAllEnvs();
    const program = join(folder, "program");
    writeFileSync(program, `#!/bin/sh\nenv > ${join(folder, "ran")}\n`, { mode: 0o755 });
    git("config", "core.fsmonitor", program);
    expect(await errorOf(inWorkspace(".env"))).toBe(committed);
    expect(existsSync(join(folder, "ran"))).toBe(false);
  });

  test("is judged by git alone, which gets no secret", async () => {
    mkdirSync(join(folder, "bin"));
    const seen = join(folder, "seen");
    writeFileSync(join(folder, "bin/git"), `#!/bin/sh\nexport -p > '${seen}'; echo "$PWD" >> '${seen}'\n`, {
      mode: 0o755,
    });
    vi.stubEnv("PATH", `${join(folder, "bin")}:${process.env.PATH}`);
    vi.stubEnv("INPUT_API_KEY", "private");
    vi.stubEnv("GIT_TRACE", "1");
    await inWorkspace(".env");
    const text = readFileSync(seen, "utf8");
    expect(text).toContain("PATH=");
    expect(text).not.toMatch(/private|GIT_/);
    expect(text).toContain(dirname(process.execPath));
  });

  test("is taken in a checkout of somebody else, as in a container", async () => {
    const real = execFileSync("sh", ["-c", "command -v git"], { encoding: "utf8" }).trim();
    mkdirSync(join(folder, "bin"));
    const text = `#!/bin/sh\nGIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec '${real}' "$@"\n`;
    writeFileSync(join(folder, "bin/git"), text, { mode: 0o755 });
    vi.stubEnv("PATH", `${join(folder, "bin")}:${process.env.PATH}`);
    expect(() => git("status")).toThrow("dubious ownership");
    writeFileSync(join(workspace, ".gitignore"), ".env\n");
    await inWorkspace(".env");
  });
});
