export const id = 676;
export const ids = [676];
export const modules = {

/***/ 3676:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   openGithub: () => (/* binding */ openGithub)
/* harmony export */ });
/* harmony import */ var _rolldown_runtime_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5831);
/* harmony import */ var _retry_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7884);
/* harmony import */ var _api_host_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9725);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8419);
/* harmony import */ var _delivery_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8460);





// src/github/errors.ts
/** GitHub said no, or nothing. The message says who can act; it never holds a value. */
var GithubError = class extends Error {
	name = "GithubError";
	/** `undefined` if no complete answer came. */
	status;
	/** Whether the request may have been carried out all the same. */
	unknown;
	constructor(message, { status, unknown = false } = {}) {
		super(message);
		this.status = status;
		this.unknown = unknown;
	}
};
// src/github/messages.ts
const envelope = (0,_api_host_js__WEBPACK_IMPORTED_MODULE_2__.c)({ message: (0,_api_host_js__WEBPACK_IMPORTED_MODULE_2__.n)((0,_api_host_js__WEBPACK_IMPORTED_MODULE_2__.d)(), "") });
/** What GitHub says in an error, as it came. Not for printing. */
function saidIn(json) {
	const { success, data } = (0,_api_host_js__WEBPACK_IMPORTED_MODULE_2__._)(envelope, json);
	return success ? data.message : "";
}
const headerOf = ({ headers }, name) => String(headers[name] ?? "");
const shown = (text, longest) => (0,_api_host_js__WEBPACK_IMPORTED_MODULE_2__.M)((0,_api_host_js__WEBPACK_IMPORTED_MODULE_2__.O)(text), longest);
/** What happened, who can act and what to do next, for an answer that is an error. */
function refusedMessage(call, answer, need) {
	const message = saidIn(answer.json);
	const said = message ? `: ${shown(message, 1e3).replace(/\.$/, "")}` : "";
	const requestId = shown(headerOf(answer, "x-github-request-id"), 100);
	const details = [`status ${answer.status}`, requestId && `request ID ${requestId}`].filter(Boolean).join(", ");
	return `GitHub refused ${call.method} ${call.path}${said} (${details}). ${cure(answer, message, need)}`;
}
function cure(answer, said, need) {
	const { status } = answer;
	if (status === 401) return "The token in `github_token` was not accepted: check that it is current and holds nothing else.";
	if (status === 403 && headerOf(answer, "x-github-sso")) return "The organization asks for single sign-on: authorize the token in `github_token` for it.";
	if (status === 403 && isLimit(answer)) return "The rate limit of the token is used up: run the step later.";
	if (status === 403) return missingPermission(answer, said, need);
	if (status === 404) return "What was there when the step began is not there any more, or the token does not reach it.";
	if (status === 422) return "Check the name and the value against what GitHub says.";
	if (status === 429) return "The rate limit of the token is used up: run the step later.";
	if (status >= 300 && status < 400) return "It leads elsewhere, and a redirect is never followed with a token: check that `github_repository` is the current name, and `GITHUB_API_URL`.";
	if (status >= 500) return "The fault is on GitHub's side, see githubstatus.com.";
	return "Check the inputs of the step against what GitHub says.";
}
function missingPermission(answer, said, { permission, scope }) {
	const accepted = shown(headerOf(answer, "x-accepted-github-permissions"), 200);
	const asked = accepted ? ` (GitHub asks for \`${accepted}\` here)` : "";
	if (headerOf(answer, "x-accepted-oauth-scopes")) return `The token in \`github_token\` may not do this: a classic token needs the scope \`${scope}\`, and its owner the right to write there. Better, pass the token of a GitHub App or a fine-grained personal access token with ${permission}.`;
	const lacks = `The token in \`github_token\` lacks ${permission}${asked}.`;
	return /by integration/i.test(said) ? `${lacks} The \`GITHUB_TOKEN\` of a job can never write secrets or variables: pass the token of a GitHub App, or a fine-grained personal access token, with this permission.` : `${lacks} Add it to the token.`;
}
/** Whether GitHub refuses because it was asked too often. It says so with 429, and with 403. */
function isLimit(answer) {
	if (answer.status === 429) return true;
	if (answer.status !== 403) return false;
	return headerOf(answer, "retry-after") !== "" || headerOf(answer, "x-ratelimit-remaining") === "0" || /rate limit/i.test(saidIn(answer.json));
}
/** The same when no complete answer came. `cause` is a code, never a text from outside. */
function noAnswerMessage({ method, path }, cause, ended) {
	if ((0,_retry_js__WEBPACK_IMPORTED_MODULE_1__.s)(cause)) return `The certificate of GitHub's server is not trusted (${cause}), so ${method} ${path} was not sent. Check \`GITHUB_API_URL\` and the proxy; for a certificate authority of your own, set \`NODE_EXTRA_CA_CERTS\` for the job.`;
	const why = ended ?? cause;
	if (method === "GET") return `No complete answer of GitHub to GET ${path} (${why}). Check githubstatus.com and the network of the runner, then run the step again.`;
	return `No complete answer of GitHub to ${method} ${path} (${why}): it may have been carried out.`;
}
// src/github/client.ts
/** Longest wait for one answer. */
const ANSWER_MS = 3e4;
/** What GitHub lets create or change in a minute ("content-generating requests"). */
const WRITES_PER_MINUTE = 80;
const MINUTE_MS = 6e4;
const quiet = {
	debug() {},
	info() {},
	warn() {},
	error() {}
};
async function connectGithub(address, token, retries, budget) {
	const { getOctokit } = await loadToolkit();
	const octokit = getOctokit(token.reveal(), {
		baseUrl: address.replace(/\/+$/, ""),
		userAgent: `${_retry_js__WEBPACK_IMPORTED_MODULE_1__.l}/${_retry_js__WEBPACK_IMPORTED_MODULE_1__.u}`,
		log: quiet
	});
	delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
	const turn = openTurns(budget);
	async function tryOnce({ method, path, body }) {
		const signal = AbortSignal.any([budget.signal, AbortSignal.timeout(ANSWER_MS)]);
		try {
			const { status, data, headers } = await octokit.request({
				method,
				url: path,
				...body && { data: body },
				headers: {
					accept: "application/vnd.github+json",
					"x-github-api-version": "2022-11-28"
				},
				request: {
					signal,
					redirect: "manual",
					log: quiet
				}
			});
			return method !== "GET" || status >= 300 || typeof data === "object" && data !== null ? {
				status,
				json: data,
				headers
			} : { cause: "no complete JSON" };
		} catch (error) {
			const { response } = error;
			return response ? {
				status: response.status,
				json: response.data,
				headers: response.headers
			} : { cause: causeOf(error) };
		}
	}
	async function deliver(call, need, absent) {
		const { method, path } = call;
		for (let tries = 1;; tries++) {
			if (method !== "GET") await turn(call);
			const result = await tryOnce(call);
			const ending = "cause" in result ? result.cause : `status ${result.status}`;
			(0,_api_host_js__WEBPACK_IMPORTED_MODULE_2__.y)(`GitHub: ${method} ${path}, try ${tries}: ${ending}`);
			if ("status" in result && (result.status < 300 || absent && result.status === 404)) return result;
			if (!(tries <= retries && !budget.signal.aborted && mayRepeat(method, result))) throw failure(call, result, need, budget);
			const pause = (0,_retry_js__WEBPACK_IMPORTED_MODULE_1__.t)(tries, "status" in result ? pauseAskedFor(result) : void 0, Math.random);
			if (Date.now() + pause >= budget.endsAt) throw failure(call, result, need, budget, pause);
			(0,_api_host_js__WEBPACK_IMPORTED_MODULE_2__.x)(`GitHub: ${method} ${path}: ${ending}. Trying again in ${(pause / 1e3).toFixed(1)} s.`);
			await budget.wait(pause);
			if (budget.signal.aborted) throw failure(call, result, need, budget);
		}
	}
	return {
		send: async (call, need) => (await deliver(call, need, false)).json,
		look: async (path, schema, need) => {
			const { status, json } = await deliver({
				method: "GET",
				path
			}, need, true);
			return status === 404 ? void 0 : understood(path, schema, json);
		},
		retries,
		budget
	};
}
/**
* The toolkit reads the event of the run when it is loaded: it prints if the file is missing and throws if it
* is not JSON. The event is not needed here.
*/
async function loadToolkit() {
	const { GITHUB_EVENT_PATH } = process.env;
	delete process.env.GITHUB_EVENT_PATH;
	try {
		return await Promise.all(/* import() */[__webpack_require__.e(752), __webpack_require__.e(413)]).then(__webpack_require__.bind(__webpack_require__, 2413));
	} finally {
		if (GITHUB_EVENT_PATH !== void 0) process.env.GITHUB_EVENT_PATH = GITHUB_EVENT_PATH;
	}
}
/** Holds a write back while GitHub has taken as many in the last minute as it takes. */
function openTurns(budget) {
	const sentAt = [];
	return async ({ method, path }) => {
		const now = Date.now();
		const aMinuteAgo = sentAt.at(-80);
		const at = Math.max(now, aMinuteAgo === void 0 ? 0 : aMinuteAgo + MINUTE_MS);
		const pause = at - now;
		if (pause > 0 && at >= budget.endsAt) throw new GithubError(`${method} ${path} was not sent: GitHub takes ${WRITES_PER_MINUTE} writes a minute, so it would come in ${Math.ceil(pause / 1e3)} s, and \`timeout_seconds\` is ${budget.seconds}.`);
		sentAt.push(at);
		if (pause > 0) await budget.wait(pause);
	};
}
/** Whether it is a server that could not answer, which says nothing of what became of the request. */
const isTrouble = (status) => status === 408 || status >= 500;
function mayRepeat(method, result) {
	if ("cause" in result) return method !== "POST" && !(0,_retry_js__WEBPACK_IMPORTED_MODULE_1__.s)(result.cause);
	if (isLimit(result)) return true;
	return method !== "POST" && isTrouble(result.status);
}
/** Milliseconds that GitHub asks to wait, and a minute if it says no more than that it was asked too often. */
function pauseAskedFor(answer) {
	const now = Date.now();
	const asked = (0,_retry_js__WEBPACK_IMPORTED_MODULE_1__.i)(headerOf(answer, "retry-after"), now);
	if (asked !== void 0 || !isLimit(answer)) return asked;
	const reset = Number(headerOf(answer, "x-ratelimit-reset"));
	return headerOf(answer, "x-ratelimit-remaining") === "0" && reset > 0 ? Math.max(0, reset * 1e3 - now) : MINUTE_MS;
}
/** `pause`: the wait that would have been needed, if that is why it ends here. */
function failure(call, result, need, budget, pause) {
	const late = pause === void 0 ? "" : (0,_retry_js__WEBPACK_IMPORTED_MODULE_1__.c)(pause, budget);
	const unknown = "cause" in result ? !(0,_retry_js__WEBPACK_IMPORTED_MODULE_1__.s)(result.cause) : isTrouble(result.status);
	if ("cause" in result) return new GithubError(noAnswerMessage(call, result.cause, budget.ended()) + late, { unknown });
	return new GithubError(refusedMessage(call, result, need) + late, {
		status: result.status,
		unknown
	});
}
function understood(path, schema, json) {
	const { success, data, error } = (0,_api_host_js__WEBPACK_IMPORTED_MODULE_2__._)(schema, json);
	if (success) return data;
	throw new GithubError(`GitHub's answer to GET ${path} was not understood: missing or of another type than documented: ${[...new Set(error.issues.map((issue) => issue.path.join(".") || "the whole answer"))].slice(0, 5).join(", ")}. Check \`GITHUB_API_URL\` and the proxy.`);
}
/** A code or a name: the message of an error may hold what was sent. */
function causeOf(error) {
	for (let cause = error; cause instanceof Error; cause = cause.cause) {
		const { code } = cause;
		if (typeof code === "string") return code;
		if (cause.name === "TimeoutError" || cause.name === "AbortError") return "no answer in time";
	}
	return "no connection";
}
// src/delivery/github/sealed-box.ts
/** Loads libsodium: what it returns makes a sealed box, base64, that only the owner of the public key can open. */
async function openSealer() {
	const { default: sodium } = await __webpack_require__.e(/* import() */ 768).then(__webpack_require__.bind(__webpack_require__, 4768));
	await sodium.ready;
	return (value, publicKey) => Buffer.from(sodium.crypto_box_seal(Buffer.from(value), Buffer.from(publicKey, "base64"))).toString("base64");
}
// src/delivery/github/sharing.ts
const page = (0,_api_host_js__WEBPACK_IMPORTED_MODULE_2__.c)({ repositories: (0,_api_host_js__WEBPACK_IMPORTED_MODULE_2__.r)((0,_api_host_js__WEBPACK_IMPORTED_MODULE_2__.c)({ id: (0,_api_host_js__WEBPACK_IMPORTED_MODULE_2__.s)() })) });
const PAGE = 100;
/** The sharing of a secret that exists: a PUT replaces it, so that all of it has to be said again. */
async function sharingOf(github, shelf, name, visibility) {
	if (visibility !== "selected") return { visibility };
	const ids = /* @__PURE__ */ new Set();
	for (let number = 1;; number++) {
		const path = `${shelf.path}/${name}/repositories?per_page=${PAGE}&page=${number}`;
		const found = await github.look(path, page, shelf);
		for (const { id } of found?.repositories ?? []) ids.add(id);
		if ((found?.repositories.length ?? 0) < PAGE) return {
			visibility,
			selected_repository_ids: [...ids]
		};
	}
}
/** The sharing of a new thing: nobody sees it but the repository that it is for. */
async function ownSharing(github, target, shelf) {
	const found = await github.look(target.repositoryPath, (0,_api_host_js__WEBPACK_IMPORTED_MODULE_2__.c)({ id: (0,_api_host_js__WEBPACK_IMPORTED_MODULE_2__.s)() }), shelf);
	if (!found) throw hiddenRepository(target);
	return {
		visibility: "selected",
		selected_repository_ids: [found.id]
	};
}
const hiddenRepository = ({ repository }) => new GithubError(`GitHub shows no repository ${repository} to this token (status 404). Check \`github_repository\`, and that the token in \`github_token\` reaches it.`, { status: 404 });
// src/delivery/github/secrets.ts
const publicKey = (0,_api_host_js__WEBPACK_IMPORTED_MODULE_2__.c)({
	key_id: (0,_api_host_js__WEBPACK_IMPORTED_MODULE_2__.d)(),
	key: (0,_api_host_js__WEBPACK_IMPORTED_MODULE_2__.d)().check((0,_api_host_js__WEBPACK_IMPORTED_MODULE_2__.g)(/^[A-Za-z0-9+/]{43}=$/))
});
const secret = (0,_api_host_js__WEBPACK_IMPORTED_MODULE_2__.c)({
	name: (0,_api_host_js__WEBPACK_IMPORTED_MODULE_2__.d)(),
	visibility: (0,_api_host_js__WEBPACK_IMPORTED_MODULE_2__.l)((0,_api_host_js__WEBPACK_IMPORTED_MODULE_2__.d)())
});
/** Reads what has to be known before a secret can be written. `undefined` if there is no such place. */
async function openSecrets(github, target, names) {
	const shelf = target.secrets;
	const readKey = () => github.look(`${shelf.path}/public-key`, publicKey, shelf);
	const firstKey = await readKey();
	if (!firstKey) return void 0;
	let key = firstKey;
	const existing = /* @__PURE__ */ new Set();
	const sharings = /* @__PURE__ */ new Map();
	let own;
	for (const name of names) {
		const found = await github.look(`${shelf.path}/${name}`, secret, shelf);
		if (found) existing.add(name);
		if (!shelf.shared) continue;
		if (!found) own ??= await ownSharing(github, target, shelf);
		const sharing = found ? await sharingOf(github, shelf, name, found.visibility ?? "private") : own;
		if (sharing) sharings.set(name, sharing);
	}
	const seal = await openSealer();
	const send = (name, value) => github.send({
		method: "PUT",
		path: `${shelf.path}/${name}`,
		body: {
			encrypted_value: seal(value, key.key),
			key_id: key.key_id,
			...sharings.get(name)
		}
	}, shelf);
	return {
		shelf,
		exists: (name) => existing.has(name),
		isThere: () => false,
		async write(name, value) {
			try {
				await send(name, value);
			} catch (error) {
				if (!(error instanceof GithubError && error.status === 422)) throw error;
				const current = await readKey();
				if (!current || current.key_id === key.key_id && !/key_id|encrypt/i.test(error.message)) throw error;
				key = current;
				await send(name, value);
			}
		}
	};
}
// src/delivery/github/target.ts
/** Reads inputs `github_repository` and `github_target`; `undefined` if the repository is not `owner/name`. */
function readTarget(repository, target) {
	const [, owner, name] = /^([\w-]+)\/(?!\.{1,2}$)([\w.-]+)$/.exec(repository) ?? [];
	if (owner === void 0 || name === void 0) return void 0;
	const [, environment] = /^environment:(.+)$/.exec(target) ?? [];
	const repositoryPath = `/repos/${owner}/${name}`;
	const base = {
		owner,
		repository,
		repositoryPath,
		environment
	};
	const shelves = (secrets, variables) => {
		const scope = secrets.shared ? "admin:org" : "repo";
		return {
			...base,
			secrets: {
				...secrets,
				kind: "secret",
				scope
			},
			variables: {
				...variables,
				kind: "variable",
				scope
			}
		};
	};
	if (environment !== void 0) {
		const path = `${repositoryPath}/environments/${encodeURIComponent(environment)}`;
		const shelf = {
			where: `environment \`${environment}\` of ${repository}`,
			permission: "the repository permission *Environments: write*",
			shared: false
		};
		return shelves({
			...shelf,
			path: `${path}/secrets`
		}, {
			...shelf,
			path: `${path}/variables`
		});
	}
	if (target === "organization") {
		const shelf = {
			where: `organization ${owner}`,
			shared: true
		};
		return shelves({
			...shelf,
			path: `/orgs/${owner}/actions/secrets`,
			permission: "the organization permission *Secrets: write*"
		}, {
			...shelf,
			path: `/orgs/${owner}/actions/variables`,
			permission: "the organization permission *Variables: write*"
		});
	}
	const variables = {
		path: `${repositoryPath}/actions/variables`,
		permission: "the repository permission *Variables: write*",
		where: repository,
		shared: false
	};
	if (target === "dependabot") return shelves({
		path: `${repositoryPath}/dependabot/secrets`,
		permission: "the repository permission *Dependabot secrets: write*",
		where: `Dependabot in ${repository}`,
		shared: false
	}, variables);
	return shelves({
		path: `${repositoryPath}/actions/secrets`,
		permission: "the repository permission *Secrets: write*",
		where: repository,
		shared: false
	}, variables);
}
// src/delivery/github/variables.ts
const variable = (0,_api_host_js__WEBPACK_IMPORTED_MODULE_2__.c)({ value: (0,_api_host_js__WEBPACK_IMPORTED_MODULE_2__.d)() });
/** Reads the variables that are to be written. `undefined` if there is no such place. */
async function openVariables(github, target, names) {
	const shelf = target.variables;
	if (!await github.look(`${shelf.path}?per_page=1`, (0,_api_host_js__WEBPACK_IMPORTED_MODULE_2__.c)({ total_count: (0,_api_host_js__WEBPACK_IMPORTED_MODULE_2__.s)() }), shelf)) return void 0;
	const look = (name) => github.look(`${shelf.path}/${name}`, variable, shelf);
	const values = /* @__PURE__ */ new Map();
	let sharing;
	for (const name of names) {
		const found = await look(name);
		if (found) values.set(name, found.value);
		else if (shelf.shared) sharing ??= await ownSharing(github, target, shelf);
	}
	/** A PATCH leaves everything as it is that it does not name, so also who sees the variable. */
	const update = (name, value) => github.send({
		method: "PATCH",
		path: `${shelf.path}/${name}`,
		body: { value }
	}, shelf);
	const create = (name, value) => github.send({
		method: "POST",
		path: shelf.path,
		body: {
			name,
			value,
			...sharing
		}
	}, shelf);
	return {
		shelf,
		exists: (name) => values.has(name),
		isThere: (name, value) => values.get(name) === value,
		async write(name, value) {
			if (values.has(name)) return void await update(name, value);
			for (let tries = 1;; tries++) try {
				await create(name, value);
				return;
			} catch (error) {
				if (!(error instanceof GithubError && (error.unknown || error.status === 409))) throw error;
				const found = await look(name);
				if (found?.value === value) return;
				if (found) return void await update(name, value);
				if (tries > github.retries) throw error;
				await github.budget.wait((0,_retry_js__WEBPACK_IMPORTED_MODULE_1__.t)(tries, void 0, Math.random));
			}
		}
	};
}
// src/delivery/github/writer.ts
/** GitHub's limit for one secret or variable. */
const LARGEST = 49152;
/** Outputs that Neon shows once, so that running the step again does not bring them back. */
const shownOnce = ["pub_client_key", "secret_server_key"];
const isShownOnce = ({ output }) => shownOnce.includes(output);
/** Puts values one after the other, and stops at the first that fails. */
function placeOf({ shelf, exists, isThere, write }) {
	const where = `${shelf.kind} of ${shelf.where}`;
	const kindAnd = (items) => `${shelf.kind}${items.length === 1 ? "" : "s"} ${listed(items)}`;
	async function put(items) {
		const tooLarge = items.filter(({ value = "" }) => Buffer.byteLength(value) > LARGEST);
		if (tooLarge.length > 0) throw new GithubError(`GitHub takes at most 48 KB, and the value for ${kindAnd(tooLarge)} is larger. No ${shelf.kind} was written to ${shelf.where}: leave ${tooLarge.length === 1 ? "it" : "them"} out.`);
		const placed = [];
		for (const [index, { name, value = "" }] of items.entries()) if (value === "") placed.push({
			name,
			where,
			state: exists(name) ? "kept" : "left"
		});
		else if (isThere(name, value)) placed.push({
			name,
			where,
			state: "kept"
		});
		else {
			try {
				await write(name, value);
			} catch (error) {
				throw stopped(items, placed, index, error);
			}
			placed.push({
				name,
				where,
				state: "written"
			});
		}
		const missing = items.filter((_, index) => placed[index]?.state === "left");
		if (missing.length > 0) throw new GithubError([
			written(placed),
			`There is no value for ${kindAnd(missing)}, and ${shelf.where} has none of that name yet. `,
			missing.some(isShownOnce) ? "Neon shows keys only when it makes them: run `generate-sdk-keys` with the same `github_…` inputs for new ones." : "Neon's answer holds nothing for that: drop the line, or take another operation."
		].join(""));
		return placed;
	}
	function stopped(items, placed, index, error) {
		const failed = items.slice(index, index + 1);
		const open = items.slice(index + 1);
		const once = items.slice(index).some(isShownOnce);
		return new GithubError([
			!placed.some(({ state }) => state === "written") && error instanceof GithubError && error.unknown ? "" : written(placed),
			`${sentence(kindAnd(failed))} failed: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_3__.o)(error)} `,
			open.length > 0 ? `Not tried: ${listed(open)}. ` : "",
			once ? "When that is mended, run `generate-sdk-keys` with the same `github_…` inputs: Neon shows keys only when it makes them, so this step would not see them again." : "When that is mended, run the step again: it completes what is missing."
		].join(""), error instanceof GithubError && error.status !== void 0 ? { status: error.status } : {});
	}
	function written(placed) {
		const done = placed.filter(({ state }) => state === "written");
		return done.length > 0 ? `Written to ${shelf.where}: ${listed(done)}. ` : `Nothing was written to ${shelf.where}. `;
	}
	return { put };
}
const listed = (things) => things.map(({ name }) => `\`${name}\``).join(", ");
const sentence = (text) => text.charAt(0).toUpperCase() + text.slice(1);
// src/delivery/github/places.ts
const RETRIES = 5;
/**
* Finds out, before anything else is done, whether secrets and variables of these names can be written: the
* token, the place, and what is there. That the token may write, and not only read, shows in the first write.
*/
async function openGithub(options, secretNames, variableNames) {
	const { token, budget, retries = RETRIES } = options;
	const address = options.address ?? (process.env.GITHUB_API_URL || "https://api.github.com");
	const target = checked(options, address, {
		github_secrets: secretNames,
		github_variables: variableNames
	});
	const github = await connectGithub(address, token, retries, budget);
	const place = async (shelf, names, open) => {
		if (names.length === 0) return { put: async () => [] };
		const writer = await open(github, target, names);
		if (!writer) throw await notThere(github, target, shelf);
		return placeOf(writer);
	};
	return {
		secrets: await place(target.secrets, secretNames, openSecrets),
		variables: await place(target.variables, variableNames, openVariables)
	};
}
function checked({ repository, target }, address, names) {
	const problems = Object.entries(names).flatMap(([input, all]) => all.flatMap((name, index) => {
		const problem = (0,_delivery_js__WEBPACK_IMPORTED_MODULE_4__.r)(name);
		return problem ? [`\`${input}\`, line ${index + 1}: the name ${problem}.`] : [];
	}));
	if (!(0,_api_host_js__WEBPACK_IMPORTED_MODULE_2__.t)(address)) problems.push("`GITHUB_API_URL` must be an https address without user info, query or fragment.");
	const read = readTarget(repository, target);
	if (!read) problems.push("`github_repository` must be `owner/name`.");
	if (/^environment:\.{1,2}$/.test(target)) problems.push("`github_target`: no environment has this name.");
	if (target === "dependabot" && (names.github_variables?.length ?? 0) > 0) problems.push("`github_variables`: Dependabot has secrets, but no variables. Drop one of the two.");
	if (!read || problems.length > 0) throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__.a(problems);
	return read;
}
/** Says what of a place it is that GitHub does not show. */
async function notThere(github, target, shelf) {
	const { owner, repository, repositoryPath, environment } = target;
	if (shelf.shared) return new GithubError(`GitHub shows no organization ${owner} to this token (status 404). Check that the owner of \`github_repository\` is an organization, and that the token in \`github_token\` has ${shelf.permission}.`, { status: 404 });
	if (await github.look(repositoryPath, (0,_api_host_js__WEBPACK_IMPORTED_MODULE_2__.p)(), shelf) === void 0) return hiddenRepository(target);
	return new GithubError(environment === void 0 ? `GitHub shows ${repository} to this token, but not the ${shelf.kind}s of ${shelf.where} (status 404). Check that the token in \`github_token\` has ${shelf.permission}.` : `There is no environment \`${environment}\` in ${repository} (status 404). Create it in the settings of the repository, or check \`github_target\`.`, { status: 404 });
}



/***/ })

};
