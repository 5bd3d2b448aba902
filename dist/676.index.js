"use strict";
exports.id = 676;
exports.ids = [676];
exports.modules = {

/***/ 6903:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ GithubError),
/* harmony export */   t: () => (/* binding */ connectGithub)
/* harmony export */ });
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3987);

// src/github/errors.ts
var GithubError = class extends Error {
	name = "GithubError";
	status;
	maybeDone;
	constructor(message, { status, maybeDone = false } = {}) {
		super(message);
		this.status = status;
		this.maybeDone = maybeDone;
	}
};
// src/github/messages.ts
const envelope = (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Nt)({ message: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.Ct)((0,_step_js__WEBPACK_IMPORTED_MODULE_0__.It)(), "") });
function saidIn(json) {
	const { success, data } = (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.zt)(envelope, json);
	return success ? data.message : "";
}
const headerOf = ({ headers }, name) => String(headers[name] ?? "");
const shown = (text, longest) => (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.mn)((0,_step_js__WEBPACK_IMPORTED_MODULE_0__.un)(text), longest);
function refusedMessage(call, answer, need, late = "") {
	const message = saidIn(answer.json);
	const said = message ? `: ${shown(message, 1e3).replace(/\.$/, "")}` : "";
	const requestId = shown(headerOf(answer, "x-github-request-id"), 100);
	const [happened, cure] = adviceFor(answer, message, need);
	const request = `${call.method} ${call.path}${requestId && `, request ID ${requestId}`}`;
	return `${happened} (${answer.status})${said}. ${cure}${late} [${request}]`;
}
function adviceFor(answer, said, need) {
	const { status } = answer;
	if (status === 401) return ["GitHub did not accept the token in `github_token`", "Check that it is current and holds nothing else."];
	if (status === 403 && headerOf(answer, "x-github-sso")) return ["The organization asks for single sign-on", "Authorize the token in `github_token` for it."];
	if (isLimit(answer)) return ["The rate limit of the token is used up", "Run the step later."];
	if (status === 403 && /\bis locked\b/i.test(said)) return ["The conversation is locked", "Unlock it, or pass the token of somebody who may write there."];
	if (status === 403) return missingPermission(answer, said, need);
	if (status === 404) return ["GitHub finds nothing there", "What was there when the step began is not there any more, or the token does not reach it."];
	if (status === 422) return ["GitHub refused the request", "Check the name and the value against what GitHub says."];
	if (status >= 300 && status < 400) return ["GitHub's address leads elsewhere", "A redirect is never followed with a token: check that `github_repository` is the current name, and `GITHUB_API_URL`."];
	if (status >= 500) return ["GitHub failed", "The fault is on its side: see githubstatus.com."];
	return ["GitHub refused the request", "Check the inputs of the step against what GitHub says."];
}
function missingPermission(answer, said, need) {
	const { permission, classicScope, jobTokenCure } = need;
	if (headerOf(answer, "x-accepted-oauth-scopes")) return ["The token in `github_token` may not do this", `A classic token needs the scope \`${classicScope}\`, and its owner the right to write there. Better, pass the token of a GitHub App or a fine-grained personal access token with ${permission}.`];
	const accepted = shown(headerOf(answer, "x-accepted-github-permissions"), 200);
	const asked = accepted && `GitHub asks for \`${accepted}\` here. `;
	const cure = /by integration/i.test(said) ? jobTokenCure : "Add it to the token.";
	return [`The token in \`github_token\` lacks ${permission}`, asked + cure];
}
function isLimit(answer) {
	if (answer.status === 429) return true;
	if (answer.status !== 403) return false;
	return headerOf(answer, "retry-after") !== "" || headerOf(answer, "x-ratelimit-remaining") === "0" || /rate limit/i.test(saidIn(answer.json));
}
function noAnswerMessage({ method, path }, cause, late = "") {
	if ((0,_step_js__WEBPACK_IMPORTED_MODULE_0__.rt)(cause)) return `The certificate of GitHub's server is not trusted (${cause}), so ${method} ${path} was not sent. Check \`GITHUB_API_URL\` and the proxy; for a certificate authority of your own, set \`NODE_EXTRA_CA_CERTS\` for the job.${late}`;
	if (method === "GET") return `GitHub gave no complete answer (${cause}). Check githubstatus.com and the network of the runner, then run the step again.${late} [GET ${path}]`;
	return `No complete answer of GitHub to ${method} ${path} (${cause}): it may have been carried out.${late}`;
}
// src/github/client.ts
const ANSWER_MS = 3e4;
const LARGEST = 3e7;
const WRITES_PER_MINUTE = 80;
const LIMIT_MS = 6e4;
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
		userAgent: `${_step_js__WEBPACK_IMPORTED_MODULE_0__.lt}/${_step_js__WEBPACK_IMPORTED_MODULE_0__.ut}`,
		log: quiet
	});
	const { fetch = globalThis.fetch } = octokit.request.endpoint.DEFAULTS.request ?? {};
	const boundedFetch = async (...request) => bounded(await fetch(...request));
	(0,_step_js__WEBPACK_IMPORTED_MODULE_0__.nt)();
	const pace = (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.ct)(WRITES_PER_MINUTE, Infinity, true);
	async function tryOnce({ method, path, body, reads }) {
		const pause = method === "GET" || reads ? 0 : pace.turn();
		if (pause > 0 && Date.now() + pause >= budget.endsAt) throw new GithubError(`${method} ${path} was not sent: GitHub takes ${WRITES_PER_MINUTE} writes a minute, so it would come in ${Math.ceil(pause / 1e3)} s, and ${budget.name} is ${budget.seconds}.`);
		if (pause > 0) await budget.wait(pause);
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
					log: quiet,
					fetch: boundedFetch
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
				...response,
				json: response.data
			} : { cause: (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.tt)(error) };
		}
	}
	const deliver = (call, need, mayBeAbsent = false) => (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.it)({
		what: `GitHub: ${call.method} ${call.path}`,
		tryOnce: () => tryOnce(call),
		judge: (result) => judge(call, result, mayBeAbsent),
		failure: (result, late) => failure(call, result, need, late, budget),
		retries,
		budget
	});
	return {
		send: async (call, need) => (await deliver(call, need)).json,
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
async function bounded(response) {
	const chunks = [];
	let size = 0;
	for await (const chunk of response.body ?? []) {
		size += chunk.length;
		if (size > LARGEST) throw Object.assign(new Error(), { code: `an answer of more than ${LARGEST} bytes` });
		chunks.push(chunk);
	}
	return Object.assign(response, { text: async () => new TextDecoder().decode(Buffer.concat(chunks)) });
}
async function loadToolkit() {
	const { GITHUB_EVENT_PATH } = process.env;
	delete process.env.GITHUB_EVENT_PATH;
	try {
		return await Promise.all(/* import() */[__webpack_require__.e(752), __webpack_require__.e(413)]).then(__webpack_require__.bind(__webpack_require__, 2413));
	} finally {
		if (GITHUB_EVENT_PATH !== void 0) process.env.GITHUB_EVENT_PATH = GITHUB_EVENT_PATH;
	}
}
const isTrouble = (status) => status === 408 || status >= 500;
function judge({ method, reads }, result, mayBeAbsent) {
	const absolute = method !== "POST" || reads === true;
	if ("cause" in result) return {
		ending: result.cause,
		mayRepeat: absolute && !(0,_step_js__WEBPACK_IMPORTED_MODULE_0__.rt)(result.cause)
	};
	const { status } = result;
	return {
		ending: `status ${status}`,
		answer: status < 300 || mayBeAbsent && status === 404 ? result : void 0,
		mayRepeat: isLimit(result) || absolute && isTrouble(status),
		asked: pauseAskedFor(result)
	};
}
function pauseAskedFor(answer) {
	const now = (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.ot)(headerOf(answer, "date")) ?? Date.now();
	const asked = (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.st)(headerOf(answer, "retry-after"), now);
	if (asked !== void 0 || !isLimit(answer)) return asked;
	const reset = Number(headerOf(answer, "x-ratelimit-reset"));
	return headerOf(answer, "x-ratelimit-remaining") === "0" && reset > 0 ? Math.max(0, reset * 1e3 - now) : LIMIT_MS;
}
function failure(call, result, need, late, budget) {
	if ("cause" in result) {
		const ended = budget.ended();
		return new GithubError(noAnswerMessage(call, ended ?? result.cause, ended ? "" : late), { maybeDone: !(0,_step_js__WEBPACK_IMPORTED_MODULE_0__.rt)(result.cause) });
	}
	const { status } = result;
	return new GithubError(refusedMessage(call, result, need, late), {
		status,
		maybeDone: isTrouble(status)
	});
}
function understood(path, schema, json) {
	const { success, data, error } = (0,_step_js__WEBPACK_IMPORTED_MODULE_0__.zt)(schema, json);
	if (success) return data;
	throw new GithubError(`GitHub's answer to GET ${path} was not understood: missing or of another type than documented: ${[...new Set(error.issues.map((issue) => issue.path.join(".") || "the whole answer"))].slice(0, 5).join(", ")}. Check \`GITHUB_API_URL\` and the proxy.`);
}



/***/ }),

