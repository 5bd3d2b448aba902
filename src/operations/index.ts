import type { Operation } from "../engine/operation.ts";
import type { Endpoint } from "../record/endpoint.ts";
import { type Input, inputs } from "../words/inputs.ts";
import { type Output, outputs } from "../words/outputs.ts";
import * as config from "./config.ts";
import * as domains from "./domains.ts";
import * as email from "./email.ts";
import * as integration from "./integration.ts";
import * as oauthProviders from "./oauth-providers.ts";
import * as open from "./open.ts";
import * as plugins from "./plugins.ts";
import * as signIn from "./sign-in.ts";
import * as users from "./users.ts";
import * as webhooks from "./webhooks.ts";

/** The operations by what they are about, in the order of the documents. */
export const topics: Readonly<Record<string, readonly Operation[]>> = {
  "Configuration file": config.operations,
  "Neon Auth of a branch, and its keys": integration.operations,
  Users: [...users.operations, ...signIn.operations],
  "OAuth providers": oauthProviders.operations,
  "Trusted domains": domains.operations,
  Mail: email.operations,
  "Ways to sign in, and plugins": plugins.operations,
  Webhooks: webhooks.operations,
  "Between jobs": open.operations,
};

/** Every operation that is a request to Neon. */
export const endpoints = [
  ...integration.operations,
  ...users.operations,
  ...oauthProviders.operations,
  ...email.operations,
  ...domains.operations,
  ...plugins.operations,
  ...webhooks.operations,
] as const satisfies readonly Endpoint[];

export const operations: readonly Operation[] = [
  ...endpoints,
  ...config.operations,
  ...signIn.operations,
  ...open.operations,
];

/** The whole vocabulary: the words that are shared, and what each thing adds. */
export const allInputs: Readonly<Record<string, Input<unknown>>> = Object.assign(
  {},
  inputs,
  ...operations.map(({ own }) => own.inputs),
);
export const allOutputs = (): Readonly<Record<string, Output>> =>
  Object.assign({}, outputs, ...operations.map(({ own }) => own.outputs));

type Known = (typeof endpoints)[number];

/** One endpoint by name, for example `project/create-user`; a variant adds its own, `branch/send-test-email/saved`. */
export type EndpointName = Known extends infer E
  ? E extends Endpoint<infer O, infer S>
    ? E extends { readonly variant: infer V extends string }
      ? `${S}/${O}/${V}`
      : `${S}/${O}`
    : never
  : never;
