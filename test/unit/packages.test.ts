/** What `npm ci` installs: the lock file, read as npm does. */
import { readFileSync } from "node:fs";
import { satisfies } from "semver";
import { expect, test } from "vitest";

interface Package {
  readonly resolved?: string;
  readonly integrity?: string;
  readonly engines?: { readonly node?: string };
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const read = (folder: string): [path: string, about: Package][] => {
  const file = new URL(`../../${folder}package-lock.json`, import.meta.url);
  const { packages } = JSON.parse(readFileSync(file, "utf8")) as { packages: Record<string, Package> };
  return Object.entries(packages);
};

/** Those that npm warns of: it goes by what a package says. */
const unfitFor = (node: string): string[] =>
  read("")
    .filter(([, { engines }]) => !satisfies(node, engines?.node ?? "*"))
    .map(([path]) => path);

test("npm ci warns of nothing on the Node versions that are current, and of three packages on Node 20", () => {
  // They run in the Node 24 that is installed with them.
  const three = ["content-type", "undici", "vitest"].map((name) => `node_modules/${name}`);
  expect({ 20: unfitFor("20.20.2"), 22: unfitFor("22.22.0"), 24: unfitFor("24.21.0") }).toEqual({
    ...{ 20: three, 22: [], 24: [] },
  });
});

test.each(["", "test/mutation/"])(
  "%spackage-lock.json is for every platform and every registry",
  (folder) => {
    const packages = read(folder);
    const paths = new Set(packages.map(([path]) => path));
    const lacking = packages.flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter(
        (name) => !paths.has(`node_modules/${name}`) && !paths.has(`${path}/node_modules/${name}`),
      ),
    );
    const hosts = packages.flatMap(([, { resolved }]) => (resolved ? [new URL(resolved).host] : []));
    const unsure = packages
      .filter(([path, { integrity }]) => path !== "" && !integrity)
      .map(([path]) => path);
    expect({ lacking, hosts, unsure }).toEqual({ lacking: [], hosts: [], unsure: [] });
  },
);
