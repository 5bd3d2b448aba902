export const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** `https` only, loopback excepted: a key must not travel in the clear, nor to a host that only looks right. */
export function isApiHost(address: string): boolean {
  const url = URL.parse(address);
  if (url === null || /[?#@\\]/.test(address)) return false;
  return url.protocol === "https:" || (url.protocol === "http:" && loopback.test(url.hostname));
}