/***/ 3676:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   openGithub: () => (/* binding */ openGithub)
/* harmony export */ });
/* harmony import */ var _client_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6903);
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3987);
/* harmony import */ var _assignments_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4748);
/* harmony import */ var _delivery_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8460);




// src/delivery/github/sealed-box.ts
async function openSealer() {
	const { default: sodium } = await __webpack_require__.e(/* import() */ 768).then(__webpack_require__.bind(__webpack_require__, 4768));
	await sodium.ready;
	return (value, publicKey) => Buffer.from(sodium.crypto_box_seal(Buffer.from((0,_step_js__WEBPACK_IMPORTED_MODULE_1__.dn)(value)), Buffer.from(publicKey, "base64"))).toString("base64");
}
// src/delivery/github/sharing.ts
const page = (0,_step_js__WEBPACK_IMPORTED_MODULE_1__.Nt)({ repositories: (0,_step_js__WEBPACK_IMPORTED_MODULE_1__.Tt)((0,_step_js__WEBPACK_IMPORTED_MODULE_1__.Nt)({ id: (0,_step_js__WEBPACK_IMPORTED_MODULE_1__.Mt)() })) });
const PAGE = 100;
async function sharingOf(github, shelf, name, visibility) {
	if (visibility !== "selected") return { visibility };
	const ids = new Set();
	for (let number = 1;; number++) {
		const path = `${shelf.path}/${name}/repositories?per_page=${PAGE}&page=${number}`;
		const found = await github.look(path, page, shelf);
		if (!found) throw new _client_js__WEBPACK_IMPORTED_MODULE_0__.n(`GitHub's list of the repositories that see \`${name}\` broke off at page ${number} (status 404), and writing the secret without it would take it from them. Run the step again.`, { status: 404 });
		const before = ids.size;
		for (const { id } of found.repositories) ids.add(id);
		if (found.repositories.length < PAGE || ids.size === before) return {
			visibility,
			selected_repository_ids: [...ids]
		};
	}
}
async function ownSharing(github, target, shelf) {
	const found = await github.look(target.repositoryPath, (0,_step_js__WEBPACK_IMPORTED_MODULE_1__.Nt)({ id: (0,_step_js__WEBPACK_IMPORTED_MODULE_1__.Mt)() }), shelf);
	if (!found) throw hiddenRepository(target);
	return {
		visibility: "selected",
		selected_repository_ids: [found.id]
	};
}
const hiddenRepository = ({ repository }) => new _client_js__WEBPACK_IMPORTED_MODULE_0__.n(`GitHub shows no repository ${repository} to this token (status 404). Check \`github_repository\`, and that the token in \`github_token\` reaches it.`);
// src/delivery/github/secrets.ts
const publicKey = (0,_step_js__WEBPACK_IMPORTED_MODULE_1__.Nt)({
	key_id: (0,_step_js__WEBPACK_IMPORTED_MODULE_1__.It)(),
	key: (0,_step_js__WEBPACK_IMPORTED_MODULE_1__.It)().check((0,_step_js__WEBPACK_IMPORTED_MODULE_1__.Rt)(/^[A-Za-z0-9+/]{43}=$/))
});
const secret = (0,_step_js__WEBPACK_IMPORTED_MODULE_1__.Nt)({
	name: (0,_step_js__WEBPACK_IMPORTED_MODULE_1__.It)(),
	visibility: (0,_step_js__WEBPACK_IMPORTED_MODULE_1__.Pt)((0,_step_js__WEBPACK_IMPORTED_MODULE_1__.It)())
});
const openSecrets = async (github, target, names) => {
	const shelf = target.secrets;
	const readKey = () => github.look(`${shelf.path}/public-key`, publicKey, shelf);
	const first = await readKey();
	if (!first) return void 0;
	let key = first;
	const existing = new Set();
	const sharings = new Map();
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
	try {
		seal("sample", key.key);
	} catch {
		throw new _client_js__WEBPACK_IMPORTED_MODULE_0__.n(`GitHub's public key for secrets of ${shelf.where} seals nothing. Check \`GITHUB_API_URL\` and the proxy.`);
	}
	const send = (name, value) => {
		const body = {
			encrypted_value: seal(value, key.key),
			key_id: key.key_id,
			...sharings.get(name)
		};
		return github.send({
			method: "PUT",
			path: `${shelf.path}/${name}`,
			body
		}, shelf);
	};
	return {
		shelf,
		exists: (name) => existing.has(name),
		isThere: () => false,
		async write(name, value) {
			try {
				await send(name, value);
			} catch (error) {
				if (!(error instanceof _client_js__WEBPACK_IMPORTED_MODULE_0__.n && error.status === 422)) throw error;
				const current = await readKey();
				if (!current || current.key_id === key.key_id && !/key_id|encrypt/i.test(error.message)) throw error;
				key = current;
				await send(name, value);
			}
		}
	};
};
// src/delivery/github/target.ts
const jobTokenCure = "The `GITHUB_TOKEN` of a job can never write secrets or variables: pass the token of a GitHub App, or a fine-grained personal access token, with this permission.";
function readTarget(repository, target) {
	const [, owner, name] = /^([\w-]+)\/(?!\.{1,2}$)([\w.-]+)$/.exec(repository) ?? [];
	if (owner === void 0 || name === void 0) return void 0;
	const [, environment] = /^environment:(.+)$/.exec(target) ?? [];
	const base = {
		owner,
		repository,
		repositoryPath: `/repos/${owner}/${name}`,
		environment
	};
	return {
		...base,
		secrets: shelfOf("secret", base, target),
		variables: shelfOf("variable", base, target)
	};
}
function shelfOf(kind, { owner, repository, repositoryPath, environment }, target) {
	const shared = target === "organization";
	const at = (folder, where, permission) => ({
		kind,
		path: `${folder}/${kind}s`,
		where,
		permission: `the ${shared ? "organization" : "repository"} permission *${permission}: write*`,
		classicScope: shared ? "admin:org" : "repo",
		jobTokenCure,
		shared
	});
	const things = kind === "secret" ? "Secrets" : "Variables";
	if (shared) return at(`/orgs/${owner}/actions`, `organization ${owner}`, things);
	if (environment !== void 0) return at(`${repositoryPath}/environments/${encodeURIComponent(environment)}`, `environment \`${environment}\` of ${repository}`, "Environments");
	if (target === "dependabot" && kind === "secret") return at(`${repositoryPath}/dependabot`, `Dependabot in ${repository}`, "Dependabot secrets");
	return at(`${repositoryPath}/actions`, repository, things);
}
// src/delivery/github/variables.ts
const variable = (0,_step_js__WEBPACK_IMPORTED_MODULE_1__.Nt)({ value: (0,_step_js__WEBPACK_IMPORTED_MODULE_1__.It)() });
const openVariables = async (github, target, names) => {
	const shelf = target.variables;
	if (!await github.look(`${shelf.path}?per_page=1`, (0,_step_js__WEBPACK_IMPORTED_MODULE_1__.Nt)({ total_count: (0,_step_js__WEBPACK_IMPORTED_MODULE_1__.Mt)() }), shelf)) return void 0;
	const look = (name) => github.look(`${shelf.path}/${name}`, variable, shelf);
	const values = new Map();
	let sharing;
	for (const name of names) {
		const found = await look(name);
		if (found) values.set(name, found.value);
		else if (shelf.shared) sharing ??= await ownSharing(github, target, shelf);
	}
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
		isThere: (name, value) => values.get(name) === (0,_step_js__WEBPACK_IMPORTED_MODULE_1__.dn)(value),
		async write(name, given) {
			const value = (0,_step_js__WEBPACK_IMPORTED_MODULE_1__.dn)(given);
			if (values.has(name)) return void await update(name, value);
			for (let tries = 1;; tries++) try {
				await create(name, value);
				return;
			} catch (error) {
				if (!(error instanceof _client_js__WEBPACK_IMPORTED_MODULE_0__.n && (error.maybeDone || error.status === 409))) throw error;
				const found = await look(name);
				if (found?.value === value) return;
				if (found) return void await update(name, value);
				if (tries > github.retries) throw error;
				await github.budget.wait((0,_step_js__WEBPACK_IMPORTED_MODULE_1__.at)(tries));
			}
		}
	};
};
// src/delivery/github/writer.ts
const LARGEST = 49152;
function asPlace({ shelf, exists, isThere, write }) {
	const where = `${shelf.kind} of ${shelf.where}`;
	const kindAnd = (items) => `${shelf.kind}${items.length === 1 ? "" : "s"} ${listed(items)}`;
	async function put(items) {
		const tooLarge = items.filter(({ value = "" }) => (0,_step_js__WEBPACK_IMPORTED_MODULE_1__.fn)(value) > LARGEST);
		if (tooLarge.length > 0) throw new _client_js__WEBPACK_IMPORTED_MODULE_0__.n(`GitHub takes at most 48 KB, and the value for ${kindAnd(tooLarge)} is larger. No ${shelf.kind} was written to ${shelf.where}: leave ${tooLarge.length === 1 ? "it" : "them"} out.`);
		const placed = [];
		for (const { name, value = "" } of items) {
			const kept = value === "" ? exists(name) : isThere(name, value);
			if (kept || value === "") placed.push({
				name,
				where,
				state: kept ? "kept" : "left"
			});
			else {
				try {
					await write(name, value);
				} catch (error) {
					throw stopped(items, placed, error);
				}
				placed.push({
					name,
					where,
					state: "written"
				});
			}
		}
		const missing = items.filter((_, index) => placed[index]?.state === "left");
		if (missing.length === 0) return placed;
		throw new _client_js__WEBPACK_IMPORTED_MODULE_0__.n(`${written(placed)}There is no value for ${kindAnd(missing)}, and ${shelf.where} has none of that name yet. ${cureOf(missing)}`);
	}
	function stopped(items, placed, error) {
		const rest = items.slice(placed.length);
		const untried = rest.slice(1);
		const once = rest.some(_delivery_js__WEBPACK_IMPORTED_MODULE_3__.t);
		const nothing = !placed.some(({ state }) => state === "written");
		return new _client_js__WEBPACK_IMPORTED_MODULE_0__.n([
			nothing && error instanceof _client_js__WEBPACK_IMPORTED_MODULE_0__.n && error.maybeDone ? "" : written(placed),
			`${sentence(kindAnd(rest.slice(0, 1)))} failed: ${(0,_step_js__WEBPACK_IMPORTED_MODULE_1__.wn)(error)} `,
			untried.length > 0 ? `Not tried: ${listed(untried)}. ` : "",
			once ? "When that is mended, run `generate-sdk-keys` with the same `github_…` inputs: Neon shows keys only when it makes them, so this step would not see them again." : "When that is mended, run the step again: it completes what is missing."
		].join(""));
	}
	function written(placed) {
		const done = placed.filter(({ state }) => state === "written");
		return done.length > 0 ? `Written to ${shelf.where}: ${listed(done)}. ` : `Nothing was written to ${shelf.where}. `;
	}
	return {
		put,
		has: exists
	};
}
function cureOf(missing) {
	if (missing.some(({ sealed }) => sealed)) return _delivery_js__WEBPACK_IMPORTED_MODULE_3__.n;
	return missing.some(_delivery_js__WEBPACK_IMPORTED_MODULE_3__.t) ? "Neon shows keys only when it makes them: run `generate-sdk-keys` with the same `github_…` inputs for new ones." : "Neon's answer holds nothing for that: drop the line, or take another operation.";
}
const listed = (things) => (0,_step_js__WEBPACK_IMPORTED_MODULE_1__.v)(things.map(({ name }) => name));
const sentence = (text) => text.charAt(0).toUpperCase() + text.slice(1);
// src/delivery/github/places.ts
async function openGithub(options, secretNames, variableNames) {
	const { token, budget, retries } = options;
	const address = options.address ?? (process.env.GITHUB_API_URL || "https://api.github.com");
	const target = checked(options, address, {
		github_secrets: secretNames,
		github_variables: variableNames
	});
	const github = await (0,_client_js__WEBPACK_IMPORTED_MODULE_0__.t)(address, token, retries, budget);
	const place = async (shelf, names, prepare) => {
		if (names.length === 0) return { put: async () => [] };
		const writer = await prepare(github, target, names);
		if (!writer) throw await notThere(github, target, shelf);
		return asPlace(writer);
	};
	return {
		secrets: await place(target.secrets, secretNames, openSecrets),
		variables: await place(target.variables, variableNames, openVariables)
	};
}
function checked({ repository, target }, address, names) {
	const problems = Object.entries(names).flatMap(([input, all]) => all.flatMap((name, index) => {
		const problem = (0,_assignments_js__WEBPACK_IMPORTED_MODULE_2__.t)(name);
		return problem ? [`\`${input}\`, line ${index + 1}: the name ${problem}.`] : [];
	}));
	if (!(0,_step_js__WEBPACK_IMPORTED_MODULE_1__.Q)(address)) problems.push("`GITHUB_API_URL` must be an https address without user info, query or fragment.");
	const read = readTarget(repository, target);
	if (!read) problems.push("`github_repository` must be `owner/name`.");
	if (/^environment:\.{1,2}$/.test(target)) problems.push("`github_target`: no environment has this name.");
	if (target === "dependabot" && (names.github_variables?.length ?? 0) > 0) problems.push("`github_variables`: Dependabot has secrets, but no variables. Drop one of the two.");
	if (!read || problems.length > 0) throw new _step_js__WEBPACK_IMPORTED_MODULE_1__.Sn(problems);
	return read;
}
async function notThere(github, target, shelf) {
	const { owner, repository, repositoryPath, environment } = target;
	if (shelf.shared) return new _client_js__WEBPACK_IMPORTED_MODULE_0__.n(`GitHub shows no organization ${owner} to this token (status 404). Check that the owner of \`github_repository\` is an organization, and that the token in \`github_token\` has ${shelf.permission}.`);
	if (await github.look(repositoryPath, (0,_step_js__WEBPACK_IMPORTED_MODULE_1__.Lt)(), shelf) === void 0) return hiddenRepository(target);
	return new _client_js__WEBPACK_IMPORTED_MODULE_0__.n(environment === void 0 ? `GitHub shows ${repository} to this token, but not the ${shelf.kind}s of ${shelf.where} (status 404). Check that the token in \`github_token\` has ${shelf.permission}.` : `There is no environment \`${environment}\` in ${repository} (status 404). Create it in the settings of the repository, or check \`github_target\`.`);
}



/***/ })

};
;