/** A base64 or hexadecimal form of a shorter text would be found everywhere. */
const SHORTEST = 4;

/**
 * A text as a server may write it: as it is, escaped for JSON, a URL, a form or HTML, in hexadecimal, or in
 * base64, also inside of a longer text. Some come twice.
 */
export const spellings = (text: string): string[] => encodings.flatMap((encode) => encode(text));

const encodings: readonly ((text: string) => readonly string[])[] = [
  (text) => [text],
  // As JavaScript, Go, PHP, Python and .NET write it, and each as a text inside of other JSON.
  (text) => {
    const plain = json(text);
    const slashed = plain.replaceAll("/", "\\/");
    const quoted = json(text.replaceAll('"', "\0")).replaceAll("\\u0000", "\\u0022");
    const dialects = [
      plain,
      plain.replace(/[&<>\u2028\u2029]/g, unicode),
      slashed,
      plain.replace(/[^\0-~]/g, unicode),
      slashed.replace(/[^\0-~]/g, unicode),
      quoted.replace(/[^\0-~]|[&'+<>`]/g, (unit) => unicode(unit).toUpperCase().replace("U", "u")),
    ];
    return [...dialects, ...dialects.map(json)];
  },
  // URLs differ in which of `!'()*~` they escape, forms also in the space, and both in the case of digits.
  (text) => {
    const component = encodeURIComponent(text.toWellFormed());
    const strict = component.replace(/[!'()*~]/g, percent);
    const urls = [component, strict, strict.replaceAll("%7E", "~"), strict.replaceAll("%2A", "*")];
    const escaped = [...urls, ...urls.map((url) => url.replaceAll("%20", "+"))];
    return [...escaped, ...escaped.map((url) => url.replace(/%../g, (digits) => digits.toLowerCase()))];
  },
  // HTML and XML differ in the quotes. JSON shown on a page is escaped twice.
  (text) => [text, json(text)].flatMap(html),
  (text) => {
    const hex = Buffer.from(text).toString("hex");
    return text.length < SHORTEST ? [] : [hex, hex.toUpperCase()];
  },
  (text) => {
    const bytes = Buffer.from(text);
    const whole = bytes.toString("base64");
    const inside = text.length < SHORTEST ? [] : [0, 1, 2].map((offset) => base64Inside(bytes, offset));
    return [whole, whole.replace(/=+$/, ""), ...inside].flatMap((form) => [
      form,
      form.replaceAll("/", "\\/"),
      form.replaceAll("+", "-").replaceAll("/", "_"),
    ]);
  },
];

const json = (text: string): string => JSON.stringify(text).slice(1, -1);
const unicode = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
const percent = (unit: string): string => `%${unit.charCodeAt(0).toString(16).toUpperCase()}`;

function html(text: string): string[] {
  const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const quoted = escaped.replaceAll('"', "&quot;");
  const numbered = (digits: (code: number) => string) =>
    text.replace(/[^\0-~]|[&<>"']/gu, (character) => `&#${digits(character.codePointAt(0) ?? 0)};`);
  return [
    escaped,
    quoted,
    ...["&#39;", "&#039;", "&#x27;", "&apos;"].map((apostrophe) => quoted.replaceAll("'", apostrophe)),
    escaped.replaceAll('"', "&#34;").replaceAll("'", "&#39;"),
    numbered(String),
    numbered((code) => `x${code.toString(16)}`),
    numbered((code) => `x${code.toString(16).toUpperCase()}`),
  ];
}

/** The digits that stay the same wherever the bytes stand in longer ones, `offset` bytes behind a multiple of three. */
function base64Inside(bytes: Buffer, offset: number): string {
  const digits = Buffer.concat([Buffer.alloc(offset), bytes]).toString("base64");
  return digits.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6));
}
