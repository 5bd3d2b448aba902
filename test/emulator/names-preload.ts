/** Loaded into a process by `withNames`: makes its first look-ups of names end as the environment says. */
import dns, { type LookupAddress, type LookupAllOptions } from "node:dns";
import { syncBuiltinESMExports } from "node:module";
import type { NameFault } from "./names.ts";

type Found = (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void;

const faults: NameFault[] = JSON.parse(process.env.NAME_FAULTS ?? "[]");
const lookup: (name: string, options: LookupAllOptions, found: Found) => void = dns.lookup;

/** As Node's sockets ask, who want all addresses of a name. */
function faulty(name: string, options: LookupAllOptions, found: Found): void {
  const fault = faults.shift();
  if (fault === undefined) lookup(name, options, found);
  else if ("afterMs" in fault) setTimeout(lookup, fault.afterMs, name, options, found);
  else if ("address" in fault) found(null, [{ address: fault.address, family: 4 }]);
  else found(Object.assign(new Error(`getaddrinfo ${fault.code} ${name}`), { code: fault.code }), []);
}

Object.assign(dns, { lookup: faulty });
syncBuiltinESMExports();
