import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isApiHost } from "../../src/words/api-host.ts";
import { inputs } from "../../src/words/inputs.ts";

describe("an address of the API", () => {
  test.each([
    "https://console.neon.tech/api/v2",
    "https://console.neon.tech",
    "https://console.neon.tech:8443/api/v2/",
    "HTTPS://CONSOLE.NEON.TECH/",
    "https://[2001:db8::1]/",
    "https://192.0.2.1/",
    "http://localhost:3000/api/v2",
    "http://LOCALHOST",
    "http://127.0.0.1:3000",
    "http://127.1.2.3/api",
    "http://127.255.255.255",
    "http://[::1]:3000",
    "http://[0:0:0:0:0:0:0:1]",
    // Other spellings of loopback, which the URL parser knows.
    "http://127.1",
    "http://2130706433",
    "http://0x7f.0.0.1",
    "http://0177.0.0.1",
  ])("is good: %s", (address) => {
    expect(isApiHost(address)).toBe(true);
  });

  test.each([
    "",
    "console.neon.tech",
    "//console.neon.tech",
    "https://",
    "https:// ",
    "ftp://localhost",
    "ws://localhost",
    "wss://console.neon.tech",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "data:text/plain,https://console.neon.tech",
    "blob:https://console.neon.tech/1",
    "http://console.neon.tech",
    "http://0.0.0.0",
    "http://0",
    "http://[::]",
    "http://10.0.0.1",
    "http://128.0.0.1",
    "http://1270.0.0.1",
    "http://2130706432:80@localhost",
    "http://[::ffff:127.0.0.1]",
    "http://[::2]",
    "http://[fe80::1]",
    "http://::1",
    "http://127.0.0.1.evil.com",
    "http://evil.127.0.0.1.com",
    "http://127.0.0.1.nip.io",
    "http://x127.0.0.1.example",
    "http://localhost.evil.com",
    "http://notlocalhost",
    "http://localhosts",
    "http://localhost.",
    "http://evil.com/127.0.0.1",
    "http://evil.com\\@127.0.0.1",
    "https://console.neon.tech@evil.com",
    "https://user:word@console.neon.tech",
    "https://:word@console.neon.tech",
    "https://@console.neon.tech",
    "https://:@console.neon.tech",
    "https://console.neon.tech/a@b",
    "https:\\\\console.neon.tech",
    "http://127.0.0.1@evil.com",
    "http://127.0.0.1:80\t@evil.com",
    "ht\ttp://evil.com",
    "h\nttps://user@evil.com",
    "https://console.neon.tech?",
    "https://console.neon.tech?a=b",
    "https://console.neon.tech#",
    "https://console.neon.tech/#a",
    "https://console.neon.tech/?#",
    "https://exa mple.com",
    "https://example.com:99999",
    "https://[::1",
    "https://%00.example.com",
  ])("is refused: %j", (address) => {
    expect(isApiHost(address)).toBe(false);
  });

  test("is refused by the input, and the whole of it is what counts", () => {
    const { parse } = inputs.api_host;
    expect(parse(" https://console.neon.tech/api/v2\n")?.value.href).toBe("https://console.neon.tech/api/v2");
    expect(parse("https://good.example https://evil.example")).toBeUndefined();
    expect(parse("http://evil.example")).toBeUndefined();
  });

  test("leads to loopback or is encrypted, whatever it is made of", () => {
    const part = fc.oneof(
      fc.constantFrom("http", "https", ":", "/", "//", "\\", "@", "?", "#", "\t", "\n", "%", "[", "]", "."),
      fc.constantFrom(
        "localhost",
        "127.0.0.1",
        "[::1]",
        "127.1",
        "evil.com",
        "0x7f",
        ".nip.io",
        ":80",
        "。",
        "①",
      ),
      fc.string({ unit: "grapheme", maxLength: 3 }),
    );
    const start = fc.constantFrom(
      "http://",
      "https://",
      "http://127.0.0.1",
      "http://localhost",
      "HTTP:\\\\",
      "",
    );
    const address = fc
      .tuple(start, fc.array(part, { maxLength: 6 }))
      .map(([head, rest]) => head + rest.join(""));
    fc.assert(
      fc.property(address, (text) => {
        if (!isApiHost(text)) return;
        const { protocol, hostname, username, password, search, hash } = new URL(text);
        expect({ username, password, search, hash }).toEqual({
          username: "",
          password: "",
          search: "",
          hash: "",
        });
        if (protocol !== "https:")
          expect(`${protocol}//${hostname}`).toMatch(/^http:\/\/(localhost|127(\.\d+){3}|\[::1\])$/);
      }),
      { numRuns: 3000 },
    );
  });
});
